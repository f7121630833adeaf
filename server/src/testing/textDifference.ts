/** Differences between texts. */
import { structuredPatch } from "diff";
import type { Span } from "../syntax/nodes";

/** Texts that differ in more lines than this are only shown side by side. */
const MOST_EDITS = 1000;
/** Lines of a difference in a message. */
const MOST_LINES = 60;

/**
 * Describes how a text differs from the expected one: in one line if both are short, otherwise as a unified diff
 * without file names. Missing line breaks at the end are named.
 */
export function textDifference(expected: string, actual: string): string {
  if (!/[\r\n]/.test(expected + actual) && expected.length + actual.length < 200) {
    return `expected ${JSON.stringify(expected)}, but it is ${JSON.stringify(actual)}`;
  }
  const lines = unifiedDiff(expected, actual);
  if (!lines) return "expected another text; it differs in most lines";
  const more = lines.length - MOST_LINES;
  const rest = more > 0 ? [`… and ${more} more lines`] : [];
  return ["expected (-), actual (+):", ...lines.slice(0, MOST_LINES), ...rest].join("\n");
}

/** Returns the lines of a unified diff without file names; undefined if the texts have little in common. */
export function unifiedDiff(expected: string, actual: string): readonly string[] | undefined {
  const patch = structuredPatch("expected", "actual", visible(expected), visible(actual), "", "", {
    context: 3,
    maxEditLength: MOST_EDITS,
  });
  return patch?.hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [
    `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`,
    ...lines,
  ]);
}

/** A carriage return is a difference that nobody would see. */
function visible(text: string): string {
  return text.replaceAll("\r", "␍");
}

/** Returns where the expected text first differs: from there to the end of the line; the last character if it is too short. */
export function firstDifference(expected: string, actual: string): Span {
  let start = 0;
  const shorter = Math.min(expected.length, actual.length);
  while (start < shorter && expected.charCodeAt(start) === actual.charCodeAt(start)) start++;
  if (start === expected.length) return { start: Math.max(0, start - 1), end: start };
  const lineEnd = expected.indexOf("\n", start);
  return { start, end: lineEnd < 0 ? expected.length : Math.max(lineEnd, start + 1) };
}
