import type { AssertionKind, CharacterSet } from "./nodes";
import { END, isDigit, isHexDigit, isLatinLetter, type Scanner } from "./scanner";
import { shorthand } from "./sets";

/** What an escape means. */
export type Escape =
  | { readonly kind: "character"; readonly code: number }
  | { readonly kind: "set"; readonly has: CharacterSet }
  | { readonly kind: "anchor"; readonly what: AssertionKind }
  | { readonly kind: "backReference"; readonly index: number }
  | { readonly kind: "lineBreak" | "grapheme" };

/** The capturing groups that an escape can refer to: those that have begun before it. */
export interface Groups {
  readonly count: number;
  /** The number of the group with this name. */
  indexOf(name: string): number | undefined;
}

const CONTROLS: Readonly<Record<string, number>> = { a: 7, e: 27, f: 12, n: 10, r: 13, t: 9 };
const ANCHORS: Readonly<Record<string, AssertionKind>> = {
  A: "start",
  Z: "endOrBreak",
  z: "end",
  B: "notWord",
};
const NO_CHARACTER: Escape = { kind: "character", code: END };

/** Reads an escape other than `\p`, with the cursor on its backslash. */
export function readEscape(
  scanner: Scanner,
  groups: Groups,
  place: "pattern" | "class" | "rangeStart",
): Escape {
  const start = scanner.pos;
  scanner.pos++;
  if (scanner.isAtEnd) {
    scanner.fail("trailingBackslash", start);
    return NO_CHARACTER;
  }
  const code = scanner.readRaw();
  const letter = String.fromCodePoint(code);
  const control = Object.hasOwn(CONTROLS, letter) ? CONTROLS[letter] : undefined;
  if (control !== undefined) return { kind: "character", code: control };
  const has = shorthand(letter);
  if (has && letter !== "v") return { kind: "set", has };
  switch (letter) {
    case "0":
      return readOctal(scanner, start);
    case "c":
      if (!scanner.isAtEnd) return { kind: "character", code: scanner.read() ^ 64 };
      scanner.fail("controlEscape", start);
      return NO_CHARACTER;
    case "N":
      return readCharacterName(scanner, start);
    case "u":
      return readUnicode(scanner, start);
    case "v":
      return place === "rangeStart" || !has ? { kind: "character", code: 11 } : { kind: "set", has };
    case "x":
      return readHex(scanner, start);
  }
  if (place === "pattern") {
    if (isDigit(code)) return readNumber(scanner, code - 0x30, groups);
    const what = Object.hasOwn(ANCHORS, letter) ? ANCHORS[letter] : undefined;
    if (what) return { kind: "anchor", what };
    switch (letter) {
      case "G":
        scanner.reject("`\\G`");
        return { kind: "anchor", what: "start" };
      case "b":
        return readBoundary(scanner, start);
      case "k":
        return readNamedReference(scanner, groups, start);
      case "R":
        scanner.reject("`\\R`");
        return { kind: "lineBreak" };
      case "X":
        scanner.reject("`\\X`");
        return { kind: "grapheme" };
    }
  }
  if (!isLatinLetter(code) && !isDigit(code)) return { kind: "character", code };
  scanner.fail("badEscape", start);
  return NO_CHARACTER;
}

/** `\b`, or `\b{g}`; any other brace belongs to a quantifier. */
function readBoundary(scanner: Scanner, start: number): Escape {
  if (scanner.peek() === 0x7b && scanner.at(scanner.pos + 1) === 0x67) {
    scanner.pos += 2;
    if (scanner.read() !== 0x7d) scanner.fail("badEscape", start);
    scanner.reject("`\\b{g}`");
  }
  return { kind: "anchor", what: "word" };
}

/** A further digit belongs to the number only if a group with that number has begun. */
function readNumber(scanner: Scanner, first: number, groups: Groups): Escape {
  let number = first;
  while (isDigit(scanner.peek())) {
    const longer = number * 10 + scanner.peek() - 0x30;
    if (longer > groups.count) break;
    number = longer;
    scanner.read();
  }
  return { kind: "backReference", index: number };
}

function readNamedReference(scanner: Scanner, groups: Groups, start: number): Escape {
  const none: Escape = { kind: "backReference", index: 0 };
  if (scanner.read() !== 0x3c) {
    scanner.fail("namelessReference", start);
    return none;
  }
  const nameStart = scanner.pos;
  const name = readGroupName(scanner, scanner.read());
  if (name === undefined) return none;
  const index = groups.indexOf(name);
  if (index === undefined) scanner.fail("unknownGroupName", nameStart, scanner.pos - 1);
  return { kind: "backReference", index: index ?? 0 };
}

/** Reads a group's name up to its `>`, given its first character. */
export function readGroupName(scanner: Scanner, first: number): string | undefined {
  const start = scanner.pos - 1;
  if (!isLatinLetter(first)) {
    scanner.fail("groupName", start);
    return undefined;
  }
  let name = "";
  let code = first;
  while (isLatinLetter(code) || isDigit(code)) {
    name += String.fromCodePoint(code);
    code = scanner.read();
  }
  if (code === 0x3e) return name;
  scanner.fail("unclosedGroupName", start);
  return undefined;
}

const isOctal = (code: number): boolean => code >= 0x30 && code <= 0x37;

/** One to three octal digits, up to 377. */
function readOctal(scanner: Scanner, start: number): Escape {
  let value = 0;
  let digits = 0;
  while (digits < 3) {
    const code = scanner.read();
    if (!isOctal(code) || (digits === 2 && value > 0o37)) {
      scanner.pos--;
      break;
    }
    value = value * 8 + code - 0x30;
    digits++;
  }
  if (digits === 0) scanner.fail("octalEscape", start, scanner.pos + 1);
  return { kind: "character", code: value };
}

function hexValue(code: number): number {
  return Number.parseInt(String.fromCodePoint(code), 16);
}

/** `\x41` or `\x{1F600}`. */
function readHex(scanner: Scanner, start: number): Escape {
  const first = scanner.read();
  if (isHexDigit(first)) {
    const second = scanner.read();
    if (isHexDigit(second)) return { kind: "character", code: hexValue(first) * 16 + hexValue(second) };
  } else if (first === 0x7b && isHexDigit(scanner.peek())) {
    let value = 0;
    let code = scanner.read();
    while (isHexDigit(code)) {
      value = value * 16 + hexValue(code);
      if (value > 0x10ffff) {
        scanner.fail("hexTooBig", start);
        return NO_CHARACTER;
      }
      code = scanner.read();
    }
    if (code !== 0x7d) scanner.fail("unclosedHexEscape", start);
    return { kind: "character", code: value };
  }
  scanner.fail("hexEscape", start);
  return NO_CHARACTER;
}

/** `\u0041`, or two of them that form a surrogate pair. */
function readUnicode(scanner: Scanner, start: number): Escape {
  const high = readFourDigits(scanner, start);
  if (high < 0xd800 || high > 0xdbff) return { kind: "character", code: high };
  const before = scanner.pos;
  if (scanner.read() === 0x5c && scanner.read() === 0x75) {
    const low = readFourDigits(scanner, before);
    if (low >= 0xdc00 && low <= 0xdfff) {
      return { kind: "character", code: 0x10000 + ((high - 0xd800) << 10) + low - 0xdc00 };
    }
  }
  if (!scanner.fault) scanner.pos = before;
  return { kind: "character", code: high };
}

function readFourDigits(scanner: Scanner, start: number): number {
  let value = 0;
  for (let i = 0; i < 4; i++) {
    const code = scanner.read();
    if (!isHexDigit(code)) {
      scanner.fail("unicodeEscape", start);
      return 0;
    }
    value = value * 16 + hexValue(code);
  }
  return value;
}

/** `\N{LATIN SMALL LETTER A}`. The names are not checked: there are 30,000 of them. */
function readCharacterName(scanner: Scanner, start: number): Escape {
  if (scanner.read() !== 0x7b) {
    scanner.fail("characterName", start);
    return NO_CHARACTER;
  }
  const nameStart = scanner.pos;
  while (scanner.read() !== 0x7d) {
    if (scanner.isAtEnd) {
      scanner.fail("unclosedCharacterName", start);
      return NO_CHARACTER;
    }
  }
  const name = scanner.text(nameStart, scanner.pos - 1);
  if (!/^\s*\w[\w ()-]*$/.test(name)) scanner.fail("characterName", start);
  scanner.reject(`\`\\N{${name}}\``);
  return { kind: "character", code: END };
}
