/** Simulates a custom (non-proxy) integration, with its templates, mappings and integration responses. */
import { clientHeaderName, parseSelection } from "../expressions";
import type { BackendResponse } from "./backend";
import { methodOf } from "./context";
import type { Execution } from "./execution";
import { type IntegrationConfig, typeOf } from "./integrationConfig";
import { mockStatus } from "./mock";
import { overrideRequest, overrideResponse } from "./overrides";
import { ParameterSet, plain } from "./parameters";
import { chooseResponse } from "./responseChoice";
import { applyMappings, type MappedMessage } from "./restMappings";
import type { SimulatedResponse, SimulationPlace, SimulationProblem } from "./steps";
import { chooseRequestTemplate, chooseResponseTemplate, type TemplateChoice } from "./templateChoice";
import { runTemplate } from "./templateRun";
import { fillUri } from "./uri";

/** How a simulation ended. */
export type ExecutionResult =
  | { readonly outcome: "answered"; readonly response: SimulatedResponse }
  | { readonly outcome: "needsBackend" | "needsResponses" };

/** Simulates the request to the backend and the response to the client. */
export function runCustomIntegration(execution: Execution): ExecutionResult {
  const { integration, responses, backend: given } = execution.input;
  const sent = integration ? toBackend(execution, integration) : undefined;
  if (sent?.kind === "answer") return { outcome: "answered", response: sent.answer };
  const backend = sent?.kind === "mock" || sent?.kind === "rejected" ? sent.backend : given;
  if (!backend) return { outcome: "needsBackend" };
  if (sent?.kind !== "mock") addBackendStep(execution, backend);
  if (!responses) return { outcome: "needsResponses" };
  return { outcome: "answered", response: toClient(execution, responses, backend) };
}

/** Adds the step of the backend's response. */
export function addBackendStep(execution: Execution, { headers, ...answer }: BackendResponse): void {
  execution.step({ kind: "backendResponse", ...answer, headers: plain(headers) });
}

type Sent =
  | { readonly kind: "answer"; readonly answer: SimulatedResponse }
  | { readonly kind: "mock" | "rejected"; readonly backend: BackendResponse }
  | { readonly kind: "sent" };

function toBackend(execution: Execution, integration: IntegrationConfig): Sent {
  const { request } = execution.input;
  const body = request.body ?? "";
  const choice = chooseRequestTemplate(execution, integration);
  if (choice.kind === "refused") {
    const { reason: message, place } = choice;
    const problem = { code: "unsupportedMediaType", message, ...(place && { place }) };
    return { kind: "answer", answer: execution.refuse(415, "Unsupported Media Type", problem) };
  }
  const maps = {
    header: new ParameterSet(new Map(), true),
    querystring: new ParameterSet(new Map(), false),
    path: new ParameterSet(new Map(), false),
  };
  const failed = applyMappings(
    execution,
    integration,
    "request",
    requestMessage(execution),
    ({ location, name }, values) => {
      if (name !== undefined && location !== "status" && location !== "parameter")
        maps[location].set(name, values);
    },
  );
  if (failed) return { kind: "answer", answer: failed };
  let output = body;
  let rejection: BackendResponse | undefined;
  if (choice.kind === "template") {
    const run = runTemplate(execution, integration, choice.entry, "request", body);
    if (run.kind === "failed") return { kind: "answer", answer: run.answer };
    ({ output, rejection } = run);
  }
  overrideRequest(execution, maps);
  if (typeOf(integration) === "MOCK") return mock(execution, integration, choice, output);
  const uri = fillUri(execution, integration, maps.path.values);
  const method = integration.text("method");
  const place = integration.place("uri");
  execution.step({
    kind: "integrationRequest",
    request: {
      ...(method && { method: method === "ANY" ? methodOf(request, integration.source) : method }),
      ...(uri !== undefined && { uri }),
      headers: maps.header.toPlain(),
      querystring: maps.querystring.toPlain(),
      body: output,
    },
    ...(place && { place }),
  });
  return rejection ? { kind: "rejected", backend: rejection } : { kind: "sent" };
}

function requestMessage({ input: { request } }: Execution): MappedMessage {
  const { pathParameters, query, headers, body = "" } = request;
  return { path: pathParameters, query, headers, body };
}

/** How AWS words the same fault, which differs between the types of APIs. */
const REST_STATUS_LOG =
  "Execution failed due to configuration error: Unable to parse statusCode. It should be an integer that is defined in the request template.";
const WEBSOCKET_STATUS_LOG =
  "Execution failed due to configuration error: statusCode should be an integer which defined in request template";

function mock(
  execution: Execution,
  integration: IntegrationConfig,
  choice: TemplateChoice,
  output: string,
): Sent {
  const status = mockStatus(output);
  const place = integration.place("requestTemplates") ?? integration.place("type");
  if (status === undefined) {
    const log = integration.protocol === "REST" ? REST_STATUS_LOG : WEBSOCKET_STATUS_LOG;
    const answer = execution.fail({ ...missingStatus(integration, choice, place), log });
    return { kind: "answer", answer };
  }
  execution.step({ kind: "mockStatus", status, ...(place && { place }) });
  return { kind: "mock", backend: { status, headers: new Map(), body: "" } };
}

function missingStatus(
  integration: IntegrationConfig,
  choice: TemplateChoice,
  place: SimulationPlace | undefined,
): Omit<SimulationProblem, "severity"> {
  const expression = integration.protocol === "WEBSOCKET" ? integration.text("selection") : undefined;
  if (choice.kind === "template" || expression === undefined) {
    const message = "The request template must produce an integer statusCode, which is the status of a MOCK.";
    return { code: "mockStatus", message, ...(place && { place }) };
  }
  // What a variable selects is up to the message; anything else is wrong for every message.
  const isStatic = parseSelection(expression, "request").staticKey !== undefined;
  const at = integration.place("selection");
  return {
    code: isStatic ? "mockStatus" : "mockBody",
    message:
      "No template is selected, so the body must contain an integer statusCode, which is the status of a MOCK.",
    ...(at && { place: at }),
  };
}

function toClient(
  execution: Execution,
  responses: readonly IntegrationConfig[],
  backend: BackendResponse,
): SimulatedResponse {
  const chosen = chooseResponse(execution, responses, backend);
  if (!chosen) {
    return execution.fail({
      code: "noIntegrationResponse",
      message: "No integration response matches the backend's response, and there is no default.",
      log: "Execution failed due to configuration error: No match for output mapping and no default output mapping configured",
    });
  }
  const headers = new ParameterSet(new Map(), true);
  const message: MappedMessage = {
    path: new Map(),
    query: new Map(),
    headers: backend.headers,
    body: backend.body,
  };
  const failed = applyMappings(execution, chosen, "response", message, ({ name }, values) => {
    if (name !== undefined) headers.set(name, values);
  });
  if (failed) return failed;
  const choice = chooseResponseTemplate(execution, chosen, backend);
  let { body } = backend;
  const type =
    choice.kind === "template" && /^[^/$]+\/[^/]+$/.test(choice.entry.key) ? choice.entry.key : undefined;
  if (chosen.protocol === "REST" && !headers.has("Content-Type")) {
    headers.set("Content-Type", [type ?? "application/json"]);
  }
  if (choice.kind === "template") {
    const run = runTemplate(execution, chosen, choice.entry, "response", body);
    if (run.kind === "failed") return run.answer;
    body = run.output;
  }
  const status = overrideResponse(execution, headers, statusOf(chosen, backend));
  renameHeaders(execution, chosen, headers);
  return execution.answer({ status, headers: headers.toPlain(), body });
}

/** Renames the headers of a REST API's response that API Gateway does not pass on; a MOCK keeps them. */
function renameHeaders(
  { input: { integration } }: Execution,
  response: IntegrationConfig,
  headers: ParameterSet,
): void {
  if (response.protocol !== "REST" || (integration && typeOf(integration) === "MOCK")) return;
  headers.rename((name) => clientHeaderName(name, "custom"));
}

/** An integration response of a REST API has a status of its own; WebSocket APIs use the backend's. */
function statusOf(response: IntegrationConfig, backend: BackendResponse): number {
  const own = response.source.input.text("statusCode") ?? "";
  return response.protocol === "REST" && /^[1-5]\d\d$/.test(own) ? Number(own) : backend.status;
}
