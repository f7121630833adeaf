/** What a valid selection pattern matches, where that is hardly what its author means. */
import { compileJavaRegex, type JavaRegex, matchesWhole, parseJavaRegex } from "../../javaRegex";
import type { Span } from "../../syntax/nodes";

/** A part of a pattern that means something else than it seems to, and the pattern as it was probably meant. */
export interface Misreading {
  readonly span: Span;
  /** The part that is wrong, as written. */
  readonly text: string;
  /** The corrected pattern; absent if it is not clear. */
  readonly fixed?: string;
}

/** Attempts of the matcher for one alternative, in units of the budget. A usual one takes a tenth of it. */
const MAX_WORK = 500_000;
/** Each finding carries a whole pattern. */
const MAX_FOUND = 20;
/** Longer patterns are not lists of status codes. */
const MAX_LENGTH = 200;

const STATUS_CODES = Array.from({ length: 500 }, (_, i) => String(100 + i));
const SHORT_NUMBERS = Array.from({ length: 100 }, (_, i) => String(i));

/**
 * Finds character classes that were meant as text: `[BadRequest]` matches one of these letters, not the word. A
 * class of letters that form no word, such as `[aeiou]`, is one on purpose.
 */
export function wordsInBrackets({ text, parts }: JavaRegex): readonly Misreading[] {
  const found = parts.filter(
    ({ kind, span }) => kind === "class" && isWords(text.slice(span.start + 1, span.end - 1)),
  );
  return found.slice(0, MAX_FOUND).map(({ span }) => {
    const content = text.slice(span.start + 1, span.end - 1);
    return { span, text: `[${content}]`, fixed: replaceAt(text, span, `\\[${content}\\]`) };
  });
}

/** Returns whether text in brackets reads as words or as a status code. A set needs no character twice. */
function isWords(text: string): boolean {
  const repeats = new Set(text).size < [...text].length;
  if (/^[1-5]\d\d$/.test(text)) return repeats;
  if (!/^\p{L}[\p{L} _|]{3,}$/u.test(text)) return false;
  return repeats || /^\p{Lu}\p{Ll}{3,}$/u.test(text);
}

/** Finds `\\d` and the like: a backslash that is escaped itself, followed by what was meant to be escaped. */
export function doubledBackslashes({ text, parts }: JavaRegex): readonly Misreading[] {
  const found = parts.flatMap(({ kind, span }, i) => {
    if (kind !== "escape" || text.slice(span.start, span.end) !== "\\\\") return [];
    const [next, after] = [parts[i + 1], parts[i + 2]];
    if (!next || next.span.start !== span.end) return [];
    const following = text.slice(next.span.start, next.span.end);
    const isMeant =
      next.kind === "literal"
        ? /^[dDwWsS]$/.test(following) && !startsWithLetter(text.slice(next.span.end, next.span.end + 2))
        : next.kind === "class"
          ? following.endsWith("\\\\]")
          : next.kind === "any" && after?.kind !== "quantifier" && after !== undefined;
    const shown = next.kind === "class" ? "[" : following;
    return isMeant ? [{ start: span.start, text: `\\\\${shown}` }] : [];
  });
  // All at once: what is escaped once too often is so everywhere.
  const fixed = found.length > 0 ? text.replaceAll("\\\\", "\\") : text;
  const isValid = found.length > 0 && !parseJavaRegex(fixed).fault;
  return found.slice(0, MAX_FOUND).map(({ start, text: shown }) => ({
    span: { start, end: start + shown.length },
    text: shown,
    ...(isValid && { fixed }),
  }));
}

function startsWithLetter(text: string): boolean {
  return /^\p{L}/u.test(text);
}

/**
 * Finds the alternatives of a pattern of status codes that match none of them, since a pattern must match the whole
 * status: `4` in `4|5\d{2}`. Finds nothing in patterns of longer numbers, which may be messages of a function.
 */
export function alternativesWithoutStatus(regex: JavaRegex): readonly Misreading[] {
  const { text } = regex;
  if (regex.fault || regex.unsupported !== undefined || text.length > MAX_LENGTH) return [];
  const alternatives = alternativesOf(regex).map((span) => readAlternative(text, span));
  if (!alternatives.every(({ text: alternative }) => isOfDigits(alternative))) return [];
  const wrong = alternatives.filter(({ text: alternative }) => isTooShort(alternative));
  // Where no alternative is a status, a plain number may be a message of a function, too.
  const isPlain = ({ text: alternative }: Misreading): boolean => /^\d{2,}$/.test(alternative);
  if (wrong.length === alternatives.length && wrong.every(isPlain)) return [];
  return wrong.map((alternative) => {
    const corrected = correctedStatus(alternative.text);
    if (corrected === undefined) return alternative;
    return { ...alternative, fixed: replaceAt(text, alternative.span, corrected) };
  });
}

/** Returns the alternatives of the pattern, or of a group that is the whole pattern. */
function alternativesOf({ text, parts }: JavaRegex): readonly Span[] {
  const inner = parts.filter(({ kind }) => kind !== "anchor");
  const [open] = inner;
  const close = inner.at(-1);
  const isGrouped =
    open?.kind === "open" &&
    /^\((?:\?:)?$/.test(text.slice(open.span.start, open.span.end)) &&
    inner.find(({ kind, depth }) => kind === "close" && depth === open.depth) === close;
  const depth = isGrouped ? open.depth + 1 : 0;
  const end = isGrouped && close ? close.span.start : text.length;
  const spans: Span[] = [];
  let start = isGrouped ? open.span.end : 0;
  for (const part of parts) {
    if (part.kind !== "alternation" || part.depth !== depth) continue;
    spans.push({ start, end: part.span.start });
    start = part.span.end;
  }
  return [...spans, { start, end }];
}

/** Leaves out the anchors around an alternative. */
function readAlternative(text: string, { start, end }: Span): Misreading {
  const whole = text.slice(start, end);
  const bare = whole.replace(/^\^+/, "").replace(/(?<!\\)\$+$/, "");
  const from = start + (whole.length - whole.replace(/^\^+/, "").length);
  return { span: { start: from, end: from + bare.length }, text: bare };
}

const STATUS_CLASS = /^[1-5][xX]{2}$/;
/** A set whose brackets were escaped by mistake. */
const ESCAPED_SET = /^\\\[([1-5-]+)\\\](\\d.*)$/;

/** Returns whether a pattern is made of digits and sets of digits, or is `5xx`. */
function isOfDigits(text: string): boolean {
  if (STATUS_CLASS.test(text) || ESCAPED_SET.test(text)) return true;
  const { parts, fault } = parseJavaRegex(text);
  const pieces = parts.map(({ kind, span }) => ({ kind, piece: text.slice(span.start, span.end) }));
  const isDigits = ({ kind, piece }: (typeof pieces)[number]): boolean => {
    if (kind === "literal") return /^\d$/.test(piece);
    if (kind === "escape") return piece === "\\d";
    return kind === "class" && /^\[\^?(?:[\d|-]|\\d)+\]$/.test(piece);
  };
  const others = ["any", "quantifier", "anchor", "open", "close", "alternation"];
  return (
    !fault && pieces.some(isDigits) && pieces.every((part) => isDigits(part) || others.includes(part.kind))
  );
}

/** Returns whether an alternative matches no status code and was meant to. */
function isTooShort(text: string): boolean {
  if (STATUS_CLASS.test(text) || ESCAPED_SET.test(text)) return true;
  let left = MAX_WORK;
  const budget = {
    spend(units: number) {
      left -= units;
      if (left < 0) throw new RangeError("The pattern takes too much work.");
    },
  };
  try {
    const compiled = compileJavaRegex(text);
    const matches = (number: string): boolean => matchesWhole(compiled, number, budget);
    return !STATUS_CODES.some(matches) && SHORT_NUMBERS.some(matches);
  } catch {
    return false;
  }
}

function correctedStatus(text: string): string | undefined {
  const [first = ""] = text;
  if (/^[1-5]$/.test(text) || STATUS_CLASS.test(text)) return `${first}\\d{2}`;
  if (/^\[[1-5-]+\]$/.test(text)) return `${text}\\d{2}`;
  if (/^(?:[1-5]|\[[1-5-]+\])\\d$/.test(text)) return `${text}{2}`;
  const [, set, rest] = ESCAPED_SET.exec(text) ?? [];
  return set === undefined ? undefined : `[${set}]${rest}`;
}

/**
 * Finds the first `.*` or `.+` of a pattern of messages, which ends at a line break. Finds nothing in a pattern of
 * status codes, and where the flag `s` lets the dot match line breaks.
 */
export function dotsThatStop({ text, parts, fault }: JavaRegex): Misreading | undefined {
  const matchesBreaks = parts.some(
    ({ kind, span }) =>
      (kind === "flags" || kind === "open") && /^\(\?[a-rt-zU]*s/.test(text.slice(span.start, span.end)),
  );
  if (fault || matchesBreaks) return undefined;
  const isText = parts.some(
    ({ kind, span }) => kind === "literal" && startsWithLetter(text.slice(span.start, span.end)),
  );
  if (!isText && text !== ".+") return undefined;
  const at = parts.findIndex(({ kind, span }, i) => {
    const next = parts[i + 1];
    const isRepeated =
      next?.kind === "quantifier" && /^[*+]/.test(text.slice(next.span.start, next.span.end));
    return kind === "any" && text[span.start] === "." && isRepeated;
  });
  const [dot, quantifier] = [parts[at], parts[at + 1]];
  if (!dot || !quantifier) return undefined;
  const span = { start: dot.span.start, end: quantifier.span.end };
  return { span, text: text.slice(span.start, span.end), fixed: `(?s)${text}` };
}

function replaceAt(text: string, { start, end }: Span, piece: string): string {
  return text.slice(0, start) + piece + text.slice(end);
}
