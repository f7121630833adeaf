/** Methods of `java.lang.String`. As in JavaScript, positions are UTF-16 code units. */

import {
  compileJavaRegex,
  matchesWhole,
  RegexError,
  replaceMatches,
  splitAtMatches,
} from "../../../javaRegex";
import { hashCode, JavaArray, JavaChar, JavaList, type Value } from "../../values";
import type { Machine } from "../machine";
import { JavaFault, LimitReached } from "../stops";
import { elementsOf } from "./collections";
import { formatText } from "./format";
import { strip, trim } from "./strip";
import { comparable, isInteger, isString, type Method, type MethodTable, table } from "./table";

const nullary =
  (result: (text: string, machine: Machine) => Value): Method<string> =>
  (text, { length }, machine) =>
    length === 0 ? result(text, machine) : undefined;

/** The memory of a part of a text in an array. */
const PIECE_BYTES = 48;

/** A string that never occurs, to search for invalid code points. */
const NOWHERE = "\uffff\uffff\uffff";

const codePoint = (code: number): string =>
  code >= 0 && code <= 0x10ffff ? String.fromCodePoint(code) : NOWHERE;

/** A method that may read the whole text. */
const reading =
  (method: Method<string>): Method<string> =>
  (text, values, machine) => {
    machine.meter.spend(text.length);
    return method(text, values, machine);
  };

/** The text to search for: a string, a char, or a code point for Java's `indexOf(int)`. */
function needle(value: Value | undefined): string | undefined {
  if (isString(value)) return value;
  if (value instanceof JavaChar) return value.value;
  return isInteger(value) ? codePoint(value) : undefined;
}

function outOfRange(begin: number, end: number, length: number): never {
  throw new JavaFault(`Range ${begin} to ${end} is out of bounds for length ${length}.`);
}

function substring(text: string, [begin, end]: readonly Value[]): string | undefined {
  if (!isInteger(begin) || (end !== undefined && !isInteger(end))) return undefined;
  const to = end ?? text.length;
  if (begin < 0 || to > text.length || begin > to) outOfRange(begin, to, text.length);
  return text.slice(begin, to);
}

function compare(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const difference = a.charCodeAt(i) - b.charCodeAt(i);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

const folded = (text: string): string => text.toUpperCase().toLowerCase();

function replace(text: string, [from, to]: readonly Value[], machine: Machine): string | undefined {
  const both = (isString(from) && isString(to)) || (from instanceof JavaChar && to instanceof JavaChar);
  if (!both) return undefined;
  const old = isString(from) ? from : from instanceof JavaChar ? from.value : "";
  const by = isString(to) ? to : to instanceof JavaChar ? to.value : "";
  const grows = old.length === 0 ? (text.length + 1) * by.length : (text.length / old.length) * by.length;
  machine.meter.spend(text.length + grows);
  if (old !== "") return text.split(old).join(by);
  // Java inserts the replacement between all characters and at both ends.
  return by + text.split("").join(by) + (text === "" ? "" : by);
}

/** Runs an action on a regular expression, whose error is an exception of the template. */
function withRegex<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof RegexError) throw new JavaFault(error.message);
    if (!(error instanceof LimitReached) || error.limit !== "steps") throw error;
    throw new LimitReached(
      "steps",
      "The template was stopped because this regular expression takes too many attempts to match the text.",
    );
  }
}

export const STRING: MethodTable<string> = table(
  {
    length: nullary((text) => text.length),
    isEmpty: nullary((text) => text.length === 0),
    isBlank: nullary((text) => strip(text, true, true) === ""),
    trim: nullary(trim),
    strip: nullary((text) => strip(text, true, true)),
    stripLeading: nullary((text) => strip(text, true, false)),
    stripTrailing: nullary((text) => strip(text, false, true)),
    intern: nullary((text) => text),
    hashCode: nullary((text, { meter }) => hashCode(text, meter)),
    toUpperCase: nullary((text, machine) => {
      machine.meter.spend(text.length);
      return text.toUpperCase();
    }),
    toLowerCase: nullary((text, machine) => {
      machine.meter.spend(text.length);
      return text.toLowerCase();
    }),
    charAt: (text, [index]) => {
      if (!isInteger(index)) return undefined;
      if (index < 0 || index >= text.length) outOfRange(index, index + 1, text.length);
      return new JavaChar(text.charAt(index));
    },
    codePointAt: (text, [index]) => {
      if (!isInteger(index)) return undefined;
      return text.codePointAt(index) ?? outOfRange(index, index + 1, text.length);
    },
    substring,
    subSequence: (text, values) => (values.length === 2 ? substring(text, values) : undefined),
    concat: (text, [other], machine) => {
      if (!isString(other)) return undefined;
      machine.meter.spend(text.length + other.length);
      return text + other;
    },
    repeat: (text, [count], machine) => {
      if (!isInteger(count)) return undefined;
      if (count < 0) throw new JavaFault(`A string cannot be repeated ${count} times.`);
      machine.meter.spend(text.length * count);
      return text.repeat(count);
    },
    contains: reading((text, [what]) => (isString(what) ? text.includes(what) : undefined)),
    startsWith: (text, [what, from]) => {
      if (!isString(what) || (from !== undefined && !isInteger(from))) return undefined;
      const at = from ?? 0;
      return at >= 0 && at <= text.length && text.startsWith(what, at);
    },
    endsWith: (text, [what]) => (isString(what) ? text.endsWith(what) : undefined),
    indexOf: reading((text, [what, from]) => {
      const wanted = needle(what);
      if (wanted === undefined || (from !== undefined && !isInteger(from))) return undefined;
      return text.indexOf(wanted, from ?? 0);
    }),
    lastIndexOf: reading((text, [what, from]) => {
      const wanted = needle(what);
      if (wanted === undefined || (from !== undefined && !isInteger(from))) return undefined;
      return from !== undefined && from < 0 ? -1 : text.lastIndexOf(wanted, from ?? text.length);
    }),
    equals: reading((text, values) => (values.length === 1 ? values[0] === text : undefined)),
    equalsIgnoreCase: reading((text, [other]) => {
      if (other === null) return false;
      return isString(other) ? text.length === other.length && folded(text) === folded(other) : undefined;
    }),
    contentEquals: reading((text, [other]) => (isString(other) ? text === other : undefined)),
    compareTo: reading((text, values) => comparable(values, isString, (other) => compare(text, other))),
    compareToIgnoreCase: reading((text, [other]) =>
      isString(other) ? compare(folded(text), folded(other)) : undefined,
    ),
    regionMatches: reading((text, values) => {
      const [first] = values;
      const [start, other, from, length] = typeof first === "boolean" ? values.slice(1) : values;
      if (!isInteger(start) || !isString(other) || !isInteger(from) || !isInteger(length)) return undefined;
      const beyond = start < 0 || from < 0 || start + length > text.length || from + length > other.length;
      if (beyond) return false;
      const a = text.slice(start, start + length);
      const b = other.slice(from, from + length);
      return first === true ? folded(a) === folded(b) : a === b;
    }),
    replace,
    replaceAll: (text, [pattern, by], machine) =>
      isString(pattern) && isString(by)
        ? withRegex(() => replaceMatches(compileJavaRegex(pattern), text, by, "all", machine.meter))
        : undefined,
    replaceFirst: (text, [pattern, by], machine) =>
      isString(pattern) && isString(by)
        ? withRegex(() => replaceMatches(compileJavaRegex(pattern), text, by, "first", machine.meter))
        : undefined,
    matches: (text, [pattern], machine) =>
      isString(pattern)
        ? withRegex(() => matchesWhole(compileJavaRegex(pattern), text, machine.meter))
        : undefined,
    split: (text, [pattern, limit], machine) => {
      if (!isString(pattern) || (limit !== undefined && !isInteger(limit))) return undefined;
      machine.meter.spend(text.length);
      const pieces = withRegex(() =>
        splitAtMatches(compileJavaRegex(pattern), text, limit ?? 0, machine.meter),
      );
      machine.meter.allocate(pieces.length * PIECE_BYTES);
      return new JavaArray(pieces, "java.lang.String");
    },
    toCharArray: nullary((text, machine) => {
      machine.meter.spend(text.length * 4);
      machine.meter.allocate(text.length * PIECE_BYTES);
      return new JavaArray(
        [...Array(text.length).keys()].map((i) => new JavaChar(text.charAt(i))),
        "java.lang.Object",
      );
    }),
    // Static methods, which Velocity can call on an instance.
    join: (_text, [delimiter, ...rest], machine) => {
      if (!isString(delimiter)) return undefined;
      const [first] = rest;
      const items = rest.length === 1 ? (elementsOf(first, machine) ?? rest) : rest;
      if (!items.every((item) => isString(item) || item === null)) {
        if (first instanceof JavaList) throw new JavaFault("String.join only accepts strings.");
        return undefined;
      }
      const text = items.map((item) => item ?? "null").join(delimiter);
      machine.meter.spend(text.length);
      return text;
    },
    format: (_text, [pattern, ...values], machine) =>
      isString(pattern) ? formatText(pattern, values, machine) : undefined,
    formatted: (text, values, machine) => formatText(text, values, machine),
  },
  [
    [
      "valueOf",
      (_text, values, machine) => {
        const [value] = values;
        return values.length === 1 && value !== undefined ? machine.print(value) : undefined;
      },
    ],
    ["toString", nullary((text) => text)],
  ],
  {
    charAt: 1,
    codePointAt: 1,
    substring: [1, 2],
    concat: 1,
    repeat: 1,
    contains: 1,
    startsWith: [1, 2],
    endsWith: 1,
    indexOf: [1, 2],
    lastIndexOf: [1, 2],
    equalsIgnoreCase: 1,
    contentEquals: 1,
    compareToIgnoreCase: 1,
    regionMatches: [4, 5],
    replace: 2,
    replaceAll: 2,
    replaceFirst: 2,
    matches: 1,
    split: [1, 2],
  },
);
