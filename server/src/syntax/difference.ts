import type { TextEdit } from "./change";

/**
 * Returns one edit that turns a text into another, without their common start and end; none if they are equal. Does
 * not split surrogate pairs.
 */
export function difference(before: string, after: string): readonly TextEdit[] {
  if (before === after) return [];
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  if (splitsPair(before, start) || splitsPair(after, start)) start--;
  const longest = shorter - start;
  let end = 0;
  while (
    end < longest &&
    before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)
  ) {
    end++;
  }
  if (splitsPair(before, before.length - end) || splitsPair(after, after.length - end)) end--;
  return [{ span: { start, end: before.length - end }, newText: after.slice(start, after.length - end) }];
}

/** True between the two halves of a surrogate pair. */
export function splitsPair(text: string, offset: number): boolean {
  return (text.charCodeAt(offset - 1) & 0xfc00) === 0xd800 && (text.charCodeAt(offset) & 0xfc00) === 0xdc00;
}
