/** Puts the selected part of a template into an `#if` or a `#foreach`. */
import type { Template } from "../../rules/engine/template";
import type { TextPiece } from "../../syntax/change";
import type { Span } from "../../syntax/nodes";
import { contains } from "../../syntax/spans";
import { shapeOf } from "../../vtl/analysis/shape";
import type { BlockNode, Node, Statement } from "../../vtl/syntax/nodes";
import { type Refactoring, replacement, rewritten } from "./edit";
import { pathTo, visit } from "./path";

/** Returns the directives to put around a selection of whole statements, or of whole words of text. */
export function surround(template: Template, span: Span): readonly Refactoring[] {
  const { text } = template;
  const selected = text.slice(span.start, span.end);
  if (selected.trim() === "" || !isWhole(template, span)) return [];
  return [
    around(template, span, "#if($condition)", "Surround with #if"),
    around(template, span, "#foreach($item in $items)", "Surround with #foreach"),
  ].filter((found) => found !== undefined);
}

/** Returns whether the selection starts and ends between statements of the same block, or in its text. */
function isWhole({ tree }: Template, span: Span): boolean {
  const path = pathTo(tree, span);
  const at = path.findLastIndex(({ kind }) => kind === "block");
  const block = path[at];
  if (block?.kind !== "block" || path.some(({ kind }) => kind === "string" || kind === "literal"))
    return false;
  const inside = path[at + 1];
  if (inside && inside.kind !== "text" && !(inside.start === span.start && inside.end === span.end))
    return false;
  return block.statements.every((node) => isApart(node, span) || contains(span, node) || isPlain(node));
}

function isApart({ start, end }: Span, span: Span): boolean {
  return end <= span.start || span.end <= start;
}

function isPlain(node: Statement): boolean {
  return node.kind === "text" && node.form === "plain";
}

function around(template: Template, span: Span, directive: string, title: string): Refactoring | undefined {
  const expected = shapeOf(template.text, template.tree.body);
  const name = directive.slice(0, directive.indexOf("("));
  for (const pieces of ways(template.text, span, directive)) {
    const after = rewritten(template, pieces);
    const block = after && enclosing(after.tree.body, name.slice(1), pieces[0]?.span.start ?? 0);
    // Only the new directive may change what is printed.
    if (!after || !block || withoutDirective(after.text, after.tree.body, block) !== expected) continue;
    return { title, kind: "refactor.rewrite", pieces, keepsOutput: false };
  }
  return undefined;
}

/** The directive around whole lines, if those are selected, or around the text by itself. */
function ways(text: string, { start, end }: Span, directive: string): readonly (readonly TextPiece[])[] {
  const lineBreak = text.includes("\r\n") ? "\r\n" : "\n";
  const line = text.lastIndexOf("\n", start - 1) + 1;
  const next = text.indexOf("\n", end - 1);
  const isLines =
    text.includes("\n") &&
    text.slice(line, start).trim() === "" &&
    (next < 0 || text.slice(end, next).trim() === "");
  const inline = [replacement(start, start, directive), replacement(end, end, "#end")];
  const apart = [replacement(start, start, directive), replacement(end, end, "#end#**#")];
  if (!isLines) return [inline, apart];
  const indentation = /^[ \t]*/.exec(text.slice(line, end))?.[0] ?? "";
  const after = next < 0 ? text.length : next + 1;
  const close = next < 0 ? `${lineBreak}${indentation}#end` : `${indentation}#end${lineBreak}`;
  const flush = next < 0 ? `${lineBreak}#end` : `#end${lineBreak}`;
  return [
    [replacement(line, line, `${indentation}${directive}${lineBreak}`), replacement(after, after, close)],
    [replacement(line, line, `${directive}${lineBreak}`), replacement(after, after, flush)],
    inline,
    apart,
  ];
}

interface Enclosing {
  readonly directive: Statement;
  readonly body: BlockNode;
}

/** The new directive in the rewritten template: the outermost one that starts at or after the insertion. */
function enclosing(body: BlockNode, kind: string, from: number): Enclosing | undefined {
  let found: Enclosing | undefined;
  visit(body, (node: Node) => {
    if (node.start < from || (found && node.start >= found.directive.start)) return;
    if (node.kind === "if" && kind === "if" && node.branches[0]) {
      found = { directive: node, body: node.branches[0].body };
    } else if (node.kind === "foreach" && kind === "foreach") found = { directive: node, body: node.body };
  });
  return found;
}

/** The shape of the template with the statements of the new directive in its place. */
function withoutDirective(text: string, body: BlockNode, { directive, body: inner }: Enclosing): string {
  const opened = (block: BlockNode): BlockNode => ({
    ...block,
    statements: block.statements.flatMap((node): readonly Statement[] => {
      if (node === directive) return inner.statements;
      if (!contains(node, directive)) return [node];
      return [reopened(node)];
    }),
  });
  const reopened = (node: Statement): Statement => {
    if (node.kind === "if") {
      const branches = node.branches.map((branch) => ({ ...branch, body: opened(branch.body) }));
      return node.otherwise
        ? { ...node, branches, otherwise: { ...node.otherwise, body: opened(node.otherwise.body) } }
        : { ...node, branches };
    }
    return node.kind === "foreach" || node.kind === "define" || node.kind === "macro"
      ? { ...node, body: opened(node.body) }
      : node;
  };
  return shapeOf(text, opened(body));
}
