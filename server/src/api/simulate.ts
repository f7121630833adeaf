import { DEFAULT_MILLISECONDS, deadline } from "../deadline";
import { hostedSimulation, parse } from "../service";
import {
  type SampleRequest,
  type SampleResponse,
  type SimulatedInput,
  type Simulation,
  type SimulationOptions,
  simulateInputs,
} from "../simulate";
import type { IsCancelled } from "../vtl";
import { chosenInput, type HostFileOptions, readHost } from "./host";
import { type InputOptions, readInput } from "./input";

export interface SimulateOptions extends InputOptions, HostFileOptions {
  /**
   * For a host file, such as an OpenAPI document: the title of the integration, such as `GET /pets`, or its ID with
   * slashes between the parts. Its integration responses are those in the file. Defaults to the only integration; an
   * unknown or ambiguous name throws a RangeError.
   */
  readonly input?: string;
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
  const { backend, trace = false, isCancelled, milliseconds = DEFAULT_MILLISECONDS } = options;
  const { inputs, ...known } = scenarioOf(text, options);
  const result = simulateInputs(inputs, parse(JSON.stringify(request), "json"), {
    ...known,
    trace,
    isCancelled: deadline(milliseconds, isCancelled),
    ...(backend && { backend: parse(JSON.stringify(backend), "json") }),
  });
  if (result.kind === "done") return result.simulation;
  throw new RangeError(result.problems.map(({ message }) => message).join(" "));
}

/** The inputs of a simulation, and what the file says about their API. */
function scenarioOf(
  text: string,
  options: SimulateOptions,
): { readonly inputs: readonly SimulatedInput[] } & Pick<SimulationOptions, "isComplete" | "facts"> {
  const { responses } = options;
  const given = (responses ?? []).map((other) => readInput(other.text, other));
  const host = readHost(text, options);
  if (!host) return { inputs: [readInput(text, options), ...given], isComplete: responses !== undefined };
  return hostedSimulation(host, chosenInput(host, options.input), given);
}
