import type { StageFacts } from "../model/apiFacts";
import type { Protocol } from "../model/protocol";
import type { RunnableScenario } from "../simulate";
import type { Target } from "./target";

/** A route of an API, or a method of a REST API, and the integration that it calls. */
export interface Route {
  readonly protocol: Protocol;
  /** `GET /pets/{id}`, `ANY /{proxy+}`, `$default`, or the key of a WebSocket route such as `$connect`. */
  readonly key: string;
  /** In upper case, `ANY` for all; absent for `$default` and for WebSocket routes. */
  readonly method?: string;
  /** Starts with a slash; absent for `$default` and for WebSocket routes. */
  readonly path?: string;
  /** Names the integration for people. */
  readonly title: string;
  /** The file of the integration. */
  readonly file: string;
  /** The file of each document of the scenario. */
  readonly sources: readonly string[];
  /** The paths that the integration's own sample request and the one of its whole file would have, without suffix. */
  readonly samples: readonly string[];
  /** Whether the file leaves the path open, so that the route was named after the integration. */
  readonly isInvented: boolean;
  readonly scenario: RunnableScenario;
  readonly target: Target;
  /** How long API Gateway waits for the backend, in milliseconds. */
  readonly timeout: number;
  readonly binaryMediaTypes: readonly string[];
  /** The first stage that the file describes. */
  readonly stage?: StageFacts;
  /** For WebSocket APIs, if the file has it. */
  readonly routeSelectionExpression?: string;
  /** Whether what the integration returns is sent to the client of a WebSocket API. */
  readonly isTwoWay: boolean;
}

/** Splits a route key; undefined for `$default` and the like. */
export function methodAndPath(key: string): { readonly method: string; readonly path: string } | undefined {
  const [, method, path] = /^([A-Za-z]+)\s+(\/\S*)$/.exec(key.trim()) ?? [];
  return method === undefined || path === undefined ? undefined : { method: method.toUpperCase(), path };
}
