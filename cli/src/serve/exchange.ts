/** Runs a call through the integration of a route: the simulation on both sides, the backend between them. */
import { deadline } from "../../../server/src/deadline";
import {
  type BackendResponse,
  type Call,
  type ClientRequest,
  type ContentHandling,
  type Conversion,
  contextOfCall,
  endpointRequestLines,
  endpointResponseLines,
  type Fault,
  faultFrame,
  firstAccepted,
  gatewayAnswer,
  headerValues,
  type IntegrationRequest,
  isBase64Event,
  isBinaryType,
  maskedEvent,
  mergedContext,
  type Parameters,
  type PlainParameters,
  placeText,
  type Route,
  requestConversion,
  requestLines,
  responseConversion,
  responseLines,
  type SimulatedResponse,
  type Simulation,
  simulateScenario,
  stageVariables,
} from "../../../server/src/service";
import type { BackendCall, BackendOutcome, Backends } from "./backends";
import type { Log } from "./log";
import type { Incoming, Outgoing } from "./message";
import type { RouteSamples } from "./settings";

/** A call and everything that it needs. */
export interface Exchange {
  readonly route: Route;
  readonly pathParameters: Parameters;
  readonly call: Call;
  readonly incoming: Incoming;
  readonly samples: RouteSamples;
  readonly variables: Parameters;
}

export interface ExchangeServices {
  readonly backends: Backends;
  readonly log: Log;
  /** How long templates may run, in milliseconds. */
  readonly milliseconds: number;
}

/** Says that a response is not that of the API. */
export const SIMULATED_HEADER = "X-Apigw-Simulated";

/** The result of an exchange. */
export interface Exchanged extends Outgoing {
  /** Whether API Gateway itself responds, because something failed. */
  readonly isFault: boolean;
}

/** Runs a call, logs its steps, and returns the response. Never rejects. */
export async function exchange(given: Exchange, services: ExchangeServices): Promise<Exchanged> {
  const { route, call } = given;
  const { log } = services;
  const lines: string[] = [];
  const outgoing = await runExchange(given, services, lines);
  log.lines(call.requestId, lines);
  const { status, headers, body, isFault } = outgoing;
  if (route.protocol === "WEBSOCKET") return outgoing;
  const ids: PlainParameters =
    route.protocol === "HTTP"
      ? { "Apigw-Requestid": call.extendedRequestId }
      : { "x-amzn-RequestId": call.requestId, "x-amz-apigw-id": call.extendedRequestId };
  return { status, headers: { ...ids, ...headers }, body, isFault };
}

async function runExchange(given: Exchange, services: ExchangeServices, lines: string[]): Promise<Exchanged> {
  const { route, call, incoming } = given;
  const { integration } = route.scenario;
  const isHttp = route.protocol === "HTTP";
  const contentType = headerValues(incoming.headers, "Content-Type")?.at(-1);
  const isBinary = isBinaryType(contentType, route.binaryMediaTypes);
  const handling = integration && !isHttp ? handlingOf(integration.text("contentHandling")) : undefined;
  const sentBody = converted(incoming.body, isHttp ? "bytes" : requestConversion(isBinary, handling));
  const request = clientRequest(given, sentBody.text);
  lines.push(...startLines(given, request));
  const fault = (kind: Fault): Exchanged => {
    const { message, response, log: reason } = gatewayAnswer(kind, route.protocol);
    if (reason !== undefined) lines.push(reason);
    lines.push(...responseLines(response, true));
    const { socket, extendedRequestId } = call;
    const body = socket ? faultFrame(message, socket.connectionId, extendedRequestId) : response.body;
    return exchanged(response, Buffer.from(body), true);
  };
  const simulate = (backend?: BackendResponse): Simulation =>
    simulateScenario(route.scenario, request, backend, { isCancelled: deadline(services.milliseconds) });

  const first = simulate();
  if (first.outcome === "needsResponses") return withoutResponses(given, first, lines);
  if (first.response) return answered(given, first, first.response, lines);
  const sent = first.steps.findLast((step) => step.kind === "integrationRequest")?.request;
  if (!sent) return fault("badEndpoint");

  const backendCall: BackendCall = {
    route,
    call,
    request,
    incoming,
    sent,
    body: sent.body === sentBody.text ? sentBody.bytes : Buffer.from(sent.body, "utf8"),
    event: {
      ...(incoming.body.length > 0 && { text: sentBody.text }),
      isBase64Encoded: false,
      ...(incoming.body.length > 0 && isBase64(route, incoming) && base64(incoming.body)),
    },
    samples: given.samples,
    onError: (line) => lines.push(line),
  };
  lines.push(
    ...endpointRequestLines(
      loggedRequest(services.backends, backendCall),
      services.backends.uriOf(backendCall),
    ),
  );
  const start = performance.now();
  const outcome = await services.backends.call(backendCall);
  if (outcome.kind === "fault") return fault(outcome.fault);
  if (outcome.kind === "unsent") return wouldSend(outcome.what, lines);
  const latency = performance.now() - start;
  return respond(given, outcome, latency, simulate, lines);
}

/** What goes back to the client once the backend has responded. */
function respond(
  given: Exchange,
  outcome: Extract<BackendOutcome, { kind: "response" }>,
  latency: number,
  simulate: (backend: BackendResponse) => Simulation,
  lines: string[],
): Exchanged {
  const { route } = given;
  const { bytes, response } = outcome;
  lines.push(...endpointResponseLines(response, Object.fromEntries(response.headers), latency));
  let simulation = simulate(response);
  if (simulation.outcome === "needsResponses") return withoutResponses(given, simulation, lines);
  const conversion = bytes && route.protocol !== "HTTP" ? conversionOf(given, simulation, response) : "bytes";
  if (bytes && conversion === "toBase64") {
    simulation = simulate({ ...response, body: bytes.toString("base64") });
  }
  const answer = simulation.response;
  if (!answer) return withoutResponses(given, simulation, lines);
  const body = bodyOf(given, answer, outcome, conversion);
  return answered(given, simulation, answer, lines, body);
}

/** Restores the bytes of a body that the integration passes through, and decodes what is Base64. */
function bodyOf(
  { route, incoming }: Exchange,
  answer: SimulatedResponse,
  { bytes, response, isBase64Encoded }: Extract<BackendOutcome, { kind: "response" }>,
  conversion: Conversion,
): Buffer | undefined {
  if (isBase64Encoded) {
    const accepted = firstAccepted(headerValues(incoming.headers, "Accept")?.at(-1));
    const isDecoded = route.protocol === "HTTP" || isBinaryType(accepted, route.binaryMediaTypes);
    return isDecoded ? Buffer.from(answer.body, "base64") : undefined;
  }
  if (conversion === "fromBase64") return Buffer.from(answer.body, "base64");
  return bytes && conversion === "bytes" && answer.body === response.body ? bytes : undefined;
}

function conversionOf(
  { route, incoming }: Exchange,
  simulation: Simulation,
  response: BackendResponse,
): Conversion {
  const chosen = simulation.steps.findLast((step) => step.kind === "responseSelection")?.chosen;
  const config = route.scenario.responses?.find((each) => (each.text("responseKey") ?? "") === chosen);
  const isBinary = isBinaryType(
    headerValues(response.headers, "Content-Type")?.at(-1),
    route.binaryMediaTypes,
  );
  const accepted = firstAccepted(headerValues(incoming.headers, "Accept")?.at(-1));
  const accepts = isBinaryType(accepted, route.binaryMediaTypes);
  return responseConversion(isBinary, accepts, handlingOf(config?.text("contentHandling")));
}

function handlingOf(text: string | undefined): ContentHandling {
  return text === "CONVERT_TO_BINARY" || text === "CONVERT_TO_TEXT" ? text : undefined;
}

interface ConvertedBody {
  readonly text: string;
  readonly bytes: Buffer;
}

function converted(body: Buffer, conversion: Conversion): ConvertedBody {
  const text = body.toString("utf8");
  switch (conversion) {
    case "bytes":
      return { text, bytes: body };
    case "text":
      return { text, bytes: Buffer.from(text, "utf8") };
    case "toBase64": {
      const encoded = body.toString("base64");
      return { text: encoded, bytes: Buffer.from(encoded) };
    }
    case "fromBase64":
      return { text, bytes: Buffer.from(text, "base64") };
  }
}

function isBase64({ protocol, binaryMediaTypes }: Route, { headers }: Incoming): boolean {
  const header = (name: string): string | undefined => headerValues(headers, name)?.at(-1);
  return isBase64Event(protocol, header("Content-Type"), header("Content-Encoding"), binaryMediaTypes);
}

function base64(body: Buffer): { readonly text: string; readonly isBase64Encoded: true } {
  return { text: body.toString("base64"), isBase64Encoded: true };
}

function clientRequest(
  { route, pathParameters, call, incoming, samples, variables }: Exchange,
  body: string,
): ClientRequest {
  const { method, path, query, headers } = incoming;
  const { context = {}, stageVariables: own = new Map<string, readonly string[]>() } = samples.request ?? {};
  return {
    ...(route.protocol !== "WEBSOCKET" && { method, path }),
    ...(route.path !== undefined && { resourcePath: route.path }),
    pathParameters,
    query,
    headers,
    ...(incoming.body.length > 0 && { body }),
    context: mergedContext(contextOfCall(route, call), context),
    stageVariables: stageVariables(route.stage, own, variables),
  };
}

function startLines({ route, incoming, call }: Exchange, request: ClientRequest): readonly string[] {
  return [
    `Extended Request Id: ${call.extendedRequestId}`,
    `Starting execution for request: ${call.requestId}`,
    ...requestLines({
      method: incoming.method,
      resourcePath: route.path ?? route.key,
      path: Object.fromEntries(request.pathParameters),
      query: Object.fromEntries(request.query),
      headers: Object.fromEntries(request.headers),
      body: request.body ?? "",
    }),
  ];
}

/** What a backend receives, without the name of this endpoint: for a proxy integration with a function, the event. */
function loggedRequest(backends: Backends, call: BackendCall): IntegrationRequest {
  const event = backends.eventOf(call);
  if (event) return { ...call.sent, headers: {}, body: maskedEvent(event) };
  const headers = Object.entries(call.sent.headers).filter(([name]) => name.toLowerCase() !== "host");
  return { ...call.sent, headers: Object.fromEntries(headers) };
}

function answered(
  { route }: Exchange,
  { problems }: Simulation,
  response: SimulatedResponse,
  lines: string[],
  body?: Buffer,
): Exchanged {
  const isFault = problems.some(({ severity }) => severity === "error");
  for (const { severity, code, message, log, place } of problems) {
    if (severity === "error" && log !== undefined) lines.push(log);
    lines.push(`${placeText(route.sources, place)}: ${severity} ${code}: ${message}`);
  }
  lines.push(...responseLines(response, isFault));
  return exchanged(response, body ?? Buffer.from(response.body, "utf8"), isFault);
}

function exchanged({ status, headers }: SimulatedResponse, body: Buffer, isFault: boolean): Exchanged {
  return { status, headers, body, isFault };
}

/** The response for an integration whose backend nobody stands for. */
function wouldSend(what: Readonly<Record<string, unknown>>, lines: string[]): Exchanged {
  lines.push("The request was not sent, because nothing stands for the backend.");
  return simulatedAnswer("integration-request", what);
}

/** The response for an integration whose integration responses are not in the files. */
function withoutResponses({ route }: Exchange, { steps }: Simulation, lines: string[]): Exchanged {
  lines.push(
    "The response depends on integration responses, and the files contain none for this integration.",
  );
  const backend = steps.findLast((step) => step.kind === "backendResponse" || step.kind === "mockStatus");
  return simulatedAnswer("backend-response", {
    message: "The files contain no integration responses for this integration.",
    route: route.key,
    ...(backend && { backendResponse: { ...backend, kind: undefined, place: undefined } }),
  });
}

function simulatedAnswer(value: string, what: Readonly<Record<string, unknown>>): Exchanged {
  return {
    status: 200,
    headers: { "Content-Type": "application/json", [SIMULATED_HEADER]: value },
    body: Buffer.from(`${JSON.stringify(what, null, 2)}\n`, "utf8"),
    isFault: false,
  };
}
