/**
 * How long a match can get, which Java works out for look-behinds: with 32-bit arithmetic and no more
 * thought than that, so that it takes some unbounded patterns and refuses some bounded ones.
 */
export interface Width {
  readonly max: number;
  readonly isBounded: boolean;
  /** True while there is only one way to match: a repeated group of another kind counts as unbounded. */
  readonly isDeterministic: boolean;
}

export const NO_WIDTH: Width = { max: 0, isBounded: true, isDeterministic: true };
export const ONE: Width = { ...NO_WIDTH, max: 1 };
export const LINE_BREAK: Width = { ...NO_WIDTH, max: 2 };
/** Java does not count `\X` at all. */
export const GRAPHEME: Width = { ...NO_WIDTH, isDeterministic: false };
export const UNBOUNDED: Width = { ...NO_WIDTH, isBounded: false };

/** How often what is repeated may come. */
export interface Repetition {
  readonly min: number;
  readonly max: number;
  readonly mode: "greedy" | "reluctant" | "possessive";
}

export const MAX_REPETITIONS = 0x7fff_ffff;

/** One after the other. */
export function followed(before: Width, after: Width): Width {
  return {
    max: (before.max + after.max) | 0,
    isBounded: before.isBounded && after.isBounded,
    isDeterministic: before.isDeterministic && after.isDeterministic,
  };
}

/** One or another. */
export function either(widths: readonly Width[]): Width {
  if (widths.length === 1 && widths[0]) return widths[0];
  return {
    max: widths.reduce((max, width) => Math.max(max, width.max), -1),
    isBounded: widths.every(({ isBounded }) => isBounded),
    isDeterministic: false,
  };
}

/** What is repeated: one character (which Java treats apart), a group, or anything else. */
export type Repeated = "character" | "group" | "other";

/** `before`, followed by `atom` so many times. */
export function repeated(before: Width, atom: Width, what: Repeated, { min, max, mode }: Repetition): Width {
  if (min === 0 && max === 1) return { ...followed(before, atom), isDeterministic: false };
  const isLoop = what === "group" && mode !== "possessive" && !atom.isDeterministic;
  const isRun = what === "character" && mode === "greedy" && max === MAX_REPETITIONS;
  if (isLoop) return { max: 0, isBounded: false, isDeterministic: false };
  // Java adds the greatest number there is and does not look whether that is still one.
  if (isRun) return { ...before, max: (before.max + max) | 0, isDeterministic: false };
  const total = (Math.imul(atom.max, max) + before.max) | 0;
  return {
    max: total,
    isBounded: before.isBounded && atom.isBounded && total >= before.max,
    isDeterministic: before.isDeterministic && atom.isDeterministic && min === max,
  };
}
