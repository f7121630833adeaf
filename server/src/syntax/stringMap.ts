import { decode, type Sink } from "./decode";
import type { Composition, Piece, Span, StringNode } from "./nodes";

/**
 * Converts between offsets in a string's decoded text and in its source. Templates and expressions are parsed as
 * decoded text, so nothing else deals with escapes, folded lines and indentation.
 */
export interface StringMap {
  /** The pieces of the text that the host replaces, in order. */
  readonly holes: readonly Span[];
  /** The source of a span of the text. An empty span has an empty source. */
  toSource(span: Span): Span;
  /** The source offset where the code unit at the offset of the text starts. */
  toSourceOffset(offset: number): number;
  /** The offset in the text of the first code unit that ends after the source offset. */
  toValue(sourceOffset: number): number;
}

/** Returns the map of a string node; for an alias, into the string that it refers to. Computed on first use. */
export function stringMap(document: { readonly text: string }, node: StringNode): StringMap {
  let map: Offsets | undefined;
  const ready = (): Offsets => {
    map ??= makeMap(document.text, written(node));
    return map;
  };
  return {
    holes: node.holes ?? NONE,
    toSource: (span) => ready().toSource(span),
    toSourceOffset: (offset) => ready().toSourceOffset(offset),
    toValue: (sourceOffset) => ready().toValue(sourceOffset),
  };
}

const NONE: readonly Span[] = [];

/** The map without what the node says by itself. */
type Offsets = Omit<StringMap, "holes">;

function written(node: StringNode): StringNode {
  return node.anchored?.kind === "string" ? node.anchored : node;
}

function makeMap(text: string, node: StringNode): Offsets {
  const { value, span, style, closed, composition } = node;
  if (composition) return composedMap(composition);
  const isUnquoted = style === "plain" || style === "bare";
  const start = isUnquoted ? span.start : span.start + 1;
  const end = isUnquoted || !closed ? span.end : span.end - 1;
  const isVerbatim = end - start === value.length && text.slice(start, end) === value;
  return isVerbatim ? shifted(start, value.length) : pieceByPiece(text, node);
}

function shifted(start: number, length: number): Offsets {
  const within = (offset: number): number => Math.min(Math.max(offset, 0), length);
  return {
    toSource: (span) => ({ start: start + within(span.start), end: start + within(span.end) }),
    toSourceOffset: (offset) => start + within(offset),
    toValue: (sourceOffset) => within(sourceOffset - start),
  };
}

/** Records where each piece of the text starts, and the source that it comes from. */
class PieceSink implements Sink {
  /** Where the pieces start in the text. */
  readonly offsets: number[] = [];
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  /** True for pieces that are the same in the source, so that each code unit has a source of its own. */
  readonly copied: boolean[] = [];
  length = 0;

  copy(start: number, end: number): void {
    if (start < end) this.#add(end - start, start, end, true);
  }

  put(text: string, start: number, end: number): void {
    if (text !== "") this.#add(text.length, start, end, false);
  }

  #add(length: number, start: number, end: number, isCopy: boolean): void {
    this.offsets.push(this.length);
    this.starts.push(start);
    this.ends.push(end);
    this.copied.push(isCopy);
    this.length += length;
  }
}

function pieceByPiece(text: string, node: StringNode): Offsets {
  const pieces = sinkOf(text, node);
  const { ends } = pieces;
  const isQuoted = node.style === "json" || node.style === "double" || node.style === "single";
  const closing = isQuoted && node.closed ? node.span.end - 1 : Math.max(node.span.end, ends.at(-1) ?? 0);
  return mapOf(pieces, closing);
}

function composedMap({ pieces, closing }: Composition): Offsets {
  return mapOf(
    {
      offsets: pieces.map(({ start }) => start),
      starts: pieces.map(({ source }) => source.start),
      ends: pieces.map(({ source }) => source.end),
      copied: pieces.map(({ kind }) => kind === "copied"),
      length: pieces.at(-1)?.end ?? 0,
    },
    closing,
  );
}

type Pieces = Pick<PieceSink, "offsets" | "starts" | "ends" | "copied" | "length">;

function mapOf({ offsets, starts, ends, copied, length }: Pieces, closing: number): Offsets {
  /** The source of the code unit at the offset. */
  const unitAt = (offset: number): Span => {
    const piece = firstWhere(offsets, (other) => other > offset) - 1;
    const start = starts[piece] ?? closing;
    if (!copied[piece]) return { start, end: ends[piece] ?? closing };
    const at = start + offset - (offsets[piece] ?? 0);
    return { start: at, end: at + 1 };
  };
  const toSourceOffset = (offset: number): number =>
    offset < length ? unitAt(Math.max(offset, 0)).start : closing;
  return {
    toSourceOffset,
    toSource: (span) => {
      const start = toSourceOffset(span.start);
      if (span.end <= span.start) return { start, end: start };
      return { start, end: length === 0 ? closing : unitAt(Math.min(span.end, length) - 1).end };
    },
    toValue: (sourceOffset) => {
      const piece = firstWhere(ends, (end) => end > sourceOffset);
      const offset = offsets[piece] ?? length;
      const within = copied[piece] ? sourceOffset - (starts[piece] ?? 0) : 0;
      return offset + Math.max(within, 0);
    },
  };
}

/** Returns the index of the first of the sorted numbers for which `holds` is true; their count if there is none. */
function firstWhere(numbers: readonly number[], holds: (number: number) => boolean): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(numbers[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Returns the pieces of a string's text, each with its source. Without gaps in the text. */
export function piecesOf(document: { readonly text: string }, node: StringNode): readonly Piece[] {
  const at = written(node);
  if (at.composition) return at.composition.pieces;
  const { offsets, starts, ends, copied, length } = sinkOf(document.text, at);
  return offsets.map((start, index) => ({
    start,
    end: offsets[index + 1] ?? length,
    source: { start: starts[index] ?? 0, end: ends[index] ?? 0 },
    kind: copied[index] ? "copied" : "escaped",
  }));
}

/** Returns the offset in the file where a string's text ends. */
export function closingOf(document: { readonly text: string }, node: StringNode): number {
  return stringMap(document, node).toSourceOffset(node.value.length);
}

function sinkOf(text: string, node: StringNode): PieceSink {
  const sink = new PieceSink();
  decode(text, node, sink);
  return sink;
}
