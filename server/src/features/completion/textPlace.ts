import { lineEndAt } from "../../syntax/decode";
import { encoderOf } from "../../syntax/encode";
import type { ParsedDocument, Span, ValueNode } from "../../syntax/nodes";
import { stringMap } from "../../syntax/stringMap";
import { type CompletionItem, replaceSpan } from "./item";
import { plainText, printSnippet, type Snippet } from "./snippet";
import { type Layout, writeText } from "./write";

type Written = Pick<CompletionItem, "replace" | "snippet" | "filterText">;

/** The value under the cursor as text, and how to write into it so that the file stays valid. */
export interface TextPlace {
  /** Decoded; empty where there is no value yet. */
  readonly text: string;
  readonly offset: number;
  /** Puts the template in the place of a range of the text. Undefined where that would span lines. */
  write(snippet: Snippet, replace: Span): Written | undefined;
  /** Puts the template in the place of the whole value, with the quotes that it needs. */
  writeWhole(snippet: Snippet): Written | undefined;
  /** Puts a snippet in the place of the whole value: a number, an object. */
  writeBare(snippet: string, label: string): Written | undefined;
}

/** What surrounds a value. */
export interface ValueSurroundings {
  readonly layout: Layout;
  /** What has to follow the value: a comma that is missing. */
  readonly comma: "," | "";
}

/** The place of a value, or of one that is still to be typed; undefined for aliases, objects and lists. */
export function textPlaceAt(
  document: ParsedDocument,
  node: ValueNode | undefined,
  offset: number,
  around: ValueSurroundings,
): TextPlace | undefined {
  if (!node) return token(document, { start: offset, end: offset }, "", 0, around);
  if (node.anchored || node.kind === "object" || node.kind === "array") return undefined;
  const { text } = document;
  if (node.kind !== "string") {
    const { start, end } = node.span;
    return token(document, node.span, text.slice(start, end), offset - start, around);
  }
  const map = stringMap(document, node);
  const at = map.toValue(offset);
  if (!node.closed) {
    const span = replaceSpan(text, node, offset);
    return token(document, span, node.value.slice(0, map.toValue(span.end)), at, around);
  }
  const isOnOneLine = node.span.end <= lineEndAt(text, node.span.start);
  const whole = token(document, node.span, node.value, at, around);
  if (node.style === "plain" && isOnOneLine) return whole;
  const encode = encoderOf(node.style);
  // JSON's quotes belong to what is written, and a comma may go behind them; YAML's are the person's choice.
  const isAnew = isOnOneLine && around.layout.kind === "braces";
  const write = (snippet: Snippet, replace: Span): Written | undefined => {
    const span = map.toSource(replace);
    // The cursor may stand in a block's indentation, where none of its text is.
    const isAtCursor = span.start <= offset && offset <= span.end;
    if (!isAtCursor || lineEndAt(text, span.start) < span.end) return undefined;
    return { replace: span, snippet: printSnippet(snippet, encode), filterText: encode(plainText(snippet)) };
  };
  return {
    text: node.value,
    offset: at,
    write,
    writeWhole: (snippet) =>
      isAnew ? whole.writeWhole(snippet) : write(snippet, { start: 0, end: node.value.length }),
    writeBare: (snippet, label) => (isOnOneLine ? whole.writeBare(snippet, label) : undefined),
  };
}

/** A value that is written anew from its start to its end, with quotes of its own. */
function token(
  document: ParsedDocument,
  span: Span,
  text: string,
  offset: number,
  { layout, comma }: ValueSurroundings,
): TextPlace {
  const source = document.text;
  const first = source[span.start];
  const quote = span.end > span.start && (first === '"' || first === "'") ? first : "";
  const isClosed = quote !== "" && span.end > span.start + 1 && source[span.end - 1] === quote;
  const space = source[span.start - 1] === ":" ? " " : "";
  const comparable = encoderOf(quote === "" ? "plain" : quote === "'" ? "single" : "double");
  const isOnOneLine = span.end <= lineEndAt(source, span.start);
  const writeWhole = (snippet: Snippet): Written | undefined => {
    if (!isOnOneLine) return undefined;
    // A quote that somebody has just opened stays, even where YAML could do without.
    const isOpened = quote === '"' && !isClosed;
    return {
      replace: span,
      snippet: space + writeText(snippet, layout, isOpened) + comma,
      filterText: quote + comparable(plainText(snippet)),
    };
  };
  return {
    text,
    offset,
    writeWhole,
    write: (snippet, replace) =>
      writeWhole(
        [text.slice(0, replace.start), ...snippet, text.slice(replace.end)].filter((piece) => piece !== ""),
      ),
    writeBare: (snippet, label) => {
      if (!isOnOneLine) return undefined;
      if (!snippet.startsWith("\n")) {
        return { replace: span, snippet: space + snippet + comma, filterText: quote + label };
      }
      // What goes on below takes no blank behind the colon.
      const blanks = /[ \t]*$/.exec(source.slice(0, span.start))?.[0] ?? "";
      return {
        replace: { start: span.start - blanks.length, end: span.end },
        snippet,
        filterText: blanks + quote + label,
      };
    },
  };
}
