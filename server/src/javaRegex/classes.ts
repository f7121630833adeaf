import { type Groups, readEscape } from "./escapes";
import type { CharacterSet } from "./nodes";
import { readProperty } from "./properties";
import { END, isLatinLetter, type Scanner } from "./scanner";
import { anyCase, NOTHING, not, within } from "./sets";

const OPEN = 0x5b;
const CLOSE = 0x5d;
const AND = 0x26;
const CARET = 0x5e;
const DASH = 0x2d;
const BACKSLASH = 0x5c;

/** Nested classes that can be matched: asking a set asks the sets in it, with recursion. */
const MAX_DEPTH = 200;

/**
 * A class that is being read: a bracketed one, possibly within another, or the right side of `&&`. Java
 * collects single Latin-1 characters aside, in one set per class, and adds this set when it comes to an operator
 * or the end. Where both follow (`[ab&&[bc]&d]`) the result is not what one would expect; this does the same.
 */
interface Frame {
  readonly start: number;
  /** False for the right side of `&&`, which ends with the bracket of the class around it. */
  readonly isBracketed: boolean;
  readonly isNegative: boolean;
  /** Applied one after the other, starting with no characters. */
  readonly operations: Operation[];
  readonly singles: Set<number>;
  hasSingles: boolean;
  /** What was read last, unless it was a single. */
  last: CharacterSet | undefined;
  /** While the right side of `&&` is read: the sets that it consists of. */
  right: CharacterSet[] | undefined;
}

interface Operation {
  readonly kind: "or" | "and";
  readonly set: CharacterSet;
}

/** Reads a character class, with the cursor on its bracket. Classes nest without recursion. */
export function readClass(scanner: Scanner, groups: Groups): CharacterSet {
  const frames: Frame[] = [];
  const enter = (start: number, isBracketed: boolean): number => {
    const code = scanner.next();
    const isNegative = code === CARET && scanner.at(scanner.pos - 1) === OPEN;
    frames.push({
      start,
      isBracketed,
      isNegative,
      operations: [],
      singles: new Set(),
      hasSingles: false,
      last: undefined,
      right: undefined,
    });
    if (frames.length > MAX_DEPTH) scanner.reject(`more than ${MAX_DEPTH} nested character classes`);
    return isNegative ? scanner.next() : code;
  };
  let code = enter(scanner.pos, true);
  for (let frame = frames.at(-1); frame && !scanner.fault; frame = frames.at(-1)) {
    if (frame.right) {
      if (code === OPEN) code = enter(scanner.pos, true);
      else if (code !== CLOSE && code !== AND) {
        scanner.pos--;
        code = enter(scanner.pos + 1, false);
      } else if (!intersect(frame, frame.right)) scanner.fail("badClass", frame.start);
      continue;
    }
    if (code === OPEN) {
      code = enter(scanner.pos, true);
      continue;
    }
    if (code === AND) {
      if (scanner.next() === AND) {
        frame.right = [];
        code = scanner.next();
        continue;
      }
      scanner.pos--;
    }
    if (code === END && scanner.isAtEnd) {
      const opened = frames.findLast(({ isBracketed }) => isBracketed) ?? frame;
      scanner.fail("unclosedClass", opened.start, opened.start + 1);
      break;
    }
    if (code === CLOSE && hasContent(frame)) {
      if (frame.isBracketed) scanner.next();
      frames.pop();
      const set = frames.length < MAX_DEPTH ? setOf(frame) : NOTHING;
      const outer = frames.at(-1);
      if (!outer) return set;
      if (outer.right) outer.right.push(set);
      else include(outer, set);
      code = scanner.peek();
      continue;
    }
    readRange(scanner, groups, frame);
    code = scanner.peek();
  }
  return NOTHING;
}

function hasContent({ hasSingles, operations }: Frame): boolean {
  return hasSingles || operations.length > 0;
}

function include(frame: Frame, set: CharacterSet): void {
  frame.last = set;
  frame.operations.push({ kind: "or", set });
}

function includeSingle({ flags }: Scanner, frame: Frame, code: number): void {
  if (code >= 0x100) {
    include(frame, within(code, code));
    return;
  }
  frame.singles.add(code);
  if (flags.ignoreCase && isLatinLetter(code)) frame.singles.add(code ^ 32);
  frame.hasSingles = true;
  frame.last = undefined;
}

function addSingles(frame: Frame): void {
  const { singles } = frame;
  if (frame.hasSingles) frame.operations.push({ kind: "or", set: (code) => singles.has(code) });
  frame.hasSingles = false;
}

/** Applies `&&` and its right side; false where both sides are empty. Without a right side it repeats the last set. */
function intersect(frame: Frame, right: readonly CharacterSet[]): boolean {
  const isFirst = !hasContent(frame);
  addSingles(frame);
  frame.right = undefined;
  const set = right.length > 0 ? anyOf(right) : frame.last;
  if (right.length > 0) frame.last = set;
  if (set) frame.operations.push({ kind: isFirst ? "or" : "and", set });
  return !isFirst || set !== undefined;
}

function anyOf(sets: readonly CharacterSet[]): CharacterSet {
  return (code) => sets.some((has) => has(code));
}

function setOf(frame: Frame): CharacterSet {
  addSingles(frame);
  const { operations } = frame;
  const has: CharacterSet = (code) => {
    let isIn = false;
    for (const { kind, set } of operations) if (isIn === (kind === "and")) isIn = set(code);
    return isIn;
  };
  return frame.isNegative ? not(has) : has;
}

/** Reads one character, a range of them, or an escape for a set. */
function readRange(scanner: Scanner, groups: Groups, frame: Frame): void {
  let low = scanner.peek();
  const start = scanner.pos;
  if (low === BACKSLASH) {
    const letter = scanner.at(start + 1);
    if (letter === 0x70 || letter === 0x50) {
      include(frame, readProperty(scanner));
      return;
    }
    const isRange = scanner.at(start + 2) === DASH;
    const found = readEscape(scanner, groups, isRange ? "rangeStart" : "class");
    if (found.kind === "set") include(frame, found.has);
    if (found.kind !== "character") return;
    low = found.code;
  } else {
    scanner.next();
  }
  const end = scanner.at(scanner.pos + 1);
  if (scanner.peek() !== DASH || end === OPEN || end === CLOSE) {
    includeSingle(scanner, frame, low);
    return;
  }
  let high = scanner.next();
  if (high === BACKSLASH) {
    const found = readEscape(scanner, groups, "rangeStart");
    high = found.kind === "character" ? found.code : -1;
  } else {
    scanner.next();
  }
  if (high < low) scanner.fail("badRange", start);
  const range = within(low, high);
  include(frame, scanner.flags.ignoreCase ? anyCase(range) : range);
}
