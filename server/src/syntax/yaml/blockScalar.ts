import { afterBreak, decodeBlock, lineEndAt, readBlockHeader, TextSink } from "../decode";
import type { Span } from "../nodes";
import { takeProperties } from "./pendingProperties";
import type { YamlReader } from "./reader";
import { afterSpaces } from "./scan";

/** Reads the block scalar whose `|` or `>` is at the position. */
export function readBlockScalar(reader: YamlReader): void {
  const { text, tree, at: start } = reader;
  const style = text[start] === ">" ? "folded" : "literal";
  const header = readBlockHeader(text, start);
  const headerEnd = lineEndAt(text, start);
  const rest = text.slice(header.end, headerEnd);
  if (!/^ *(?: #.*)?$/.test(rest)) {
    const span = { start: header.end, end: headerEnd };
    tree.report(
      "syntax",
      span,
      `Expected a line break after ${text.slice(start, header.end)}. The text starts on the next line.`,
    );
  } else if (rest.includes("#")) {
    reader.comments.push({ start: text.indexOf("#", header.end), end: headerEnd });
  }
  const parent = tree.innermost?.indentation ?? -1;
  const indentation =
    header.increment === undefined
      ? detectIndentation(reader, headerEnd, parent + 1)
      : Math.max(parent, 0) + header.increment;
  const sink = new TextSink(text);
  const end = decodeBlock(text, start, indentation, sink);
  tree.place(
    { kind: "string", span: { start, end }, closed: true, value: sink.value, style, indentation },
    takeProperties(reader),
  );
  reader.at = end;
}

/** The column of the first line that is not blank, if that line is part of the text. */
function detectIndentation({ text, tree }: YamlReader, headerEnd: number, minimum: number): number {
  let longest = minimum;
  let longestLine = headerEnd;
  /** The blanks of the first line, if it has only blanks. */
  let first: Span | undefined;
  for (let line = afterBreak(text, headerEnd); line < text.length; ) {
    const at = afterSpaces(text, line);
    const next = afterBreak(text, at);
    if (!first) first = next === at ? { start: line, end: line } : { start: line, end: at };
    else if (first.start < first.end && at - line > first.end - first.start) {
      const message =
        "The AWS CLI does not accept blanks in this line, because a line below it is indented more. Remove them.";
      tree.report("blanks", first, message);
      first = { start: line, end: line };
    }
    if (next === at && at < text.length) {
      if (at - line < minimum) break;
      if (longest > at - line) {
        const span = { start: longestLine, end: longestLine + longest };
        tree.report("syntax", span, "This blank line is indented more than the text below it.");
      }
      return at - line;
    }
    if (at - line > longest) {
      longest = at - line;
      longestLine = line;
    }
    if (next === at) break;
    line = next;
  }
  return longest;
}
