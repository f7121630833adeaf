import type { Repetition } from "./nodes";
import { isDigit, type Scanner } from "./scanner";
import { MAX_REPETITIONS } from "./widths";

/** Reads `?`, `*`, `+` or `{1,2}` with its suffix `?` or `+`; undefined if there is no quantifier. */
export function readRepetition(scanner: Scanner): Repetition | undefined {
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
