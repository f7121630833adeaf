import { type Groups, readEscape } from "./escapes";
import { readProperty } from "./properties";
import { END, type Scanner } from "./scanner";

const OPEN = 0x5b;
const CLOSE = 0x5d;
const AND = 0x26;
const CARET = 0x5e;
const DASH = 0x2d;
const BACKSLASH = 0x5c;

/** A class that is being read: the bracketed one, one inside it, or the right side of `&&`. */
interface Frame {
  readonly start: number;
  /** False for the right side of `&&`, which ends with the bracket of the class around it. */
  readonly isBracketed: boolean;
  hasContent: boolean;
  /** Set while the right side of `&&` is read, to whether there is anything. */
  right: "none" | "empty" | "some";
}

/** Reads a character class; the cursor is on its bracket. Classes nest without recursion. */
export function readClass(scanner: Scanner, groups: Groups): void {
  const frames: Frame[] = [];
  const enter = (start: number, isBracketed: boolean): number => {
    frames.push({ start, isBracketed, hasContent: false, right: "none" });
    return scanner.next();
  };
  let code = enter(scanner.pos, true);
  for (let frame = frames.at(-1); frame && !scanner.fault; frame = frames.at(-1)) {
    if (frame.right !== "none") {
      if (code === OPEN) {
        frame.right = "some";
        code = enter(scanner.pos, true);
      } else if (code !== CLOSE && code !== AND) {
        frame.right = "some";
        scanner.pos--;
        code = enter(scanner.pos + 1, false);
      } else {
        if (!frame.hasContent && frame.right === "empty") scanner.fail("badClass", frame.start);
        frame.hasContent = true;
        frame.right = "none";
      }
      continue;
    }
    if (code === CARET && scanner.at(scanner.pos - 1) === OPEN) {
      code = scanner.next();
      continue;
    }
    if (code === OPEN) {
      frame.hasContent = true;
      code = enter(scanner.pos, true);
      continue;
    }
    if (code === AND) {
      if (scanner.next() === AND) {
        frame.right = "empty";
        code = scanner.next();
        continue;
      }
      scanner.pos--;
    }
    if (code === END && scanner.isAtEnd) {
      const opened = frames.findLast(({ isBracketed }) => isBracketed) ?? frame;
      scanner.fail("unclosedClass", opened.start, opened.start + 1);
      return;
    }
    if (code === CLOSE && frame.hasContent) {
      if (frame.isBracketed) scanner.next();
      frames.pop();
      code = scanner.peek();
      continue;
    }
    readRange(scanner, groups);
    frame.hasContent = true;
    code = scanner.peek();
  }
}

/** Reads one character, a range of them, or an escape for many. */
function readRange(scanner: Scanner, groups: Groups): void {
  let low = scanner.peek();
  const start = scanner.pos;
  if (low === BACKSLASH) {
    const letter = scanner.at(start + 1);
    if (letter === 0x70 || letter === 0x50) {
      readProperty(scanner);
      return;
    }
    const isRange = scanner.at(start + 2) === DASH;
    const found = readEscape(scanner, groups, isRange ? "rangeStart" : "class");
    if (found.kind !== "character") return;
    low = found.code;
  } else {
    scanner.next();
  }
  if (scanner.peek() !== DASH) return;
  const end = scanner.at(scanner.pos + 1);
  if (end === OPEN || end === CLOSE) return;
  let high = scanner.next();
  if (high === BACKSLASH) {
    const found = readEscape(scanner, groups, "rangeStart");
    high = found.kind === "character" ? found.code : -1;
  } else {
    scanner.next();
  }
  if (high < low) scanner.fail("badRange", start);
}
