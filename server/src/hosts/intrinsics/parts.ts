/** The parts that a composed string consists of, and how the strings of the file are split into them. */
import type { MistakenReference, Piece, Span, StringNode } from "../../syntax/nodes";
import { piecesOf } from "../../syntax/stringMap";
import { type Token, tokens } from "./tokens";

/** A string of the file that holds parts of the text. */
export interface Owner {
  readonly node: StringNode;
  /** Returns how the string says some text. */
  readonly encode: (text: string) => string;
}

export type Part =
  /** Text that a string of the file holds. */
  | {
      readonly kind: "text";
      readonly owner: Owner;
      readonly text: string;
      /** How the string says it. */
      readonly written: string;
      /** At the part's own offsets. */
      readonly pieces: readonly Piece[];
    }
  | HolePart
  /** Text that no string holds by itself: the separator of `Fn::Join`. */
  | { readonly kind: "fixed"; readonly text: string; readonly source: Span }
  /** A place without text where some can be added. */
  | {
      readonly kind: "seam";
      readonly insert: (text: string) => { readonly span: Span; readonly newText: string };
    };

export interface HolePart {
  readonly kind: "hole";
  /** What stands for it in the text. */
  readonly text: string;
  readonly source: Span;
  readonly typical?: readonly string[];
  readonly mistaken?: MistakenReference;
  /** The string that it is written in, and how. */
  readonly within?: { readonly owner: Owner; readonly written: string };
}

/** What is known about a variable in `Fn::Sub`. */
export type Variable = Pick<HolePart, "typical"> & { readonly isMistaken?: boolean };

/** Returns the parts of a plain string, whose dynamic references are holes. */
export function partsOfPlain(document: { readonly text: string }, node: StringNode): readonly Part[] {
  return split(
    document,
    node,
    tokens(node.value, false),
    (text) => text,
    () => ({}),
  );
}

/** A piece of a plain string that is replaced before AWS sees it. */
export type HoleInText = Span &
  Pick<HolePart, "typical"> &
  Partial<Pick<MistakenReference, "host" | "escaped">>;

/** Returns the parts of a plain string with holes, which are in order. A hole with `escaped` is there by mistake. */
export function partsWithHoles(
  document: { readonly text: string },
  node: StringNode,
  holes: readonly HoleInText[],
): readonly Part[] {
  const list: Token[] = [];
  let from = 0;
  for (const [index, { start, end }] of holes.entries()) {
    if (from < start) list.push({ kind: "text", start: from, end: start });
    list.push({ kind: "variable", start, end, name: String(index) });
    from = end;
  }
  if (from < node.value.length) list.push({ kind: "text", start: from, end: node.value.length });
  const parts = split(
    document,
    node,
    list,
    (text) => text,
    () => ({}),
  );
  let index = 0;
  return parts.map((part) => {
    if (part.kind !== "hole") return part;
    const { typical, host, escaped: spelled } = holes[index++] ?? {};
    const { source } = part;
    return {
      ...part,
      ...(typical && { typical }),
      ...(host !== undefined && spelled !== undefined && { mistaken: { host, escaped: spelled, source } }),
    };
  });
}

/** Returns the parts of the string of `Fn::Sub`. */
export function partsOfSub(
  document: { readonly text: string },
  node: StringNode,
  variable: (name: string) => Variable,
): readonly Part[] {
  return split(document, node, tokens(node.value, true), escaped, variable);
}

/** Writes text so that `Fn::Sub` replaces nothing in it. */
function escaped(text: string): string {
  return text.replaceAll("${", "${!");
}

/** Begins and ends with text, even if it is empty, and has some between two holes, so that all of it can be edited. */
function split(
  document: { readonly text: string },
  node: StringNode,
  list: readonly Token[],
  encode: Owner["encode"],
  variable: (name: string) => Variable,
): readonly Part[] {
  const owner: Owner = { node, encode };
  const slice = slicer(piecesOf(document, node));
  const parts: Part[] = [];
  let text = "";
  let said = "";
  let pieces: Piece[] = [];
  const addText = (added: string, from: readonly Piece[]): void => {
    pieces.push(...from.map((piece) => shifted(piece, text.length)));
    text += added;
  };
  const endText = (): void => {
    parts.push({ kind: "text", owner, text, written: said, pieces });
    text = said = "";
    pieces = [];
  };
  for (const token of list) {
    const { start, end } = token;
    const written = node.value.slice(start, end);
    const own = slice(start, end);
    if (token.kind === "text" || token.kind === "escape") said += written;
    if (token.kind === "text") addText(written, own);
    else if (token.kind === "escape") addText("${", unescapedPieces(own));
    else {
      endText();
      const source = { start: own[0]?.source.start ?? 0, end: own.at(-1)?.source.end ?? 0 };
      const { isMistaken = false, ...known } = token.kind === "variable" ? variable(token.name) : {};
      const mistaken = isMistaken && mistakenReference(document.text, source, written);
      parts.push({
        kind: "hole",
        text: written,
        source,
        ...known,
        ...(mistaken && { mistaken }),
        within: { owner, written },
      });
    }
  }
  endText();
  return parts;
}

/** A variable that is meant for API Gateway. */
function mistakenReference(text: string, source: Span, value: string): MistakenReference {
  const escaped = spared(value);
  const inFile = text.slice(source.start, source.end);
  const written = inFile.startsWith("${") ? spared(inFile) : escaped;
  return { host: "Fn::Sub", escaped, source, ...(written !== escaped && { written }) };
}

/** How a variable is written so that `Fn::Sub` leaves it alone. */
function spared(variable: string): string {
  return `\${!${variable.slice(2)}`;
}

function shifted(piece: Piece, by: number): Piece {
  return { ...piece, start: piece.start + by, end: piece.end + by };
}

/** The pieces of `${` in the text, from those of `${!`. */
function unescapedPieces(own: readonly Piece[]): readonly Piece[] {
  const units = own.flatMap((piece) =>
    Array.from({ length: piece.end - piece.start }, (_, index) =>
      piece.kind === "copied" ? piece.source.start + index : piece.source.start,
    ),
  );
  const [dollar = 0, brace = dollar] = units;
  const end = own.at(-1)?.source.end ?? brace;
  return [
    {
      start: 0,
      end: 1,
      source: { start: dollar, end: brace },
      kind: brace === dollar + 1 ? "copied" : "escaped",
    },
    { start: 1, end: 2, source: { start: brace, end }, kind: "escaped" },
  ];
}

/** Returns a function that cuts pieces of the text out of sorted pieces, at offsets that only grow. */
function slicer(pieces: readonly Piece[]): (start: number, end: number) => readonly Piece[] {
  let next = 0;
  return (start, end) => {
    while ((pieces[next]?.end ?? end) <= start && next < pieces.length) next++;
    const cut: Piece[] = [];
    for (let index = next; index < pieces.length; index++) {
      const piece = pieces[index];
      if (!piece || piece.start >= end) break;
      const from = Math.max(piece.start, start);
      const to = Math.min(piece.end, end);
      const at = piece.source.start + from - piece.start;
      const source = piece.kind === "copied" ? { start: at, end: at + to - from } : piece.source;
      cut.push({ start: from - start, end: to - start, source, kind: piece.kind });
    }
    return cut;
  };
}
