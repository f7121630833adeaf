/** Strings that CloudFormation composes from several ones, and how a new text is written back into these. */
import { difference } from "../../syntax/difference";
import type { Composition, Edit, Hole, ParsedDocument, Piece, Span, StringNode } from "../../syntax/nodes";
import { closingOf } from "../../syntax/stringMap";
import { textsBetweenHoles } from "../../syntax/write/holes";
import { writeText } from "../../syntax/write/text";
import type { HolePart, Owner, Part } from "./parts";

/** Returns the string that consists of the parts. */
export function composedString(document: ParsedDocument, span: Span, given: readonly Part[]): StringNode {
  const parts = withUniqueHoles(given);
  const pieces: Piece[] = [];
  const holes: Hole[] = [];
  let value = "";
  for (const part of parts) {
    const start = value.length;
    if (part.kind === "seam") continue;
    value += part.text;
    const end = value.length;
    if (part.kind === "text") {
      for (const piece of part.pieces)
        pieces.push({ ...piece, start: piece.start + start, end: piece.end + start });
    } else if (start < end) {
      pieces.push({ start, end, source: part.source, kind: part.kind === "hole" ? "hole" : "escaped" });
    }
    if (part.kind === "hole") holes.push(holeOf(part, start, end));
  }
  const node: StringNode = {
    kind: "string",
    span,
    closed: true,
    value,
    style: "composed",
    ...(holes.length > 0 && { holes }),
  };
  const composition: Composition = {
    pieces,
    closing: closingOfParts(document, parts, span),
    write: (newText) => writeParts(document, node, parts, newText),
  };
  return { ...node, composition };
}

function holeOf({ typical, mistaken }: HolePart, start: number, end: number): Hole {
  return { start, end, ...(typical && { typical }), ...(mistaken && { mistaken }) };
}

/** Numbers those holes whose placeholder is also in the text, so that each is found in a new text. */
function withUniqueHoles(parts: readonly Part[]): readonly Part[] {
  const written = new Set<string>();
  for (const part of parts) {
    if (part.kind === "text") for (const [found] of part.text.matchAll(PLACEHOLDER)) written.add(found);
  }
  if (written.size === 0) return parts;
  return parts.map((part) => {
    if (part.kind !== "hole" || !written.has(part.text)) return part;
    let number = 2;
    const numbered = (): string => `${part.text.slice(0, -1)}:${number}}`;
    while (written.has(numbered())) number++;
    return { ...part, text: numbered() };
  });
}

const PLACEHOLDER = /\$\{[^{}$]*\}/g;

/** Returns the edits that give the parts the new text; undefined if they cannot hold it. */
function writeParts(
  document: ParsedDocument,
  node: StringNode,
  parts: readonly Part[],
  newText: string,
): readonly Edit[] | undefined {
  const texts = textsBetweenHoles(node, newText);
  if (!texts) return undefined;
  const changed = new Map<Part, string>();
  const edits: Edit[] = [];
  let gap: Part[] = [];
  let index = 0;
  for (const part of [...parts, undefined]) {
    if (part && part.kind !== "hole") {
      gap.push(part);
      continue;
    }
    const edit = writeGap(gap, texts[index] ?? "", changed);
    if (edit === undefined) return undefined;
    edits.push(...edit);
    gap = [];
    index++;
  }
  return [...edits, ...ownerEdits(document, parts, changed)].sort(
    (one, other) => one.span.start - other.span.start,
  );
}

/** Puts the new text between two holes into its parts. Returns the edits of what no string holds. */
function writeGap(
  parts: readonly Part[],
  newText: string,
  changed: Map<Part, string>,
): readonly Edit[] | undefined {
  const textOf = (part: Part): string => (part.kind === "seam" ? "" : part.text);
  const oldText = parts.map(textOf).join("");
  const [change] = difference(oldText, newText);
  if (!change) return [];
  const { start, end } = change.span;
  const text = change.newText;
  // Prefers the part that has what is replaced, over one that ends where it starts.
  const holds = (index: number, endOfPart: number): boolean =>
    start === end || start < endOfPart || parts[index + 1]?.kind !== "text";
  let isPlaced = text === "";
  let at = 0;
  for (const [index, part] of parts.entries()) {
    const own = textOf(part);
    const from = Math.max(start - at, 0);
    const to = Math.min(end - at, own.length);
    if (part.kind === "text") {
      const isHere = !isPlaced && at <= start && start <= at + own.length && holds(index, at + own.length);
      if (isHere || from < to) {
        changed.set(part, own.slice(0, from) + (isHere ? text : "") + own.slice(Math.max(from, to)));
        isPlaced ||= isHere;
      }
    } else if (from < to) return undefined;
    at += own.length;
  }
  if (isPlaced) return [];
  const seam = parts.find((part) => part.kind === "seam");
  return seam?.kind === "seam" && oldText === "" ? [seam.insert(text)] : undefined;
}

/** Returns the edits of the strings whose parts changed. */
function ownerEdits(
  document: ParsedDocument,
  parts: readonly Part[],
  changed: ReadonlyMap<Part, string>,
): readonly Edit[] {
  const texts = new Map<Owner, string>();
  for (const part of changed.keys()) if (part.kind === "text") texts.set(part.owner, "");
  for (const part of parts) {
    const owner = part.kind === "text" ? part.owner : part.kind === "hole" ? part.within?.owner : undefined;
    const before = owner && texts.get(owner);
    if (!owner || before === undefined) continue;
    const added =
      part.kind === "text"
        ? encoded(part, changed.get(part))
        : part.kind === "hole"
          ? (part.within?.written ?? "")
          : "";
    texts.set(owner, before + added);
  }
  return [...texts].flatMap(([{ node }, text]) => writeText(document, node, text));
}

function encoded({ owner, written }: Extract<Part, { kind: "text" }>, text: string | undefined): string {
  return text === undefined ? written : owner.encode(text);
}

/** Returns the offset in the file where the text of the parts ends. */
function closingOfParts(document: ParsedDocument, parts: readonly Part[], span: Span): number {
  const last = parts.findLast((part) => part.kind !== "seam");
  if (last?.kind === "text") return closingOf(document, last.owner.node);
  return last?.kind === "hole" || last?.kind === "fixed" ? last.source.end : span.start;
}
