import type { Protocol } from "../model/protocol";
import type { Json } from "../syntax/json";
import type { BackendResponse } from "./backend";
import type { Parameters } from "./parameters";

/** The HTTP response that a function's output describes. */
export interface FunctionAnswer {
  readonly status: number;
  readonly headers: Parameters;
  readonly body: string;
}

/**
 * Reads the output of a Lambda function that a proxy integration calls; undefined if it is malformed. In payload
 * format 2.0, anything without a `statusCode` is the body itself.
 */
export function functionAnswer(
  { body, error }: BackendResponse,
  protocol: Protocol,
  version: "1.0" | "2.0",
): FunctionAnswer | undefined {
  if (error !== undefined) return undefined;
  const output = parsed(body);
  if (protocol === "WEBSOCKET") return webSocketAnswer(output);
  const isFree = protocol === "HTTP" && version === "2.0";
  if (isFree && !(isObject(output) && "statusCode" in output)) {
    const text = typeof output === "string" ? output : body;
    return { status: 200, headers: new Map([["Content-Type", ["application/json"]]]), body: text };
  }
  if (!isObject(output)) return undefined;
  const status = output.statusCode === undefined && protocol === "REST" ? 200 : Number(output.statusCode);
  const { body: own = "", headers = {}, multiValueHeaders = {}, cookies } = output;
  if (!Number.isInteger(status) || status < 100 || status > 599) return undefined;
  if ((own !== null && typeof own !== "string") || !isMap(headers) || !isMap(multiValueHeaders))
    return undefined;
  const found = new Map<string, readonly string[]>();
  for (const [name, value] of Object.entries(headers ?? {})) found.set(name, [String(value)]);
  for (const [name, values] of Object.entries(multiValueHeaders ?? {})) {
    found.set(name, Array.isArray(values) ? values.map(String) : [String(values)]);
  }
  // Each cookie of payload format 2.0 becomes a header of its own.
  if (isFree && Array.isArray(cookies) && cookies.length > 0) found.set("set-cookie", cookies.map(String));
  if (![...found.keys()].some((name) => name.toLowerCase() === "content-type")) {
    found.set("Content-Type", [protocol === "REST" ? "application/json" : "text/plain;charset=UTF-8"]);
  }
  return { status, headers: found, body: own ?? "" };
}

/**
 * A WebSocket route with a route response sends the body; any other ignores the output. Only the response to `$connect`
 * has headers.
 */
function webSocketAnswer(output: Json | undefined): FunctionAnswer {
  const { statusCode, body, headers } = isObject(output) ? output : {};
  const entries = isObject(headers) ? Object.entries(headers) : [];
  return {
    status: typeof statusCode === "number" ? statusCode : 200,
    headers: new Map(entries.map(([name, value]) => [name, [String(value)]])),
    body: typeof body === "string" ? body : "",
  };
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function isObject(value: Json | undefined): value is Readonly<Record<string, Json>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isMap(value: Json): value is Readonly<Record<string, Json>> | null {
  return value === null || isObject(value);
}
