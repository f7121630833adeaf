/** The way through a proxy integration, which hands the whole request on and the whole answer back. */
import type { BackendResponse } from "./backend";
import { methodOf, pathOf } from "./context";
import { callsLambda, type Part, stringEntries, typeOf } from "./gateway";
import { applyHttpMappings, type HttpChange, type HttpMessage, serviceParameters } from "./httpMappings";
import { type FunctionAnswer, functionAnswer } from "./lambdaOutput";
import { ParameterSet } from "./parameters";
import { applyMappings, refusedMapping } from "./restMappings";
import type { IntegrationRequest, SimulatedResponse } from "./steps";
import { type End, tellBackend } from "./templateWay";
import { fillUri, withPath } from "./uri";
import type { Way } from "./way";

/** Takes a request to the backend and its answer back to the client. */
export function proxyWay(way: Way, integration: Part): End {
  const failed =
    integration.protocol === "HTTP" ? toHttpBackend(way, integration) : toBackend(way, integration);
  if (failed) return { outcome: "answered", response: failed };
  const { backend } = way.scene;
  if (!backend) return { outcome: "needsBackend" };
  tellBackend(way, backend);
  return { outcome: "answered", response: toClient(way, integration, backend) };
}

/** REST and WebSocket APIs: mappings add to what came in. */
function toBackend(way: Way, integration: Part): SimulatedResponse | undefined {
  const { request } = way.scene;
  const { pathParameters, query, headers, body = "" } = request;
  const maps = {
    header: new ParameterSet(headers, true),
    querystring: new ParameterSet(query, false),
    path: new ParameterSet(new Map(), false),
  };
  // A function gets the request as an event, which mappings do not change.
  const isMapped = typeOf(integration) === "HTTP_PROXY";
  const message = { path: pathParameters, query, headers, body };
  const failed = isMapped
    ? applyMappings(way, integration, "request", message, ({ location, name }, values) => {
        if (name === undefined) return;
        if (location === "querystring") maps.querystring.append(name, values);
        else if (location === "header" || location === "path") maps[location].set(name, values);
      })
    : refusedMapping(way, integration);
  if (failed) return failed;
  send(way, integration, {
    ...targetOf(way, integration, maps.path.values),
    headers: maps.header.toPlain(),
    querystring: maps.querystring.toPlain(),
    body,
  });
  return undefined;
}

function toHttpBackend(way: Way, integration: Part): undefined {
  const { request } = way.scene;
  const message = httpMessage(way);
  if (integration.source.input.text("IntegrationSubtype")) {
    const parameters = serviceParameters(way, integration, message);
    send(way, integration, { headers: {}, querystring: {}, parameters, body: "" });
    return;
  }
  const maps = {
    header: new ParameterSet(request.headers, true),
    querystring: new ParameterSet(request.query, false),
  };
  let path: string | undefined;
  applyHttpMappings(
    way,
    integration,
    integration.entries("requestParameters"),
    "request",
    message,
    (change) => {
      const { location } = change.target;
      if (location === "path") path = change.values[0];
      else if (location === "header" || location === "querystring") applyChange(maps[location], change);
    },
  );
  const target = targetOf(way, integration, request.pathParameters);
  const uri = path === undefined ? target.uri : (withPath(target.uri ?? "", path) ?? target.uri);
  // Behind a private target there is no URL for the path to stand in.
  const isUrl = /^https?:/.test(uri ?? "");
  send(way, integration, {
    ...target,
    ...(uri !== undefined && { uri }),
    ...(!isUrl && !callsLambda(integration) && { path: path ?? message.wholePath }),
    headers: maps.header.toPlain(),
    querystring: maps.querystring.toPlain(),
    body: message.body,
  });
}

function httpMessage({ scene: { request } }: Way): HttpMessage {
  const { pathParameters, query, headers, body = "" } = request;
  return { path: pathParameters, query, headers, body, wholePath: pathOf(request) };
}

function applyChange(set: ParameterSet, { action, target: { name = "" }, values }: HttpChange): void {
  if (action === "remove") set.remove(name);
  else if (action === "append") set.append(name, values);
  else set.set(name, values);
}

function targetOf(
  { scene: { request } }: Way,
  integration: Part,
  path: ReadonlyMap<string, readonly string[]>,
): Pick<IntegrationRequest, "method" | "uri"> {
  const uri = integration.text("uri");
  const method = integration.text("method");
  return {
    ...(method && { method: method === "ANY" ? methodOf(request, integration.source) : method }),
    ...(uri && { uri: fillUri(uri, path, request.stageVariables) }),
  };
}

function send(way: Way, integration: Part, request: IntegrationRequest): void {
  const place = integration.place("uri");
  way.step({ kind: "integrationRequest", request, ...(place && { place }) });
}

function toClient(way: Way, integration: Part, backend: BackendResponse): SimulatedResponse {
  const isFunction = typeOf(integration) === "AWS_PROXY" && callsLambda(integration);
  const version = integration.source.input.text("PayloadFormatVersion") === "2.0" ? "2.0" : "1.0";
  const answer: FunctionAnswer | undefined = isFunction
    ? functionAnswer(backend, integration.protocol, version)
    : { status: backend.status, headers: backend.headers, body: backend.body };
  if (!answer) {
    const problem = {
      code: "proxyResponse",
      message:
        "The function's output is not what API Gateway reads: an object with statusCode, headers and body.",
      log: "Execution failed due to configuration error: Malformed Lambda proxy response",
    };
    return integration.protocol === "REST"
      ? way.refuse(502, "Internal server error", problem)
      : way.fail(problem);
  }
  const headers = new ParameterSet(answer.headers, true);
  const status =
    integration.protocol === "HTTP" ? mapHttpResponse(way, integration, answer, headers) : answer.status;
  return way.answer({ status, headers: headers.toPlain(), body: answer.body });
}

/** The mappings of `ResponseParameters` for the answer's status. */
function mapHttpResponse(
  way: Way,
  integration: Part,
  { status, headers: own, body }: FunctionAnswer,
  headers: ParameterSet,
): number {
  const forStatus = integration.source.input
    .entries("ResponseParameters")
    .findLast(({ key }) => key.value === String(status))?.value;
  if (forStatus?.kind !== "object") return status;
  const message: HttpMessage = { path: new Map(), query: new Map(), headers: own, body, wholePath: "" };
  let result = status;
  const entries = stringEntries(forStatus.members);
  applyHttpMappings(way, integration, entries, "response", message, (change) => {
    if (change.target.location === "header") applyChange(headers, change);
    else result = statusFrom(way, integration, change, result);
  });
  return result;
}

function statusFrom(way: Way, integration: Part, { values: [text = ""] }: HttpChange, own: number): number {
  if (/^[2-5]\d\d$/.test(text)) return Number(text);
  const place = integration.place("responseParameters");
  way.report({
    code: "badStatus",
    severity: "error",
    message: `The status ${text || "that is empty"} is no number from 200 to 599. It is left out here.`,
    ...(place && { place }),
  });
  return own;
}
