import type { Protocol } from "../model/protocol";
import type { Json } from "../syntax/json";
import { headerValues, lastOfEach } from "./parameters";
import type { ClientRequest } from "./request";
import type { SourceDocument } from "./sourceDocument";

export type Context = Readonly<Record<string, Json>>;

/**
 * Returns `$context` for a sample request: constants that look like AWS's, values derived from the input and the
 * request, and on top of them the `context` of the request. It is deterministic: no clock, no random values.
 */
export function contextOf(
  protocol: Protocol,
  request: ClientRequest,
  integration: SourceDocument | undefined,
): Context {
  const own =
    protocol === "WEBSOCKET"
      ? WEBSOCKET_CONTEXT
      : protocol === "REST"
        ? restContext(request, integration)
        : httpContext(request, integration);
  return merged({ ...commonContext(request, integration), ...own }, request.context);
}

/** The client's method: from the request, else from the input, else POST with a body and GET without. */
export function methodOf(request: ClientRequest, integration: SourceDocument | undefined): string {
  if (request.method !== undefined) return request.method;
  const own = integration?.input.text("httpMethod");
  if (own && own !== "ANY") return own;
  return request.body === undefined ? "GET" : "POST";
}

/** The path of the request: as specified, else the resource path with its parameters filled in. */
export function pathOf(request: ClientRequest): string {
  if (request.path !== undefined) return request.path;
  return filledPath(request.resourcePath ?? "/", lastOfEach(request.pathParameters));
}

/** Fills in the parameters of a resource path. Parameters without a value stay as they are. */
export function filledPath(resourcePath: string, values: Readonly<Record<string, string>>): string {
  return resourcePath.replace(/\{([^{}+]+)\+?\}/g, (all: string, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? all) : all,
  );
}

function commonContext(request: ClientRequest, integration: SourceDocument | undefined): Context {
  const apiId = apiIdOf(integration);
  return {
    apiId,
    domainName: `${apiId}.execute-api.us-east-1.amazonaws.com`,
    extendedRequestId: "JJbxmEFqoAMFWkA=",
    identity: {
      sourceIp: "203.0.113.10",
      userAgent: headerValues(request.headers, "User-Agent")?.at(-1) ?? "curl/8.5.0",
    },
    requestId: "JJbxmEFqoAMFWkA=",
    requestTime: "01/Jan/2025:00:00:00 +0000",
    requestTimeEpoch: 1_735_689_600_000,
    stage: STAGE,
  };
}

const STAGE = "test";

/** The first segment of a path: the name of the stage, except for `$default`, which serves the root. */
function stagePath({ context: { stage = STAGE } }: ClientRequest): string {
  return typeof stage === "string" && stage !== "$default" ? `/${stage}` : "";
}

function apiIdOf(integration: SourceDocument | undefined): string {
  return integration?.input.text("restApiId") || integration?.input.text("ApiId") || "a1b2c3d4e5";
}

function callContext(request: ClientRequest, integration: SourceDocument | undefined): Context {
  return {
    accountId: "123456789012",
    domainPrefix: apiIdOf(integration),
    httpMethod: methodOf(request, integration),
    path: stagePath(request) + pathOf(request),
    protocol: "HTTP/1.1",
  };
}

function restContext(request: ClientRequest, integration: SourceDocument | undefined): Context {
  return {
    ...callContext(request, integration),
    // On REST APIs the two IDs differ, and this one is a UUID.
    requestId: "c6af9ac6-7b61-11e6-9a41-93e8deadbeef",
    resourceId: integration?.input.text("resourceId") || "r1s2t3",
    resourcePath: request.resourcePath ?? pathOf(request),
  };
}

function httpContext(request: ClientRequest, integration: SourceDocument | undefined): Context {
  const routeKey = `${methodOf(request, integration)} ${request.resourcePath ?? pathOf(request)}`;
  return { ...callContext(request, integration), routeKey };
}

const WEBSOCKET_CONTEXT: Context = {
  connectedAt: 1_735_689_500_000,
  connectionId: "JJbxkcDdIAMCFrQ=",
  eventType: "MESSAGE",
  messageId: "JJbxmdwNoAMCFrQ=",
  routeKey: "$default",
};

function merged(defaults: Context, given: Context): Context {
  const result = new Map(Object.entries(defaults));
  for (const [name, value] of Object.entries(given)) {
    const known = result.get(name);
    result.set(name, isMap(known) && isMap(value) ? merged(known, value) : value);
  }
  return Object.fromEntries(result);
}

function isMap(value: Json | undefined): value is Context {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Returns the text of a variable, given its name without `$context.`; undefined if it has none. */
export function contextValue(context: Context, name: string): string | undefined {
  let value: Json | undefined = context;
  for (const step of name.split(".")) {
    value = isMap(value) && Object.hasOwn(value, step) ? value[step] : undefined;
  }
  return value === undefined || value === null || typeof value === "object" ? undefined : String(value);
}
