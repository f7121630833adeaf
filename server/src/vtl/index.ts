/** Parses and renders mapping templates as API Gateway does. */

import type { TraceEntry } from "./evaluate/machine";
import { type Overrides, overridesOf } from "./evaluate/objects/context";
import { type RunOptions, run } from "./evaluate/render";
import { type RenderRequest, requestVariables } from "./evaluate/request";
import { codeOfRuntimeProblem, codeOfSyntaxProblem } from "./problemCodes";
import type { Span } from "./syntax/nodes";
import { parseTemplate } from "./syntax/parse";

export type { IsCancelled, Limits } from "./evaluate/limits";
export type { Machine, Observer, TraceEntry, Watch } from "./evaluate/machine";
export type { Overrides, OverrideValue } from "./evaluate/objects/context";
export type { JsonValue, RenderRequest } from "./evaluate/request";
export * from "./inspect";
export { findOutputFault, type OutputFault } from "./outputFault";
export type * from "./syntax/nodes";
export { type ParsedTemplate, parseTemplate } from "./syntax/parse";
export type { SyntaxProblem, SyntaxProblemKind } from "./syntax/problems";
export type { Value } from "./values";

export interface RenderOptions extends Omit<RunOptions, "macros"> {
  /** The pieces of the template that its host replaces. */
  readonly holes?: readonly Span[];
}

export interface RenderProblem {
  /** The code of the rule that reports the same problem, or `VTL-` and a name if there is none. */
  readonly code: string;
  /** An error if the request fails on AWS. */
  readonly severity: "error" | "warning";
  readonly message: string;
  /** Offsets into the template. */
  readonly range: Span;
  /** Offsets into the output, for a problem with what was printed. */
  readonly output?: Span;
}

export interface Rendering {
  /** Empty if Velocity rejects the template; the output so far if rendering failed. */
  readonly output: string;
  readonly problems: readonly RenderProblem[];
  readonly overrides: Overrides;
  readonly trace?: readonly TraceEntry[];
  /** The values of the watched part, as they print; absent without one. */
  readonly watched?: readonly string[];
}

/**
 * Renders a mapping template for a request, or for a response with its body and the request's parameters. Never
 * throws; problems are part of the result.
 */
export function renderTemplate(
  template: string,
  request: RenderRequest = {},
  options: RenderOptions = {},
): Rendering {
  const parsed = parseTemplate(template, options.holes && { holes: options.holes });
  const variables = requestVariables(request);
  const problems = parsed.problems.map(({ kind, message, start, end }): RenderProblem => {
    return { code: codeOfSyntaxProblem(kind), severity: "error", message, range: { start, end } };
  });
  if (problems.length > 0) {
    return { output: "", problems, overrides: overridesOf(variables.get("context") ?? null, String) };
  }
  const { output, problems: found, trace, watched, print } = run(parsed, variables, options);
  return {
    output,
    problems: found.map(({ kind, message, start, end }) => {
      return { code: codeOfRuntimeProblem(kind), severity: "error", message, range: { start, end } };
    }),
    overrides: overridesOf(variables.get("context") ?? null, print),
    ...(trace && { trace }),
    ...(options.watch && { watched }),
  };
}
