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
import { withLine } from "./shared";

/** The most characters to parse for the fixes of a template, because all of it happens after each keystroke. */
const MAX_PARSED = 30_000;

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
      return [{ title: "Remove #end", pieces: [{ span: withLine(text, problem), text: "" }] }];
    case "escapedQuote":
      return doubledQuotes(text, problem);
    case "unclosedString":
      return [
        ...(followsOperand(text, problem) ? closedBefore(text, problem) : []),
        ...closedString(text, problem),
      ];
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
    case "badCharacter": {
      const found = text.slice(problem.start, problem.end);
      if (found === "\\") return unescapedQuotes(text);
      const isOutside = (found === "&" || found === "=") && followsOperand(text, problem);
      return [...otherSpelling(text, problem), ...(isOutside ? closedBefore(text, problem) : [])];
    }
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
  const { text } = template;
  const index = template.problems.filter(({ kind }) => kind === "missingEnd").indexOf(problem);
  // In a directive that is not complete, the `#end` would land in its parentheses.
  const line = text.indexOf("\n", problem.start);
  const isIncomplete = template.problems.some(
    ({ kind, start }) => kind !== "missingEnd" && start >= problem.start && (line < 0 || start <= line),
  );
  if (isIncomplete) return [];
  const end = missingEnds(template)[index];
  return end ? [{ title: "Insert #end", pieces: [end] }] : [];
}

/** True right after a value: what follows is then outside, and something before it lacks its closing bracket. */
function followsOperand(text: string, { start }: Span): boolean {
  return /['"\w)\]}]$/.test(text.slice(Math.max(start - 200, 0), start).trimEnd());
}

/** Removes the backslashes of a template that is written as in a JSON string. */
function unescapedQuotes(text: string): readonly Repair[] {
  const pieces = Array.from(text.matchAll(/\\"/g), ({ index }) => ({
    span: { start: index, end: index + 1 },
    text: "",
  }));
  return pieces.length === 0 ? [] : [{ title: "Remove the backslashes before quotes", pieces }];
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
  const right =
    SPELLINGS.get(found) ??
    (NOTHING.has(found) ? '""' : undefined) ??
    (/^[A-Za-z_][\w-]*$/.test(found) ? `$${found}` : undefined);
  return right === undefined
    ? []
    : [{ title: `Write ${right}`, pieces: [{ span: { start, end }, text: right }] }];
}

/** What a value that is missing equals in API Gateway, and how other languages write it. */
const NOTHING: ReadonlySet<string> = new Set(["null", "nil", "None", "undefined"]);

const SPELLINGS: ReadonlyMap<string, string> = new Map([
  ["==", "="],
  ["=", "=="],
  ["&", "&&"],
  ["|", "||"],
]);

/** Closes what is open before the error, and before the blanks in front of it, or where the directive's line ends. */
function closedBefore(text: string, { start }: Span): readonly Repair[] {
  const at = text.slice(0, start).trimEnd().length;
  const line = directiveLineEnd(text, start);
  const places = line !== undefined && line < at ? [line, at] : [at];
  return places.flatMap((place) => [")", "}", "]"].map((closer) => inserted(place, closer)));
}

/** The end of the line that the last directive before the offset starts on. */
function directiveLineEnd(text: string, before: number): number | undefined {
  const hash = Math.max(...DIRECTIVES.map((name) => text.lastIndexOf(name, before - 1)));
  const end = hash < 0 ? -1 : text.indexOf("\n", hash);
  return end < 0 || end > before ? undefined : text.slice(0, end).trimEnd().length;
}

const DIRECTIVES: readonly string[] = ["#set", "#if", "#elseif", "#foreach", "#define"];
