import type { Json } from "../syntax/json";
import { LineIndex } from "../syntax/lines";
import type { ParsedDocument } from "../syntax/nodes";
import type { Parameters, PlainParameters } from "./parameters";
import { type MessageProblem, MessageReader } from "./readMessage";

/** A backend's response, as a person writes it for a simulation. */
export interface SampleResponse {
  /** The HTTP status, 200 by default. `statusCode` is a synonym. */
  readonly status?: number;
  readonly statusCode?: number;
  readonly headers?: PlainParameters;
  /** The payload: a string is sent unchanged, anything else as JSON. */
  readonly body?: Json;
  /** The message of the error with which a Lambda function failed. */
  readonly error?: string;
}

/** A backend's response after reading. */
export interface BackendResponse {
  readonly status: number;
  readonly headers: Parameters;
  readonly body: string;
  /** The message of the error with which a function failed. */
  readonly error?: string;
}

const MEMBERS = [
  "status",
  "statusCode",
  "headers",
  "body",
  "error",
] as const satisfies readonly (keyof SampleResponse)[];

/** Reads a backend's response from the tree of its file. */
export function readBackend(document: ParsedDocument): {
  readonly backend: BackendResponse;
  readonly problems: readonly MessageProblem[];
} {
  const reader = new MessageReader(document, new LineIndex(document.text), "A response", MEMBERS);
  const status = reader.integer("status", 100, 599) ?? reader.integer("statusCode", 100, 599) ?? 200;
  const error = reader.text("error");
  const backend: BackendResponse = {
    status,
    headers: reader.parameters("headers", true),
    body: reader.body("body") ?? (error === undefined ? "" : JSON.stringify({ errorMessage: error })),
    ...(error !== undefined && { error }),
  };
  return { backend, problems: reader.problems };
}
