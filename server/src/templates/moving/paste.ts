/** Text that is pasted into a string, written as the string needs it. */

import { applyEdits } from "../../syntax/applyEdits";
import { isBlock } from "../../syntax/blockLines";
import { lineEndAt } from "../../syntax/decode";
import type { Composition, ParsedDocument, Span, StringNode } from "../../syntax/nodes";
import { parse } from "../../syntax/parse";
import { isInFlow, placeOf } from "../../syntax/place";
import { stringAt } from "../../syntax/stringAt";
import { UNWRITABLE } from "../../syntax/write/flowing";
import { escaperFor } from "../../syntax/write/spelling";

/** The ways to paste a text into a string, other than as it is. At least one is present. */
export interface PastedText {
  /** The source that makes the text part of the string; absent if that is the text as it is. */
  readonly escaped?: string;
  /** For a text that was copied from a string: the source that makes its unescaped form part of this string. */
  readonly unescaped?: string;
  /** What is most likely meant. */
  readonly likely: "asItIs" | "escaped" | "unescaped";
}

/**
 * Finds how to write a text that is pasted over a span of the document. Returns undefined outside of string values, where
 * the text would be part of the string as it is, and where it could not be made part of it.
 * @param copied what the text stands for, if it is known to be copied from a string; otherwise that is detected
 */
export function pastedText(
  document: ParsedDocument,
  span: Span,
  pasted: string,
  copied?: string,
): PastedText | undefined {
  const place = placeIn(document, span);
  if (!place) return undefined;
  const source = sourceOf(place, pasted);
  const escaped = source === pasted ? undefined : source;
  const meant = copied ?? unescapedText(pasted);
  const unescaped = meant === undefined ? undefined : sourceOf(place, meant);
  // Copied from a string that is escaped like this one.
  if (copied !== undefined && unescaped === pasted) return undefined;
  if (unescaped === undefined) return escaped === undefined ? undefined : { escaped, likely: "escaped" };
  if (unescaped === pasted) return escaped === undefined ? undefined : { escaped, likely: "asItIs" };
  return { ...(escaped !== undefined && { escaped }), unescaped, likely: "unescaped" };
}

/**
 * Returns the text that an escaped one stands for, such as `{"a": 1}` for `{\"a\": 1}`; undefined for a text without
 * escaped quotes, or one that could not be the inside of a JSON string.
 */
export function unescapedText(text: string): string | undefined {
  if (!text.includes('\\"')) return undefined;
  try {
    const value: unknown = JSON.parse(`"${text}"`);
    return typeof value === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A place in a string. */
interface PastePlace {
  readonly document: ParsedDocument;
  readonly span: Span;
  /** The document with one character pasted, so that an empty or new string is as good as any other. */
  readonly marked: ParsedDocument;
  /** The string in it. */
  readonly node: StringNode;
  readonly marker: string;
}

/** Characters for private use, which are allowed everywhere and escaped nowhere. */
const MARKERS = ["\ue123", "\ue456", "\ue789"];

function placeIn(document: ParsedDocument, span: Span): PastePlace | undefined {
  const { text, format } = document;
  const marker = MARKERS.find((character) => !text.includes(character));
  if (marker === undefined) return undefined;
  const marked = parse(applyEdits(text, [{ span, newText: marker }]), format);
  const node = stringAt(marked, span.start);
  if (!node?.value.includes(marker) || faultsIn(marked) > faultsIn(document)) return undefined;
  // Without quotes, a new value can be anything.
  return node.style === "plain" && node.value === marker
    ? undefined
    : { document, span, marked, node, marker };
}

/** Returns the source that makes the text part of the string; undefined if there is none. */
function sourceOf(place: PastePlace, text: string): string | undefined {
  const { document, span, marked, node, marker } = place;
  const lineBreak = node.value.includes("\r\n") ? "\r\n" : "\n";
  const value = text.replaceAll(/\r\n?|\n/g, lineBreak);
  const writes = (value: string): string | undefined => {
    const source = printFor(place, value);
    if (source === undefined) return undefined;
    const after = parse(applyEdits(document.text, [{ span, newText: source }]), document.format);
    const written = stringAt(after, node.span.start);
    const isWritten = written?.value === node.value.replace(marker, () => value);
    return isWritten && faultsIn(after) <= faultsIn(marked) ? source : undefined;
  };
  // The last line break of a block scalar is a matter of its header.
  return writes(value) ?? (isBlock(node) ? writes(value.replace(/\n+$/, "")) : undefined);
}

/** Prints the text for a string that its host writes: with an edit of nothing but the marker. */
function printForHost(
  { marked, span, node, marker }: PastePlace,
  { write }: Composition,
  value: string,
): string | undefined {
  const [edit, ...others] = write(node.value.replace(marker, () => value)) ?? [];
  if (!edit || others.length > 0) return undefined;
  const end = span.start + marker.length;
  if (edit.span.start > span.start || edit.span.end < end) return undefined;
  const before = marked.text.slice(edit.span.start, span.start);
  const after = marked.text.slice(end, edit.span.end);
  if (!edit.newText.startsWith(before) || !edit.newText.endsWith(after)) return undefined;
  return edit.newText.slice(before.length, edit.newText.length - after.length);
}

/** Prints the text for the string; undefined if the string cannot hold it. */
function printFor(place: PastePlace, value: string): string | undefined {
  const { document, span, marked, node } = place;
  const { text } = document;
  const { style } = node;
  if (node.composition) return printForHost(place, node.composition, value);
  if (style === "json" || style === "double") {
    const original = stringAt(document, span.start);
    // Spelled as the string spells it already.
    return escaperFor(text, original?.style === style ? original : { ...EMPTY, style })(value);
  }
  if (UNWRITABLE.test(value)) return undefined;
  const lineBreak = text.includes("\r\n") ? "\r\n" : "\n";
  if (isBlock(node)) {
    const spaces = " ".repeat(node.indentation ?? 0);
    // In a folded string, one line break would be read as a space.
    const lines = style === "folded" ? value.replaceAll(/\n+/g, (run) => `${run}\n`) : value;
    const rest = text.slice(span.end, lineEndAt(text, span.end));
    return lines
      .split("\n")
      .map((line, index, { length }) => {
        const isEmpty = line === "" && (index < length - 1 || rest === "");
        return index === 0 || isEmpty ? line : spaces + line;
      })
      .join(lineBreak);
  }
  const quoted = style === "single" ? value.replaceAll("'", "''") : value;
  if (!quoted.includes("\n")) return quoted;
  const around = placeOf(marked, node);
  if (isInFlow(around)) return undefined;
  const spaces = " ".repeat(Math.max(around.container?.indentation ?? 0, 0) + 2);
  return quoted.replaceAll(/\n+/g, (run) => lineBreak.repeat(run.length + 1) + spaces);
}

const EMPTY: StringNode = {
  kind: "string",
  span: { start: 0, end: 0 },
  closed: false,
  value: "",
  style: "json",
};

function faultsIn({ problems }: ParsedDocument): number {
  return problems.filter(({ kind }) => kind === "syntax").length;
}
