/**
 * Fixes for syntax errors. What is missing is a guess, so each guess is tried out: it is only offered if the template
 * has fewer syntax errors with it.
 */
import type { TextPiece } from "../../syntax/change";
import type { Span } from "../../syntax/nodes";
import { parseTemplate } from "../../vtl/syntax/parse";
import type { SyntaxProblem } from "../../vtl/syntax/problems";
import type { Fix } from "../engine/finding";
import { Derived, type Template } from "../engine/template";
import { missingEnds } from "./missingEnds";

/** The most characters to parse for the fixes of a template, because all of it happens after each keystroke. */
const MAX_PARSED = 60_000;

/** A way to repair a template. */
interface Repair {
  readonly title: string;
  readonly pieces: readonly TextPiece[];
  /** True if it only writes what the template means in the way that Velocity reads it. */
  readonly isSafe?: true;
}

const attempts = new Derived(({ text }) => ({ left: Math.floor(MAX_PARSED / Math.max(text.length, 1)) }));

/** Returns the fix of a syntax error, if there is an obvious one. */
export function repairsOf(template: Template, problem: SyntaxProblem): readonly Fix[] {
  // What a host puts into the template could be anything.
  if (template.holes.length > 0) return [];
  for (const { title, pieces, isSafe } of repairs(template, problem)) {
    const after = problemsAfter(template, pieces);
    if (after === undefined) return [];
    if (after >= template.problems.length) continue;
    const fixes = template.fixes(title, ...pieces);
    return isSafe && after === 0 ? fixes.map((fix) => ({ ...fix, isSafe })) : fixes;
  }
  return [];
}

/** Returns how many syntax errors the repaired template has; undefined if enough has been tried. */
function problemsAfter(template: Template, pieces: readonly TextPiece[]): number | undefined {
  const budget = attempts.of(template);
  if (budget.left-- <= 0) return undefined;
  let repaired = "";
  let at = 0;
  for (const { span, text } of pieces) {
    repaired += template.text.slice(at, span.start) + text;
    at = span.end;
  }
  return parseTemplate(repaired + template.text.slice(at)).problems.length;
}

function repairs(template: Template, problem: SyntaxProblem): readonly Repair[] {
  const { text } = template;
  switch (problem.kind) {
    case "missingEnd":
      return closedBlock(template, problem);
    case "strayEnd":
      return [{ title: "Remove #end", pieces: [{ span: lineOf(text, problem), text: "" }] }];
    case "escapedQuote":
      return doubledQuotes(text, problem);
    case "unclosedString":
      return closedString(text, problem);
    case "unclosedBlock": {
      const close = text.startsWith("#*", problem.start) ? "*#" : "]]#";
      return [inserted(problem.end, close)];
    }
    case "danglingSign": {
      const sign = text.slice(problem.start, problem.end);
      const title = `Print ${sign} as text`;
      return [{ title, pieces: [{ span: problem, text: `#[[${sign}]]#` }] }];
    }
    case "unexpectedEnd":
      return CLOSERS.map((closer) => inserted(problem.start, closer));
    case "wordArgument":
      return closedBefore(text, problem);
    case "badCharacter":
      return otherSpelling(text, problem);
    case "unexpected":
      return [...otherSpelling(text, problem), ...closedBefore(text, problem)];
    default:
      return [];
  }
}

const CLOSERS: readonly string[] = [")", "]", "}", "))", ")}"];

function inserted(at: number, text: string): Repair {
  return { title: `Insert ${text}`, pieces: [{ span: { start: at, end: at }, text }] };
}

function closedBlock(template: Template, problem: SyntaxProblem): readonly Repair[] {
  const index = template.problems.filter(({ kind }) => kind === "missingEnd").indexOf(problem);
  const end = missingEnds(template)[index];
  return end ? [{ title: "Insert #end", pieces: [end] }] : [];
}

/** Returns the span with its whole line if nothing else is on it. */
function lineOf(text: string, { start, end }: Span): Span {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const to = text.indexOf("\n", end);
  const isAlone =
    text.slice(from, start).trim() === "" && text.slice(end, to < 0 ? undefined : to).trim() === "";
  if (!isAlone) return { start, end };
  return to < 0 ? { start: Math.max(from - 1, 0), end: text.length } : { start: from, end: to + 1 };
}

/** Doubles each `\"` up to the quote that ends the string on its line. */
function doubledQuotes(text: string, { start, end }: Span): readonly Repair[] {
  const pieces: TextPiece[] = [{ span: { start, end }, text: '""' }];
  for (let at = end; at < text.length && text[at] !== "\n"; at++) {
    if (text[at] === '"') break;
    if (text[at] !== "\\" || text[at + 1] !== '"') continue;
    pieces.push({ span: { start: at, end: at + 2 }, text: '""' });
    at++;
  }
  return [{ title: "Double the quotes", pieces, isSafe: true }];
}

/** Closes a string before the parentheses that follow it, or at the end of its line. */
function closedString(text: string, { start, end }: Span): readonly Repair[] {
  const quote = text[start] ?? '"';
  const source = text.slice(start, end).trimEnd();
  const first = source.indexOf(")");
  const last = source.length - (/\)+$/.exec(source)?.[0].length ?? 0);
  const places = new Set([first < 0 ? source.length : first, last, source.length]);
  return [...places].map((place) => ({ ...inserted(start + place, quote), title: "Close the string" }));
}

/** Other languages' ways to write an assignment, a comparison, an operator or a variable. */
function otherSpelling(text: string, { start, end }: Span): readonly Repair[] {
  const found = text.slice(start, end);
  const right = SPELLINGS.get(found) ?? (/^[A-Za-z_][\w-]*$/.test(found) ? `$${found}` : undefined);
  return right === undefined
    ? []
    : [{ title: `Write ${right}`, pieces: [{ span: { start, end }, text: right }] }];
}

const SPELLINGS: ReadonlyMap<string, string> = new Map([
  ["==", "="],
  ["=", "=="],
  ["&", "&&"],
  ["|", "||"],
]);

/** Closes what is open before the error, and before the blanks in front of it. */
function closedBefore(text: string, { start }: Span): readonly Repair[] {
  const at = text.slice(0, start).trimEnd().length;
  return [")", "}", "]"].map((closer) => inserted(at, closer));
}
