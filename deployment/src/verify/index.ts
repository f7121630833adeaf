/** Runs a case through a deployed method of a REST API, and compares what AWS did with the simulation. */
import {
  type HostedSimulation,
  type Json,
  type ParsedDocument,
  type PlainParameters,
  parse,
  readRequest,
  type SimulatedInput,
  type Simulation,
  type SimulationStep,
  simulateInputs,
} from "../../../server/src/service";
import type { ApiGateway, Invocation, InvocationRequest, MethodId } from "../gateway";
import { invocationOf, isPathOpen } from "../testInvoke";
import { type ExecutionLog, readExecutionLog } from "./executionLog";
import {
  comparableHeaders,
  differingParts,
  recordableHeaders,
  sideText,
  type VerifiedPart,
  type VerifiedSide,
} from "./verifiedSide";

type IntegrationRequest = Extract<SimulationStep, { readonly kind: "integrationRequest" }>["request"];

/** What to send, and what to simulate. */
export interface VerificationCase {
  readonly inputs: readonly SimulatedInput[];
  readonly options: Pick<HostedSimulation, "isComplete" | "facts">;
  readonly request: ParsedDocument;
}

/** A request that is ready to be sent, but was not. */
export interface VerificationPlan {
  readonly method: MethodId;
  readonly request: InvocationRequest;
  readonly resourcePath: string;
  /** The integration with all integration responses. */
  readonly inputs: readonly SimulatedInput[];
  readonly case: VerificationCase;
  /** What a reader should know about the comparison. */
  readonly notes: readonly string[];
}

export interface Verification {
  /** Texts of the same shape. */
  readonly simulation: string;
  readonly aws: string;
  /** Empty if they agree. */
  readonly differences: readonly VerifiedPart[];
  /** What AWS did, for a recording: without headers that may hold secrets. */
  readonly recording: {
    readonly output: string;
    readonly status: number;
    readonly headers: PlainParameters;
    /** What was sent to the backend, as far as mappings, overrides and the client determine it. */
    readonly backendRequest?: IntegrationRequest;
  };
}

/** Prepares a case for a method. Returns a sentence if it cannot be sent. Rejects with an `AwsError`. */
export async function prepareVerification(
  gateway: ApiGateway,
  method: MethodId,
  given: VerificationCase,
): Promise<VerificationPlan | string> {
  const resources = await gateway.listResources(method.restApiId);
  const resource = resources.find(({ id }) => id === method.resourceId);
  if (!resource) return `The API ${method.restApiId} has no resource ${method.resourceId}.`;
  const { request, path, verb, problems } = invocationOf(given.request, resource.path);
  if (problems[0]) return `The sample request is not valid: ${problems[0].message}`;
  if (isPathOpen(path)) return `The sample request has no value for a path parameter of ${path}.`;
  const httpMethod = method.httpMethod === "ANY" ? verb : method.httpMethod;
  if (httpMethod === undefined) return "The method is ANY, so the sample request needs a method.";
  const live = await gateway.getMethod(method);
  if (!live?.integration) return `${method.httpMethod} ${resource.path} has no integration.`;
  const hasResponses = given.inputs.some(({ operation }) => operation.endsWith("-response"));
  const responses = live.responses.map(
    (members): SimulatedInput => ({
      document: parse(JSON.stringify({ ...method, ...members }), "json"),
      operation: "put-integration-response",
    }),
  );
  const usesLive = !hasResponses && responses.length > 0;
  return {
    method: { ...method, httpMethod },
    request,
    resourcePath: resource.path,
    inputs: usesLive ? [...given.inputs, ...responses] : given.inputs,
    case: given,
    notes: usesLive ? ["The integration responses of the simulation are those on AWS."] : [],
  };
}

/** Sends the request, which calls the backend, and compares. Rejects with an `AwsError`. */
export async function verify(gateway: ApiGateway, plan: VerificationPlan): Promise<Verification> {
  const invocation = await gateway.testInvoke(plan.method, plan.request);
  return compareWithSimulation(plan, invocation);
}

/** Compares what AWS did with the simulation of the same request and backend response. */
export function compareWithSimulation(plan: VerificationPlan, invocation: Invocation): Verification {
  const log = readExecutionLog(invocation.log);
  const simulation = simulate(plan, log);
  const notes = [
    ...plan.notes,
    ...(log.received ? ["The simulation uses the backend's response to AWS."] : []),
    ...(log.received?.isCut
      ? ["AWS cut the backend's response in its log, so the simulation may differ."]
      : []),
  ];
  const sides = sidesOf(simulation, invocation, log);
  const sent = requestIn(simulation);
  const logged = sides.aws.backendRequest;
  return {
    simulation: sideText(sides.simulation, notes),
    aws: sideText(sides.aws, notes),
    differences: differingParts(sides.simulation, sides.aws),
    recording: {
      output: invocation.body,
      status: invocation.status,
      headers: recordableHeaders(plainHeaders(invocation)),
      ...(sent &&
        logged?.body !== undefined && {
          backendRequest: { ...sent, headers: recordableHeaders(logged.headers), body: logged.body },
        }),
    },
  };
}

function requestIn(simulated: Simulated): IntegrationRequest | undefined {
  if (typeof simulated === "string") return undefined;
  return simulated.steps.flatMap((step) => (step.kind === "integrationRequest" ? [step.request] : [])).at(-1);
}

/** A simulation, or the reason why there is none. */
type Simulated = Simulation | string;

function simulate(
  { inputs, case: { options, request }, resourcePath, method }: VerificationPlan,
  log: ExecutionLog,
): Simulated {
  const { received } = log;
  const backend = received && {
    status: received.status ?? 200,
    headers: groupedHeaders(received.headers),
    body: received.body ?? "",
  };
  const result = simulateInputs(
    inputs,
    parse(JSON.stringify(sentRequest(request, resourcePath, method, log)), "json"),
    { ...options, ...(backend && { backend: parse(JSON.stringify(backend), "json") }) },
  );
  if (result.kind !== "done") return result.problems.map(({ message }) => message).join(" ");
  return result.simulation;
}

/** What is sent, with the context that API Gateway has in a method test. The sample's own context is not sent. */
function sentRequest(
  document: ParsedDocument,
  resourcePath: string,
  { restApiId, resourceId, httpMethod }: MethodId,
  { requestId }: ExecutionLog,
): Json {
  const { request } = readRequest(document);
  const plain = (parameters: ReadonlyMap<string, readonly string[]>): Json =>
    Object.fromEntries([...parameters].map(([name, values]) => [name, [...values]]));
  const last = (parameters: ReadonlyMap<string, readonly string[]>): Json =>
    Object.fromEntries([...parameters].map(([name, values]) => [name, values.at(-1) ?? ""]));
  return {
    method: httpMethod,
    resourcePath,
    ...(request.path !== undefined && { path: request.path }),
    pathParameters: last(request.pathParameters),
    queryStringParameters: plain(request.query),
    headers: plain(request.headers),
    stageVariables: last(request.stageVariables),
    ...(request.body !== undefined && { body: request.body }),
    context: {
      apiId: restApiId,
      resourceId,
      stage: "test-invoke-stage",
      identity: { sourceIp: "test-invoke-source-ip" },
      ...(requestId !== undefined && { requestId }),
    },
  };
}

function sidesOf(
  simulated: Simulated,
  invocation: Invocation,
  { sent: logged }: ExecutionLog,
): { readonly simulation: VerifiedSide; readonly aws: VerifiedSide } {
  const simulation = typeof simulated === "string" ? undefined : simulated;
  const sent = requestIn(simulated);
  // Without both, there is nothing to compare. A simulation that sends nothing is a difference, though.
  const isLogged = logged?.body !== undefined && !logged.isCut;
  const names = new Set(Object.keys(sent?.headers ?? {}).map((name) => name.toLowerCase()));
  const isUrl = /^https?:/.test(sent?.uri ?? "");
  const response = simulation?.response;
  return {
    simulation: {
      ...(response && {
        status: response.status,
        headers: comparableHeaders(response.headers),
        body: response.body,
      }),
      ...(typeof simulated === "string" && { reason: simulated }),
      ...(simulation && !response && { reason: ENDED[simulation.outcome] ?? "" }),
      ...(isLogged &&
        sent && {
          backendRequest: {
            ...(isUrl && target(sent.uri ?? "", pairs(sent.querystring))),
            headers: comparableHeaders(sent.headers),
            body: sent.body,
          },
        }),
    },
    aws: {
      status: invocation.status,
      headers: comparableHeaders(plainHeaders(invocation)),
      body: invocation.body,
      ...(isLogged && {
        backendRequest: {
          ...(isUrl && target(logged.uri ?? "", [])),
          headers: comparableHeaders(
            groupedHeaders(logged.headers.filter(([name]) => names.has(name.toLowerCase()))),
          ),
          body: logged.body,
        },
      }),
    },
  };
}

const ENDED: Readonly<Record<string, string>> = {
  needsBackend: "The simulation ends at the backend, whose response is not in the log.",
  needsResponses: "The simulation has no integration responses.",
  badInput: "The integration cannot be simulated.",
};

/** Splits the query string off a URI, because the two sides may encode it in different ways. */
function target(
  uri: string,
  more: readonly (readonly [string, string])[],
): { readonly uri: string; readonly query: readonly (readonly [string, string])[] } {
  const [start = "", query = ""] = uri.split(/\?(.*)/s);
  const all = [...new URLSearchParams(query), ...more];
  return { uri: start, query: all.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)) };
}

function pairs(parameters: PlainParameters): readonly (readonly [string, string])[] {
  return Object.entries(parameters).flatMap(([name, values]) =>
    (typeof values === "string" ? [values] : values).map((value) => [name, value] as const),
  );
}

function plainHeaders({ headers }: Invocation): PlainParameters {
  return Object.fromEntries(
    Object.entries(headers).map(([name, values]) => [name, values.length === 1 ? (values[0] ?? "") : values]),
  );
}

/** Joins the values of a name that occurs several times. */
function groupedHeaders(headers: readonly (readonly [string, string])[]): PlainParameters {
  const grouped = new Map<string, string[]>();
  for (const [name, value] of headers) grouped.set(name, [...(grouped.get(name) ?? []), value]);
  return Object.fromEntries(
    [...grouped].map(([name, values]) => [name, values.length === 1 ? (values[0] ?? "") : values]),
  );
}
