import { parse } from "../../syntax/parse";

/** Bodies that are longer are shown as they are, without being parsed. */
const MOST_FORMATTED = 100_000;

/** The start of a body in lines: JSON with one value per line, its values exactly as they are. */
export interface BodyLines {
  readonly lines: readonly string[];
  /** The number of lines that were left out. */
  readonly omitted: number;
}

/** Returns the first lines of a body. */
export function bodyLines(body: string, most: number): BodyLines {
  const lines = ((isJson(body) ? indentedJson(body) : undefined) ?? body)
    .replace(/\t/g, "  ")
    .trimEnd()
    .split(/\r\n|\r|\n/);
  // A note about a single line takes as much room as that line.
  const shown = lines.length <= most + 1 ? lines : lines.slice(0, most);
  return { lines: shown, omitted: lines.length - shown.length };
}

function isJson(body: string): boolean {
  if (body.length > MOST_FORMATTED || !/^\s*[[{]/.test(body)) return false;
  return parse(body, "json").problems.length === 0;
}

/** Objects and lists that are not longer are written in one line. */
const LINE_LENGTH = 42;

/** JSON that nests deeper would be mostly indentation. */
const MOST_DEPTH = 100;

/**
 * Indents valid JSON by its tokens, so that numbers and strings stay as they are written. Undefined if it nests too
 * deeply.
 */
function indentedJson(body: string): string | undefined {
  const tokens = body.match(/"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s[\]{},:"]+/gs) ?? [];
  const ends = endsOf(tokens);
  let depth = 0;
  let result = "";
  const line = (): string => `\n${"  ".repeat(depth)}`;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] ?? "";
    const end = ends.get(at);
    if (end !== undefined) {
      const inOneLine =
        end - at <= LINE_LENGTH
          ? tokens
              .slice(at, end + 1)
              .map(spaced)
              .join("")
          : "";
      if (end === at + 1 || (inOneLine !== "" && inOneLine.length + 2 * depth <= LINE_LENGTH && depth > 0)) {
        result += end === at + 1 ? token + tokens[end] : inOneLine;
        at = end;
      } else {
        if (++depth > MOST_DEPTH) return undefined;
        result += token + line();
      }
    } else if (token === "}" || token === "]") {
      depth--;
      result += line() + token;
    } else result += token === "," ? token + line() : spaced(token);
  }
  return result;
}

function spaced(token: string): string {
  return token === "," || token === ":" ? `${token} ` : token;
}

/** The index of the closing token for that of each opening token. */
function endsOf(tokens: readonly string[]): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  const open: number[] = [];
  tokens.forEach((token, index) => {
    if (token === "{" || token === "[") open.push(index);
    else if (token === "}" || token === "]") {
      const start = open.pop();
      if (start !== undefined) ends.set(start, index);
    }
  });
  return ends;
}
