/** The sequences of HCL's templates that begin with `$` or `%`: interpolations, directives and their escapes. */

/** Where a template is written. */
export type TemplateStyle = "quoted" | "heredoc";

/** A backslash with the character that it escapes. */
export const ESCAPE = /^\\[^\r\n]/;

/** An interpolation may span lines, but not more of the file than this. */
const LONGEST = 4000;

/** Deeper than any expression. */
const DEEPEST = 100;

/** Returns the number of `$` or `%` at an offset if a brace follows them, otherwise 0. */
export function signsBeforeBrace(text: string, at: number, to: number): number {
  const sign = text[at];
  let end = at;
  while (end < to && text[end] === sign) end++;
  return end < to && text[end] === "{" ? end - at : 0;
}

/**
 * Returns where a run of `$` or `%` ends, with the interpolation or directive that it opens. Two or more signs before
 * a brace are text.
 */
export function endOfSequence(text: string, at: number, to: number, style: TemplateStyle): number {
  const signs = signsBeforeBrace(text, at, to);
  if (signs === 1) return endOfInterpolation(text, at, to, style).end;
  if (signs > 1) return at + signs + 1;
  let end = at + 1;
  while (end < to && text[end] === text[at]) end++;
  return end;
}

/** Where an interpolation or directive ends. One that is not closed ends with its line, or before a quote. */
export function endOfInterpolation(
  text: string,
  start: number,
  to: number,
  style: TemplateStyle,
): { readonly end: number; readonly closed: boolean } {
  const limit = Math.min(to, start + LONGEST);
  const open: string[] = ["{"];
  let at = start + 2;
  let lineEnd = -1;
  let quote = -1;
  while (at < limit && open.length < DEEPEST) {
    const unit = text[at] ?? "";
    const inString = open.at(-1) === '"';
    if (unit === "\n") {
      if (lineEnd < 0) lineEnd = text[at - 1] === "\r" ? at - 1 : at;
      // A string ends with its line, and an expression goes on only in parentheses, on lines that are indented.
      if (inString || (style === "quoted" && (open.length < 2 || /\S/.test(text[at + 1] ?? "")))) break;
      if (text[at + 1] === "}") break;
      at++;
    } else if (inString) {
      if (unit === "\\") at += 2;
      else if ((unit === "$" || unit === "%") && signsBeforeBrace(text, at, limit) > 0) {
        const signs = signsBeforeBrace(text, at, limit);
        if (signs === 1) open.push("{");
        at += signs + 1;
      } else {
        if (unit === '"') open.pop();
        at++;
      }
    } else {
      if (unit === '"') {
        if (quote < 0) quote = at;
        open.push('"');
      } else if (unit === "{" || unit === "(" || unit === "[") open.push(unit);
      else if (unit === "}" || unit === ")" || unit === "]") {
        // A bracket that is never closed does not hide the end.
        while (unit === "}" && open.length > 1 && open.at(-1) !== "{") open.pop();
        open.pop();
        if (open.length === 0) return { end: at + 1, closed: true };
      }
      at++;
    }
  }
  const end = lineEnd < 0 ? endOfLine(text, at, to) : lineEnd;
  // In a quoted string, the next quote rather ends the string.
  return { end: style === "quoted" && quote >= 0 && quote < end ? quote : end, closed: false };
}

function endOfLine(text: string, at: number, to: number): number {
  const end = text.indexOf("\n", at);
  const found = end < 0 || end > to ? to : end;
  return text[found - 1] === "\r" ? found - 1 : found;
}
