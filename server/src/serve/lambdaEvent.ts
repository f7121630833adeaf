/** The events with which API Gateway calls Lambda functions of proxy integrations. */
import type { ClientRequest, Parameters } from "../simulate";
import { headerValues } from "../simulate";
import type { Json } from "../syntax/json";
import { apiIdOf, type Call, contextOfCall, mergedContext } from "./call";
import type { Route } from "./route";

type JsonObject = Readonly<Record<string, Json>>;

/** The body of a request, as the event has it. */
export interface EventBody {
  /** Absent without a body. */
  readonly text?: string;
  readonly isBase64Encoded: boolean;
}

/** A request to a function. */
export interface EventInput {
  readonly route: Route;
  readonly call: Call;
  readonly request: ClientRequest;
  readonly body: EventBody;
  /** Without the question mark, as the client wrote it. */
  readonly rawQuery: string;
}

/** Returns the event in the format of the route's integration. */
export function lambdaEvent(input: EventInput): JsonObject {
  const { target, protocol } = input.route;
  if (protocol === "WEBSOCKET") return webSocketEvent(input);
  return target.kind === "lambda" && target.version === "2.0" && protocol === "HTTP"
    ? version2(input)
    : version1(input);
}

/** What REST APIs and payload format 1.0 have in common. Names are as the client wrote them, or in lower case. */
function version1({ route, call, request, body }: EventInput): JsonObject {
  const isRest = route.protocol === "REST";
  const headers = isRest ? request.headers : lowerCased(request.headers);
  const { accountId = "", ...context } = mergedContext(contextOfCall(route, call), request.context);
  const { identity, ...others } = context;
  return {
    ...(!isRest && { version: "1.0" }),
    resource: route.path ?? "$default",
    path: isRest ? (call.http?.path ?? "/") : (others.path ?? "/"),
    httpMethod: call.http?.method ?? "GET",
    headers: lasts(headers) ?? {},
    multiValueHeaders: lists(headers) ?? {},
    queryStringParameters: lasts(request.query),
    multiValueQueryStringParameters: lists(request.query),
    pathParameters: lasts(request.pathParameters),
    stageVariables: lasts(request.stageVariables),
    requestContext: {
      accountId,
      ...(isRest && { resourceId: resourceIdOf(route) }),
      ...others,
      ...(!isRest && { resourceId: route.key, resourcePath: route.path ?? "$default" }),
      identity: { ...NO_IDENTITY, ...(isObject(identity) ? identity : {}) },
    },
    body: body.text ?? null,
    isBase64Encoded: body.isBase64Encoded,
  };
}

function version2({ route, call, request, body, rawQuery }: EventInput): JsonObject {
  const { http } = call;
  const context = mergedContext(contextOfCall(route, call), request.context);
  const headers = lowerCased(request.headers);
  const cookies = headerValues(request.headers, "Cookie")?.flatMap((value) => value.split(/;\s*/));
  const { authorizer } = context;
  const combined = (values: Parameters): JsonObject =>
    Object.fromEntries([...values].map(([name, texts]) => [name, texts.join(",")]));
  return {
    version: "2.0",
    routeKey: route.key,
    rawPath: context.path ?? "/",
    rawQueryString: rawQuery,
    ...(cookies && { cookies }),
    headers: combined(new Map([...headers].filter(([name]) => name !== "cookie"))),
    ...(request.query.size > 0 && { queryStringParameters: combined(request.query) }),
    requestContext: {
      accountId: context.accountId ?? "",
      apiId: apiIdOf(route),
      ...(authorizer !== undefined && { authorizer }),
      domainName: context.domainName ?? "",
      domainPrefix: context.domainPrefix ?? "",
      http: {
        method: http?.method ?? "GET",
        path: context.path ?? "/",
        protocol: "HTTP/1.1",
        sourceIp: call.sourceIp,
        userAgent: call.userAgent ?? "",
      },
      requestId: context.requestId ?? "",
      routeKey: route.key,
      stage: context.stage ?? "$default",
      time: context.requestTime ?? "",
      timeEpoch: call.time,
    },
    ...(body.text !== undefined && { body: body.text }),
    ...(request.pathParameters.size > 0 && { pathParameters: lasts(request.pathParameters) }),
    ...(request.stageVariables.size > 0 && { stageVariables: lasts(request.stageVariables) }),
    isBase64Encoded: body.isBase64Encoded,
  };
}

function webSocketEvent({ route, call, request, body }: EventInput): JsonObject {
  const { socket } = call;
  const isMessage = socket?.eventType === "MESSAGE";
  const { disconnectStatusCode, disconnectReason } = socket ?? {};
  return {
    ...(!isMessage && {
      headers: lasts(request.headers) ?? {},
      multiValueHeaders: lists(request.headers) ?? {},
    }),
    ...(request.query.size > 0 && {
      queryStringParameters: lasts(request.query),
      multiValueQueryStringParameters: lists(request.query),
    }),
    ...(request.stageVariables.size > 0 && { stageVariables: lasts(request.stageVariables) }),
    requestContext: {
      ...mergedContext(contextOfCall(route, call), request.context),
      ...(disconnectStatusCode !== undefined && { disconnectStatusCode }),
      ...(disconnectReason !== undefined && { disconnectReason }),
    },
    ...(body.text !== undefined && { body: body.text }),
    isBase64Encoded: body.isBase64Encoded,
  };
}

const NO_IDENTITY: JsonObject = {
  accessKey: null,
  accountId: null,
  caller: null,
  cognitoAuthenticationProvider: null,
  cognitoAuthenticationType: null,
  cognitoIdentityId: null,
  cognitoIdentityPoolId: null,
  principalOrgId: null,
  user: null,
  userAgent: null,
  userArn: null,
};

function resourceIdOf({ scenario: { integration } }: Route): string {
  return integration?.source.input.text("resourceId") || "r1s2t3";
}

function lowerCased(headers: Parameters): Parameters {
  return new Map([...headers].map(([name, values]) => [name.toLowerCase(), values]));
}

/** The last value of each name; null for none. */
function lasts(parameters: Parameters): JsonObject | null {
  if (parameters.size === 0) return null;
  return Object.fromEntries([...parameters].map(([name, values]) => [name, values.at(-1) ?? ""]));
}

function lists(parameters: Parameters): JsonObject | null {
  return parameters.size === 0 ? null : Object.fromEntries([...parameters]);
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
