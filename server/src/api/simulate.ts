import { DEFAULT_MILLISECONDS, deadline } from "../deadline";
import { parse } from "../service";
import { type SampleRequest, type SampleResponse, type Simulation, simulateInputs } from "../simulate";
import type { IsCancelled } from "../vtl";
import { type InputOptions, readInput } from "./input";

export interface SimulateOptions extends InputOptions {
  /**
   * The inputs of all integration responses or, for an integration response, the input of its integration. As
   * documents they are numbered from 1. Without them the simulation ends where a response would be selected.
   */
  readonly responses?: readonly (InputOptions & { readonly text: string })[];
  /** The backend's response. Without it the simulation ends at the backend, except for MOCK integrations. */
  readonly backend?: SampleResponse;
  /** Adds to each template step which piece of the output came from which piece of the template. */
  readonly trace?: boolean;
  /** Called while templates run, to cancel them early. */
  readonly isCancelled?: IsCancelled;
  /**
   * The time limit for all templates in milliseconds: 5000 by default, Infinity for none. When it is reached,
   * they stop with the problem `VTL-time`.
   */
  readonly milliseconds?: number;
}

/**
 * Simulates a sample request through an integration, offline, and returns each step with the parts of the input
 * that caused it. Accepts any text; an invalid request or backend response throws a RangeError.
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
