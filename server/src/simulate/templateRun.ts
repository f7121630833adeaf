/** Runs request and response templates. */
import { RESPONSE_IN_REQUEST } from "../rules/template/overrides";
import type { Span } from "../syntax/nodes";
import type { StringMap } from "../syntax/stringMap";
import {
  type Overrides,
  type Rendering,
  type RenderOptions,
  type RenderProblem,
  renderTemplate,
  type TraceEntry,
} from "../vtl";
import type { BackendResponse } from "./backend";
import type { Context } from "./context";
import type { Execution } from "./execution";
import { type IntegrationConfig, type StringEntry, typeOf } from "./integrationConfig";
import { JSON_PROBLEM, judgedTemplate, judgeOutput, severityOf } from "./judgeOutput";
import { renderRequest } from "./render";
import type { SourceDocument } from "./sourceDocument";
import type { Direction, SimulatedResponse, SimulationPlace, TracePiece } from "./steps";

/** How an AWS service responds to a body that is not JSON. */
const REJECTION: BackendResponse = {
  status: 400,
  headers: new Map([["Content-Type", ["application/x-amz-json-1.0"]]]),
  body: JSON.stringify({ __type: "com.amazon.coral.service#SerializationException" }),
};

/** The output of a template, or the response to the client if the template failed. */
export type TemplateRun =
  | {
      readonly kind: "done";
      readonly output: string;
      /** The response of an AWS service that cannot read the output. */
      readonly rejection?: BackendResponse;
    }
  | { readonly kind: "failed"; readonly answer: SimulatedResponse };

/**
 * Runs a template with a body. The parameters are those of the request in both directions. Overrides stay in
 * `$context` for the next template.
 */
export function runTemplate(
  execution: Execution,
  part: IntegrationConfig,
  entry: StringEntry,
  direction: Direction,
  body: string,
): TemplateRun {
  const { source } = part;
  const { request, trace, isCancelled } = execution.input;
  const place = source.place(entry.member.span);
  if (part.text("contentHandling") === "CONVERT_TO_BINARY") {
    const message = "Templates cannot read the binary payload that CONVERT_TO_BINARY produces.";
    const reason = part.place("contentHandling") ?? place;
    return failed(execution, direction, { code: "binaryTemplate", message, place: reason });
  }
  const { node, key } = entry;
  const observer = execution.input.observerOf?.({ document: source.index, direction, key, node });
  const render = (options: RenderOptions): Rendering =>
    renderTemplate(entry.value, renderRequest(request, execution.context, body), {
      ...options,
      // As in a preview, what the file replaces prints as it is written.
      ...(node.holes && { holes: node.holes }),
      ...(isCancelled && { isCancelled }),
    });
  const rendering = render({ trace, ...(observer && { observer }) });
  const map = source.map(entry.node);
  const errors = rendering.problems.filter(({ severity }) => severity === "error");
  for (const problem of rendering.problems) {
    if (problem !== errors[0])
      execution.report({ ...described(problem), place: placeIn(source, map, problem.range) });
  }
  const { output, overrides } = rendering;
  execution.step({
    kind: "template",
    direction,
    key: entry.key,
    output,
    ...(rendering.trace && { trace: rendering.trace.map((piece) => traced(source, map, piece)) }),
    place,
  });
  const [first] = errors;
  if (first)
    return failed(execution, direction, { ...described(first), place: placeIn(source, map, first.range) });
  const judged = judgedTemplate(
    { text: entry.value, kind: direction, protocol: part.protocol, key: entry.key },
    source.input,
    execution.input.integration?.source.input,
  );
  const problem = judgeOutput(judged, rendering, () => render({ trace: true }).trace);
  if (problem) {
    const at = {
      code: JSON_PROBLEM,
      message: problem.message,
      place: problem.template ? placeIn(source, map, problem.template) : place,
      output: problem.output,
    };
    if (problem.reader === "lambda") {
      const answer = execution.refuse(400, "Could not parse request body into json: …", at);
      return { kind: "failed", answer };
    }
    execution.report({ ...at, severity: severityOf(problem) });
    if (problem.reader === "service") return { kind: "done", output, rejection: REJECTION };
  }
  if (part.protocol === "REST") {
    const kept = direction === "request" ? keptOverrides(execution, overrides, place) : overrides;
    execution.context = { ...execution.context, ...overrideContext(kept) };
    execution.overridden = { overrides: kept, place };
  }
  return { kind: "done", output };
}

/** Drops the response overrides of a request template where they are not known to be applied. */
function keptOverrides(execution: Execution, overrides: Overrides, place: SimulationPlace): Overrides {
  const { header, status, others } = overrides.responseOverride;
  const isMock = execution.input.integration && typeOf(execution.input.integration) === "MOCK";
  const isEmpty = Object.keys(header).length === 0 && status === undefined && others === undefined;
  if (isMock || isEmpty) return overrides;
  execution.report({ code: "AG3013", severity: "warning", message: RESPONSE_IN_REQUEST, place });
  return { ...overrides, responseOverride: { header: {} } };
}

/** The variables of `$context` through which the response template reads the overrides. */
function overrideContext({ requestOverride, responseOverride }: Overrides): Context {
  const { others: ofRequest, ...request } = requestOverride;
  const { others: ofResponse, ...response } = responseOverride;
  return {
    requestOverride: { ...ofRequest, ...request },
    responseOverride: { ...ofResponse, ...response },
  };
}

function failed(
  execution: Execution,
  direction: Direction,
  problem: { readonly code: string; readonly message: string; readonly place: SimulationPlace },
): TemplateRun {
  const log = `Execution failed due to configuration error: Unable to transform ${direction}`;
  return { kind: "failed", answer: execution.fail({ ...problem, log }) };
}

function described({
  code,
  severity,
  message,
}: RenderProblem): Pick<RenderProblem, "code" | "severity" | "message"> {
  return { code, severity, message };
}

function placeIn(source: SourceDocument, map: StringMap, span: Span): SimulationPlace {
  return source.place(map.toSource(span));
}

function traced(source: SourceDocument, map: StringMap, { template, output, value }: TraceEntry): TracePiece {
  return { place: placeIn(source, map, template), output, ...(value !== undefined && { value }) };
}
