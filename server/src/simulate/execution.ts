import type { Protocol } from "../model/protocol";
import type { StringNode } from "../syntax/nodes";
import type { IsCancelled, Observer, Overrides } from "../vtl";
import type { BackendResponse } from "./backend";
import { type Context, contextOf } from "./context";
import type { IntegrationConfig } from "./integrationConfig";
import type { ClientRequest } from "./request";
import type {
  Direction,
  SimulatedResponse,
  SimulationPlace,
  SimulationProblem,
  SimulationStep,
} from "./steps";

/** A template that a simulation is about to run. */
export interface RunningTemplate {
  /** The number of the input that it is in. */
  readonly document: number;
  readonly direction: Direction;
  readonly key: string;
  readonly node: StringNode;
}

/** Returns what follows the rendering of a template, if anything does. */
export type ObserverOf = (template: RunningTemplate) => Observer | undefined;

/** Everything that a simulation starts from. */
export interface ExecutionInput {
  readonly protocol: Protocol;
  /** Absent if there are only integration responses. */
  readonly integration?: IntegrationConfig;
  /** Undefined if the integration responses are unknown. */
  readonly responses?: readonly IntegrationConfig[];
  readonly request: ClientRequest;
  /** Undefined if the backend's response is unknown. */
  readonly backend?: BackendResponse;
  readonly trace: boolean;
  readonly observerOf?: ObserverOf;
  readonly isCancelled?: IsCancelled;
}

/**
 * How far a simulation got.
 * - `answered`: there is a response to the client, possibly an error.
 * - `needsBackend`: it ended at the backend, because no backend response was specified.
 * - `needsResponses`: it ended at the selection of an integration response, because none was specified.
 * - `badInput`: the inputs cannot be simulated.
 */
export type Outcome = "answered" | "needsBackend" | "needsResponses" | "badInput";

/** The state of a simulation: its steps and problems so far, and what templates have changed. */
export class Execution {
  readonly steps: SimulationStep[] = [];
  readonly problems: SimulationProblem[] = [];
  /** The current `$context`, including the overrides of templates. */
  context: Context;
  /** The overrides of all templates so far, and the place of the last template. */
  overridden?: { readonly overrides: Overrides; readonly place: SimulationPlace };

  constructor(readonly input: ExecutionInput) {
    this.context = contextOf(input.protocol, input.request, input.integration?.source);
  }

  step(step: SimulationStep): void {
    this.steps.push(step);
  }

  report(problem: SimulationProblem): void {
    this.problems.push(problem);
  }

  /** Ends the simulation with a response of API Gateway itself, and reports the reason. */
  refuse(status: number, message: string, problem: Omit<SimulationProblem, "severity">): SimulatedResponse {
    this.report({ ...problem, severity: "error" });
    return this.answer(errorResponse(this, status, message));
  }

  /** Ends the simulation with status 500. */
  fail(problem: Omit<SimulationProblem, "severity">): SimulatedResponse {
    // HTTP APIs capitalize it differently.
    const message = this.input.protocol === "HTTP" ? "Internal Server Error" : "Internal server error";
    return this.refuse(500, message, problem);
  }

  answer(response: SimulatedResponse): SimulatedResponse {
    this.step({ kind: "response", response });
    return response;
  }
}

/** WebSocket frames have no status line, so they identify the connection and the request instead. */
function errorResponse({ input, context }: Execution, status: number, message: string): SimulatedResponse {
  const { connectionId, requestId } = context;
  const body = input.protocol === "WEBSOCKET" ? { message, connectionId, requestId } : { message };
  const headers = input.protocol === "WEBSOCKET" ? {} : { "Content-Type": "application/json" };
  return { status, headers, body: JSON.stringify(body) };
}
