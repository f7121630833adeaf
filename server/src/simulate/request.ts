import type { Json } from "../syntax/json";
import { LineIndex } from "../syntax/lines";
import type { ParsedDocument } from "../syntax/nodes";
import type { Parameters, PlainParameters } from "./parameters";
import { type MessageProblem, MessageReader } from "./readMessage";

/**
 * A request as somebody writes it down for a simulation. All members may be left out. `params` says the same as
 * `pathParameters`, `queryStringParameters` and `headers`, in the words of `$input.params()`; a name in both
 * counts as the latter gives it.
 */
export interface SampleRequest {
  /** The client's method; the integration's own where that tells, else POST with a body and GET without. */
  readonly method?: string;
  /** The path without the stage: `/pets/7`. */
  readonly path?: string;
  /** The resource that it fits: `/pets/{id}`. */
  readonly resourcePath?: string;
  readonly pathParameters?: Readonly<Record<string, string>>;
  readonly headers?: PlainParameters;
  readonly queryStringParameters?: PlainParameters;
  readonly params?: {
    readonly path?: Readonly<Record<string, string>>;
    readonly querystring?: PlainParameters;
    readonly header?: PlainParameters;
  };
  /** The payload: a string to the letter, anything else as its JSON. */
  readonly body?: Json;
  /** What `$context` has beside, or in place of, its defaults. */
  readonly context?: Readonly<Record<string, Json>>;
  readonly stageVariables?: Readonly<Record<string, string>>;
}

/** A request that was read. */
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

const MEMBERS = [
  "method",
  "path",
  "resourcePath",
  "pathParameters",
  "headers",
  "queryStringParameters",
  "params",
  "body",
  "context",
  "stageVariables",
] as const satisfies readonly (keyof SampleRequest)[];

/** What was read, and what is wrong with it; with any problem the rest is not to be relied on. */
export interface ReadRequest {
  readonly request: ClientRequest;
  readonly problems: readonly MessageProblem[];
}

/** Reads a sample request out of its file's tree. */
export function readRequest(document: ParsedDocument): ReadRequest {
  const reader = new MessageReader(document, new LineIndex(document.text), "A request", MEMBERS);
  const params = reader.params({ path: false, querystring: true, header: true });
  const both = (inParams: Parameters | undefined, own: Parameters): Parameters =>
    new Map([...(inParams ?? []), ...own]);
  const method = reader.text("method");
  const path = reader.text("path");
  const resourcePath = reader.text("resourcePath");
  const body = reader.body("body");
  const request: ClientRequest = {
    ...(method !== undefined && { method: method.toUpperCase() }),
    ...(path !== undefined && { path }),
    ...(resourcePath !== undefined && { resourcePath }),
    pathParameters: both(params.path, reader.parameters("pathParameters", false)),
    query: both(params.querystring, reader.parameters("queryStringParameters", true)),
    headers: both(params.header, reader.parameters("headers", true)),
    ...(body !== undefined && { body }),
    context: reader.json("context"),
    stageVariables: reader.parameters("stageVariables", false),
  };
  return { request, problems: reader.problems };
}
