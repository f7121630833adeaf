/** Replaces a variable by its value, and removes the `#set`. */
import type { Template } from "../../rules/engine/template";
import type { TextPiece } from "../../syntax/change";
import type { Span } from "../../syntax/nodes";
import { contains } from "../../syntax/spans";
import { isRoot } from "../../vtl/analysis/library";
import { type Substitute, shapeOf, shapeOfExpression } from "../../vtl/analysis/shape";
import type { BlockNode, Expression, Node, ReferenceNode, SetNode } from "../../vtl/syntax/nodes";
import { inOrder, type Refactoring, replacement, rewritten } from "./edit";
import {
  changesNoValues,
  hasValue,
  isBlock,
  isPure,
  LOOP_VARIABLES,
  neverFails,
  variablesIn,
} from "./effects";
import { pathTo } from "./path";
import { isSameAsCondition, positionOf } from "./position";
import { referenceAt } from "./target";

/** Returns the inlining of the variable at the span, if it has a single value that is known where it is used. */
export function inlineVariable(template: Template, span: Span): readonly Refactoring[] {
  const at = referenceAt(template, span);
  const name = at?.node.name;
  if (name === undefined || isRoot(name) || span.end > (at?.node.nameSpan.end ?? 0)) return [];
  const found = definitionOf(template, name);
  if (!found) return [];
  const { set, block } = found;
  const uses = template.facts.references.filter(({ node }) => node.name === name).map(({ node }) => node);
  if (uses.length === 0 || !uses.every((node) => mayInline(template, set, block, node))) return [];
  if (!isUnchanged(template, set, uses)) return [];
  const substitutes = new Map<Node, Substitute>(
    uses.map((node) => [node, substituteOf(template, set.value, node)]),
  );
  const expected = shapeOf(template.text, template.tree.body, { substitutes, omitted: new Set([set]) });
  for (const removal of removals(template.text, set)) {
    for (const braces of [false, true]) {
      const pieces = inOrder([removal, ...uses.map((node) => use(template, set.value, node, braces))]);
      const after = rewritten(template, pieces);
      if (!after || shapeOf(after.text, after.tree.body) !== expected) continue;
      return [{ title: `Inline variable $${name}`, kind: "refactor.inline", pieces, keepsOutput: true }];
    }
  }
  return [];
}

/** Returns the only assignment of a variable that nothing else defines. */
function definitionOf(
  { facts, text }: Template,
  name: string,
): { readonly set: SetNode; readonly block: BlockNode } | undefined {
  const [definition, another] = facts.definitions.get(name) ?? [];
  if (definition?.from !== "set" || another) return undefined;
  // `\$name` prints differently where the variable is set.
  if (new RegExp(`\\\\\\$[!{]*${name}`).test(text)) return undefined;
  const set = facts.sets.find(({ target }) => target.start === definition.span.start);
  const block = facts.blocks.findLast(({ statements }) => statements.some((statement) => statement === set));
  // Its parts, such as `$a.b`, may be set, too.
  const isChanged = facts.sets.some(
    ({ target }) => target !== set?.target && target.kind === "reference" && target.name === name,
  );
  return set && block && !isChanged ? { set, block } : undefined;
}

function mayInline(template: Template, set: SetNode, block: BlockNode, node: ReferenceNode): boolean {
  const { facts, tree } = template;
  if (!contains(block, node) || node.start < set.end || node.form !== "value" || !node.closed) return false;
  if (facts.deferred.some((body) => contains(body, node) && !contains(body, set))) return false;
  const path = pathTo(tree, node);
  const at = path.indexOf(node);
  if (at < 0 || path.slice(0, at).some(({ kind }) => kind === "call")) return false;
  const isCondition = positionOf(path.slice(0, at + 1))?.isCondition ?? true;
  return !isCondition || node.parts.length > 0 || isSameAsCondition(set.value);
}

/** Returns whether the value is the same wherever the variable is used, and nobody notices when it is computed. */
function isUnchanged(template: Template, { value, end }: SetNode, uses: readonly ReferenceNode[]): boolean {
  if (!hasValue(value) || !isPure(template, value)) return false;
  const read = variablesIn(value);
  const last = Math.max(...uses.map((node) => node.end));
  if (read.size > 0 || value.kind === "list" || value.kind === "map") {
    if (!changesNoValues(template)) return false;
  }
  for (const name of read) {
    if (LOOP_VARIABLES.has(name) || isBlock(template, name)) return false;
    const { definitions, sets, loops } = template.facts;
    // A loop around a use may assign the variable after it, too.
    const until = Math.max(
      last,
      ...loops.filter((loop) => loop.start >= end && loop.start < last).map((loop) => loop.end),
    );
    if ((definitions.get(name) ?? []).some(({ span }) => span.start >= end && span.start < until))
      return false;
    if (name === "context" && sets.some(({ target }) => target.kind === "reference" && target.name === name))
      return false;
  }
  return neverFails(template, value) || isUsedAtOnce(template, end, uses);
}

/** Returns whether only text is between the assignment and a use that is always evaluated. */
function isUsedAtOnce({ tree }: Template, end: number, uses: readonly ReferenceNode[]): boolean {
  const [first] = uses;
  if (!first) return false;
  const path = pathTo(tree, first);
  const position = positionOf(path.slice(0, path.indexOf(first) + 1));
  if (!position?.isCertain || position.isInDirectiveOfString) return false;
  const { statements } = position.block;
  const index = statements.findIndex((statement) => statement.kind === "set" && statement.end === end);
  const next = statements.slice(index + 1).find(({ kind }) => kind !== "text" && kind !== "comment");
  return index >= 0 && next === position.statement;
}

/** What a use becomes: the value with the parts of the use, or the text that it prints. */
function substituteOf({ text, tree }: Template, value: Expression, node: ReferenceNode): Substitute {
  const inner = ungrouped(value);
  const path = pathTo(tree, node);
  const isInText = path[path.indexOf(node) - 1]?.kind === "block";
  if (isInText && node.parts.length === 0 && isPrintedAs(inner)) return { kind: "text", text: inner.value };
  const shape = shapeOfExpression(text, inner);
  return node.parts.length === 0 ? { kind: "shape", shape } : { kind: "start", shape, count: 0 };
}

function ungrouped(node: Expression): Expression {
  return node.kind === "group" ? ungrouped(node.expression) : node;
}

function isPrintedAs(value: Expression): value is Extract<Expression, { readonly kind: "string" }> {
  return value.kind === "string" && !value.template;
}

/** The source of a use: in text, a plain string is written as text, and anything else has to be a reference. */
function use({ text, tree }: Template, value: Expression, node: ReferenceNode, braces: boolean): TextPiece {
  const inner = ungrouped(value);
  const path = pathTo(tree, node);
  const strings = path.filter(({ kind }) => kind === "string").length;
  const quote = strings > 0 ? (source: string) => source.replaceAll('"', '""') : (source: string) => source;
  const parent = path[path.indexOf(node) - 1];
  if (parent?.kind === "block" && isPrintedAs(inner) && node.parts.length === 0) {
    return replacement(node.start, node.end, node.prefix + quote(inner.value));
  }
  if (inner.kind !== "reference") {
    const source = text.slice(value.start, value.end);
    const isOperand = parent?.kind === "binary" || parent?.kind === "not";
    const grouped = inner.kind === "binary" && value.kind !== "group" && isOperand ? `(${source})` : source;
    return replacement(node.start, node.end, quote(grouped));
  }
  const end = inner.parts.at(-1)?.end ?? inner.nameSpan.end;
  const source = text.slice(inner.nameSpan.start, end);
  if (node.braced || !braces) return replacement(node.nameSpan.start, node.nameSpan.end, quote(source));
  const rest = text.slice(node.nameSpan.end, node.end);
  return replacement(node.start + node.prefix.length, node.end, `\${${quote(source)}${rest}}`);
}

/** The ways to remove a directive: with its line, with the blanks around it, or by itself. */
function removals(text: string, { start, end }: SetNode): readonly TextPiece[] {
  const blanks = /[ \t]*$/.exec(text.slice(0, start))?.[0].length ?? 0;
  const trailing = text.slice(start, end);
  const own = start + trailing.trimEnd().length;
  const ends = end < text.length && end === own && /^[ \t]*\r?\n/.test(text.slice(end));
  const lineEnd = ends ? end + (/^[ \t]*\r?\n/.exec(text.slice(end))?.[0].length ?? 0) : end;
  return [
    replacement(start - blanks, lineEnd, ""),
    replacement(start - blanks, end, ""),
    replacement(start, end, ""),
    replacement(start, own, ""),
  ];
}
