import { END, isDigit, isHexDigit, isLatinLetter, type Scanner } from "./scanner";

/** What an escape stands for; `code` is the character it names, where it names one. */
export type Escape =
  | { readonly kind: "character"; readonly code: number }
  | { readonly kind: "set" | "anchor" | "backReference" | "lineBreak" | "grapheme" };

/** What an escape may refer to. */
export interface Groups {
  readonly count: number;
  has(name: string): boolean;
}

const CONTROLS: Readonly<Record<string, number>> = { a: 7, e: 27, f: 12, n: 10, r: 13, t: 9 };
const SET: Escape = { kind: "set" };
const ANCHOR: Escape = { kind: "anchor" };
const NOTHING: Escape = { kind: "character", code: END };

/** Reads an escape; the cursor is on its backslash. `\p` is not one of them. */
export function readEscape(
  scanner: Scanner,
  groups: Groups,
  place: "pattern" | "class" | "rangeStart",
): Escape {
  const start = scanner.pos;
  scanner.pos++;
  if (scanner.isAtEnd) {
    scanner.fail("trailingBackslash", start);
    return NOTHING;
  }
  const code = scanner.readRaw();
  const letter = String.fromCodePoint(code);
  const control = Object.hasOwn(CONTROLS, letter) ? CONTROLS[letter] : undefined;
  if (control !== undefined) return { kind: "character", code: control };
  if ("dDhHsSVwW".includes(letter)) return SET;
  switch (letter) {
    case "0":
      return readOctal(scanner, start);
    case "c":
      if (!scanner.isAtEnd) return { kind: "character", code: scanner.read() ^ 64 };
      scanner.fail("controlEscape", start);
      return NOTHING;
    case "N":
      return readCharacterName(scanner, start);
    case "u":
      return readUnicode(scanner, start);
    case "v":
      return place === "rangeStart" ? { kind: "character", code: 11 } : SET;
    case "x":
      return readHex(scanner, start);
  }
  if (place === "pattern") {
    if (isDigit(code)) return readNumber(scanner, code - 0x30, groups);
    if ("AGZzB".includes(letter)) return ANCHOR;
    switch (letter) {
      case "b":
        return readBoundary(scanner, start);
      case "k":
        return readNamedReference(scanner, groups, start);
      case "R":
        return { kind: "lineBreak" };
      case "X":
        return { kind: "grapheme" };
    }
  }
  if (!isLatinLetter(code) && !isDigit(code)) return { kind: "character", code };
  scanner.fail("badEscape", start);
  return NOTHING;
}

/** `\b`, or `\b{g}`; any other brace is a quantifier's. */
function readBoundary(scanner: Scanner, start: number): Escape {
  if (scanner.peek() !== 0x7b || scanner.at(scanner.pos + 1) !== 0x67) return ANCHOR;
  scanner.pos += 2;
  if (scanner.read() !== 0x7d) scanner.fail("badEscape", start);
  return ANCHOR;
}

/** A further digit counts only where a group of that number has begun. */
function readNumber(scanner: Scanner, first: number, groups: Groups): Escape {
  let number = first;
  while (isDigit(scanner.peek())) {
    const longer = number * 10 + scanner.peek() - 0x30;
    if (longer > groups.count) break;
    number = longer;
    scanner.read();
  }
  return { kind: "backReference" };
}

function readNamedReference(scanner: Scanner, groups: Groups, start: number): Escape {
  if (scanner.read() !== 0x3c) scanner.fail("namelessReference", start);
  else {
    const nameStart = scanner.pos;
    const name = readGroupName(scanner, scanner.read());
    if (name !== undefined && !groups.has(name)) scanner.fail("unknownGroupName", nameStart, scanner.pos - 1);
  }
  return { kind: "backReference" };
}

/** Reads a group's name to its `>`; its first character is read already. */
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
        return NOTHING;
      }
      code = scanner.read();
    }
    if (code !== 0x7d) scanner.fail("unclosedHexEscape", start);
    return { kind: "character", code: value };
  }
  scanner.fail("hexEscape", start);
  return NOTHING;
}

/** `\u0041`, or two of them that make a surrogate pair. */
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

/** `\N{LATIN SMALL LETTER A}`. The names themselves are taken on trust: there are 30,000 of them. */
function readCharacterName(scanner: Scanner, start: number): Escape {
  if (scanner.read() !== 0x7b) {
    scanner.fail("characterName", start);
    return NOTHING;
  }
  const nameStart = scanner.pos;
  while (scanner.read() !== 0x7d) {
    if (scanner.isAtEnd) {
      scanner.fail("unclosedCharacterName", start);
      return NOTHING;
    }
  }
  const name = scanner.text(nameStart, scanner.pos - 1);
  if (!/^\s*\w[\w ()-]*$/.test(name)) scanner.fail("characterName", start);
  // Which character it is would matter for ranges only.
  return { kind: "character", code: END };
}
