import type { IntegrationInput } from "../model/input";
import type { Hole, ParsedDocument } from "../syntax/nodes";
import { type Rendering, type RenderOptions, type RenderRequest, renderTemplate } from "../vtl";
import { type Context, contextOf } from "./context";
import { JSON_PROBLEM, type JudgedTemplate, judgedTemplate, judgeOutput, severityOf } from "./judgeOutput";
import { lastOfEach } from "./parameters";
import type { MessageProblem } from "./readMessage";
import { type ClientRequest, readRequest } from "./request";
import { SourceDocument } from "./sourceDocument";

/** A template to render on its own. */
export interface PreviewedTemplate extends JudgedTemplate {
  /** The input that contains the template. */
  readonly input?: IntegrationInput;
  /** The pieces of the text that a host replaces: they print as they are written. */
  readonly holes?: readonly Hole[];
}

/** Returns what a template sees of a request. For a response template the body is the backend's. */
export function renderRequest(request: ClientRequest, context: Context, body: string): RenderRequest {
  return {
    body,
    params: {
      path: lastOfEach(request.pathParameters),
      querystring: lastOfEach(request.query),
      header: lastOfEach(request.headers),
    },
    context,
    stageVariables: lastOfEach(request.stageVariables),
  };
}

/** Renders a template and checks its output: if somebody needs JSON, the problems include where it is not. */
export function renderJudged(
  template: PreviewedTemplate,
  request: RenderRequest,
  options: RenderOptions,
): Rendering {
  const { input, holes, ...about } = template;
  const ways = { ...options, ...(holes && { holes }) };
  const { observer: _, ...again } = ways;
  const rendering = renderTemplate(template.text, request, ways);
  if (rendering.problems.some(({ severity }) => severity === "error")) return rendering;
  const judged = input ? judgedTemplate(about, input, about.kind === "request" ? input : undefined) : about;
  const found = judgeOutput(
    judged,
    rendering,
    () => renderTemplate(template.text, request, { ...again, trace: true }).trace,
  );
  if (!found) return rendering;
  const problem = {
    code: JSON_PROBLEM,
    severity: severityOf(found),
    message: found.message,
    range: found.template ?? { start: 0, end: template.text.length },
    output: found.output,
  };
  return { ...rendering, problems: [...rendering.problems, problem] };
}

/** The rendering of a template for a sample request, or the problems of the request. */
export type SampleRendering =
  | { readonly kind: "done"; readonly rendering: Rendering }
  | { readonly kind: "badRequest"; readonly problems: readonly MessageProblem[] };

/** Renders one template for a sample request, with the same defaults of `$context` as a simulation. */
export function renderSample(
  template: PreviewedTemplate,
  requestDocument: ParsedDocument,
  options: Pick<RenderOptions, "trace" | "isCancelled">,
): SampleRendering {
  const { request, backend, problems } = readRequest(requestDocument);
  if (problems.length > 0) return { kind: "badRequest", problems };
  const { protocol, input, kind } = template;
  const context = contextOf(protocol, request, input && new SourceDocument(0, input));
  const body = (kind === "response" && backend ? backend.body : request.body) ?? "";
  return { kind: "done", rendering: renderJudged(template, renderRequest(request, context, body), options) };
}
