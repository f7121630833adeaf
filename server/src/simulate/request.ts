import type { Json } from "../syntax/json";
import { LineIndex } from "../syntax/lines";
import type { ParsedDocument } from "../syntax/nodes";
import { type BackendResponse, readBackend, type SampleResponse } from "./backend";
import { REQUEST_MEMBERS } from "./messageMembers";
import type { Parameters, PlainParameters } from "./parameters";
import { type MessageProblem, MessageReader } from "./readMessage";
import { matchResourcePath } from "./resourcePath";

/**
 * A client's request, as a person writes it for a simulation. All members are optional. `params` is another way to
 * write `pathParameters`, `queryStringParameters` and `headers`, with the names of `$input.params()`; these
 * members take precedence over `params`.
 */
export interface SampleRequest {
  /** The JSON Schema of the file, for editors. */
  readonly $schema?: string;
  /** The client's method. Defaults to the method of the input, else POST with a body and GET without. */
  readonly method?: string;
  /** The path without the stage: `/pets/7`. */
  readonly path?: string;
  /** The path of the resource: `/pets/{id}`. */
  readonly resourcePath?: string;
  readonly pathParameters?: Readonly<Record<string, string>>;
  readonly headers?: PlainParameters;
  readonly queryStringParameters?: PlainParameters;
  readonly params?: {
    readonly path?: Readonly<Record<string, string>>;
    readonly querystring?: PlainParameters;
    readonly header?: PlainParameters;
  };
  /** The payload: a string is sent unchanged, anything else as JSON. */
  readonly body?: Json;
  /** Merged into the defaults of `$context`, name by name. */
  readonly context?: Readonly<Record<string, Json>>;
  readonly stageVariables?: Readonly<Record<string, string>>;
  /** What the backend responds to this request. */
  readonly backend?: SampleResponse;
}

/** A sample request after reading. */
export interface ClientRequest {
  readonly method?: string;
  readonly path?: string;
  readonly resourcePath?: string;
  readonly pathParameters: Parameters;
  readonly query: Parameters;
  readonly headers: Parameters;
  readonly body?: string;
  readonly context: Readonly<Record<string, Json>>;
  readonly stageVariables: Parameters;
}

/** A request and its problems. If there are problems, the request is not reliable. */
export interface ReadRequest {
  readonly request: ClientRequest;
  /** The backend's response, if the sample request has one. */
  readonly backend?: BackendResponse;
  readonly problems: readonly MessageProblem[];
}

/** Reads a sample request from the tree of its file. */
export function readRequest(document: ParsedDocument): ReadRequest {
  const reader = new MessageReader(document, new LineIndex(document.text), "A request", REQUEST_MEMBERS);
  const params = reader.params();
  const both = (inParams: Parameters | undefined, own: Parameters): Parameters =>
    new Map([...(inParams ?? []), ...own]);
  reader.text("$schema");
  const method = reader.text("method");
  const path = reader.text("path");
  const resourcePath = reader.text("resourcePath");
  const body = reader.body("body");
  const request = withPathParameters({
    ...(method !== undefined && { method: method.toUpperCase() }),
    ...(path !== undefined && { path }),
    ...(resourcePath !== undefined && { resourcePath }),
    pathParameters: both(params.path, reader.parameters("pathParameters")),
    query: both(params.querystring, reader.parameters("queryStringParameters")),
    headers: both(params.header, reader.parameters("headers")),
    ...(body !== undefined && { body }),
    context: reader.json("context"),
    stageVariables: reader.parameters("stageVariables"),
  });
  const response = reader.message("backend");
  const read = response && readBackend(response);
  const problems = [...reader.problems, ...(read?.problems ?? []).map(inBackend)];
  return { request, ...(read && { backend: read.backend }), problems };
}

function inBackend({ path, ...problem }: MessageProblem): MessageProblem {
  return { ...problem, path: path === "" ? "backend" : `backend.${path}` };
}

/** Adds the path parameters that the request leaves out, but its path contains. */
export function withPathParameters(request: ClientRequest): ClientRequest {
  const { path, resourcePath, pathParameters } = request;
  if (path === undefined || resourcePath === undefined) return request;
  const derived = matchResourcePath(resourcePath, path);
  return derived ? { ...request, pathParameters: new Map([...derived, ...pathParameters]) } : request;
}
