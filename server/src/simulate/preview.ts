import type { ApiFacts } from "../model/apiFacts";
import type { IntegrationInput } from "../model/input";
import type { Operation } from "../model/operations";
import { isUnknownText, templatesIn } from "../model/templates";
import type { Hole, ParsedDocument, Span } from "../syntax/nodes";
import { type Rendering, type RenderOptions, type RenderRequest, renderTemplate, type Watch } from "../vtl";
import { readBackend } from "./backend";
import { contextOf, filledPath } from "./context";
import { sampleRoute, withFacts } from "./fromFacts";
import type { MessageProblem } from "./readMessage";
import { type PreviewedTemplate, renderJudged, renderRequest } from "./render";
import { readRequest, type SampleRequest } from "./request";
import { SourceDocument } from "./sourceDocument";

/** The sample messages of a preview. */
export interface Samples {
  readonly request: ParsedDocument;
  /**
   * The backend's response, which provides the body for a response template, in place of the one in the request. Empty
   * by default.
   */
  readonly response?: ParsedDocument;
}

export type PreviewOptions = Pick<RenderOptions, "trace" | "isCancelled" | "observer">;

export type Preview =
  | ({ readonly kind: "done" } & Rendering)
  | { readonly kind: "badRequest" | "badResponse"; readonly problems: readonly MessageProblem[] };

/** A template that can be previewed, with its place in the file. */
export interface PreviewableTemplate extends PreviewedTemplate {
  /** The names of the members that lead to it; empty for a file that is a template. */
  readonly path: readonly string[];
  /** From the start of its key to its end, in the file. */
  readonly span: Span;
  readonly keySpan: Span;
}

/** Returns the templates of an input. HTTP APIs have none. */
export function previewablesOf({ operation, input }: Inspected): readonly PreviewableTemplate[] {
  if (!input) return [];
  const protocol = operation.family === "apigateway" ? "REST" : "WEBSOCKET";
  const templates = templatesIn(input.root).filter(({ node }) => !isUnknownText(node));
  return templates.map(({ kind, key, keyNode, node, path }) => ({
    text: node.value,
    ...(node.holes && { holes: node.holes }),
    kind,
    protocol,
    key,
    input,
    path,
    span: { start: keyNode.span.start, end: node.span.end },
    keySpan: keyNode.span,
  }));
}

/** What is needed to find the templates of a file. */
interface Inspected {
  readonly operation: Operation;
  readonly input: IntegrationInput | undefined;
}

/** Returns the templates of all inputs in a host file. Their paths start with the ID of the input. */
export function previewablesInHost(
  inputs: readonly (Inspected & { readonly hosted: { readonly id: readonly string[] } })[],
): readonly PreviewableTemplate[] {
  return inputs.flatMap((input) =>
    previewablesOf(input).map((template) => ({ ...template, path: [...input.hosted.id, ...template.path] })),
  );
}

/** Treats a file as a request template of a REST API, which is the most common case. */
export function wholeTemplate(text: string, holes?: readonly Hole[]): PreviewableTemplate {
  const start = { start: 0, end: 0 };
  const span = { start: 0, end: text.length };
  return { text, ...(holes && { holes }), kind: "request", protocol: "REST", path: [], span, keySpan: start };
}

/** Renders one template without simulating the rest. What is known about the API fills the gaps of the request. */
export function previewTemplate(
  template: PreviewedTemplate,
  samples: Samples,
  options: PreviewOptions = {},
): Preview {
  const read = requestFor(template, samples);
  if (read.kind !== "done") return read;
  return { kind: "done", ...renderJudged(template, read.request, options) };
}

/** What a template sees of the sample messages, or their problems. */
type RequestForTemplate =
  | { readonly kind: "done"; readonly request: RenderRequest }
  | Exclude<Preview, { readonly kind: "done" }>;

function requestFor(template: PreviewedTemplate, samples: Samples): RequestForTemplate {
  const { kind, protocol, input } = template;
  const { request: written, backend, problems } = readRequest(samples.request);
  if (problems.length > 0) return { kind: "badRequest", problems };
  const request = withFacts(written, protocol, input?.facts);
  const read = kind === "response" && samples.response ? readBackend(samples.response) : undefined;
  if (read && read.problems.length > 0) return { kind: "badResponse", problems: read.problems };
  const context = contextOf(protocol, request, input && new SourceDocument(0, input));
  const body = kind === "response" ? ((read?.backend ?? backend)?.body ?? "") : (request.body ?? "");
  return { kind: "done", request: renderRequest(request, context, body) };
}

/** A hover shows values, so the template may take no longer than that. */
const WATCH_LIMITS = { steps: 100_000, output: 1_000_000, memory: 16_000_000 };

/** Returns the first values that a part of a template has for sample messages; empty if it has none. */
export function watchTemplate(
  template: PreviewedTemplate,
  samples: Samples,
  watch: Watch,
): readonly string[] {
  const read = requestFor(template, samples);
  if (read.kind !== "done") return [];
  const { text, holes } = template;
  const options = { watch, limits: WATCH_LIMITS, ...(holes && { holes }) };
  return renderTemplate(text, read.request, options).watched ?? [];
}

/** Returns a request to start from, for a route of the API if one is known. */
export function plainSample({
  protocol,
  input,
}: Pick<PreviewedTemplate, "protocol" | "input">): SampleRequest {
  const facts: ApiFacts = input?.facts ?? { protocol };
  return protocol === "WEBSOCKET" ? sampleMessage(facts) : sampleCall(facts);
}

function sampleMessage({ routes = [] }: ApiFacts): SampleRequest {
  return { body: { action: routes.find((key) => !key.startsWith("$")) ?? "$default" } };
}

function sampleCall(facts: ApiFacts): SampleRequest {
  const route = sampleRoute(facts);
  return {
    method: route?.method ?? "POST",
    path: route ? filledPath(route.resourcePath, route.pathParameters) : "/",
    ...(route && { resourcePath: route.resourcePath }),
    pathParameters: route?.pathParameters ?? {},
    queryStringParameters: {},
    headers: { "Content-Type": "application/json" },
    body: {},
  };
}
