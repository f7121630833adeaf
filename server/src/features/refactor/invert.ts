/** Negates the condition of an `#if` and swaps its branches. */
import type { Template } from "../../rules/engine/template";
import type { Span } from "../../syntax/nodes";
import { shapeOf, shapeOfExpression } from "../../vtl/analysis/shape";
import type { Expression, IfNode } from "../../vtl/syntax/nodes";
import { inOrder, type Refactoring, replacement, rewritten } from "./edit";
import { pathTo } from "./path";

/** Returns the inversion of the `#if` whose directive or condition the span is in. It needs an `#else`. */
export function invertIf(template: Template, span: Span): readonly Refactoring[] {
  const { text, tree } = template;
  const node = pathTo(tree, span).findLast((each) => each.kind === "if");
  const [branch, another] = node?.branches ?? [];
  const { otherwise, endSpan } = node ?? {};
  if (!node || !branch || another || !otherwise || !endSpan) return [];
  const isOnIt = [
    { start: node.start, end: branch.body.start },
    { start: otherwise.nameSpan.start, end: otherwise.body.start },
    endSpan,
  ].some(({ start, end }) => start <= span.start && span.end <= end);
  const { condition, body } = branch;
  const negated = negation(text, condition);
  // Inside a string, the quotes of its own strings are doubled, which moves nothing.
  if (!isOnIt || negated === undefined) return [];
  const then = text.slice(body.start, body.end);
  const other = text.slice(otherwise.body.start, otherwise.body.end);
  const expected = shapeOf(text, tree.body, {
    substitutes: new Map([[node, { kind: "shape", shape: inverted(text, node, negated.shape) }]]),
  });
  for (const name of ["#else", "#{else}"]) {
    const pieces = inOrder([
      replacement(condition.start, condition.end, negated.text),
      replacement(body.start, body.end, other),
      replacement(otherwise.nameSpan.start, otherwise.nameSpan.end, name),
      replacement(otherwise.body.start, otherwise.body.end, then),
    ]);
    const after = rewritten(template, pieces);
    if (!after || shapeOf(after.text, after.tree.body) !== expected) continue;
    return [{ title: "Invert #if", kind: "refactor.rewrite", pieces, keepsOutput: true }];
  }
  return [];
}

function inverted(text: string, { branches: [branch], otherwise }: IfNode, condition: string): string {
  const bodies = [otherwise?.body, branch?.body].map((body) => (body ? shapeOf(text, body) : ""));
  return `(if ${condition} ${bodies[0]} else ${bodies[1]})`;
}

interface Negation {
  readonly text: string;
  readonly shape: string;
}

/** Returns the opposite of a condition; undefined for a condition that is never true. */
function negation(text: string, node: Expression): Negation | undefined {
  const source = text.slice(node.start, node.end);
  const not = (written: string): Negation => ({
    text: written,
    shape: `(not ${shapeOfExpression(text, node)})`,
  });
  switch (node.kind) {
    case "group": {
      const inner = negation(text, node.expression);
      return inner && (node.expression.kind === "binary" ? { ...inner, text: inner.text } : inner);
    }
    case "boolean":
      return { text: `${!node.value}`, shape: `${!node.value}` };
    case "reference":
      return node.form === "value" ? not(`!${source}`) : undefined;
    case "not": {
      const { operand } = node;
      const inner = operand.kind === "group" ? operand.expression : operand;
      return { text: text.slice(inner.start, inner.end), shape: shapeOfExpression(text, operand) };
    }
    case "binary": {
      const { operator, operatorSpan, left, right } = node;
      const other = operator === "==" ? "!=" : operator === "!=" ? "==" : undefined;
      if (other === undefined) return not(`!(${source})`);
      return {
        text: `${text.slice(node.start, operatorSpan.start)}${other}${text.slice(operatorSpan.end, node.end)}`,
        shape: `(${other} ${shapeOfExpression(text, left)} ${shapeOfExpression(text, right)})`,
      };
    }
    default:
      return undefined;
  }
}
