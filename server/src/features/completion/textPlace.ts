import { lineEndAt } from "../../syntax/decode";
import { encoderOf } from "../../syntax/encode";
import type { ParsedDocument, Span, StringNode, ValueNode } from "../../syntax/nodes";
import { stringMap } from "../../syntax/stringMap";
import { composedPlace } from "./composedPlace";
import { replaceSpan } from "./item";
import { plainText, printSnippet, type Snippet } from "./snippet";
import type { TextPlace, Written } from "./textPlaceTypes";
import { type Layout, writeText } from "./write";

/** How to write at the position of a value. */
export interface ValueSurroundings {
  readonly layout: Layout;
  /** The comma that is missing after the value. */
  readonly comma: "," | "";
}

/** Returns the place of a value, typed or not; undefined for aliases, objects and lists. */
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
  if (node.composition) return composedPlace(document, node, offset, at);
  if (!node.closed) {
    const span = replaceSpan(text, node, offset);
    return token(document, span, node.value.slice(0, map.toValue(span.end)), at, around);
  }
  const isOnOneLine = node.span.end <= lineEndAt(text, node.span.start);
  const whole = token(document, node.span, node.value, at, around);
  if (node.style === "plain" && isOnOneLine) return whole;
  const encode = lineEncoder(node.style);
  // JSON's quotes are rewritten with the value, and a comma can follow them; YAML's are the author's choice.
  const isAnew = isOnOneLine && around.layout.kind === "braces";
  const write = (snippet: Snippet, replace: Span): Written | undefined => {
    const span = map.toSource(replace);
    // The cursor can be in the indentation of a block, which is not part of its text.
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

/** Returns the function that encodes text with line breaks, too. Flowing text has them where a line is blank. */
function lineEncoder(style: StringNode["style"]): (text: string) => string {
  const encode = encoderOf(style);
  switch (style) {
    case "folded":
      return (text) => encode(text).replaceAll("\n", "\n\n");
    case "single":
    case "plain":
      // The next line would need an indentation that editors do not add, so what belongs together stays on the line.
      return (text) => encode(text).replaceAll("\n", " ");
    default:
      return encode;
  }
}

/** A value that is replaced as a whole, including its quotes. */
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
    // Keep a quote that was just opened, even where YAML does not need it.
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
      // A value on the next lines takes no space after the colon.
      const blanks = /[ \t]*$/.exec(source.slice(0, span.start))?.[0] ?? "";
      return {
        replace: { start: span.start - blanks.length, end: span.end },
        snippet,
        filterText: blanks + quote + label,
      };
    },
  };
}
