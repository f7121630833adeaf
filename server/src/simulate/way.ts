import type { Protocol } from "../model/protocol";
import type { IsCancelled, Overrides } from "../vtl";
import type { BackendResponse } from "./backend";
import { type Context, contextOf } from "./context";
import type { Part } from "./gateway";
import type { Request } from "./request";
import type { Place, SimulatedResponse, SimulationProblem, Step } from "./steps";

/** What a simulation starts from. */
export interface Scene {
  readonly protocol: Protocol;
  /** Absent where only integration responses are given. */
  readonly integration?: Part;
  /** Undefined where nobody told what responses there are. */
  readonly responses?: readonly Part[];
  readonly request: Request;
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
export class Way {
  readonly steps: Step[] = [];
  readonly problems: SimulationProblem[] = [];
  /** What `$context` holds; templates leave their overrides in it. */
  context: Context;
  /** What the templates have overridden up to now, and the last of them. */
  overridden?: { readonly overrides: Overrides; readonly place: Place };

  constructor(readonly scene: Scene) {
    this.context = contextOf(scene.protocol, scene.request, scene.integration?.source);
  }

  step(step: Step): void {
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
    const message = this.scene.protocol === "HTTP" ? "Internal Server Error" : "Internal server error";
    return this.refuse(500, message, problem);
  }

  answer(response: SimulatedResponse): SimulatedResponse {
    this.step({ kind: "response", response });
    return response;
  }
}

/** On a WebSocket there is no status line, so the frame tells whose call it was. */
function errorResponse({ scene, context }: Way, status: number, message: string): SimulatedResponse {
  const { connectionId, requestId } = context;
  const body = scene.protocol === "WEBSOCKET" ? { message, connectionId, requestId } : { message };
  const headers = scene.protocol === "WEBSOCKET" ? {} : { "Content-Type": "application/json" };
  return { status, headers, body: JSON.stringify(body) };
}
