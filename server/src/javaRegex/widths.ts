import type { Repetition } from "./nodes";

/**
 * The maximum length of a match, which Java computes for look-behinds. It uses 32-bit arithmetic that
 * overflows, so it accepts some unbounded patterns and rejects some bounded ones; this does the same.
 */
export interface Width {
  readonly max: number;
  readonly isBounded: boolean;
  /** True if there is only one way to match. Java treats the repetition of any other group as unbounded. */
  readonly isDeterministic: boolean;
}

export const NO_WIDTH: Width = { max: 0, isBounded: true, isDeterministic: true };
export const ONE: Width = { ...NO_WIDTH, max: 1 };
export const LINE_BREAK: Width = { ...NO_WIDTH, max: 2 };
/** Java does not count `\X` at all. */
export const GRAPHEME: Width = { ...NO_WIDTH, isDeterministic: false };
export const UNBOUNDED: Width = { ...NO_WIDTH, isBounded: false };

export const MAX_REPETITIONS = 0x7fff_ffff;

/** The width of two things in a row. */
export function followed(before: Width, after: Width): Width {
  return {
    max: (before.max + after.max) | 0,
    isBounded: before.isBounded && after.isBounded,
    isDeterministic: before.isDeterministic && after.isDeterministic,
  };
}

/** The width of alternatives. */
export function either(widths: readonly Width[]): Width {
  if (widths.length === 1 && widths[0]) return widths[0];
  return {
    max: widths.reduce((max, width) => Math.max(max, width.max), -1),
    isBounded: widths.every(({ isBounded }) => isBounded),
    isDeterministic: false,
  };
}

/** What is repeated: a single character (a special case in Java), a group, or anything else. */
export type Repeated = "character" | "group" | "other";

/** The width of `before` followed by a repeated `atom`. */
export function repeated(before: Width, atom: Width, what: Repeated, { min, max, mode }: Repetition): Width {
  if (min === 0 && max === 1) return { ...followed(before, atom), isDeterministic: false };
  const isLoop = what === "group" && mode !== "possessive" && !atom.isDeterministic;
  const isRun = what === "character" && mode === "greedy" && max === MAX_REPETITIONS;
  if (isLoop) return { max: 0, isBounded: false, isDeterministic: false };
  // Java adds the maximum integer here without checking for overflow.
  if (isRun) return { ...before, max: (before.max + max) | 0, isDeterministic: false };
  const total = (Math.imul(atom.max, max) + before.max) | 0;
  return {
    max: total,
    isBounded: before.isBounded && atom.isBounded && total >= before.max,
    isDeterministic: before.isDeterministic && atom.isDeterministic && min === max,
  };
}
