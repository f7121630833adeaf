import { renderTemplate, type Span } from "../vtl";
import { readBackend } from "./backend";
import { contextOf } from "./context";
import { withFacts } from "./fromFacts";
import type { Samples } from "./preview";
import { type PreviewedTemplate, renderRequest } from "./render";
import { readRequest } from "./request";
import { SourceDocument } from "./sourceDocument";

/** What a reference printed, in the order of time. */
export interface PrintedValue {
  readonly span: Span;
  readonly values: readonly string[];
}

/** Enough for a template that people write; a larger one shows the values up to there. */
const LIMITS = { steps: 200_000, output: 500_000, memory: 20_000_000 };
const MOST_VALUES = 4;

/**
 * Renders a template for its samples, and returns what each reference printed, in the order of the text. Empty if the
 * samples cannot be read.
 */
export function printedValues(template: PreviewedTemplate, samples: Samples): readonly PrintedValue[] {
  const { kind, protocol, input, text, holes } = template;
  const { request: written, problems } = readRequest(samples.request);
  if (problems.length > 0) return [];
  const request = withFacts(written, protocol, input?.facts);
  const read = kind === "response" && samples.response ? readBackend(samples.response) : undefined;
  if (read && read.problems.length > 0) return [];
  const body = kind === "response" ? (read?.backend.body ?? "") : (request.body ?? "");
  const context = contextOf(protocol, request, input && new SourceDocument(0, input));
  const { trace = [] } = renderTemplate(text, renderRequest(request, context, body), {
    trace: true,
    limits: LIMITS,
    ...(holes && { holes }),
  });
  const found = new Map<number, { readonly span: Span; readonly values: string[] }>();
  for (const { template: span, value } of trace) {
    if (value === undefined) continue;
    const known = found.get(span.start);
    if (!known) found.set(span.start, { span, values: [value] });
    else if (known.values.length < MOST_VALUES && !known.values.includes(value)) known.values.push(value);
  }
  return [...found.values()].sort((a, b) => a.span.start - b.span.start);
}
