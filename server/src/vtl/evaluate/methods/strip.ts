/** Removes white space as Java does. */

/** `trim()`, which also removes control characters. */
export function trim(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && text.charCodeAt(start) <= 32) start++;
  while (end > start && text.charCodeAt(end - 1) <= 32) end--;
  return text.slice(start, end);
}

const SPACES = /^[\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]$/;

/** `Character.isWhitespace`, which excludes no-break spaces. */
export function isStripped(unit: string): boolean {
  const code = unit.charCodeAt(0);
  return code === 32 || (code >= 9 && code <= 13) || (code >= 28 && code <= 31) || SPACES.test(unit);
}

/** `strip()`, at one end or both. */
export function strip(text: string, leading: boolean, trailing: boolean): string {
  let start = 0;
  let end = text.length;
  while (leading && start < end && isStripped(text.charAt(start))) start++;
  while (trailing && end > start && isStripped(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}
