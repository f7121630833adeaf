/**
 * Simulates a request to an integration offline: templates, mappings, overrides, the selection of the integration
 * response, and the response to the client. Deterministic: constants replace the time and random values.
 */
import type { ApiFacts } from "../model/apiFacts";
import type { Protocol } from "../model/protocol";
import type { ParsedDocument } from "../syntax/nodes";
import type { IsCancelled } from "../vtl";
import { type BackendResponse, readBackend } from "./backend";
import { methodOf, pathOf } from "./context";
import { type ExecutionResult, runCustomIntegration } from "./customIntegration";
import { Execution, type ObserverOf, type Outcome } from "./execution";
import { withFacts } from "./fromFacts";
import { type IntegrationConfig, isProxy } from "./integrationConfig";
import { plain } from "./parameters";
import { runProxyIntegration } from "./proxyIntegration";
import type { MessageProblem } from "./readMessage";
import { type ClientRequest, readRequest } from "./request";
import { findScenario, type RunnableScenario, type SimulatedInput } from "./scenario";
import type { SimulatedRequest, SimulatedResponse, SimulationProblem, SimulationStep } from "./steps";

export { type BackendResponse, readBackend, type SampleResponse } from "./backend";
export { bodyValue } from "./bodyPath";
export { contextOf } from "./context";
export type { DocumentLink } from "./document/markdownWriter";
export { type SimulationDocument, simulationMarkdown } from "./document/simulationMarkdown";
export { placeText, type SimulationHints, simulationText } from "./document/simulationText";
export type { ObserverOf, Outcome, RunningTemplate } from "./execution";
export {
  callsLambda,
  type IntegrationConfig,
  type IntegrationType,
  isProxy,
  typeOf,
} from "./integrationConfig";
export {
  type MessageMember,
  type MessageMembers,
  type MessageMemberType,
  REQUEST_MEMBERS,
  RESPONSE_MEMBERS,
} from "./messageMembers";
export { type OutputLanguage, outputLanguage } from "./outputLanguage";
export { headerValues, type Parameters, type PlainParameters } from "./parameters";
export { sequenceSvg } from "./picture/sequenceSvg";
export {
  type Preview,
  type PreviewableTemplate,
  type PreviewOptions,
  plainSample,
  previewablesInHost,
  previewablesOf,
  previewTemplate,
  type Samples,
  watchTemplate,
  wholeTemplate,
} from "./preview";
export { type PrintedValue, printedValues } from "./printedValues";
export type { MessageProblem } from "./readMessage";
export { type PreviewedTemplate, renderJudged, renderSample, type SampleRendering } from "./render";
export { type ClientRequest, type ReadRequest, readRequest, type SampleRequest } from "./request";
export { matchResourcePath } from "./resourcePath";
export { hasBackend, sampleDocuments } from "./sampleDocuments";
export { findScenario, type RunnableScenario, type SimulatedInput } from "./scenario";
export type * from "./steps";
export { originOf, printedBy } from "./trace";

export interface SimulationOptions {
  /**
   * The backend's response, as a parsed file, in place of the one in the sample request. With neither, the simulation
   * ends at the backend, except for a MOCK.
   */
  readonly backend?: ParsedDocument;
  /** Whether the inputs contain all integration responses, so that having none is an error. */
  readonly isComplete?: boolean;
  /** Whether template steps include a trace, which maps each piece of the output to its origin. */
  readonly trace?: boolean;
  /** Follows the templates as they run. */
  readonly observerOf?: ObserverOf;
  /** What is known about the API, which fills the gaps of the request. */
  readonly facts?: ApiFacts;
  /** Polled while templates run, to stop them early. */
  readonly isCancelled?: IsCancelled;
}

export interface Simulation {
  readonly outcome: Outcome;
  /** Absent if the inputs cannot be read. */
  readonly protocol?: Protocol;
  /** Absent if the inputs cannot be read. */
  readonly request?: SimulatedRequest;
  /** The type of the integration, if it is specified: `AWS`, `HTTP_PROXY`… */
  readonly integrationType?: string;
  /** In the order in which they happen. */
  readonly steps: readonly SimulationStep[];
  /** The response to the client; absent if the simulation ends earlier. */
  readonly response?: SimulatedResponse;
  readonly problems: readonly SimulationProblem[];
}

/** A simulation, or the problems of the sample messages. */
export type Simulated =
  | { readonly kind: "done"; readonly simulation: Simulation }
  | { readonly kind: "badRequest" | "badBackend"; readonly problems: readonly MessageProblem[] };

/** Simulates a sample request to the integration that the inputs describe. */
export function simulateInputs(
  inputs: readonly SimulatedInput[],
  requestDocument: ParsedDocument,
  options: SimulationOptions = {},
): Simulated {
  const { request, backend, problems } = readRequest(requestDocument);
  if (problems.length > 0) return { kind: "badRequest", problems };
  const read = options.backend ? readBackend(options.backend) : backend && { backend, problems };
  if (read && read.problems.length > 0) return { kind: "badBackend", problems: read.problems };
  const scenario = findScenario(inputs, options.isComplete === true);
  if (scenario.kind === "problem") {
    return { kind: "done", simulation: { outcome: "badInput", steps: [], problems: [scenario.problem] } };
  }
  return { kind: "done", simulation: simulateScenario(scenario, request, read?.backend, options) };
}

/** Simulates a request to an integration whose inputs have been read before, as for many requests to the same one. */
export function simulateScenario(
  { protocol, integration, responses, isAssumed }: RunnableScenario,
  request: ClientRequest,
  backend: BackendResponse | undefined,
  options: Omit<SimulationOptions, "backend" | "isComplete"> = {},
): Simulation {
  const execution = new Execution({
    protocol,
    ...(integration && { integration }),
    ...(responses && { responses }),
    request: withFacts(request, protocol, options.facts),
    ...(backend && { backend }),
    trace: options.trace === true,
    ...(options.observerOf && { observerOf: options.observerOf }),
    ...(options.isCancelled && { isCancelled: options.isCancelled }),
  });
  if (isAssumed) {
    execution.report({
      code: "assumedProtocol",
      severity: "information",
      message: "The inputs fit both HTTP APIs and WebSocket APIs. This simulation assumes an HTTP API.",
    });
  }
  const end = walk(execution, integration);
  const type = integration?.text("type");
  return {
    ...end,
    protocol,
    request: simulatedRequest(execution),
    ...(type !== undefined && { integrationType: type }),
    steps: execution.steps,
    problems: execution.problems,
  };
}

function simulatedRequest({ input: { protocol, request, integration } }: Execution): SimulatedRequest {
  const { headers, query, body = "" } = request;
  const start = { method: methodOf(request, integration?.source), path: pathOf(request) };
  return {
    ...(protocol !== "WEBSOCKET" && start),
    headers: plain(headers),
    querystring: plain(query),
    body,
  };
}

function walk(execution: Execution, integration: IntegrationConfig | undefined): ExecutionResult {
  return integration && isProxy(integration)
    ? runProxyIntegration(execution, integration)
    : runCustomIntegration(execution);
}
