/** Converts between `"a" + $b` and `"a$b"`. */
import { Template } from "../../rules/engine/template";
import type { Span } from "../../syntax/nodes";
import { shapeOf, shapeOfExpression } from "../../vtl/analysis/shape";
import type { Expression, StringNode } from "../../vtl/syntax/nodes";
import { type Refactoring, type Rewritten, replacement, rewritten } from "./edit";
import { isBlock } from "./effects";
import { pathTo } from "./path";

/** A piece of joined text: text of the template, or the shape of a reference. */
type Piece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "reference"; readonly shape: string; readonly source: string };

/** Returns the conversion of the text that the span is in. */
export function convertConcatenation(template: Template, span: Span): readonly Refactoring[] {
  const path = pathTo(template.tree, span);
  // Inside another string, quotes would have to be doubled.
  const outer = path.findIndex(({ kind }) => kind === "string");
  const sum = path.find((node) => node.kind === "binary" && node.operator === "+");
  if (sum?.kind === "binary" && (outer < 0 || path.indexOf(sum) < outer)) return interpolation(template, sum);
  const string = path[outer];
  return string?.kind === "string" ? concatenation(template, string) : [];
}

function interpolation(template: Template, sum: Expression): readonly Refactoring[] {
  const pieces = joinedPieces(template, sum);
  if (!pieces) return [];
  for (const braces of [false, true]) {
    const written = pieces.map((piece) =>
      piece.kind === "text"
        ? piece.text.replaceAll('"', '""')
        : braces
          ? `\${${piece.source}}`
          : `$${piece.source}`,
    );
    const found = convert(template, sum, `"${written.join("")}"`, pieces, "Convert to interpolation");
    if (found) return [found];
  }
  return [];
}

function concatenation(template: Template, node: StringNode): readonly Refactoring[] {
  const pieces = piecesOf(template, node);
  if (!pieces?.some(({ kind }) => kind === "reference")) return [];
  const [first, second] = pieces;
  // Without text at the start, numbers would be added.
  const all: readonly Piece[] =
    first?.kind === "text" || second?.kind === "text" ? pieces : [{ kind: "text", text: "" }, ...pieces];
  const written = all.map((piece) => (piece.kind === "reference" ? `$${piece.source}` : quoted(piece.text)));
  if (written.length < 2 || written.some((text) => text === undefined)) return [];
  const found = convert(template, node, written.join(" + "), pieces, "Convert to concatenation");
  return found ? [found] : [];
}

/** A literal of this text, in which nothing is a reference or a directive. */
function quoted(text: string): string | undefined {
  if (!/[$#]/.test(text) && !/\\u/.test(text)) return `"${text.replaceAll('"', '""')}"`;
  return text.includes("'") ? undefined : `'${text}'`;
}

/** Returns the conversion, if the new expression joins the same pieces and all else is as before. */
function convert(
  template: Template,
  node: Expression,
  text: string,
  pieces: readonly Piece[],
  title: string,
): Refactoring | undefined {
  const change = [replacement(node.start, node.end, text)];
  const after = rewritten(template, change);
  const other = after && expressionAt(after, node.start, node.start + text.length);
  if (!after || !other) return undefined;
  const shapes = joinedPieces(new Template(after.text, template.scope), other) ?? [];
  if (JSON.stringify(shapes.map(withoutSource)) !== JSON.stringify(pieces.map(withoutSource)))
    return undefined;
  const mark = { kind: "shape", shape: "(joined)" } as const;
  const expected = shapeOf(template.text, template.tree.body, { substitutes: new Map([[node, mark]]) });
  const found = shapeOf(after.text, after.tree.body, { substitutes: new Map([[other, mark]]) });
  return found === expected
    ? { title, kind: "refactor.rewrite", pieces: change, keepsOutput: true }
    : undefined;
}

function withoutSource(piece: Piece): Piece {
  return piece.kind === "reference" ? { ...piece, source: "" } : piece;
}

function expressionAt({ tree }: Rewritten, start: number, end: number): Expression | undefined {
  const node = pathTo(tree, { start, end }).find((each) => each.start === start && each.end === end);
  return node?.kind === "binary" || node?.kind === "string" ? node : undefined;
}

/** Returns the pieces of an expression that surely joins text; undefined for anything else. */
function joinedPieces(template: Template, node: Expression): readonly Piece[] | undefined {
  if (node.kind === "string") return piecesOf(template, node);
  const operands = operandsOf(node);
  const [first, second] = operands;
  // From the first string on, `+` appends.
  if (first?.kind !== "string" && second?.kind !== "string") return undefined;
  const pieces: Piece[] = [];
  for (const operand of operands) {
    const found =
      operand.kind === "reference"
        ? referencePieces(template, operand)
        : operand.kind === "string"
          ? piecesOf(template, operand)
          : undefined;
    if (!found) return undefined;
    pieces.push(...found);
  }
  return merged(pieces);
}

/** The operands of `a + b + c`; those of a sum in parentheses may be numbers and are not looked at. */
function operandsOf(node: Expression): readonly Expression[] {
  const operands: Expression[] = [];
  let left = node;
  while (left.kind === "binary" && left.operator === "+") {
    operands.push(left.right);
    left = left.left;
  }
  return [left, ...operands.reverse()];
}

function piecesOf(
  template: Template,
  { template: inner, value, cut }: StringNode,
): readonly Piece[] | undefined {
  if (!inner) return merged([{ kind: "text", text: value }]);
  const pieces: Piece[] = [];
  for (const statement of inner.statements) {
    const found =
      statement.kind === "text"
        ? [{ kind: "text" as const, text: statement.value }]
        : statement.kind === "reference" && statement.prefix === ""
          ? referencePieces(template, statement)
          : undefined;
    if (!found) return undefined;
    pieces.push(...found);
  }
  const all = merged(pieces);
  const last = all.at(-1);
  if (!cut) return all;
  // Velocity removes the blank that it appended.
  if (last?.kind !== "text" || !last.text.endsWith(" ")) return undefined;
  return merged([...all.slice(0, -1), { kind: "text", text: last.text.slice(0, -1) }]);
}

function referencePieces(
  template: Template,
  node: Extract<Expression, { readonly kind: "reference" }>,
): readonly Piece[] | undefined {
  const { text } = template;
  if (node.form !== "value" || node.prefix !== "" || isBlock(template, node.name)) return undefined;
  const source = text.slice(node.nameSpan.start, node.parts.at(-1)?.end ?? node.nameSpan.end);
  if (source.includes('"')) return undefined;
  return [{ kind: "reference", shape: shapeOfExpression(text, node), source }];
}

function merged(pieces: readonly Piece[]): readonly Piece[] {
  const all: Piece[] = [];
  for (const piece of pieces) {
    const last = all.at(-1);
    if (piece.kind === "text" && piece.text === "") continue;
    if (piece.kind === "text" && last?.kind === "text")
      all[all.length - 1] = { kind: "text", text: last.text + piece.text };
    else all.push(piece);
  }
  return all;
}
