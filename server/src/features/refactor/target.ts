/** The expression that is selected, or that the cursor is in. */
import type { Template } from "../../rules/engine/template";
import type { Span } from "../../syntax/nodes";
import type { Expression, Node, ReferenceNode } from "../../vtl/syntax/nodes";
import { pathTo } from "./path";

/** An expression, or the first parts of a reference. */
export interface Target {
  /** The nodes around the expression, and the expression itself. */
  readonly path: readonly Node[];
  readonly node: Expression;
  /** How many parts of a reference are meant, if not all. */
  readonly count: number | undefined;
}

/** Returns the expression that a selection contains exactly, or the whole reference or operation at a cursor. */
export function targetAt({ tree, text }: Template, span: Span): Target | undefined {
  const selected = trimmed(text, span);
  const path = pathTo(tree, selected);
  if (selected.start < selected.end) {
    const at = path.findIndex(
      (node) => node.start === selected.start && node.end === selected.end && isExpression(node),
    );
    const node = path[at];
    if (node && isExpression(node)) return { path: path.slice(0, at + 1), node, count: undefined };
    return startOf(path, selected);
  }
  return operationIn(path) ?? operationIn(pathTo(tree, before(selected)));
}

function operationIn(path: readonly Node[]): Target | undefined {
  const at = path.findLastIndex((node) => isOperation(node));
  const node = path[at];
  return node && isExpression(node) ? { path: path.slice(0, at + 1), node, count: undefined } : undefined;
}

/** The character before a cursor, so that a cursor right after an expression is at it. */
function before({ start, end }: Span): Span {
  return start < end ? { start, end } : { start: Math.max(start - 1, 0), end };
}

/** Returns the first parts of a reference if they are selected: `$a.b` in `$a.b.c`. */
function startOf(path: readonly Node[], { start, end }: Span): Target | undefined {
  const at = path.findLastIndex((node) => node.kind === "reference");
  const node = path[at];
  if (node?.kind !== "reference" || node.prefix !== "") return undefined;
  const isStart = node.start === start || node.nameSpan.start === start;
  const count = node.parts.findIndex((part) => part.end === end) + 1;
  return isStart && count > 0 ? { path: path.slice(0, at + 1), node, count } : undefined;
}

function trimmed(text: string, { start, end }: Span): Span {
  const selected = text.slice(start, end);
  const from = start + (selected.length - selected.trimStart().length);
  return {
    start: Math.min(from, end),
    end: Math.max(start + selected.trimEnd().length, Math.min(from, end)),
  };
}

export function isExpression(node: Node): node is Expression {
  switch (node.kind) {
    case "reference":
    case "string":
    case "integer":
    case "float":
    case "boolean":
    case "list":
    case "range":
    case "map":
    case "not":
    case "binary":
    case "group":
      return true;
  }
  return false;
}

function isOperation({ kind }: Node): boolean {
  return kind === "reference" || kind === "binary" || kind === "not";
}

/** Returns the reference that a cursor or selection is in. */
export function referenceAt(
  { tree }: Template,
  span: Span,
): { readonly node: ReferenceNode; readonly path: readonly Node[] } | undefined {
  return referenceIn(pathTo(tree, span)) ?? referenceIn(pathTo(tree, before(span)));
}

function referenceIn(path: readonly Node[]): ReturnType<typeof referenceAt> {
  const at = path.findLastIndex((node) => node.kind === "reference");
  const node = path[at];
  return node?.kind === "reference" ? { node, path: path.slice(0, at + 1) } : undefined;
}
