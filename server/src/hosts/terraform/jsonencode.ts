/** What `jsonencode` prints: the text of a template, with the places that it comes from. */
import type { Hole, ObjectNode, Piece, Span, StringNode, ValueNode } from "../../syntax/nodes";
import { piecesOf } from "../../syntax/stringMap";

/** Deeper than any template. */
const MAX_DEPTH = 60;

/** More pieces than any template. Locals that refer to each other can print far more than is written. */
const MOST_PIECES = 100_000;

/** Returns the string that `jsonencode` makes of a value; undefined if it is too deep or too long. */
export function encodedString(file: string, span: Span, value: ValueNode): StringNode | undefined {
  const printer = new Printer(file);
  if (!printer.value(value, 0)) return undefined;
  const { pieces, holes, text } = printer;
  return {
    kind: "string",
    span,
    closed: true,
    value: text,
    style: "composed",
    ...(holes.length > 0 && { holes }),
    // The keys are sorted, so that the text cannot be written back.
    composition: { pieces: inOrder(pieces, span), closing: span.end, write: () => undefined },
  };
}

/** Pieces in the order of the file. Text that is in another order comes from all of it. */
function inOrder(pieces: readonly Piece[], whole: Span): readonly Piece[] {
  const isSorted = pieces.every((piece, index) => {
    const next = pieces[index + 1];
    return !next || piece.source.end <= next.source.start;
  });
  if (isSorted) return pieces;
  return pieces.map((piece) =>
    piece.kind === "hole" ? piece : { ...piece, kind: "escaped", source: whole },
  );
}

class Printer {
  text = "";
  readonly pieces: Piece[] = [];
  readonly holes: Hole[] = [];

  constructor(private readonly file: string) {}

  value(node: ValueNode, depth: number): boolean {
    if (depth > MAX_DEPTH || this.pieces.length > MOST_PIECES) return false;
    switch (node.kind) {
      case "object":
        return this.#object(node, depth);
      case "array": {
        this.#punctuation("[", node.span.start);
        const isDone = node.items.every((item, index) => {
          if (index > 0) this.#punctuation(",", item.span.start);
          return this.value(item, depth + 1);
        });
        this.#punctuation("]", node.span.end);
        return isDone;
      }
      case "string":
        this.#string(node);
        return true;
      case "number":
        this.#add(numberText(node.text), "escaped", node.span);
        return true;
      case "boolean":
        this.#add(String(node.value), "escaped", node.span);
        return true;
      case "null":
        this.#add("null", "escaped", node.span);
        return true;
      default:
        this.#hole(node.span);
        return true;
    }
  }

  #object(node: ObjectNode, depth: number): boolean {
    // Of several members with the same name, the last one counts.
    const byName = new Map(node.members.map((member) => [member.key.value, member]));
    const members = [...byName.values()].sort((a, b) => inCodePoints(a.key.value, b.key.value));
    this.#punctuation("{", node.span.start);
    let isFirst = true;
    for (const { key, value } of members) {
      if (!value) continue;
      if (!isFirst) this.#punctuation(",", key.span.start);
      isFirst = false;
      if (key.kind === "string") this.#string(key);
      else this.#add(JSON.stringify(key.value), "escaped", key.span);
      this.#punctuation(":", key.span.end);
      if (!this.value(value, depth + 1)) return false;
    }
    if (node.isOpen) this.#hole({ start: node.span.end, end: node.span.end });
    this.#punctuation("}", node.span.end);
    return true;
  }

  #string(node: StringNode): void {
    this.#punctuation('"', node.span.start);
    for (const piece of piecesOf({ text: this.file }, node)) {
      const text = node.value.slice(piece.start, piece.end);
      if (piece.kind === "hole") {
        const hole = node.holes?.find(({ start }) => start === piece.start);
        this.#hole(piece.source, text, hole);
      } else this.#text(text, piece);
    }
    this.#punctuation('"', node.span.end);
  }

  /** Prints text of a string: each escape is a piece of its own. */
  #text(text: string, { source, kind }: Piece): void {
    let from = 0;
    const sourceOf = (start: number, end: number): Span =>
      kind === "copied" ? { start: source.start + start, end: source.start + end } : source;
    for (const match of text.matchAll(ESCAPED)) {
      const end = match.index + match[0].length;
      if (from < match.index) this.#add(text.slice(from, match.index), kind, sourceOf(from, match.index));
      this.#add(escapeOf(match[0]), "escaped", sourceOf(match.index, end));
      from = end;
    }
    if (from < text.length) this.#add(text.slice(from), kind, sourceOf(from, text.length));
  }

  #punctuation(text: string, at: number): void {
    this.#add(text, "escaped", { start: at, end: at });
  }

  #hole(source: Span, text = "${unknown}", known?: Hole): void {
    const start = this.text.length;
    this.#add(text, "hole", source);
    this.holes.push({ ...known, start, end: this.text.length });
  }

  #add(text: string, kind: Piece["kind"], source: Span): void {
    const start = this.text.length;
    this.text += text;
    this.pieces.push({ start, end: this.text.length, source, kind });
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what JSON escapes.
const ESCAPED = /["\\<>&\u0000-\u001f\u2028\u2029]/g;
const SHORT: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

function escapeOf(unit: string): string {
  return SHORT[unit] ?? `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** Terraform sorts by code points; JavaScript would sort by UTF-16 units. */
function inCodePoints(one: string, other: string): number {
  const [a, b] = [[...one], [...other]];
  for (let index = 0; index < Math.min(a.length, b.length); index++) {
    const difference = (a[index]?.codePointAt(0) ?? 0) - (b[index]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** A number as Terraform prints it: in full, without needless zeros. */
function numberText(written: string): string {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] =
    /^(-?)\s*(\d*)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(written) ?? [];
  const power = Number(exponent);
  if (whole + fraction === "" || Math.abs(power) > 400) return written;
  const digits = whole + fraction;
  const point = whole.length + power;
  const padded =
    point > digits.length
      ? digits.padEnd(point, "0")
      : digits.padStart(digits.length + Math.max(0, 1 - point), "0");
  const at = Math.max(1, point);
  const integer = padded.slice(0, at).replace(/^0+(?=\d)/, "");
  const rest = padded.slice(at).replace(/0+$/, "");
  const text = rest === "" ? integer : `${integer}.${rest}`;
  return text === "0" ? "0" : sign + text;
}
