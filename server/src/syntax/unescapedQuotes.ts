import { applyEdits } from "./applyEdits";
import type { ParsedDocument, Span } from "./nodes";
import { parseJson } from "./parseJson";

/** A key, a colon and the rest of the line. The parts cannot match the same text, so the time is linear. */
const MEMBER = /^([ \t]*"(?:[^"\\\n]|\\.)*"[ \t]*:[ \t]*)(".*)$/;

/** What can follow a string at the end of a line. */
const CAN_END_LINE = /[\s,}\]]/;

/** What can follow a string in JSON. Anything else after its second quote belongs to the text in it. */
const CAN_FOLLOW = /[\s,:}\]"]/;

/**
 * Finds the first string whose quotes are not escaped, such as `"{"a": 1}"` in a template that was pasted. The string
 * has to be the only value on its line, its brackets have to be balanced, and the line has to be valid once the quotes
 * are escaped; in any other case it is not certain where the string ends.
 * @returns the span of the string with the quotes around it
 */
export function unescapedQuotes({ text, problems }: ParsedDocument): Span | undefined {
  const fault = problems.find(({ kind }) => kind === "syntax");
  if (!fault) return undefined;
  const lineStart =
    Math.max(text.lastIndexOf("\n", fault.span.start - 1), text.lastIndexOf("\r", fault.span.start - 1)) + 1;
  const line = /^[^\r\n]*/.exec(text.slice(lineStart))?.[0] ?? "";
  const [, before = "", rest = ""] = MEMBER.exec(line) ?? [];
  let length = rest.length;
  while (length > 0 && CAN_END_LINE.test(rest.charAt(length - 1))) length--;
  const string = rest.slice(0, length);
  const second = string.indexOf('"', 1);
  const inner = string.slice(1, -1);
  // With a backslash, some quotes may be escaped already.
  if (second < 0 || second === string.length - 1 || !string.endsWith('"') || inner.includes("\\"))
    return undefined;
  if (CAN_FOLLOW.test(string.charAt(second + 1)) || !endsOnlyAtEnd(inner)) return undefined;
  const start = lineStart + before.length;
  const span = { start, end: start + string.length };
  const newText = JSON.stringify(inner);
  const fixed = parseJson(applyEdits(text, [{ span, newText }]));
  const end = lineStart + line.length + newText.length - string.length;
  const isValid = !fixed.problems.some(
    ({ kind, span: at }) => kind === "syntax" && at.start <= end && lineStart <= at.end,
  );
  return isValid ? span : undefined;
}

/** False if the text could also end before a comma, because all brackets are closed there, or is unbalanced. */
function endsOnlyAtEnd(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if ("([{".includes(character)) depth++;
    else if (")]}".includes(character)) depth--;
    else if (character === '"' && depth === 0 && isCommaNext(text, at + 1)) return false;
  }
  return depth === 0;
}

function isCommaNext(text: string, start: number): boolean {
  let at = start;
  while (text.charAt(at) === " " || text.charAt(at) === "\t") at++;
  return text.charAt(at) === ",";
}
