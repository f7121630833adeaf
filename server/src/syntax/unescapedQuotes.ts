import { applyEdits } from "./applyEdits";
import type { ParsedDocument, Span, SyntaxProblem } from "./nodes";
import { parseJson } from "./parseJson";

/** A key, a colon and the rest of the line. The parts cannot match the same text, so the time is linear. */
const MEMBER = /^([ \t]*"(?:[^"\\\n]|\\.)*"[ \t]*:[ \t]*)(".*)$/;

/** What can follow a string at the end of a line. */
const CAN_END_LINE = /[\s,}\]]/;

/** What can follow a string in JSON. Anything else after its second quote belongs to the text in it. */
const CAN_FOLLOW = /[\s,:}\]"]/;

/** A string whose quotes are not escaped. */
export interface PastedString {
  /** With the quotes around it. */
  readonly span: Span;
  /** The other problems of the text, without those that only follow from the quotes. */
  readonly others: readonly SyntaxProblem[];
}

/** The start of a template that goes on below: an object, a list, or a directive. */
const STARTS_TEMPLATE = /^"[ \t]*(?:[{[]|#)/;

/** The last line of such a template: brackets that close it, or only the quote. */
const ENDS_TEMPLATE = /^([ \t]*)(?:[}\]]|#end|#\{end\})*"[ \t]*,?[ \t]*$/;

/** A template of more lines was hardly pasted into JSON. Longer ones are not worth the time. */
const MOST_LINES = 2000;

/**
 * Finds the first string whose quotes are not escaped, such as `"{"a": 1}"` in a template that was pasted. The string
 * has to be the only value on its line or lines, its brackets have to be balanced, and the text has to be valid there
 * once the quotes are escaped; in any other case it is not certain where the string ends.
 */
export function unescapedQuotes({ text, problems }: ParsedDocument): PastedString | undefined {
  const fault = problems.find(({ kind }) => kind === "syntax");
  if (!fault) return undefined;
  const lineStart =
    Math.max(text.lastIndexOf("\n", fault.span.start - 1), text.lastIndexOf("\r", fault.span.start - 1)) + 1;
  const line = lineAt(text, lineStart);
  const [, before = "", rest = ""] = MEMBER.exec(line) ?? [];
  if (rest === "") return undefined;
  const start = lineStart + before.length;
  const end = endOnLine(rest, start) ?? endBelow(text, lineStart + line.length, before, rest);
  if (end === undefined) return undefined;
  const inner = text.slice(start + 1, end - 1);
  // With a backslash, some quotes may be escaped already.
  if (!inner.includes('"') || inner.includes("\\") || !endsOnlyAtEnd(inner)) return undefined;
  const span = { start, end };
  const others = problemsOnceEscaped(text, lineStart, span);
  return others && { span, others };
}

function lineAt(text: string, start: number): string {
  let end = start;
  while (end < text.length && text.charAt(end) !== "\n" && text.charAt(end) !== "\r") end++;
  return text.slice(start, end);
}

/** Returns the offset after the string's last quote if that is on the same line. */
function endOnLine(rest: string, start: number): number | undefined {
  let length = rest.length;
  while (length > 0 && CAN_END_LINE.test(rest.charAt(length - 1))) length--;
  const string = rest.slice(0, length);
  const second = string.indexOf('"', 1);
  if (second < 0 || second === string.length - 1 || !string.endsWith('"')) return undefined;
  return CAN_FOLLOW.test(string.charAt(second + 1)) ? undefined : start + length;
}

/**
 * Returns the offset after the last quote of a template that goes on below its line: the first line that can only end
 * it, and is not indented more than the member.
 */
function endBelow(text: string, lineEnd: number, before: string, rest: string): number | undefined {
  if (!STARTS_TEMPLATE.test(rest)) return undefined;
  const most = /^[ \t]*/.exec(before)?.[0].length ?? 0;
  let at = lineEnd;
  for (let count = 0; count < MOST_LINES && at < text.length; count++) {
    at += text.startsWith("\r\n", at) ? 2 : 1;
    const line = lineAt(text, at);
    const indentation = ENDS_TEMPLATE.exec(line)?.[1];
    if (indentation !== undefined) {
      return indentation.length <= most ? at + line.lastIndexOf('"') + 1 : undefined;
    }
    at += line.length;
  }
  return undefined;
}

/** The problems of the text once the quotes are escaped; undefined if the lines of the string still have a fault. */
function problemsOnceEscaped(
  text: string,
  lineStart: number,
  span: Span,
): readonly SyntaxProblem[] | undefined {
  const newText = JSON.stringify(text.slice(span.start + 1, span.end - 1));
  const { problems } = parseJson(applyEdits(text, [{ span, newText }]));
  const newEnd = span.start + newText.length;
  const lineEnd = newEnd + lineAt(text, span.end).length;
  const isBroken = problems.some(
    ({ kind, span: at }) => kind === "syntax" && at.start <= lineEnd && lineStart <= at.end,
  );
  if (isBroken) return undefined;
  const moved = (offset: number): number => (offset >= newEnd ? offset - newEnd + span.end : offset);
  const movedSpan = ({ start, end }: Span): Span => ({ start: moved(start), end: moved(end) });
  return problems.map((problem) => ({
    ...problem,
    span: movedSpan(problem.span),
    ...(problem.related && { related: movedSpan(problem.related) }),
    ...(problem.unescaped && { unescaped: movedSpan(problem.unescaped) }),
  }));
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
