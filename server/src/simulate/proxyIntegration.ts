/** Simulates a proxy integration, which passes requests and responses through. */
import { clientHeaderName } from "../expressions";
import type { BackendResponse } from "./backend";
import { methodOf, pathOf } from "./context";
import { addBackendStep, type ExecutionResult } from "./customIntegration";
import type { Execution } from "./execution";
import { applyHttpMappings, type HttpChange, type HttpMessage, serviceParameters } from "./httpMappings";
import { callsLambda, type IntegrationConfig, stringEntries, typeOf } from "./integrationConfig";
import { type FunctionAnswer, functionAnswer } from "./lambdaOutput";
import { ParameterSet } from "./parameters";
import { applyMappings, refusedMapping } from "./restMappings";
import type { IntegrationRequest, SimulatedResponse } from "./steps";
import { fillUri, withPath, withSlash } from "./uri";

/** Simulates the request to the backend and the response to the client. */
export function runProxyIntegration(execution: Execution, integration: IntegrationConfig): ExecutionResult {
  const failed =
    integration.protocol === "HTTP"
      ? toHttpBackend(execution, integration)
      : toBackend(execution, integration);
  if (failed) return { outcome: "answered", response: failed };
  const { backend } = execution.input;
  if (!backend) return { outcome: "needsBackend" };
  addBackendStep(execution, backend);
  return { outcome: "answered", response: toClient(execution, integration, backend) };
}

/** REST and WebSocket APIs: mappings add to the client's request. */
function toBackend(execution: Execution, integration: IntegrationConfig): SimulatedResponse | undefined {
  const { request } = execution.input;
  const { pathParameters, query, headers, body = "" } = request;
  const maps = {
    header: new ParameterSet(headers, true),
    querystring: new ParameterSet(query, false),
    path: new ParameterSet(new Map(), false),
  };
  // A Lambda function receives the request as an event, which mappings do not change.
  const isMapped = typeOf(integration) === "HTTP_PROXY";
  const message = { path: pathParameters, query, headers, body };
  const failed = isMapped
    ? applyMappings(execution, integration, "request", message, ({ location, name }, values) => {
        if (name === undefined) return;
        if (location === "querystring") maps.querystring.append(name, values);
        else if (location === "header" || location === "path") maps[location].set(name, values);
      })
    : refusedMapping(execution, integration);
  if (failed) return failed;
  send(execution, integration, {
    ...targetOf(execution, integration, maps.path.values),
    headers: maps.header.toPlain(),
    querystring: maps.querystring.toPlain(),
    body,
  });
  return undefined;
}

function toHttpBackend(execution: Execution, integration: IntegrationConfig): SimulatedResponse | undefined {
  const { request } = execution.input;
  const message = httpMessage(execution);
  if (integration.source.input.text("IntegrationSubtype")) {
    const found = serviceParameters(execution, integration, message);
    if (found.kind === "failed") return found.answer;
    const { parameters } = found;
    send(execution, integration, { headers: {}, querystring: {}, parameters, body: "" });
    return undefined;
  }
  const maps = {
    header: new ParameterSet(request.headers, true),
    querystring: new ParameterSet(request.query, false),
  };
  let path: string | undefined;
  applyHttpMappings(
    execution,
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
  const target = targetOf(execution, integration, request.pathParameters);
  const uri = path === undefined ? target.uri : (withPath(target.uri ?? "", path) ?? target.uri);
  // Private integrations have no URL that could contain the path.
  const isUrl = /^https?:/.test(uri ?? "");
  send(execution, integration, {
    ...target,
    ...(uri !== undefined && { uri }),
    ...(!isUrl && !callsLambda(integration) && { path: withSlash(path ?? message.wholePath) }),
    headers: maps.header.toPlain(),
    querystring: maps.querystring.toPlain(),
    body: message.body,
  });
  return undefined;
}

function httpMessage({ input: { request } }: Execution): HttpMessage {
  const { pathParameters, query, headers, body = "" } = request;
  return { path: pathParameters, query, headers, body, wholePath: pathOf(request) };
}

function applyChange(set: ParameterSet, { action, target: { name = "" }, values }: HttpChange): void {
  if (action === "remove") set.remove(name);
  else if (action === "append") set.append(name, values);
  else set.set(name, values);
}

function targetOf(
  execution: Execution,
  integration: IntegrationConfig,
  path: ReadonlyMap<string, readonly string[]>,
): Pick<IntegrationRequest, "method" | "uri"> {
  const { request } = execution.input;
  const uri = fillUri(execution, integration, path);
  const method = integration.text("method");
  return {
    ...(method && { method: method === "ANY" ? methodOf(request, integration.source) : method }),
    ...(uri !== undefined && { uri }),
  };
}

function send(execution: Execution, integration: IntegrationConfig, request: IntegrationRequest): void {
  const place = integration.place("uri");
  execution.step({ kind: "integrationRequest", request, ...(place && { place }) });
}

function toClient(
  execution: Execution,
  integration: IntegrationConfig,
  backend: BackendResponse,
): SimulatedResponse {
  // Without a subtype, nothing but a function can be called, even if a file does not say which one.
  const isFunction =
    typeOf(integration) === "AWS_PROXY" && !integration.source.input.text("IntegrationSubtype");
  const version = integration.source.input.text("PayloadFormatVersion") === "2.0" ? "2.0" : "1.0";
  const answer: FunctionAnswer | undefined = isFunction
    ? functionAnswer(backend, integration.protocol, version)
    : { status: backend.status, headers: backend.headers, body: backend.body };
  if (!answer) {
    const problem = {
      code: "proxyResponse",
      message: "The function's output is malformed. Expected an object with statusCode, headers and body.",
      log: "Execution failed due to configuration error: Malformed Lambda proxy response",
    };
    return integration.protocol === "REST"
      ? execution.refuse(502, "Internal server error", problem)
      : execution.fail(problem);
  }
  const headers = new ParameterSet(answer.headers, true);
  const status =
    integration.protocol === "HTTP"
      ? mapHttpResponse(execution, integration, answer, headers)
      : answer.status;
  if (integration.protocol === "REST" && typeOf(integration) === "HTTP_PROXY") {
    headers.rename((name) => clientHeaderName(name, "httpProxy"));
  }
  return execution.answer({ status, headers: headers.toPlain(), body: answer.body });
}

/** Applies the mappings that `ResponseParameters` has for the status. Returns the final status. */
function mapHttpResponse(
  execution: Execution,
  integration: IntegrationConfig,
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
  applyHttpMappings(execution, integration, entries, "response", message, (change) => {
    if (change.target.location === "header") applyChange(headers, change);
    else result = statusFrom(execution, integration, change, result);
  });
  return result;
}

function statusFrom(
  execution: Execution,
  integration: IntegrationConfig,
  { values: [text = ""] }: HttpChange,
  own: number,
): number {
  if (/^[2-5]\d\d$/.test(text)) return Number(text);
  const place = integration.place("responseParameters");
  execution.report({
    code: "badStatus",
    severity: "error",
    message: `The status ${text ? `${text} is not an integer from 200 to 599` : "is empty"}. The simulation skips it.`,
    ...(place && { place }),
  });
  return own;
}
