/**
 * The whole way of a request through an integration, offline: templates, mappings, overrides, the choice of the
 * integration response, and the answer. Pure: constants stand in for clock and chance.
 */
import type { ApiFacts } from "../model/apiFacts";
import type { Protocol } from "../model/protocol";
import type { ParsedDocument } from "../syntax/nodes";
import type { IsCancelled } from "../vtl";
import { readBackend } from "./backend";
import { type ExecutionResult, runCustomIntegration } from "./customIntegration";
import { Execution, type Outcome } from "./execution";
import { withFacts } from "./fromFacts";
import { type IntegrationConfig, isProxy } from "./integrationConfig";
import { runProxyIntegration } from "./proxyIntegration";
import type { MessageProblem } from "./readMessage";
import { readRequest } from "./request";
import { findScenario, type SimulatedInput } from "./scenario";
import type { SimulatedResponse, SimulationProblem, SimulationStep } from "./steps";

export type { SampleResponse } from "./backend";
export type { Outcome } from "./execution";
export type { PlainParameters } from "./parameters";
export {
  type Preview,
  type PreviewableTemplate,
  previewablesOf,
  previewTemplate,
  sampleRequest,
  wholeTemplate,
} from "./preview";
export type { MessageProblem } from "./readMessage";
export { renderSample, type SampleRendering } from "./render";
export { type ClientRequest, readRequest, type SampleRequest } from "./request";
export type { SimulatedInput } from "./scenario";
export type * from "./steps";

export interface SimulationOptions {
  /** The backend's answer, as a file that was parsed. Without it the way ends at the backend, but for a MOCK. */
  readonly backend?: ParsedDocument;
  /** True where the inputs hold all responses that there are, so that none at all is a mistake. */
  readonly isComplete?: boolean;
  /** Tells in each template's step which piece of the output came from where. */
  readonly trace?: boolean;
  /** What is known of the API: it fills the request's gaps. */
  readonly facts?: ApiFacts;
  /** Asked while templates run, to end them early. */
  readonly isCancelled?: IsCancelled;
}

export interface Simulation {
  readonly outcome: Outcome;
  /** Absent where the inputs cannot be read. */
  readonly protocol?: Protocol;
  /** In the order in which they happen. */
  readonly steps: readonly SimulationStep[];
  /** The client's answer; absent where the way ends before there is one. */
  readonly response?: SimulatedResponse;
  readonly problems: readonly SimulationProblem[];
}

/** A simulation, or what is wrong with the messages that somebody wrote for it. */
export type Simulated =
  | { readonly kind: "done"; readonly simulation: Simulation }
  | { readonly kind: "badRequest" | "badBackend"; readonly problems: readonly MessageProblem[] };

/** Sends a sample request through the inputs. */
export function simulateInputs(
  inputs: readonly SimulatedInput[],
  requestDocument: ParsedDocument,
  options: SimulationOptions = {},
): Simulated {
  const { request, problems } = readRequest(requestDocument);
  if (problems.length > 0) return { kind: "badRequest", problems };
  const read = options.backend && readBackend(options.backend);
  if (read && read.problems.length > 0) return { kind: "badBackend", problems: read.problems };
  const scenario = findScenario(inputs, options.isComplete === true);
  if (scenario.kind === "problem") {
    return { kind: "done", simulation: { outcome: "badInput", steps: [], problems: [scenario.problem] } };
  }
  const { protocol, integration, responses, isAssumed } = scenario;
  const execution = new Execution({
    protocol,
    ...(integration && { integration }),
    ...(responses && { responses }),
    request: withFacts(request, protocol, options.facts),
    ...(read && { backend: read.backend }),
    trace: options.trace === true,
    ...(options.isCancelled && { isCancelled: options.isCancelled }),
  });
  if (isAssumed) {
    execution.report({
      code: "assumedProtocol",
      severity: "information",
      message: "Nothing tells an HTTP API from a WebSocket API here, so this is how an HTTP API does it.",
    });
  }
  const end = walk(execution, integration);
  return {
    kind: "done",
    simulation: { ...end, protocol, steps: execution.steps, problems: execution.problems },
  };
}

function walk(execution: Execution, integration: IntegrationConfig | undefined): ExecutionResult {
  return integration && isProxy(integration)
    ? runProxyIntegration(execution, integration)
    : runCustomIntegration(execution);
}
