/**
 * Holes: pieces of a template that its host replaces before API Gateway sees the text, such as `${AWS::Region}` in a
 * CloudFormation template. The scanner sees a mask of the same length in their place, so that no offset changes.
 */
import type { HoleNode, Span, TextNode } from "./nodes";

/** The mask of a hole: a noncharacter that starts it, and another one for the rest. */
const HOLE = 0xfdd0;
const HOLE_REST = 0xfdd1;
const START = String.fromCharCode(HOLE);
const REST = String.fromCharCode(HOLE_REST);

/** Returns the text with its holes masked. Holes are sorted and do not overlap; empty ones are ignored. */
export function masked(text: string, holes: readonly Span[]): string {
  let result = "";
  let at = 0;
  for (const { start, end } of holes) {
    if (end <= start || start < at) continue;
    result += text.slice(at, start) + START + REST.repeat(end - start - 1);
    at = end;
  }
  return result + text.slice(at);
}

/** True for a code unit of a masked hole. */
export function isMasked(code: number): boolean {
  return code === HOLE || code === HOLE_REST;
}

/** True if the text contains a masked hole. */
export function hasHole(text: string): boolean {
  return text.includes(START);
}

/** Returns the text with each masked code unit replaced by what is written in its place. */
export function unmasked(text: string, writtenAt: (offset: number) => string): string {
  return text.replace(/[\ufdd0\ufdd1]/g, (_, offset: number) => writtenAt(offset));
}

/** Where the pieces of a text are, and what its holes stand for. */
export interface Placement {
  /** Returns the offset in the template of an offset in the text. */
  at(offset: number): number;
  /** Returns the template as it is written between two offsets in the text. */
  written(start: number, end: number): string;
}

/**
 * Splits text into its pieces and holes.
 * @param start where the text starts; `place` converts offsets from there on.
 * @param lead what prints before the text, and its offset in the template.
 * @param form the form of the first piece.
 * @param end where the last piece ends in the template.
 */
export function splitText(
  text: string,
  start: number,
  place: Placement,
  lead: { readonly text: string; readonly at: number },
  form: TextNode["form"],
  end: number,
): readonly (TextNode | HoleNode)[] {
  const nodes: (TextNode | HoleNode)[] = [];
  let first = lead.at;
  let printed = lead.text;
  for (const { 0: piece, index } of text.matchAll(/\ufdd0\ufdd1*|[^\ufdd0\ufdd1]+/g)) {
    const from = start + index;
    const to = from + piece.length;
    if (piece.startsWith(START)) {
      if (printed !== "")
        nodes.push({ kind: "text", form, start: first, end: place.at(from), value: printed });
      nodes.push({
        kind: "hole",
        start: place.at(from),
        end: place.at(to),
        source: place.written(from, to),
        expressions: [],
      });
      printed = "";
    } else {
      const value = printed + piece;
      const isLast = index + piece.length === text.length;
      nodes.push({
        kind: "text",
        form: nodes.length === 0 ? form : "plain",
        start: nodes.length === 0 ? first : place.at(from),
        end: isLast ? end : place.at(to),
        value,
      });
      printed = "";
    }
    first = place.at(to);
  }
  return nodes;
}
