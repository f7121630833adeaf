/** Java's predefined character classes. */
import type { CharacterSet } from "./nodes";

/** The set without members. */
export const NOTHING: CharacterSet = () => false;
/** The set of all characters. */
export const ANYTHING: CharacterSet = () => true;
export const within =
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

const digit = within(48, 57);
const upper = within(65, 90);
const lower = within(97, 122);
const alpha = oneOf(upper, lower);
const alnum = oneOf(alpha, digit);
const word = oneOf(alnum, (code) => code === 95);
const space: CharacterSet = (code) => code === 32 || (code >= 9 && code <= 13);
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

const SHORTHANDS: ReadonlyMap<string, CharacterSet> = new Map(
  Object.entries({ d: digit, w: word, s: space, h: horizontal, v: vertical }).flatMap(([letter, set]) => [
    [letter, set] as const,
    [letter.toUpperCase(), not(set)] as const,
  ]),
);

/** The set of `\d`, `\W` and the like; undefined for other letters. */
export function shorthand(letter: string): CharacterSet | undefined {
  return SHORTHANDS.get(letter);
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

/** Java's names of properties that JavaScript spells differently. */
const SPELLINGS: ReadonlyMap<string, string> = new Map([
  ["LowerCase", "Lowercase"],
  ["UpperCase", "Uppercase"],
  ["TitleCase", "Lt"],
  ["Titlecase", "Lt"],
  ["Letter", "L"],
  ["Digit", "Nd"],
  ["WhiteSpace", "White_Space"],
  ["Punctuation", "P"],
]);

/** Filled as properties are used: making one costs a compiled regular expression. */
const cache = new Map<string, CharacterSet | undefined>();

/**
 * The set of `\p{name}`; undefined where this engine does not support it.
 * @param name one that Java knows: the sets are kept, so the names must not be arbitrary.
 */
export function property(name: string): CharacterSet | undefined {
  if (!cache.has(name)) cache.set(name, POSIX.get(name) ?? unicodeProperty(name));
  return cache.get(name);
}

function unicodeProperty(name: string): CharacterSet | undefined {
  const inner = name.replace(/^(?:Is|(?:gc|general_category)=)/i, "").replace(/^java(?=[LTU])/, "");
  for (const text of [SPELLINGS.get(inner) ?? inner, `Script=${inner}`]) {
    try {
      const pattern = new RegExp(`^\\p{${text}}$`, "u");
      return (code) => pattern.test(String.fromCodePoint(code));
    } catch {
      // JavaScript does not know the name; it may know the next one.
    }
  }
  return undefined;
}

/** Adds the other case of ASCII letters, which is what Java's `(?i)` does. */
export function anyCase(set: CharacterSet): CharacterSet {
  return (code) => set(code) || (alpha(code) && set(code ^ 32));
}
