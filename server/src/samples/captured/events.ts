/** Events of Lambda functions: proxy integrations of REST APIs, HTTP APIs (both formats) and WebSocket APIs. */
import { isRecord, type Json } from "../../syntax/json";
import { base64Decode } from "../../vtl/util/base64";
import {
  addAll,
  bodyOf,
  type NewSample,
  newSample,
  type SampleParts,
  scalarText,
  textsOf,
  ValueList,
} from "../newSample";
import { readQuery, titleOf } from "./url";

type JsonObject = { readonly [name: string]: Json };

/** Which event it is; undefined for anything else. */
export function eventKind(value: Json | undefined): "v1" | "v2" | "webSocket" | undefined {
  if (!isRecord(value) || !isRecord(value.requestContext)) return undefined;
  const { requestContext } = value;
  if (requestContext.connectionId !== undefined && requestContext.eventType !== undefined) return "webSocket";
  if (value.rawPath !== undefined || isRecord(requestContext.http)) return "v2";
  return value.httpMethod !== undefined || value.path !== undefined ? "v1" : undefined;
}

/** Makes a sample request from an event. */
export function sampleFromEvent(event: JsonObject, kind: "v1" | "v2" | "webSocket"): NewSample {
  const notes: string[] = [];
  const parts = kind === "v2" ? partsOfV2(event, notes) : partsOfV1(event, notes, kind === "webSocket");
  const context = isRecord(event.requestContext) ? event.requestContext : {};
  const title =
    kind === "webSocket"
      ? `${scalarText(context.eventType) ?? "MESSAGE"} ${scalarText(context.routeKey) ?? ""}`.trim()
      : titleOf(parts.method ?? "GET", parts.path ?? "/", scalarText(event.rawQueryString));
  return newSample(parts, title, notes);
}

function partsOfV1(event: JsonObject, notes: string[], isWebSocket: boolean): SampleParts {
  const query = new ValueList();
  addAll(query, either(event.multiValueQueryStringParameters, event.queryStringParameters));
  const headers = new ValueList(true);
  addAll(headers, either(event.multiValueHeaders, event.headers));
  const method = scalarText(event.httpMethod);
  const path = scalarText(event.path);
  const resource = scalarText(event.resource);
  const shared = {
    queryStringParameters: query.all,
    headers: headers.all,
    body: bodyIn(event, notes),
    stageVariables: textsOf(event.stageVariables),
  };
  const context = isRecord(event.requestContext) ? event.requestContext : {};
  // An event of a load balancer has no context of an API.
  if (isRecord(context.elb)) return { method, path, ...shared };
  if (isWebSocket) return { ...shared, context: withoutNulls(context) };
  const derived = new Set(["httpMethod", "resourcePath"]);
  if (context.path === `/${scalarText(context.stage)}${path}` || context.path === path) derived.add("path");
  const kept = Object.fromEntries(Object.entries(context).filter(([name]) => !derived.has(name)));
  return {
    method,
    path,
    ...(resource !== undefined && { resourcePath: resource }),
    pathParameters: textsOf(event.pathParameters),
    ...shared,
    context: withoutNulls(kept),
  };
}

/** The multi-value member has all values of the other one. */
function either(many: Json | undefined, one: Json | undefined): Json | undefined {
  return isRecord(many) ? many : one;
}

function partsOfV2(event: JsonObject, notes: string[]): SampleParts {
  const context = isRecord(event.requestContext) ? event.requestContext : {};
  const http = isRecord(context.http) ? context.http : {};
  const stage = scalarText(context.stage);
  const rawPath = scalarText(event.rawPath) ?? scalarText(http.path) ?? "/";
  const prefix = `/${stage}`;
  const isInStage = stage !== undefined && stage !== "$default" && `${rawPath}/`.startsWith(`${prefix}/`);
  const headers = new ValueList(true);
  addAll(headers, event.headers);
  const { cookies } = event;
  if (Array.isArray(cookies) && !headers.has("Cookie") && cookies.length > 0) {
    headers.add("Cookie", cookies.flatMap((cookie: Json) => scalarText(cookie) ?? []).join("; "));
  }
  const query = readQuery(scalarText(event.rawQueryString) ?? "");
  if (scalarText(event.rawQueryString) === undefined) addAll(query, event.queryStringParameters);
  const resourcePath = /^\S+ (\/.*)$/s.exec(scalarText(event.routeKey) ?? "")?.[1];
  return {
    method: scalarText(http.method) ?? "GET",
    path: (isInStage ? rawPath.slice(prefix.length) : rawPath) || "/",
    ...(resourcePath !== undefined && { resourcePath }),
    pathParameters: textsOf(event.pathParameters),
    queryStringParameters: query.all,
    headers: headers.all,
    body: bodyIn(event, notes),
    context: contextOfV2(context, http),
    stageVariables: textsOf(event.stageVariables),
  };
}

/** The event calls some variables of `$context` by other names. */
function contextOfV2(context: JsonObject, http: JsonObject): JsonObject {
  const authorizer = isRecord(context.authorizer) ? context.authorizer : {};
  const { jwt, lambda, iam } = authorizer;
  const signer = isRecord(iam) ? iam : {};
  const identity = {
    sourceIp: http.sourceIp,
    userAgent: http.userAgent,
    accountId: signer.accountId,
    caller: signer.callerId,
    user: signer.userId,
    userArn: signer.userArn,
    principalOrgId: signer.principalOrgId,
  };
  const claims = isRecord(jwt) ? jwt.claims : undefined;
  return withoutNulls({
    accountId: context.accountId,
    apiId: context.apiId,
    domainName: context.domainName,
    domainPrefix: context.domainPrefix,
    protocol: http.protocol,
    requestId: context.requestId,
    requestTime: context.time,
    requestTimeEpoch: context.timeEpoch,
    routeKey: context.routeKey,
    stage: context.stage,
    identity: withoutNulls(identity),
    authorizer: withoutNulls({ ...(isRecord(lambda) ? lambda : {}), claims }),
  });
}

/** The variables that have a value. */
function withoutNulls(source: Readonly<Record<string, Json | undefined>>): JsonObject {
  const kept: Record<string, Json> = {};
  for (const [name, value] of Object.entries(source)) {
    if (value === null || value === undefined) continue;
    const inner = isRecord(value) ? withoutNulls(value) : value;
    if (!isRecord(inner) || Object.keys(inner).length > 0) kept[name] = inner;
  }
  return kept;
}

function bodyIn({ body, isBase64Encoded }: JsonObject, notes: string[]): Json | undefined {
  if (body === null || body === undefined) return undefined;
  if (typeof body !== "string") return body;
  if (isBase64Encoded !== true) return bodyOf(body);
  const text = base64Decode(body);
  if (text !== undefined && !text.includes("\ufffd")) return bodyOf(text);
  notes.push("The body is binary, so it stays in Base64.");
  return body;
}
