import type { Protocol } from "../model/protocol";
import type { IsCancelled, Overrides } from "../vtl";
import type { BackendResponse } from "./backend";
import { type Context, contextOf } from "./context";
import type { IntegrationConfig } from "./integrationConfig";
import type { ClientRequest } from "./request";
import type { SimulatedResponse, SimulationPlace, SimulationProblem, SimulationStep } from "./steps";

/** What a simulation starts from. */
export interface ExecutionInput {
  readonly protocol: Protocol;
  /** Absent where only integration responses are given. */
  readonly integration?: IntegrationConfig;
  /** Undefined where nobody told what responses there are. */
  readonly responses?: readonly IntegrationConfig[];
  readonly request: ClientRequest;
  /** Undefined where nobody told what the backend answers. */
  readonly backend?: BackendResponse;
  readonly trace: boolean;
  readonly isCancelled?: IsCancelled;
}

/**
 * How far a request came.
 * - `answered`: to the client, be it with an error.
 * - `needsBackend`: to the backend, whose answer was not given.
 * - `needsResponses`: to the choice of an integration response, while none was given.
 * - `badInput`: nowhere.
 */
export type Outcome = "answered" | "needsBackend" | "needsResponses" | "badInput";

/** Collects what happens to a request on its way. */
export class Execution {
  readonly steps: SimulationStep[] = [];
  readonly problems: SimulationProblem[] = [];
  /** What `$context` holds; templates leave their overrides in it. */
  context: Context;
  /** What the templates have overridden up to now, and the last of them. */
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

  /** Ends the way with an answer of API Gateway's own, and tells why. */
  refuse(status: number, message: string, problem: Omit<SimulationProblem, "severity">): SimulatedResponse {
    this.report({ ...problem, severity: "error" });
    return this.answer(errorResponse(this, status, message));
  }

  /** Ends the way with 500. */
  fail(problem: Omit<SimulationProblem, "severity">): SimulatedResponse {
    // HTTP APIs write it with capitals.
    const message = this.input.protocol === "HTTP" ? "Internal Server Error" : "Internal server error";
    return this.refuse(500, message, problem);
  }

  answer(response: SimulatedResponse): SimulatedResponse {
    this.step({ kind: "response", response });
    return response;
  }
}

/** On a WebSocket there is no status line, so the frame tells whose call it was. */
function errorResponse({ input, context }: Execution, status: number, message: string): SimulatedResponse {
  const { connectionId, requestId } = context;
  const body = input.protocol === "WEBSOCKET" ? { message, connectionId, requestId } : { message };
  const headers = input.protocol === "WEBSOCKET" ? {} : { "Content-Type": "application/json" };
  return { status, headers, body: JSON.stringify(body) };
}
