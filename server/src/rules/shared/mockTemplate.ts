import type { Span } from "../../syntax/nodes";
import { followPaths } from "../../vtl/analysis/executionPaths";
import type { ParsedTemplate } from "../../vtl/syntax/parse";
import { isOutsideJson, LenientJson, type RelaxedSyntax, START } from "./lenientJson";

/** What a MOCK's template says about the JSON that it renders, as far as that does not depend on values. */
export interface MockTemplate {
  /** The values of the status code, on whichever path through the template they are written. */
  readonly statusCodes: readonly Span[];
  /** True where a reference, a macro or broken syntax may render a status code that the text does not show. */
  readonly mayRenderMore: boolean;
  /** Offset of the first object's brace. */
  readonly brace?: number;
  /** The first place that strict JSON does not allow. */
  readonly relaxed?: RelaxedSyntax;
}

/** Reads the member `name` at the top of the JSON that a template renders. Never fails. */
export function readMockTemplate({ root, problems }: ParsedTemplate, name: string): MockTemplate {
  // Velocity renders nothing of such a template, and the syntax problems are reported by other rules.
  if (problems.length > 0) return { statusCodes: [], mayRenderMore: true };
  const json = new LenientJson(name);
  const { states, isComplete } = followPaths(root.body, START, json);
  const { brace, relaxed } = json;
  return {
    statusCodes: json.values,
    mayRenderMore: json.mayRenderMore || !isComplete || !states.every(isOutsideJson),
    ...(brace !== undefined && { brace }),
    ...(relaxed && { relaxed }),
  };
}

/** Returns whether the source of a status code is surely not an integer: text in quotes, or a fraction. */
export function isNotInteger(source: string): boolean {
  return /^(?:"[^"$#]*"|'[^'$#]*'|-?\d+\.\d+)$/.test(source);
}
