import { DEFAULT_MILLISECONDS, deadline } from "../deadline";
import { type PreviewedTemplate, renderJudged } from "../simulate";
import { defined } from "../syntax/defined";
import { LineIndex, type Range } from "../syntax/lines";
import type { Span } from "../syntax/nodes";
import type { Overrides, RenderOptions, RenderProblem, RenderRequest, TraceEntry } from "../vtl";
import { findTemplate, type TemplatePlace } from "./templateInFile";

export interface TemplateOptions extends RenderOptions, TemplatePlace {
  /** The type of the API. Defaults to that of the file, or else to REST. */
  readonly protocol?: "REST" | "WEBSOCKET";
  /** The message that the template writes. Defaults to that of the file, or else to `request`. */
  readonly kind?: "request" | "response";
  /**
   * The content type of the output. If it is JSON, an output that is not JSON is a problem. By default, JSON is
   * expected of templates that start with `{` or `[`.
   */
  readonly contentType?: string;
  /** The type of the integration, such as `AWS`. A `MOCK` also accepts relaxed JSON from a request template. */
  readonly integrationType?: string;
  /** The URI of the integration. Lambda functions and services such as DynamoDB accept only JSON. */
  readonly uri?: string;
  /**
   * The time limit in milliseconds: 5000 by default, Infinity for none. When it is reached, rendering stops
   * with the problem `VTL-time`.
   */
  readonly milliseconds?: number;
}

export interface TemplateProblem extends Omit<RenderProblem, "range"> {
  /** Zero-based lines and UTF-16 characters of the text, half-open. */
  readonly range: Range;
}

export interface TemplateResult {
  /** Empty if AWS rejects the template; the output so far if rendering failed. */
  readonly output: string;
  readonly problems: readonly TemplateProblem[];
  /** What the template assigned to `$context.requestOverride` and `$context.responseOverride`. */
  readonly overrides: Overrides;
  /** Which piece of the output came from which piece of the template. Only if requested. */
  readonly trace?: readonly TraceEntry[];
}

/**
 * Renders a mapping template as API Gateway does, for a request or an integration response. Accepts any text;
 * errors are returned as problems. With a `fileName`, the text is that of a file that has the template; a name of an
 * input or a template that it does not have throws a RangeError.
 */
export function renderTemplate(
  template: string,
  request: RenderRequest = {},
  options: TemplateOptions = {},
): TemplateResult {
  const { milliseconds = DEFAULT_MILLISECONDS, isCancelled, ...given } = options;
  const { fileName, hosts, input, template: key, kind, protocol, ...rest } = given;
  const { contentType, integrationType, uri, ...others } = rest;
  const found = findTemplate(template, defined({ fileName, hosts, input, template: key }));
  const judged: PreviewedTemplate = {
    ...(found?.template ?? { text: template, kind: "request", protocol: "REST" }),
    ...defined({ kind, protocol, key: contentType, integrationType, uri }),
  };
  const { problems, ...result } = renderJudged(judged, request, {
    ...others,
    isCancelled: deadline(milliseconds, isCancelled),
  });
  const lines = new LineIndex(template);
  const inText = ({ start, end }: Span): Span =>
    found ? { start: found.toSourceOffset(start), end: found.toSourceOffset(end) } : { start, end };
  return {
    ...result,
    problems: problems.map((problem) => ({ ...problem, range: lines.range(inText(problem.range)) })),
  };
}
