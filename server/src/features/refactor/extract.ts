/** Moves an expression into a variable of its own: `#set($name = …)` before the statement. */
import type { Template } from "../../rules/engine/template";
import type { TextPiece } from "../../syntax/change";
import type { Span } from "../../syntax/nodes";
import { contains } from "../../syntax/spans";
import {
  type Substitute,
  shapeOf,
  shapeOfExpression,
  shapeOfStart,
  variableShape,
} from "../../vtl/analysis/shape";
import type { BlockNode, Expression, Node, SetNode, Statement } from "../../vtl/syntax/nodes";
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
import { newName } from "./names";
import { pathTo, visit } from "./path";
import { isSameAsCondition, type Position, positionOf } from "./position";
import { type Target, targetAt } from "./target";

/** Where the expression is, once or more often. */
interface Place {
  readonly node: Expression;
  readonly count: number | undefined;
}

/** Returns the extraction of the expression at the span, and of all that are equal to it. */
export function extractVariable(template: Template, span: Span): readonly Refactoring[] {
  const target = targetAt(template, span);
  const position = target && positionOf(target.path);
  if (!target || !position || !mayExtract(template, target, position)) return [];
  const name = newName(template, target.node, target.count);
  const one = extraction(template, target, position.block, position.statement, [target], name);
  const all = occurrences(template, target, position);
  const [first] = all;
  const firstStatement =
    first && position.block.statements.find((statement) => contains(statement, first.node));
  const every =
    all.length > 1 && firstStatement
      ? extraction(template, target, position.block, firstStatement, all, name)
      : undefined;
  return [
    ...(one ? [{ ...one, title: `Extract to variable $${name}` }] : []),
    ...(every ? [{ ...every, title: `Extract all ${all.length} occurrences to variable $${name}` }] : []),
  ];
}

function mayExtract(template: Template, { node, count, path }: Target, position: Position): boolean {
  // A variable for a variable, and for what a variable is set to, is of no use.
  if (node.kind === "reference" && (count ?? node.parts.length) === 0) return false;
  if (node.kind === "reference" && (node.form !== "value" || node.prefix !== "")) return false;
  if (position.statement.kind === "set" && isWhole(position.statement.value, node) && count === undefined)
    return false;
  if (path.some(({ kind }) => kind === "call" || kind === "macro" || kind === "literal")) return false;
  if (position.isCondition && !isSameAsCondition(node) && count === undefined) return false;
  if (position.isInDirectiveOfString || isTarget(path)) return false;
  return (
    isMovable(template, node) &&
    isMovableBefore(template, node, position) &&
    (position.isCertain || neverFails(template, node))
  );
}

function isWhole(value: Expression, node: Expression): boolean {
  return value === node || (value.kind === "group" && isWhole(value.expression, node));
}

/** Returns whether the path leads through what is assigned to: `#set($a[0] = …)`, `#foreach($a in …)`. */
function isTarget(path: readonly Node[]): boolean {
  return path.some((node, index) => {
    const child = path[index + 1];
    if (node.kind === "set") return node.target === child;
    return (node.kind === "foreach" || node.kind === "define") && node.arguments[0] === child;
  });
}

function isMovable(template: Template, node: Expression): boolean {
  return hasValue(node) && isPure(template, node);
}

/** Returns whether nothing that the statement does before it evaluates the expression changes the expression's value. */
function isMovableBefore(template: Template, node: Expression, { statement }: Position): boolean {
  const read = variablesIn(node);
  let isUnchanged = true;
  visit(statement, (each) => {
    if (each.start >= node.start || isInBody(statement, each)) return;
    if (each.kind === "set" && each !== statement) isUnchanged = false;
    if (each.kind === "foreach" && each !== statement) isUnchanged = false;
    if (each.kind === "reference" && isBlock(template, each.name)) isUnchanged = false;
    // The statement itself contains the expression, and what else is in it counts by itself.
    if (each.kind === "method" && !contains(each, node) && !isPureCall(template, statement, each))
      isUnchanged = false;
  });
  return isUnchanged && ![...read].some((name) => isBlock(template, name));
}

/** Returns whether a node is in the body of a directive, which runs after its condition or list. */
function isInBody(statement: Statement, node: Span): boolean {
  if (statement.kind === "if") {
    const bodies = statement.branches.map(({ body }) => body);
    return bodies.some((body) => contains(body, node));
  }
  return "body" in statement && statement.body !== undefined && contains(statement.body, node);
}

function isPureCall(template: Template, statement: Statement, call: Node): boolean {
  let pure = false;
  visit(statement, (node) => {
    if (node.kind === "reference" && node.parts.some((part) => part === call)) pure = isPure(template, node);
  });
  return pure;
}

/** Returns the equal references in the same block, in text order, if they all have the same value. */
function occurrences(template: Template, { node, count }: Target, { block }: Position): readonly Place[] {
  const { text, facts } = template;
  if (node.kind !== "reference" || !changesNoValues(template)) return [];
  const parts = count ?? node.parts.length;
  const shape = shapeOfStart(text, node, parts);
  const found: Place[] = [];
  for (const { node: other } of facts.references) {
    if (!contains(block, other) || other.prefix !== "" || other.parts.length < parts) continue;
    if (other.name !== node.name || shapeOfStart(text, other, parts) !== shape) continue;
    if (facts.deferred.some((body) => contains(body, other) && !contains(body, block))) continue;
    const isAll = other.parts.length === parts;
    found.push({ node: other, count: isAll ? undefined : parts });
  }
  const [first] = found;
  const last = found.at(-1);
  if (!first || !last) return [];
  const range = { start: first.node.start, end: statementEnd(block, last.node) };
  const read = variablesIn(node);
  if ([...read].some((name) => LOOP_VARIABLES.has(name) || changesIn(template, name, range))) return [];
  const path = pathTo(template.tree, first.node);
  const at = path.indexOf(first.node);
  const position = positionOf(path.slice(0, at + 1));
  if (!position || position.isInDirectiveOfString) return [];
  const isCertain =
    position.block === block && position.isCertain && isMovableBefore(template, first.node, position);
  return isCertain || neverFails(template, node) ? found : [];
}

function statementEnd({ statements }: BlockNode, node: Span): number {
  return statements.find((statement) => contains(statement, node))?.end ?? node.end;
}

/** Returns whether a variable may get another value in the range. */
function changesIn({ facts }: Template, name: string, range: Span): boolean {
  if (
    name === "context" &&
    facts.sets.some(({ target }) => target.kind === "reference" && target.name === name)
  ) {
    return true;
  }
  return (facts.definitions.get(name) ?? []).some(
    ({ span }) => span.start >= range.start && span.start < range.end,
  );
}

/** Returns the extraction of these places, if the template then still prints the same. */
function extraction(
  template: Template,
  { node, count }: Target,
  block: BlockNode,
  statement: Statement,
  places: readonly Place[],
  name: string,
): Refactoring | undefined {
  const { text, tree } = template;
  const source = sourceOf(template, node, count);
  const substitutes = new Map<Node, Substitute>(
    places.map((place) => [
      place.node,
      place.count === undefined
        ? { kind: "shape", shape: variableShape(name) }
        : { kind: "start", shape: variableShape(name), count: place.count },
    ]),
  );
  const expected = shapeOf(text, tree.body, { substitutes });
  const value =
    node.kind === "reference"
      ? shapeOfStart(text, node, count ?? node.parts.length)
      : shapeOfExpression(text, node);
  for (const insertion of insertions(text, block, statement, `#set($${name} = ${source})`)) {
    for (const braces of [false, true]) {
      const pieces = inOrder([insertion, ...places.map((place) => use(place, name, braces))]);
      const after = rewritten(template, pieces);
      const set = after && theSet(after.tree, name);
      if (!after || !set || shapeOfExpression(after.text, set.value) !== value) continue;
      if (shapeOf(after.text, after.tree.body, { omitted: new Set([set]) }) !== expected) continue;
      return { title: "", kind: "refactor.extract", pieces, keepsOutput: true };
    }
  }
  return undefined;
}

/** The source of the expression outside a string and without braces. */
function sourceOf({ text }: Template, node: Expression, count: number | undefined): string {
  if (node.kind !== "reference") return text.slice(node.start, node.end);
  const end = node.parts[(count ?? node.parts.length) - 1]?.end ?? node.nameSpan.end;
  return `$${text.slice(node.nameSpan.start, end)}`;
}

function use({ node, count }: Place, name: string, braces: boolean): TextPiece {
  if (count === undefined || node.kind !== "reference") {
    return replacement(node.start, node.end, braces ? `\${${name}}` : `$${name}`);
  }
  return replacement(node.nameSpan.start, node.parts[count - 1]?.end ?? node.nameSpan.end, name);
}

/** The only assignment of the new variable. */
function theSet(tree: Node, name: string): SetNode | undefined {
  const found: SetNode[] = [];
  visit(tree, (node) => {
    if (node.kind === "set" && node.target.kind === "reference" && node.target.target === name)
      found.push(node);
  });
  return found.length === 1 ? found[0] : undefined;
}

/** The ways to insert a directive before a statement: on a line of its own where there are lines, or right before it. */
function insertions(
  text: string,
  { statements }: BlockNode,
  statement: Statement,
  directive: string,
): readonly TextPiece[] {
  const before = statements[statements.indexOf(statement) - 1];
  const earliest = statements.slice(0, statements.indexOf(statement)).findLast(({ kind }) => kind !== "text");
  const inline = replacement(statement.start, statement.start, directive);
  const line = text.lastIndexOf("\n", statement.start - 1) + 1;
  const isInBlock = line >= (earliest?.end ?? before?.start ?? statements[0]?.start ?? 0);
  if (!text.includes("\n") || !isInBlock) return [inline];
  const lineBreak = text.includes("\r\n") ? "\r\n" : "\n";
  const indentation = /^[ \t]*/.exec(text.slice(line, statement.start))?.[0] ?? "";
  return [
    replacement(line, line, `${indentation}${directive}${lineBreak}`),
    replacement(line, line, `${directive}${lineBreak}`),
    inline,
  ];
}
