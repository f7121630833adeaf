import { readClass } from "./classes";
import { type Groups, readEscape, readGroupName } from "./escapes";
import { readProperty } from "./properties";
import { END, type Flags, isDigit, Scanner } from "./scanner";
import type { JavaRegex, RegexGroup, RegexPart, RegexPartKind } from "./types";
import { expandQuotes } from "./units";
import {
  either,
  followed,
  GRAPHEME,
  LINE_BREAK,
  MAX_REPETITIONS,
  NO_WIDTH,
  ONE,
  type Repeated,
  type Repetition,
  repeated,
  UNBOUNDED,
  type Width,
} from "./widths";

/** A group that is open, or the pattern itself. */
interface Frame {
  readonly start: number;
  readonly kind: "pattern" | "group" | "atomic" | "lookAhead" | "lookBehind";
  /** What holds again behind the group. */
  readonly flags: Flags;
  readonly alternatives: Width[];
  width: Width;
}

interface Atom {
  readonly width: Width;
  readonly what: Repeated;
}

const CHARACTER: Atom = { width: ONE, what: "character" };
const ZERO: Atom = { width: NO_WIDTH, what: "other" };

/**
 * Reads a pattern as `java.util.regex.Pattern` of JDK 17 does, up to the first thing that it refuses. Groups
 * nest without recursion.
 */
export function parseJavaRegex(text: string): JavaRegex {
  const scanner = new Scanner(expandQuotes(text));
  const parts: RegexPart[] = [];
  const groups: RegexGroup[] = [];
  const names = new Set<string>();
  const known: Groups = {
    get count() {
      return groups.length;
    },
    has: (name) => names.has(name),
  };
  const open = (start: number, kind: Frame["kind"]): Frame => ({
    start,
    kind,
    flags: scanner.flags,
    alternatives: [],
    width: NO_WIDTH,
  });
  let frame = open(0, "pattern");
  const frames: Frame[] = [];
  const add = (kind: RegexPartKind, start: number): void => {
    if (!scanner.fault) parts.push({ kind, span: scanner.span(start, scanner.pos), depth: frames.length });
  };

  const repeat = (atom: Atom): void => {
    scanner.peek();
    const start = scanner.pos;
    const repetition = readRepetition(scanner);
    if (repetition) add("quantifier", start);
    frame.width = repetition
      ? repeated(frame.width, atom.width, atom.what, repetition)
      : followed(frame.width, atom.width);
  };

  const enter = (): void => {
    const start = scanner.pos;
    const saved = scanner.flags;
    if (scanner.next() !== 0x3f) {
      groups.push({ span: scanner.span(start, start + 1) });
      scanner.pos = start + 1;
      add("open", start);
      frames.push(frame);
      frame = { ...open(start, "group"), flags: saved };
      return;
    }
    const kind = readGroupKind(scanner, start, (name, nameStart) => {
      if (names.has(name)) scanner.fail("duplicateGroupName", nameStart, scanner.pos - 1);
      names.add(name);
      groups.push({ span: scanner.span(start, start + 1), name });
    });
    add(kind === "flags" ? "flags" : "open", start);
    if (kind === "flags" || scanner.fault) return;
    frames.push(frame);
    frame = { ...open(start, kind), flags: saved };
  };

  /** What a closed group is to the sequence around it. */
  const finish = (closing: Frame): Atom => {
    const width = either([...closing.alternatives, closing.width]);
    if (closing.kind === "lookBehind" && !width.isBounded) {
      scanner.fail("unboundedLookBehind", closing.start, scanner.pos + 1);
    }
    if (closing.kind === "lookBehind" || closing.kind === "lookAhead") return ZERO;
    return { width, what: closing.kind === "atomic" ? "other" : "group" };
  };

  const leave = (): void => {
    const start = scanner.pos;
    const parent = frames.at(-1);
    if (!parent) {
      scanner.fail("unmatchedClose", start, start + 1);
      return;
    }
    const closed = finish(frame);
    if (scanner.fault) return;
    scanner.pos = start + 1;
    scanner.flags = frame.flags;
    frames.pop();
    frame = parent;
    add("close", start);
    repeat(closed);
  };

  const readAtom = (code: number): Atom => {
    const start = scanner.pos;
    switch (code) {
      case 0x5b: // [
        readClass(scanner, known);
        add("class", start);
        return CHARACTER;
      case 0x5e: // ^
      case 0x24: // $
        scanner.pos++;
        add("anchor", start);
        return ZERO;
      case 0x2e: // .
        scanner.pos++;
        add("any", start);
        return CHARACTER;
      case 0x7b: // {, which repeats nothing at all here
        return ZERO;
      case 0x5c: {
        const letter = scanner.at(start + 1);
        if (letter === 0x70 || letter === 0x50) {
          readProperty(scanner);
          add("property", start);
          return CHARACTER;
        }
        const { kind } = readEscape(scanner, known, "pattern");
        if (kind === "anchor" || kind === "backReference") add(kind, start);
        else add("escape", start);
        if (kind === "anchor") return ZERO;
        if (kind === "backReference") return { width: UNBOUNDED, what: "other" };
        if (kind === "grapheme") return { width: GRAPHEME, what: "other" };
        return kind === "lineBreak" ? { width: LINE_BREAK, what: "other" } : CHARACTER;
      }
      default:
        scanner.pos++;
        add("literal", start);
        return CHARACTER;
    }
  };

  while (!scanner.fault) {
    const code = scanner.peek();
    const start = scanner.pos;
    if (code === END && scanner.isAtEnd) break;
    if (code === 0x28) enter();
    else if (code === 0x29) leave();
    else if (code === 0x7c) {
      scanner.pos++;
      add("alternation", start);
      frame.alternatives.push(frame.width);
      frame.width = NO_WIDTH;
    } else if (code === 0x2a || code === 0x2b || code === 0x3f) {
      scanner.fail("danglingQuantifier", start, start + 1);
    } else {
      const atom = readAtom(code);
      if (!scanner.fault) repeat(atom);
    }
  }
  if (!scanner.fault && frames.length > 0) {
    finish(frame);
    scanner.fail("unclosedGroup", frame.start, frame.start + 1);
  }
  return { text, parts, groups, ...(scanner.fault && { fault: scanner.fault }) };
}

type GroupKind = "flags" | Exclude<Frame["kind"], "pattern">;

/** Reads what follows `(?`; the cursor is on the question mark. */
function readGroupKind(
  scanner: Scanner,
  start: number,
  define: (name: string, nameStart: number) => void,
): GroupKind {
  scanner.pos++;
  const code = scanner.readRaw();
  switch (code) {
    case 0x3a: // :
      return "group";
    case 0x3d: // =
    case 0x21: // !
      return "lookAhead";
    case 0x3e: // >
      return "atomic";
    case 0x3c: {
      const first = scanner.read();
      if (first === 0x3d || first === 0x21) return "lookBehind";
      const nameStart = scanner.pos - 1;
      const name = readGroupName(scanner, first);
      if (name !== undefined) define(name, nameStart);
      return "group";
    }
    case 0x24: // $
    case 0x40: // @
      scanner.fail("unknownGroupType", start);
      return "group";
    default: {
      scanner.pos--;
      readFlags(scanner);
      const end = scanner.read();
      if (end === 0x29) return "flags";
      if (end !== 0x3a) scanner.fail("unknownFlag", scanner.pos - 1);
      return "group";
    }
  }
}

/** Reads `imsx-d`; a flag counts from the very next unit on. */
function readFlags(scanner: Scanner): void {
  let isOn = true;
  for (let code = scanner.peek(); ; code = scanner.next()) {
    switch (code) {
      case 0x78: // x
        scanner.flags = { ...scanner.flags, comments: isOn };
        break;
      case 0x64: // d
        scanner.flags = { ...scanner.flags, unixLines: isOn };
        break;
      case 0x55: // U
        scanner.flags = { ...scanner.flags, unicodeClasses: isOn };
        break;
      case 0x69: // i
      case 0x6d: // m
      case 0x73: // s
      case 0x75: // u
      case 0x63: // c
        break;
      case 0x2d: // -
        if (!isOn) return;
        isOn = false;
        break;
      default:
        return;
    }
  }
}

/** Reads `?`, `*`, `+` or `{1,2}` with what may follow it; undefined where nothing is repeated. */
function readRepetition(scanner: Scanner): Repetition | undefined {
  const code = scanner.peek();
  const start = scanner.pos;
  let min = 0;
  let max = MAX_REPETITIONS;
  switch (code) {
    case 0x3f:
      max = 1;
      scanner.next();
      break;
    case 0x2a:
      scanner.next();
      break;
    case 0x2b:
      min = 1;
      scanner.next();
      break;
    case 0x7b: {
      const counts = readCounts(scanner, start);
      if (!counts) return undefined;
      ({ min, max } = counts);
      break;
    }
    default:
      return undefined;
  }
  const suffix = scanner.peek();
  if (suffix !== 0x3f && suffix !== 0x2b) return { min, max, mode: "greedy" };
  scanner.pos++;
  return { min, max, mode: suffix === 0x3f ? "reluctant" : "possessive" };
}

function readCounts(
  scanner: Scanner,
  start: number,
): { readonly min: number; readonly max: number } | undefined {
  if (!isDigit(scanner.at(start + 1))) {
    scanner.fail("badRepetition", start, start + 1);
    return undefined;
  }
  scanner.pos = start + 1;
  const readNumber = (): number => {
    let value = 0;
    while (isDigit(scanner.peek())) value = value * 10 + scanner.read() - 0x30;
    return value;
  };
  const min = readNumber();
  let max = min;
  if (scanner.peek() === 0x2c) {
    scanner.pos++;
    max = isDigit(scanner.peek()) ? readNumber() : MAX_REPETITIONS;
  }
  if (min > MAX_REPETITIONS || max > MAX_REPETITIONS) {
    scanner.fail("repetitionRange", start);
    return undefined;
  }
  if (scanner.peek() !== 0x7d) {
    scanner.fail("unclosedRepetition", start);
    return undefined;
  }
  scanner.pos++;
  if (max < min) {
    scanner.fail("repetitionRange", start);
    return undefined;
  }
  return { min, max };
}
