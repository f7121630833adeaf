import { compilePattern, matchesPattern } from "../../javaRegex/pattern";
import { JavaFault } from "../evaluate/stops";
import type { Budget } from "../values";

/** A regular expression of a filter: `/…/` or `/…/i`. */
export interface Pattern {
  readonly kind: "pattern";
  readonly source: string;
  readonly compiled: ReturnType<typeof compilePattern>;
}

/** Compiles what stands between the slashes; undefined for what Java refuses. */
export function compileFilterPattern(source: string, ignoreCase: boolean): Pattern | undefined {
  try {
    return { kind: "pattern", source, compiled: compilePattern(ignoreCase ? `(?i)${source}` : source) };
  } catch (error) {
    if (error instanceof JavaFault) return undefined;
    throw error;
  }
}

/** True where the whole text matches. */
export function matchesWhole(pattern: Pattern, text: string, budget: Budget): boolean {
  return matchesPattern(pattern.compiled, text, budget);
}
