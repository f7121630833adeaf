/** Texts inside texts: a string of JSON in a heredoc, or a template of Terraform in a string of JSON. */
import type { Piece, Span } from "../../syntax/nodes";

/**
 * Returns the pieces of the inner text with their places in the file.
 * @param inner the pieces of the inner text, whose sources are places in the outer text
 * @param outer the pieces of the outer text, whose sources are places in the file; sorted, without gaps
 */
export function throughLayers(inner: readonly Piece[], outer: readonly Piece[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let first = 0;
  for (const piece of inner) {
    const { source } = piece;
    while (first < outer.length && (outer[first]?.end ?? 0) <= source.start) first++;
    const touched: Piece[] = [];
    for (let at = first; at < outer.length && (outer[at]?.start ?? 0) < source.end; at++) {
      const one = outer[at];
      if (one) touched.push(one);
    }
    if (piece.kind === "copied") pieces.push(...touched.map((one) => cut(piece, one)));
    else if (touched.length > 0) pieces.push({ ...piece, source: sourceThrough(touched, source) });
  }
  return pieces;
}

/** The part of a copied piece that comes from one piece of the outer text. */
function cut(piece: Piece, outer: Piece): Piece {
  const start = Math.max(piece.source.start, outer.start);
  const end = Math.min(piece.source.end, outer.end);
  const shift = piece.start - piece.source.start;
  const part = { start: start + shift, end: end + shift };
  if (outer.kind !== "copied") return { ...part, source: outer.source, kind: outer.kind };
  const by = outer.source.start - outer.start;
  return { ...part, source: { start: start + by, end: end + by }, kind: "copied" };
}

function sourceThrough(touched: readonly Piece[], { start, end }: Span): Span {
  const first = touched[0];
  const last = touched.at(-1);
  return { start: first ? startIn(first, start) : start, end: last ? endIn(last, end) : end };
}

function startIn({ kind, start, source }: Piece, offset: number): number {
  return kind === "copied" ? source.start + Math.max(0, offset - start) : source.start;
}

function endIn({ kind, start, end, source }: Piece, offset: number): number {
  return kind === "copied" ? source.start + Math.min(offset, end) - start : source.end;
}
