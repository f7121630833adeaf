import { createScanner } from "jsonc-parser";
import { applyEdits } from "./applyEdits";
import { ContinuedStrings } from "./continuedStrings";
import { escapedControls, firstBreaks } from "./controls";
import { decodeJsonString, TextSink } from "./decode";
import { EscapedStrings } from "./escapedStrings";
import { ScanProblem, Token } from "./jsonTokens";
import { MOST_PROBLEMS, type ParsedDocument, type Span } from "./nodes";
import { TreeBuilder } from "./treeBuilder";

const QUOTE = 34;
const BREAK_IN_STRING = "Line break in a string. Write \\n instead.";

const scanProblems: Readonly<Record<number, string>> = {
  [ScanProblem.EndOfString]: "Unterminated string: missing closing quote.",
  [ScanProblem.EndOfNumber]: "Incomplete number.",
  [ScanProblem.EndOfComment]: "Unterminated comment: missing closing */.",
  [ScanProblem.Unicode]: "Invalid \\u escape. Expected four hexadecimal digits.",
  [ScanProblem.Escape]: 'Invalid escape in JSON. To include a backslash, write "\\\\".',
  [ScanProblem.Character]: "Control characters in a string must be escaped.",
};

function decodeJson(text: string, span: Span, closed: boolean): string {
  const sink = new TextSink(text);
  decodeJsonString(text, span, closed, sink);
  return sink.value;
}

/** The problem that remains in a string once its control characters are escaped. */
function otherProblem(text: string, span: Span): string | undefined {
  const source = text.slice(span.start, span.end);
  if (!source.includes("\\")) return undefined;
  const scanner = createScanner(
    applyEdits(source, escapedControls(source, { start: 0, end: source.length })),
  );
  scanner.scan();
  return scanProblems[scanner.getTokenError()];
}

/**
 * Parses JSON into a tree. Never throws, and returns a tree for every text that contains a value, so that a
 * file keeps its members while it is edited. Does not recurse. Takes time linear in the length of the text.
 *
 * The scanner is jsonc-parser's. Its parser is not used because it recurses, which overflows the stack on deep
 * nesting, and drops incomplete members.
 */
export function parseJson(text: string, maxProblems = MOST_PROBLEMS): ParsedDocument {
  const hasByteOrderMark = text.charCodeAt(0) === 0xfeff;
  const scanner = createScanner(text, false);
  if (hasByteOrderMark) scanner.setPosition(1);
  const builder = new TreeBuilder(text.length, maxProblems);
  const comments: Span[] = [];
  const strings = new EscapedStrings(text);
  const continued = new ContinuedStrings(text);

  for (;;) {
    const position = scanner.getPosition();
    const escaped = text.charCodeAt(position) === QUOTE ? strings.at(position) : undefined;
    if (escaped) {
      const span = { start: position, end: escaped.end };
      builder.scalar({ kind: "string", span, closed: true, value: escaped.value, style: "json" });
      scanner.setPosition(escaped.end);
      continue;
    }
    const token = scanner.scan();
    if (token === Token.EndOfFile) break;
    if (token === Token.LineBreak || token === Token.Blanks) continue;
    const start = scanner.getTokenOffset();
    // The scanner counts the missing end of a comment.
    const span = { start, end: Math.min(start + scanner.getTokenLength(), text.length) };
    const error = scanner.getTokenError();
    const problem = scanProblems[error];
    if (problem !== undefined && token !== Token.String) builder.problem("syntax", span, problem);
    switch (token) {
      case Token.OpenBrace:
        builder.open("object", span.start);
        break;
      case Token.OpenBracket:
        builder.open("array", span.start);
        break;
      case Token.CloseBrace:
        builder.close("object", span);
        break;
      case Token.CloseBracket:
        builder.close("array", span);
        break;
      case Token.Comma:
        builder.comma(span);
        break;
      case Token.Colon:
        builder.colon(span);
        break;
      case Token.String: {
        const isOpen = error === ScanProblem.EndOfString;
        const end = isOpen ? continued.endOf(span.end, builder.expectsKey()) : undefined;
        if (end !== undefined) scanner.setPosition(end);
        const whole = end === undefined ? span : { start, end };
        const closed = !isOpen || end !== undefined;
        // The scanner also reads on after a backslash at the end of a line.
        const breaks = closed && error !== 0 ? firstBreaks(text, whole) : undefined;
        if (breaks) builder.problem("syntax", breaks, BREAK_IN_STRING, whole);
        const other = breaks ? otherProblem(text, whole) : problem;
        const unescaped = !breaks && error === ScanProblem.Character ? whole : undefined;
        if (other !== undefined) builder.problem("syntax", whole, other, unescaped);
        // The scanner drops invalid escapes. Keeping them preserves text that is still being typed.
        const value = error === 0 ? scanner.getTokenValue() : decodeJson(text, whole, closed);
        builder.scalar({ kind: "string", span: whole, closed, value, style: "json" });
        break;
      }
      case Token.Number: {
        const number = scanner.getTokenValue();
        const whole = !/[.eE]/.test(number);
        builder.scalar({ kind: "number", span, text: number, value: Number(number), whole });
        break;
      }
      case Token.True:
      case Token.False:
        builder.scalar({ kind: "boolean", span, value: token === Token.True });
        break;
      case Token.Null:
        builder.scalar({ kind: "null", span });
        break;
      case Token.LineComment:
      case Token.BlockComment:
        comments.push(span);
        builder.problem("comment", span, "The AWS CLI does not accept comments in JSON.");
        break;
      case Token.Unknown:
        builder.word({ kind: "word", span, value: scanner.getTokenValue() });
        break;
    }
  }

  const root = builder.finish();
  return {
    format: "json",
    text,
    ...(root && { root }),
    problems: builder.problems,
    comments,
    hasByteOrderMark,
  };
}
