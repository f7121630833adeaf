/** What `String` does with patterns. */

import { JavaFault } from "../vtl/evaluate/stops";
import type { Budget } from "../vtl/values";
import { parseJavaRegex } from ".";
import { parsePattern } from "./compile";
import { type Match, Matcher } from "./match";
import type { CompiledPattern } from "./nodes";

const PLAIN = /^(?:[^\\^$.|?*+()[\]{}]|\\[^A-Za-z0-9])+$/;

/** Compiles a pattern; faults where Java refuses it. */
export function compilePattern(text: string): CompiledPattern {
  if (PLAIN.test(text)) {
    const literal = text.replace(/\\(.)/gs, "$1");
    return {
      root: { kind: "literal", text: literal, ignoreCase: false },
      groups: 0,
      names: NO_NAMES,
      literal,
    };
  }
  const { fault } = parseJavaRegex(text);
  if (fault !== undefined)
    throw new JavaFault(`Java refuses the pattern \`${text.slice(0, 60)}\`: ${fault.kind}.`);
  return parsePattern(text);
}

const NO_NAMES: ReadonlyMap<string, number> = new Map();

export function matchesPattern(pattern: CompiledPattern, text: string, budget: Budget): boolean {
  return new Matcher(pattern, text, budget).matches();
}

export function replacePattern(
  pattern: CompiledPattern,
  text: string,
  replacement: string,
  all: boolean,
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
    if (!all || after(match) > text.length) break;
  }
  budget.spend(text.length - last);
  return result + text.slice(last);
}

/** Where the next match is looked for: behind an empty one, one further. */
function after([start = 0, end = 0]: Match): number {
  return end > start ? end : end + 1;
}

/** `$1`, `${name}` and `\$` of a replacement. */
function expand(replacement: string, match: Match, text: string, pattern: CompiledPattern): string {
  if (!replacement.includes("$") && !replacement.includes("\\")) return replacement;
  let result = "";
  for (let at = 0; at < replacement.length; at++) {
    const character = replacement.charAt(at);
    if (character === "\\") {
      if (++at === replacement.length) throw new JavaFault("The replacement ends in a backslash.");
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
  { groups, names }: CompiledPattern,
): { readonly group: number; readonly length: number } {
  const name = /^\{([A-Za-z][A-Za-z0-9]*)\}/.exec(replacement.slice(at, at + 100));
  if (name !== null) {
    const group = names.get(name[1] ?? "");
    if (group === undefined) throw new JavaFault(`The pattern has no group \`${name[1]}\`.`);
    return { group, length: name[0].length };
  }
  const digit = (index: number): number => replacement.charCodeAt(index) - 48;
  let group = digit(at);
  if (!(group >= 0 && group <= 9)) throw new JavaFault("The replacement has a `$` without a group's number.");
  let length = 1;
  while (digit(at + length) >= 0 && digit(at + length) <= 9 && group * 10 + digit(at + length) <= groups) {
    group = group * 10 + digit(at + length++);
  }
  if (group > groups) throw new JavaFault(`The pattern has no group ${group}.`);
  return { group, length };
}

export function splitPattern(
  pattern: CompiledPattern,
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
    // An empty match at the start gives no empty piece.
    if (end > 0 && !(start === end && start === text.length && last === text.length)) {
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
