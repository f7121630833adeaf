import type { TextEdit } from "../change";
import { afterBreak, lineEndAt } from "../decode";
import { difference } from "../difference";
import type { Block, BlockTarget } from "./blockTypes";

/** Returns the edits of the lines of a literal string, which are those of its text. */
export function literalEdits(block: Block, target: BlockTarget): readonly TextEdit[] {
  const { text, body, headerEnd, contentEnd, lineBreak } = block;
  const print = (lines: string): string => printLines(lines, target.indentation, lineBreak);
  const whole = { start: headerEnd, end: contentEnd };
  if (target.body === "") return body === "" ? [] : [{ span: whole, newText: "" }];
  if (body === "" || target.isMoved) return [{ span: whole, newText: lineBreak + print(target.body) }];
  const [change] = difference(body, target.body);
  if (!change) return [];
  const { start, end } = change.span;
  const isFromStart = start === 0 || opensWithBlanks(block, target);
  const from = isFromStart ? 0 : body.lastIndexOf("\n", start - 1) + 1;
  const to = endOfLine(body, end);
  const first = countBreaks(body, 0, from);
  const lines = body.slice(from, start) + change.newText + body.slice(end, to);
  let line = afterBreak(text, headerEnd);
  for (let index = 0; index < first; index++) line = afterBreak(text, lineEndAt(text, line));
  let sourceEnd = lineEndAt(text, line);
  for (let count = countBreaks(body, from, to); count > 0; count--) {
    sourceEnd = lineEndAt(text, afterBreak(text, sourceEnd));
  }
  return [{ span: { start: line, end: sourceEnd }, newText: print(lines) }];
}

/** True if empty lines come first, and have blanks in the source. The AWS CLI rejects fewer blanks than below them. */
function opensWithBlanks({ text, headerEnd }: Block, { body }: BlockTarget): boolean {
  if (!body.startsWith("\n")) return false;
  const line = afterBreak(text, headerEnd);
  return /^(?:[ \r\n]*\n)? +\r?\n/.test(text.slice(line, line + 200));
}

/** Indents the lines, except empty ones. */
export function printLines(lines: string, indentation: number, lineBreak: string): string {
  const spaces = " ".repeat(indentation);
  return lines
    .split("\n")
    .map((line) => (line === "" ? "" : spaces + line))
    .join(lineBreak);
}

function endOfLine(body: string, offset: number): number {
  const end = body.indexOf("\n", offset);
  return end < 0 ? body.length : end;
}

function countBreaks(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = text.indexOf("\n", start); at >= 0 && at < end; at = text.indexOf("\n", at + 1)) count++;
  return count;
}
