import { parseResponseKey } from "../../expressions";
import { type JavaRegex, parseJavaRegex } from "../../javaRegex";
import type { IntegrationInput } from "../../model/input";
import type { Span, StringNode } from "../../syntax/nodes";
import type { Fix } from "../engine/finding";
import type { InputRule } from "../engine/rule";
import { putResponse } from "../shared/examples";
import { replacePart, spanIn } from "../shared/part";
import { V2_RESPONSES } from "../shared/scope";
import { guide } from "../shared/sources";
import { RESPONSE } from "./examples";
import { PUT_RESPONSE, startsOpen } from "./integration";
import {
  alternativesWithoutStatus,
  dotsThatStop,
  doubledBackslashes,
  type Misreading,
  wordsInBrackets,
} from "./patternMeaning";

const SETTINGS = guide("api-gateway-integration-settings-integration-response");
const LAMBDA_ERRORS = guide("handle-errors-in-lambda-integration");
const JAVA = "https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/util/regex/Pattern.html";

export const wordInBrackets: InputRule = {
  code: "AG1120",
  title: "Word in brackets is a set of letters",
  severity: "warning",
  description:
    "In a regular expression, brackets enclose a set of characters: `[BadRequest]` matches one of these letters, so `[BadRequest].*` also matches `Database error` and even `Success`, and does not match `[BadRequest] Missing name`. To match brackets, escape them: `\\[BadRequest\\].*`. To match one of several words, use parentheses: `(BadRequest|NotFound).*`.",
  confidence: "docs",
  sources: [JAVA, "Patterns in public CloudFormation templates"],
  bad: putResponse({ ...RESPONSE, selectionPattern: "^[BadRequest].*" }),
  good: putResponse({ ...RESPONSE, selectionPattern: "(?s)^\\[BadRequest\\].*" }),
  on: "input",
  operations: [...PUT_RESPONSE, ...V2_RESPONSES],
  check(input, report) {
    const found = patternOf(input);
    for (const misreading of found ? wordsInBrackets(found.regex) : []) {
      const { span, text } = misreading;
      report({
        span: found?.at(span) ?? span,
        message: `${text} matches one of these characters, not the word. To match brackets, escape them: \\${text.slice(0, -1)}\\].`,
        fixes: found?.fixes(misreading, "Escape the brackets") ?? [],
      });
    }
  },
};

export const noStatus: InputRule = {
  code: "AG1121",
  title: "Pattern matches no status code",
  severity: "warning",
  description:
    "A pattern must match the whole status code, and the alternatives of a pattern share nothing: `4|5\\d{2}` matches `4` or `5` and two digits, so no response with a status of `400` to `499`. Write `4\\d{2}|5\\d{2}` or `[45]\\d{2}`. `5xx` only matches the text `5xx`.",
  confidence: "docs",
  sources: [SETTINGS, JAVA],
  bad: putResponse({ ...RESPONSE, selectionPattern: "4|5\\d{2}" }),
  good: putResponse({ ...RESPONSE, selectionPattern: "4\\d{2}|5\\d{2}" }),
  on: "input",
  operations: PUT_RESPONSE,
  check(input, report) {
    const found = patternOf(input);
    for (const misreading of found ? alternativesWithoutStatus(found.regex) : []) {
      report({
        span: found?.at(misreading.span) ?? misreading.span,
        message: `${misreading.text} matches no status code: a pattern must match all three digits.`,
        fixes: found?.fixes(misreading) ?? [],
      });
    }
  },
};

export const doubledBackslash: InputRule = {
  code: "AG1122",
  title: "Backslash escaped too often",
  severity: "warning",
  description:
    '`\\\\d` in a regular expression matches a backslash and the letter `d`, not a digit. Only one level of escaping belongs to the file: JSON writes `5\\d{2}` as `"5\\\\d{2}"`, and YAML without quotes as `5\\d{2}`.',
  confidence: "docs",
  sources: [JAVA, "Patterns in public CloudFormation templates"],
  bad: putResponse({ ...RESPONSE, selectionPattern: "5\\\\d{2}" }),
  good: putResponse({ ...RESPONSE, selectionPattern: "5\\d{2}" }),
  on: "input",
  operations: [...PUT_RESPONSE, ...V2_RESPONSES],
  check(input, report) {
    const found = patternOf(input);
    for (const misreading of found ? doubledBackslashes(found.regex) : []) {
      const { span, text } = misreading;
      report({
        span: found?.at(span) ?? span,
        message: `${text} matches a backslash and then ${meaningOf(text)}. Remove one level of escaping: ${text.slice(1)}.`,
        fixes: found?.fixes(misreading, "Remove one level of escaping") ?? [],
      });
    }
  },
};

function meaningOf(text: string): string {
  const last = text.at(-1) ?? "";
  if (last === ".") return "any character";
  return last === "[" ? "a set of characters" : `the letter ${last}`;
}

export const dotBeforeLineBreak: InputRule = {
  code: "AG1123",
  title: "Dot does not match line breaks",
  severity: "hint",
  description:
    "In Java, `.` does not match line breaks, so `.*Error.*` does not match a message of several lines, such as one with a stack trace; API Gateway then uses the default response. Start the pattern with `(?s)` to let the dot match line breaks. `(\\n|.)*` does so as well, but overflows the stack of Java on long messages.",
  confidence: "docs",
  sources: [LAMBDA_ERRORS, JAVA],
  bad: putResponse({ ...RESPONSE, selectionPattern: ".*Error.*" }),
  good: putResponse({ ...RESPONSE, selectionPattern: "(?s).*Error.*" }),
  on: "input",
  operations: PUT_RESPONSE,
  check(input, report) {
    const found = patternOf(input);
    const misreading = found && dotsThatStop(found.regex);
    if (!found || !misreading) return;
    report({
      span: found.at(misreading.span),
      message: `${misreading.text} stops at a line break, so the pattern does not match messages of several lines.`,
      fixes: found.fixes(misreading, "Let the dot match line breaks"),
    });
  },
};

interface LocatedPattern {
  readonly regex: JavaRegex;
  /** Maps a range of the pattern to a range of the file. */
  at(span: Span): Span;
  fixes(misreading: Misreading, title?: string): readonly Fix[];
}

/** Returns the pattern of an integration response, parsed once for all rules; undefined if it is missing or invalid. */
function patternOf(input: IntegrationInput): LocatedPattern | undefined {
  return input.once(readPattern);
}

function readPattern(input: IntegrationInput): LocatedPattern | undefined {
  const isRest = input.operation.name === "put-integration-response";
  const node = input.string(isRest ? "selectionPattern" : "IntegrationResponseKey");
  const place = node && !startsOpen(node.value) ? placeOf(node, isRest) : undefined;
  if (!node || !place || place.start === place.end) return undefined;
  const regex = parseJavaRegex(node.value.slice(place.start, place.end));
  if (regex.fault) return undefined;
  const { start } = place;
  return {
    regex,
    at: (span) => spanIn(input, node, { start: span.start + start, end: span.end + start }),
    fixes: ({ fixed }, title) => (fixed === undefined ? [] : [replacePart(node, place, fixed, title)]),
  };
}

/** Returns where the pattern is: the text between the slashes of a WebSocket API's response key. */
function placeOf({ value }: StringNode, isRest: boolean): Span | undefined {
  return isRest ? { start: 0, end: value.length } : parseResponseKey(value).pattern?.span;
}
