/** Java's predefined character classes. */
import type { CharacterSet } from "./nodes";

const within =
  (from: number, to: number): CharacterSet =>
  (code) =>
    code >= from && code <= to;
export const oneOf =
  (...sets: readonly CharacterSet[]): CharacterSet =>
  (code) =>
    sets.some((has) => has(code));
export const not =
  (set: CharacterSet): CharacterSet =>
  (code) =>
    !set(code);
export const both =
  (a: CharacterSet, b: CharacterSet): CharacterSet =>
  (code) =>
    a(code) && b(code);
export { within };

export const digit = within(48, 57);
const upper = within(65, 90);
const lower = within(97, 122);
const alpha = oneOf(upper, lower);
const alnum = oneOf(alpha, digit);
export const word = oneOf(alnum, (code) => code === 95);
export const space: CharacterSet = (code) => code === 32 || (code >= 9 && code <= 13);
const blank: CharacterSet = (code) => code === 32 || code === 9;
const horizontal: CharacterSet = (code) =>
  blank(code) ||
  code === 0xa0 ||
  code === 0x1680 ||
  code === 0x180e ||
  (code >= 0x2000 && code <= 0x200a) ||
  code === 0x202f ||
  code === 0x205f ||
  code === 0x3000;
export const lineBreak: CharacterSet = (code) =>
  code === 10 || code === 13 || code === 0x85 || code === 0x2028 || code === 0x2029;
const vertical: CharacterSet = (code) =>
  (code >= 10 && code <= 13) || code === 0x85 || code === 0x2028 || code === 0x2029;
const punctuation = oneOf(within(33, 47), within(58, 64), within(91, 96), within(123, 126));

/** The class behind a backslash, `\d`; undefined for a letter that is none. */
export function shorthand(letter: string): CharacterSet | undefined {
  const sets: Readonly<Record<string, CharacterSet>> = {
    d: digit,
    w: word,
    s: space,
    h: horizontal,
    v: vertical,
  };
  const set = sets[letter.toLowerCase()];
  return set && (letter === letter.toLowerCase() ? set : not(set));
}

const POSIX: ReadonlyMap<string, CharacterSet> = new Map([
  ["Lower", lower],
  ["Upper", upper],
  ["ASCII", within(0, 127)],
  ["Alpha", alpha],
  ["Digit", digit],
  ["Alnum", alnum],
  ["Punct", punctuation],
  ["Graph", oneOf(alnum, punctuation)],
  ["Print", within(32, 126)],
  ["Blank", blank],
  ["Cntrl", oneOf(within(0, 31), (code) => code === 127)],
  ["XDigit", oneOf(digit, within(65, 70), within(97, 102))],
  ["Space", space],
]);

/** `\p{name}`; undefined for one that is not known here. */
export function property(name: string): CharacterSet | undefined {
  const posix = POSIX.get(name);
  if (posix !== undefined) return posix;
  const inner = name.replace(/^Is/, "").replace(/^(?:javaL|javaU)(.*)$/, (all) => all.slice(4));
  const javaNames: Readonly<Record<string, string>> = {
    LowerCase: "Lowercase",
    UpperCase: "Uppercase",
    Lowercase: "Lowercase",
    Uppercase: "Uppercase",
    Letter: "L",
    Digit: "Nd",
    Alphabetic: "Alphabetic",
    White_Space: "White_Space",
    WhiteSpace: "White_Space",
    Punctuation: "P",
  };
  for (const text of [javaNames[inner] ?? inner, `Script=${inner}`]) {
    try {
      const pattern = new RegExp(`^\\p{${text}}$`, "u");
      return (code) => pattern.test(String.fromCodePoint(code));
    } catch {
      // Not a name that JavaScript knows; the next one may be.
    }
  }
  return undefined;
}

/** With the other case of ASCII letters, which is what Java's `(?i)` means. */
export function anyCase(set: CharacterSet): CharacterSet {
  return (code) => set(code) || (alpha(code) && set(code ^ 32));
}
