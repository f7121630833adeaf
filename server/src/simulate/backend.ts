import type { Json } from "../syntax/json";
import { LineIndex } from "../syntax/lines";
import type { ParsedDocument } from "../syntax/nodes";
import { RESPONSE_MEMBERS } from "./messageMembers";
import type { Parameters, PlainParameters } from "./parameters";
import { type MessageProblem, MessageReader } from "./readMessage";

/** A backend's response, as a person writes it for a simulation. */
export interface SampleResponse {
  /** The JSON Schema of the file, for editors. */
  readonly $schema?: string;
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

/** Reads a backend's response from the tree of its file. */
export function readBackend(document: ParsedDocument): {
  readonly backend: BackendResponse;
  readonly problems: readonly MessageProblem[];
} {
  const reader = new MessageReader(document, new LineIndex(document.text), "A response", RESPONSE_MEMBERS);
  reader.text("$schema");
  const [status, synonym] = [reader.integer("status"), reader.integer("statusCode")];
  const error = reader.text("error");
  const backend: BackendResponse = {
    status: status ?? synonym ?? 200,
    headers: reader.parameters("headers"),
    body: reader.body("body") ?? (error === undefined ? "" : JSON.stringify({ errorMessage: error })),
    ...(error !== undefined && { error }),
  };
  return { backend, problems: reader.problems };
}
