/** Running a request's or a response's template. */

import type { Span } from "../syntax/nodes";
import type { StringMap } from "../syntax/stringMap";
import { type RenderProblem, renderTemplate, type TraceEntry } from "../vtl";
import type { Entry, Part } from "./gateway";
import { renderRequest } from "./render";
import type { Source } from "./sources";
import type { Direction, Place, SimulatedResponse, TracePiece } from "./steps";
import type { Way } from "./way";

/** What came of a template: its output, or the answer where it failed. */
export type Run =
  | { readonly kind: "done"; readonly output: string }
  | { readonly kind: "failed"; readonly answer: SimulatedResponse };

/**
 * Runs a template with a body; the parameters are the request's in both directions. What it overrides stays in
 * `$context` for the next one.
 */
export function runTemplate(way: Way, part: Part, entry: Entry, direction: Direction, body: string): Run {
  const { source } = part;
  const { request, trace, isCancelled } = way.scene;
  const place = source.place(entry.member.span);
  if (part.text("contentHandling") === "CONVERT_TO_BINARY") {
    const message = "A template cannot read the binary payload that CONVERT_TO_BINARY makes.";
    return failed(way, direction, { code: "binaryTemplate", message, place });
  }
  const rendering = renderTemplate(entry.value, renderRequest(request, way.context, body), {
    trace,
    ...(isCancelled && { isCancelled }),
  });
  const map = source.map(entry.node);
  const errors = rendering.problems.filter(({ severity }) => severity === "error");
  for (const problem of rendering.problems) {
    if (problem !== errors[0])
      way.report({ ...described(problem), place: placeIn(source, map, problem.range) });
  }
  const { output, overrides } = rendering;
  way.step({
    kind: "template",
    direction,
    key: entry.key,
    output,
    ...(rendering.trace && { trace: rendering.trace.map((piece) => traced(source, map, piece)) }),
    place,
  });
  const [first] = errors;
  if (first) return failed(way, direction, { ...described(first), place: placeIn(source, map, first.range) });
  if (part.protocol === "REST") {
    way.context = { ...way.context, ...overrides };
    way.overridden = { overrides, place };
  }
  return { kind: "done", output };
}

function failed(
  way: Way,
  direction: Direction,
  problem: { readonly code: string; readonly message: string; readonly place: Place },
): Run {
  const log = `Execution failed due to configuration error: Unable to transform ${direction}`;
  return { kind: "failed", answer: way.fail({ ...problem, log }) };
}

function described({
  code,
  severity,
  message,
}: RenderProblem): Pick<RenderProblem, "code" | "severity" | "message"> {
  return { code, severity, message };
}

function placeIn(source: Source, map: StringMap, span: Span): Place {
  return source.place(map.toSource(span));
}

function traced(source: Source, map: StringMap, { template, output, value }: TraceEntry): TracePiece {
  return { place: placeIn(source, map, template), output, ...(value !== undefined && { value }) };
}
