/** What a local endpoint does with the requests to backends. */
import type { BackendResponse, ClientRequest, Route } from "../../../server/src/service";

/** The sample request and response that belong to a route. */
export interface RouteSamples {
  /** Its context and stage variables are added to every request. */
  readonly request?: ClientRequest;
  /** What the backend responds if nothing is called. */
  readonly backend?: BackendResponse;
}

export interface BackendSettings {
  /** Where requests of HTTP integrations go. */
  readonly backend?: URL;
  /** The command that stands for Lambda functions, with its arguments. */
  readonly lambda?: readonly string[];
  /** Recorded responses by route key; the empty key is for all routes. */
  readonly responses: ReadonlyMap<string, BackendResponse>;
}

/** Returns the recorded response that a route was given by an option or a sample. */
export function recordedFor(
  { responses }: BackendSettings,
  { key }: Route,
  samples: RouteSamples,
): BackendResponse | undefined {
  return responses.get(key) ?? responses.get("") ?? samples.backend;
}
