/** Writes a template back into the string that it was taken from. */

import type { TextEdit } from "../syntax/edit";
import type { ParsedDocument, StringNode, TemplateDocument } from "../syntax/nodes";
import { firstLostHole } from "../syntax/write/holes";
import { writeText } from "../syntax/write/text";

/**
 * Returns the edit that makes a template's text the new one: a single, minimal edit of the host, escaped as the host
 * escapes it; none if the text is the same. The host then holds exactly the new text, line breaks included: see
 * `keepLineBreaks` for text from an editor.
 *
 * Refuses a text without one of the string's holes, and returns no edit: see `lostHole`, whose answer can be shown.
 */
export function replaceTemplate(
  document: ParsedDocument | TemplateDocument,
  node: StringNode,
  newText: string,
): readonly TextEdit[] {
  return lostHole(node, newText) === undefined ? writeText(document, node, newText) : [];
}

/** Returns the first hole of the string that a new text does not contain any more; undefined if it has them all. */
export function lostHole(node: StringNode, newText: string): string | undefined {
  return firstLostHole(node, newText);
}

/**
 * Returns the text with the line breaks of the old text, for text from an editor, which knows only one kind of line
 * break for a whole document. Lines that are in both texts keep theirs, and new lines get the most frequent one.
 */
export function keepLineBreaks(oldText: string, newText: string): string {
  const wasEachLine = linesOf(oldText);
  const common = mostFrequent(wasEachLine);
  const isUniform = wasEachLine.every(({ end }) => end === "" || end === common);
  const lines = linesOf(newText);
  if (isUniform) return lines.map(({ text, end }) => text + (end === "" ? "" : common)).join("");
  const kept = matches(wasEachLine, lines);
  return lines.map(({ text, end }, index) => text + (end === "" ? "" : kept.get(index) || common)).join("");
}

interface Line {
  readonly text: string;
  /** The line break; empty after the last line. */
  readonly end: string;
}

function linesOf(text: string): readonly Line[] {
  return Array.from(text.matchAll(/([^\r\n]*)(\r\n|\r|\n|$)/g), ([, line = "", end = ""]) => ({
    text: line,
    end,
  }));
}

function mostFrequent(lines: readonly Line[]): string {
  const counts = new Map<string, number>();
  for (const { end } of lines) if (end !== "") counts.set(end, (counts.get(end) ?? 0) + 1);
  let best = "\n";
  for (const [end, count] of counts) if (count > (counts.get(best) ?? 0)) best = end;
  return best;
}

/** Returns the line breaks of lines that are in both texts: at the start, at the end, and in the same order between. */
function matches(before: readonly Line[], after: readonly Line[]): ReadonlyMap<number, string> {
  const kept = new Map<number, string>();
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  for (; start < shorter && before[start]?.text === after[start]?.text; start++) {
    kept.set(start, before[start]?.end ?? "");
  }
  let end = 0;
  for (; end < shorter - start && before.at(-1 - end)?.text === after.at(-1 - end)?.text; end++) {
    kept.set(after.length - 1 - end, before.at(-1 - end)?.end ?? "");
  }
  const places = new Map<string, number[]>();
  for (let index = before.length - end - 1; index >= start; index--) {
    const text = before[index]?.text ?? "";
    const list = places.get(text);
    if (list) list.push(index);
    else places.set(text, [index]);
  }
  let last = start - 1;
  for (let index = start; index < after.length - end; index++) {
    const list = places.get(after[index]?.text ?? "") ?? [];
    while ((list.at(-1) ?? last) < last + 1 && list.length > 0) list.pop();
    const found = list.pop();
    if (found === undefined) continue;
    kept.set(index, before[found]?.end ?? "");
    last = found;
  }
  return kept;
}
