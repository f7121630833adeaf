import { DEFAULT_MILLISECONDS, deadline } from "../deadline";
import { renderJudged } from "../simulate";
import { LineIndex, type Range } from "../syntax/lines";
import type { Overrides, RenderOptions, RenderProblem, RenderRequest, TraceEntry } from "../vtl";

export interface TemplateOptions extends RenderOptions {
  /** The type of the API. Defaults to REST. */
  readonly protocol?: "REST" | "WEBSOCKET";
  /** The message that the template writes. Defaults to `request`. */
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
  /** Zero-based lines and UTF-16 characters of the template, half-open. */
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
 * errors are returned as problems.
 */
export function renderTemplate(
  template: string,
  request: RenderRequest = {},
  options: TemplateOptions = {},
): TemplateResult {
  const { milliseconds = DEFAULT_MILLISECONDS, isCancelled, kind = "request", ...rest } = options;
  const { contentType, integrationType, uri, protocol = "REST", ...others } = rest;
  const judged = {
    text: template,
    kind,
    protocol,
    ...(contentType !== undefined && { key: contentType }),
    ...(integrationType !== undefined && { integrationType }),
    ...(uri !== undefined && { uri }),
  };
  const { problems, ...result } = renderJudged(judged, request, {
    ...others,
    isCancelled: deadline(milliseconds, isCancelled),
  });
  const lines = new LineIndex(template);
  return {
    ...result,
    problems: problems.map((problem) => ({ ...problem, range: lines.range(problem.range) })),
  };
}
