import type { RenderRequest } from "../../server/src/vtl";
import { run } from "../../server/src/vtl/evaluate/render";
import { requestVariables } from "../../server/src/vtl/evaluate/request";
import { parseTemplate } from "../../server/src/vtl/syntax/parse";
import { JavaDouble, JavaList, JavaLong, JavaMap, type Value } from "../../server/src/vtl/values";

/** The output of a template, or the kind of its error. */
export type Answer = { readonly output: string } | { readonly error: string };

/**
 * Renders like the recorded Velocity: with macros, `#evaluate` and variables of any name, and without a limit on
 * loops.
 */
export function renderAsVelocity(
  template: string,
  variables: Readonly<Record<string, unknown>> = {},
  request?: RenderRequest,
): Answer {
  const parsed = parseTemplate(template, { evaluate: true });
  // Velocity accepts #parse and #include, and looks for the file only when it runs them.
  const syntax = parsed.problems.find(({ kind }) => kind !== "refusedDirective");
  if (syntax !== undefined) return { error: syntax.kind };
  const all = new Map(request === undefined ? [] : requestVariables(request));
  for (const [name, value] of Object.entries(variables)) all.set(name, javaValue(value));
  const { output, problems } = run(parsed, all, { macros: true, limits: { iterations: 1_000_000 } });
  const [problem] = problems;
  return problem === undefined ? { output } : { error: problem.kind };
}

function javaValue(value: unknown): Value {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") {
    if (!Number.isInteger(value)) return new JavaDouble(value);
    return value === (value | 0) ? value : new JavaLong(BigInt(value));
  }
  if (Array.isArray(value)) return new JavaList(value.map(javaValue));
  const map = new JavaMap();
  for (const [key, item] of Object.entries(value ?? {})) map.put(key, javaValue(item));
  return map;
}
