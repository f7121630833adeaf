/** Completion in strings whose host writes them, such as the text of `Fn::Sub`. */
import { lineEndAt, lineStartAt } from "../../syntax/decode";
import type { ParsedDocument, Span, StringNode } from "../../syntax/nodes";
import { stringMap } from "../../syntax/stringMap";
import { escapeSnippet, type Snippet } from "./snippet";
import type { TextPlace, Written } from "./textPlaceTypes";

/** Returns the place in a string that is written with one edit at the cursor. */
export function composedPlace(
  { text }: ParsedDocument,
  node: StringNode,
  offset: number,
  at: number,
): TextPlace {
  const write = (snippet: Snippet, replace: Span): Written | undefined => {
    const value = node.value.slice(0, replace.start) + marked(snippet) + node.value.slice(replace.end);
    const source = stringMap({ text }, node).toSource(replace);
    const unchanged =
      value === node.value ? { span: { ...source, end: source.start }, newText: "" } : undefined;
    const [edit = unchanged, ...others] = node.composition?.write(value) ?? [];
    if (!edit || others.length > 0) return undefined;
    // An edit leaves out what stays the same, but editors compare all of what is replaced with what is typed.
    if (source.start > edit.span.start || source.end < edit.span.end) return undefined;
    if (source.start > offset || source.end < offset || lineEndAt(text, source.start) < source.end) {
      return undefined;
    }
    const whole =
      text.slice(source.start, edit.span.start) + edit.newText + text.slice(edit.span.end, source.end);
    const written = withoutIndentation(whole, text, source.start);
    return {
      replace: source,
      snippet: unmarked(written),
      filterText: written.replaceAll(MARK, "$<default>"),
    };
  };
  return {
    text: node.value,
    offset: at,
    write,
    writeWhole: (snippet) => write(snippet, { start: 0, end: node.value.length }),
    writeBare: () => undefined,
  };
}

/** A tab stop as text that no host escapes: only letters and digits, around its default text. */
const MARK = /zqStop(?<stop>\d+)Oqz(?<default>[\s\S]*?)zqEndqz/g;

function marked(snippet: Snippet): string {
  return snippet
    .map((piece) => (typeof piece === "string" ? piece : `zqStop${piece.stop}Oqz${piece.text}zqEndqz`))
    .join("");
}

/** Prints a written text in snippet syntax, with the tab stops that are marked in it. */
function unmarked(text: string): string {
  let snippet = "";
  let from = 0;
  for (const { 0: all, index, groups } of text.matchAll(MARK)) {
    const { stop = "", default: content = "" } = groups ?? {};
    snippet += escapeSnippet(text.slice(from, index));
    snippet += content === "" ? `$${stop}` : `\${${stop}:${escapeSnippet(content)}}`;
    from = index + all.length;
  }
  return snippet + escapeSnippet(text.slice(from));
}

/** Removes the indentation of the line, which editors add to the other lines of a snippet. */
function withoutIndentation(written: string, text: string, offset: number): string {
  if (!written.includes("\n")) return written;
  const lineStart = lineStartAt(text, offset);
  const indentation = /^[ \t]*/.exec(text.slice(lineStart, offset))?.[0] ?? "";
  return written.replaceAll(/\r?\n/g, "\n").replaceAll(`\n${indentation}`, "\n");
}
