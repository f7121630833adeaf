import { DEFAULT_MILLISECONDS, deadline } from "../deadline";
import { parse } from "../service";
import { type SampleRequest, type SampleResponse, type Simulation, simulateInputs } from "../simulate";
import type { IsCancelled } from "../vtl";
import { type InputOptions, readInput } from "./input";

export interface SimulateOptions extends InputOptions {
  /**
   * The inputs of all the integration's responses, or for a response that of its integration. As documents they
   * are numbered from 1. Without them the way ends where a response is to be chosen.
   */
  readonly responses?: readonly (InputOptions & { readonly text: string })[];
  /** The backend's answer; without it the way ends at the backend, but for a MOCK. */
  readonly backend?: SampleResponse;
  /** Tells in each template's step which piece of the output came from where. */
  readonly trace?: boolean;
  /** Asked while templates run, to end them early. */
  readonly isCancelled?: IsCancelled;
  /** What all templates may take; 5000 when absent, Infinity for no end. They end with the problem `VTL-time`. */
  readonly milliseconds?: number;
}

/**
 * Sends a sample request through an integration, offline, and tells each step with what of the input made it so.
 * Takes any text; a request or a backend's answer that makes no sense throws a RangeError.
 */
export function simulate(
  text: string,
  request: SampleRequest = {},
  options: SimulateOptions = {},
): Simulation {
  const { responses, backend, trace = false, isCancelled, milliseconds = DEFAULT_MILLISECONDS } = options;
  const inputs = [
    readInput(text, options),
    ...(responses ?? []).map((other) => readInput(other.text, other)),
  ];
  const result = simulateInputs(inputs, parse(JSON.stringify(request), "json"), {
    isComplete: responses !== undefined,
    trace,
    isCancelled: deadline(milliseconds, isCancelled),
    ...(backend && { backend: parse(JSON.stringify(backend), "json") }),
  });
  if (result.kind === "done") return result.simulation;
  throw new RangeError(result.problems.map(({ message }) => message).join(" "));
}
