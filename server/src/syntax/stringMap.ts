import { decode, type Sink } from "./decode";
import type { Span, StringNode } from "./nodes";

/**
 * Leads from a string's decoded text to its source and back. A template or an expression is parsed as
 * text; only this knows of the escapes, folded lines and indentation around it.
 */
export interface StringMap {
  /** The source of a range of the text; of an empty range, the place where it is. */
  toSource(span: Span): Span;
  /** The source offset before the unit at that offset of the text. */
  toSourceOffset(offset: number): number;
  /** The offset in the text of the first unit that ends behind the source offset. */
  toValue(sourceOffset: number): number;
}

/** The map of a string node; of an alias, into what it stands for. Costs nothing until it is asked. */
export function stringMap(document: { readonly text: string }, node: StringNode): StringMap {
  let map: StringMap | undefined;
  const ready = (): StringMap => {
    map ??= makeMap(document.text, written(node));
    return map;
  };
  return {
    toSource: (span) => ready().toSource(span),
    toSourceOffset: (offset) => ready().toSourceOffset(offset),
    toValue: (sourceOffset) => ready().toValue(sourceOffset),
  };
}

function written(node: StringNode): StringNode {
  return node.anchored?.kind === "string" ? node.anchored : node;
}

function makeMap(text: string, node: StringNode): StringMap {
  const { value, span, style, closed } = node;
  const isUnquoted = style === "plain" || style === "bare";
  const start = isUnquoted ? span.start : span.start + 1;
  const end = isUnquoted || !closed ? span.end : span.end - 1;
  const isVerbatim = end - start === value.length && text.slice(start, end) === value;
  return isVerbatim ? shifted(start, value.length) : unitByUnit(text, node);
}

function shifted(start: number, length: number): StringMap {
  const within = (offset: number): number => Math.min(Math.max(offset, 0), length);
  return {
    toSource: (span) => ({ start: start + within(span.start), end: start + within(span.end) }),
    toSourceOffset: (offset) => start + within(offset),
    toValue: (sourceOffset) => within(sourceOffset - start),
  };
}

/** Keeps the start and end of each unit's source. */
class UnitSink implements Sink {
  readonly starts: number[] = [];
  readonly ends: number[] = [];

  copy(start: number, end: number): void {
    for (let at = start; at < end; at++) {
      this.starts.push(at);
      this.ends.push(at + 1);
    }
  }

  put(text: string, start: number, end: number): void {
    for (let unit = 0; unit < text.length; unit++) {
      this.starts.push(start);
      this.ends.push(end);
    }
  }
}

function unitByUnit(text: string, node: StringNode): StringMap {
  const { starts, ends } = unitsOf(text, node);
  const { length } = starts;
  const isQuoted = node.style === "json" || node.style === "double" || node.style === "single";
  const closing = isQuoted && node.closed ? node.span.end - 1 : Math.max(node.span.end, ends.at(-1) ?? 0);
  const toSourceOffset = (offset: number): number => starts[Math.max(offset, 0)] ?? closing;
  return {
    toSourceOffset,
    toSource: (span) => {
      const start = toSourceOffset(span.start);
      if (span.end <= span.start) return { start, end: start };
      return { start, end: ends[Math.min(span.end, length) - 1] ?? closing };
    },
    toValue: (sourceOffset) => {
      let low = 0;
      let high = length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((ends[middle] ?? 0) <= sourceOffset) low = middle + 1;
        else high = middle;
      }
      return low;
    },
  };
}

function unitsOf(text: string, node: StringNode): UnitSink {
  const sink = new UnitSink();
  decode(text, node, sink);
  return sink;
}
