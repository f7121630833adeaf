import type { Parameters } from "../../../server/src/service";
import type { Backends } from "./backends";
import type { Log } from "./log";

export interface EndpointOptions {
  readonly port: number;
  readonly host: string;
  readonly backends: Backends;
  readonly log: Log;
  /** Stage variables on top of those in the files. */
  readonly variables: Parameters;
  /** How long templates may run, in milliseconds. */
  readonly milliseconds: number;
  readonly routeSelection?: string;
  readonly timeouts?: Partial<Timeouts>;
}

/** In milliseconds. */
export interface Timeouts {
  /** For the headers of a request. */
  readonly headers: number;
  /** For a whole request. */
  readonly request: number;
  /** For the next request of a connection. */
  readonly keepAlive: number;
  /** How often connections are looked at. */
  readonly interval: number;
}
