import type { ApiFacts } from "../model/apiFacts";
import type { IntegrationInput } from "../model/input";
import type { Operation } from "../model/operations";
import type { Protocol } from "../model/protocol";
import { type TemplateKind, templatesIn } from "../model/templates";
import type { ParsedDocument, Span } from "../syntax/nodes";
import { type IsCancelled, type RenderProblem, renderTemplate } from "../vtl";
import { readBackend } from "./backend";
import { contextOf, filledPath } from "./context";
import { sampleRoute, withFacts } from "./fromFacts";
import type { MessageProblem } from "./readMessage";
import { renderRequest } from "./render";
import { readRequest, type SampleRequest } from "./request";
import { SourceDocument } from "./sourceDocument";

/** A template to be looked at by itself. */
export interface PreviewedTemplate {
  readonly text: string;
  readonly kind: TemplateKind;
  readonly protocol: Protocol;
  /** The input that holds it. */
  readonly input?: IntegrationInput;
}

/** The messages that it is to be looked at with. */
export interface Samples {
  readonly request: ParsedDocument;
  /** What the backend answers: the body of a response template. Empty when absent. */
  readonly response?: ParsedDocument;
}

export type Preview =
  | { readonly kind: "done"; readonly output: string; readonly problems: readonly RenderProblem[] }
  | { readonly kind: "badRequest" | "badResponse"; readonly problems: readonly MessageProblem[] };

/** A template that can be previewed where it is written. */
export interface PreviewableTemplate extends PreviewedTemplate {
  /** The names that lead to it; none for a file that is one template. */
  readonly path: readonly string[];
  /** From its name to its end, in the file. */
  readonly span: Span;
  readonly keySpan: Span;
}

/** The templates of an input; HTTP APIs have none. */
export function previewablesOf({ document, operation, input }: Inspected): readonly PreviewableTemplate[] {
  if (document.root?.kind !== "object") return [];
  const protocol = operation.family === "apigateway" ? "REST" : "WEBSOCKET";
  return templatesIn(document.root).map(({ kind, member, key, keyNode, node }) => ({
    text: node.value,
    kind,
    protocol,
    ...(input && { input }),
    path: [member, key],
    span: { start: keyNode.span.start, end: node.span.end },
    keySpan: keyNode.span,
  }));
}

/** What has to be known of a file to find its templates. */
interface Inspected {
  readonly document: ParsedDocument;
  readonly operation: Operation;
  readonly input: IntegrationInput | undefined;
}

/** A file that is one template: of a REST API's request, which most of them are. */
export function wholeTemplate(text: string): PreviewableTemplate {
  const start = { start: 0, end: 0 };
  const span = { start: 0, end: text.length };
  return { text, kind: "request", protocol: "REST", path: [], span, keySpan: start };
}

/**
 * What one template prints, apart from the way that leads to it. What is known of the input's API fills the
 * request's gaps.
 */
export function previewTemplate(
  template: PreviewedTemplate,
  samples: Samples,
  isCancelled?: IsCancelled,
): Preview {
  const { text, kind, protocol, input } = template;
  const { request: written, problems } = readRequest(samples.request);
  if (problems.length > 0) return { kind: "badRequest", problems };
  const request = withFacts(written, protocol, input?.facts);
  const read = kind === "response" && samples.response ? readBackend(samples.response) : undefined;
  if (read && read.problems.length > 0) return { kind: "badResponse", problems: read.problems };
  const context = contextOf(protocol, request, input && new SourceDocument(0, input));
  const body = kind === "response" ? (read?.backend.body ?? "") : (request.body ?? "");
  const rendering = renderTemplate(text, renderRequest(request, context, body), {
    ...(isCancelled && { isCancelled }),
  });
  return { kind: "done", output: rendering.output, problems: rendering.problems };
}

/** The text of a request file to start from: for a route of the API, where one is known. */
export function sampleRequest({ protocol, input }: Pick<PreviewedTemplate, "protocol" | "input">): string {
  const facts: ApiFacts = input?.facts ?? { protocol };
  const sample = protocol === "WEBSOCKET" ? sampleMessage(facts) : sampleCall(facts);
  return `${JSON.stringify(sample, null, 2)}\n`;
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
