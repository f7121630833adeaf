/** Expressions that somebody types to look at a running template: in a breakpoint, a watch or a hover. */

import { CHANGING_METHODS } from "../analysis/changingMethods";
import { childrenOf } from "../syntax/children";
import type { Expression, Node } from "../syntax/nodes";
import { parseTemplate } from "../syntax/parse";

/** An expression, with the template that it is parsed in, because the evaluator needs its text. */
export interface TypedExpression {
  readonly template: string;
  readonly node: Expression;
}

/** A sentence about what is wrong. */
export interface NoExpression {
  readonly message: string;
}

const BEFORE = "#set($x = ";
const AFTER = ")";

/** Parses an expression, such as `$pet.name` or `$count > 3`. */
export function readExpression(text: string): TypedExpression | NoExpression {
  const template = BEFORE + text.trim() + AFTER;
  const { root, problems } = parseTemplate(template);
  const [problem] = problems;
  const [only, ...others] = root.body.statements;
  if (text.trim() === "") return { message: "Expected an expression, such as `$name`." };
  if (problem) return { message: `Not a VTL expression: ${problem.message}` };
  if (only?.kind !== "set" || others.length > 0 || only.end !== template.length) {
    return { message: "Not a VTL expression." };
  }
  const { value } = only;
  if (value.kind === "missing" || value.kind === "word") return { message: "Not a VTL expression." };
  return { template, node: value };
}

/** Returns the name of the first method that may change a value; undefined if the expression only reads. */
export function changingMethodIn({ node }: TypedExpression): string | undefined {
  const open: Node[] = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next.kind === "method" && CHANGING_METHODS.has(next.name)) return next.name;
    open.push(...childrenOf(next));
  }
  return undefined;
}
