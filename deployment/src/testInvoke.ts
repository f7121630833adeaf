/** Turns a sample request into a test of a REST API's method, and formats the result. */
import {
  API_NAME,
  type ClientRequest,
  type MessageProblem,
  type ParsedDocument,
  parse,
  readRequest,
} from "../../server/src/service";
import type { Api, Invocation, InvocationRequest } from "./gateway";

/** The request that a sample request file describes. */
export interface SampleInvocation {
  readonly request: InvocationRequest;
  /** The path with the sample's parameters; those without a value are still in braces. */
  readonly path: string;
  /** The sample's method, used if the API's method is ANY. */
  readonly verb?: string;
  /** If there are any, the request must not be sent. */
  readonly problems: readonly MessageProblem[];
}

/** Reads the text of a sample request file for a method of the resource with that path. */
export function sampleInvocation(text: string, resourcePath: string): SampleInvocation {
  return invocationOf(parse(text, "json"), resourcePath);
}

/** Reads a sample request for a method of the resource with that path. */
export function invocationOf(document: ParsedDocument, resourcePath: string): SampleInvocation {
  const { request: sample, problems } = readRequest(document);
  const path = pathOf(sample, resourcePath) + queryOf(sample);
  const headers = [...sample.headers];
  const single = headers.flatMap(([name, [first, ...others]]) =>
    first !== undefined && others.length === 0 ? [[name, first] as const] : [],
  );
  const several = headers.filter(([, values]) => values.length > 1);
  const variables = Array.from(sample.stageVariables, ([name, values]) => [name, values.at(-1) ?? ""]);
  const request: InvocationRequest = {
    pathWithQueryString: path,
    ...(single.length > 0 && { headers: Object.fromEntries(single) }),
    ...(several.length > 0 && { multiValueHeaders: Object.fromEntries(several) }),
    ...(sample.body !== undefined && { body: sample.body }),
    ...(variables.length > 0 && { stageVariables: Object.fromEntries(variables) }),
  };
  return { request, path, ...(sample.method !== undefined && { verb: sample.method }), problems };
}

/** Returns true if a parameter of the path has no value. */
export function isPathOpen(path: string): boolean {
  return /\{[^{}/]+\}/.test(path.split("?")[0] ?? "");
}

export interface Tested {
  readonly api: Api;
  readonly verb: string;
  readonly request: InvocationRequest;
  /** What else to tell the reader. */
  readonly notes: readonly string[];
}

/** Formats the request, the response and API Gateway's log; everything from the status on is AWS's own. */
export function invocationText(
  tested: Tested,
  { status, latencyMs, headers, body, log }: Invocation,
): string {
  const { api, verb, request, notes } = tested;
  const lines = Object.entries(headers).flatMap(([name, values]) =>
    values.map((value) => `${name}: ${value}`),
  );
  return [
    `${verb} ${request.pathWithQueryString ?? "/"}`,
    `${API_NAME[api.protocol]} ${api.name} (${api.id})`,
    ...notes,
    "",
    `Status: ${status}`,
    ...(latencyMs === undefined ? [] : [`Latency: ${latencyMs} ms`]),
    "",
    "Headers:",
    ...lines,
    "",
    "Body:",
    body,
    "",
    "Log:",
    log,
    "",
  ].join("\n");
}

/** The sample's path if it matches the resource, else the resource's path with the sample's parameters. */
function pathOf({ path, pathParameters }: ClientRequest, resourcePath: string): string {
  if (path !== undefined && fits(path, resourcePath)) return path;
  return resourcePath.replace(/\{([^{}/+]+)(\+?)\}/g, (written, name: string, greedy: string) => {
    const value = pathParameters.get(name)?.at(-1);
    if (value === undefined || value === "") return written;
    return greedy === "" ? encodeURIComponent(value) : value.split("/").map(encodeURIComponent).join("/");
  });
}

function fits(path: string, resourcePath: string): boolean {
  const pieces = resourcePath.split(/(\{[^{}/]+\})/).map((piece) => {
    if (!piece.startsWith("{")) return piece.replace(/[\\^$.*+?()[\]|]/g, "\\$&");
    return piece.endsWith("+}") ? ".+" : "[^/]+";
  });
  return new RegExp(`^${pieces.join("")}$`).test(path);
}

function queryOf({ query }: ClientRequest): string {
  const pairs = [...query].flatMap(([name, values]) =>
    values.map((value) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`),
  );
  return pairs.length === 0 ? "" : `?${pairs.join("&")}`;
}
