import { type CompiledRegex, compileJavaRegex, matchesWhole, RegexError } from "../../javaRegex";
import type { Budget } from "../values";

/** A regular expression in a filter: `/…/` or `/…/i`. */
export interface Pattern {
  readonly kind: "pattern";
  readonly source: string;
  readonly compiled: CompiledRegex;
}

/** Compiles the text between the slashes; undefined if Java rejects it. */
export function compileFilterPattern(source: string, ignoreCase: boolean): Pattern | undefined {
  try {
    return { kind: "pattern", source, compiled: compileJavaRegex(ignoreCase ? `(?i)${source}` : source) };
  } catch (error) {
    if (error instanceof RegexError) return undefined;
    throw error;
  }
}

/**
 * Whether the whole text matches.
 * @throws RegexError if the match nests too deeply, and whatever `budget` throws.
 */
export function matchesPattern(pattern: Pattern, text: string, budget: Budget): boolean {
  return matchesWhole(pattern.compiled, text, budget);
}
