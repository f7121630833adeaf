/** Matching, replacing and splitting as `java.lang.String` does. */
import type { Budget } from "./budget";
import type { CompiledRegex } from "./compile";
import { RegexError } from "./errors";
import { type Match, Matcher } from "./match";

/**
 * Whether the whole text matches, as in Java's `matches`.
 * @throws RegexError if the match nests too deeply, and whatever `budget` throws.
 */
export function matchesWhole(pattern: CompiledRegex, text: string, budget: Budget): boolean {
  return new Matcher(pattern, text, budget).matches();
}

/**
 * Replaces the first match or all of them, as in Java's `replaceFirst` and `replaceAll`.
 * @param replacement may contain `$1`, `${name}` and `\$`.
 * @throws RegexError if the replacement is malformed or the match nests too deeply, and whatever `budget` throws.
 */
export function replaceMatches(
  pattern: CompiledRegex,
  text: string,
  replacement: string,
  which: "first" | "all",
  budget: Budget,
): string {
  const matcher = new Matcher(pattern, text, budget);
  let result = "";
  let last = 0;
  for (let match = matcher.find(0); match !== undefined; match = matcher.find(after(match))) {
    const [start = 0, end = 0] = match;
    const by = expand(replacement, match, text, pattern);
    budget.spend(start - last + by.length + 16);
    result += text.slice(last, start) + by;
    last = end;
    if (which === "first" || after(match) > text.length) break;
  }
  budget.spend(text.length - last);
  return result + text.slice(last);
}

/** The offset from which the next match is searched: after an empty match, one further. */
function after([start = 0, end = 0]: Match): number {
  return end > start ? end : end + 1;
}

/** Fills in `$1`, `${name}` and `\$` of a replacement. */
function expand(replacement: string, match: Match, text: string, pattern: CompiledRegex): string {
  if (!replacement.includes("$") && !replacement.includes("\\")) return replacement;
  let result = "";
  for (let at = 0; at < replacement.length; at++) {
    const character = replacement.charAt(at);
    if (character === "\\") {
      if (++at === replacement.length)
        throw new RegexError("The replacement ends with a backslash that escapes nothing.");
      result += replacement.charAt(at);
    } else if (character === "$") {
      const { group, length } = groupAt(replacement, at + 1, pattern);
      at += length;
      const start = match[group * 2] ?? -1;
      if (start >= 0) result += text.slice(start, match[group * 2 + 1]);
    } else result += character;
  }
  return result;
}

function groupAt(
  replacement: string,
  at: number,
  { groups, names }: CompiledRegex,
): { readonly group: number; readonly length: number } {
  const name = /^\{([A-Za-z][A-Za-z0-9]*)\}/.exec(replacement.slice(at, at + 100));
  if (name !== null) {
    const group = names.get(name[1] ?? "");
    if (group === undefined) throw new RegexError(`The pattern has no group \`${name[1]}\`.`);
    return { group, length: name[0].length };
  }
  const digit = (index: number): number => replacement.charCodeAt(index) - 48;
  let group = digit(at);
  if (!(group >= 0 && group <= 9))
    throw new RegexError("Expected a group number or `{name}` after `$` in the replacement.");
  let length = 1;
  while (digit(at + length) >= 0 && digit(at + length) <= 9 && group * 10 + digit(at + length) <= groups) {
    group = group * 10 + digit(at + length++);
  }
  if (group > groups)
    throw new RegexError(`The replacement refers to group ${group}, which the pattern does not have.`);
  return { group, length };
}

/**
 * Splits a text at the matches, as in Java's `split`.
 * @param limit the maximum number of pieces if positive; 0 drops empty pieces at the end, a negative one keeps them.
 * @throws RegexError if a match nests too deeply, and whatever `budget` throws.
 */
export function splitAtMatches(
  pattern: CompiledRegex,
  text: string,
  limit: number,
  budget: Budget,
): string[] {
  const matcher = new Matcher(pattern, text, budget);
  const pieces: string[] = [];
  let last = 0;
  for (let match = matcher.find(0); match !== undefined; match = matcher.find(after(match))) {
    if (limit > 0 && pieces.length === limit - 1) break;
    const [start = 0, end = 0] = match;
    budget.spend(16);
    // An empty match at the start does not produce an empty piece.
    if (end > 0) {
      pieces.push(text.slice(last, start));
      last = end;
    }
    if (after(match) > text.length) break;
  }
  if (pieces.length === 0) return [text];
  pieces.push(text.slice(last));
  if (limit === 0) while (pieces.length > 0 && pieces.at(-1) === "") pieces.pop();
  return pieces;
}
