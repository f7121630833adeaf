import { FAULT_TEXTS, type JavaRegex, parseJavaRegex } from "../../javaRegex";
import type { InputRule } from "../engine/rule";
import { spanIn } from "../shared/part";
import { guide, PREFLIGHT, recorded } from "../shared/sources";
import { putResponse, RESPONSE, without } from "./examples";
import { write } from "./fixes";
import { PUT_RESPONSE, startsOpen } from "./integration";

const LAMBDA_ERRORS = guide("handle-errors-in-lambda-integration");

export const badStatusCode: InputRule = {
  code: "AG1101",
  title: "Not a status code",
  severity: "error",
  description: "`statusCode` has three digits, the first from 1 to 5, and is written as a string.",
  confidence: "verified-aws-third-party",
  sources: [recorded("api")],
  bad: putResponse({ ...RESPONSE, statusCode: "5xx" }),
  good: putResponse(RESPONSE),
  on: "input",
  operations: PUT_RESPONSE,
  check(input, report) {
    const node = input.string("statusCode");
    if (!node?.value || /^[1-5]\d\d$/.test(node.value) || startsOpen(node.value)) return;
    report({
      span: node.span,
      message: `"${node.value}" is no status code: it has three digits, the first from 1 to 5.`,
      aws: `1 validation error detected: Value '${node.value}' at 'statusCode' failed to satisfy constraint: Member must satisfy regular expression pattern: [1-5]\\d\\d`,
    });
  },
};

export const badPattern: InputRule = {
  code: "AG1102",
  title: "Not a regular expression",
  severity: "error",
  description: "`selectionPattern` is a regular expression of Java (`java.util.regex`).",
  aws: "Invalid regex pattern specified",
  confidence: "verified-aws-third-party",
  sources: [`${PREFLIGHT}/pf-apigw-integration-response-selection-pattern`],
  bad: putResponse({ ...RESPONSE, selectionPattern: "*Error*" }),
  good: putResponse({ ...RESPONSE, selectionPattern: ".*Error.*" }),
  on: "input",
  operations: PUT_RESPONSE,
  check(input, report) {
    const node = input.string("selectionPattern");
    if (!node?.value || startsOpen(node.value)) return;
    const { fault } = parseJavaRegex(node.value);
    if (!fault) return;
    report({
      span: spanIn(input, node, fault.span),
      message: `This is no regular expression of Java: ${FAULT_TEXTS[fault.kind]}.`,
    });
  },
};

export const defaultResponse: InputRule = {
  code: "AG1109",
  title: "Default response",
  severity: "information",
  description:
    "Without a `selectionPattern`, or with an empty one, a response is the default: it takes whatever no other response of the method does. A method has one of them.",
  confidence: "docs",
  sources: [guide("api-gateway-integration-settings-integration-response")],
  bad: putResponse(without(RESPONSE, "selectionPattern")),
  good: putResponse(RESPONSE),
  on: "input",
  operations: PUT_RESPONSE,
  check(input, report) {
    const pattern = input.value("selectionPattern");
    const isEmpty = pattern?.kind === "string" && pattern.value === "";
    if (input.has("selectionPattern") && !isEmpty) return;
    const { start } = input.root.span;
    report({
      span: isEmpty ? pattern.span : (input.value("statusCode")?.span ?? { start, end: start + 1 }),
      message: "This is the method's default response, for whatever no other one takes: have exactly one.",
    });
  },
};

export const patternOfEverything: InputRule = {
  code: "AG1110",
  title: "Pattern that takes everything",
  severity: "warning",
  description:
    "`.*` takes every result, success included, so it stands in the default response's place. For any error of a Lambda function write `.+` or `(\\n|.)+`; for the default leave the pattern out.",
  confidence: "docs",
  sources: [LAMBDA_ERRORS],
  bad: putResponse({ ...RESPONSE, selectionPattern: ".*" }),
  good: putResponse({ ...RESPONSE, selectionPattern: ".+" }),
  on: "input",
  operations: PUT_RESPONSE,
  check(input, report) {
    const node = input.string("selectionPattern");
    if (!node || !/^\^?\(?\.\*\)?\$?$/.test(node.value)) return;
    report({
      span: node.span,
      message: "This pattern takes every result, success included, in the default response's place.",
      fixes: [write(node, ".+")],
    });
  },
};

export const plainWords: InputRule = {
  code: "AG1111",
  title: "Pattern of plain words",
  severity: "hint",
  description:
    "A pattern must match the whole error message of a Lambda function. To find a word anywhere in it write `.*word.*`, and `(\\n|.)*word(\\n|.)*` where the message may have several lines.",
  confidence: "inferred",
  sources: ["What people who use Lambda this way write", LAMBDA_ERRORS],
  bad: putResponse({ ...RESPONSE, selectionPattern: "Not Found" }),
  good: putResponse({ ...RESPONSE, selectionPattern: ".*Not Found.*" }),
  on: "input",
  operations: PUT_RESPONSE,
  check(input, report) {
    const node = input.string("selectionPattern");
    if (!node?.value || startsOpen(node.value)) return;
    const regex = parseJavaRegex(node.value);
    if (regex.fault || !isPlainWords(regex)) return;
    const isOne = regex.parts.every(({ kind }) => kind === "literal");
    report({
      span: node.span,
      message: "The pattern must match the whole error message: put .* around what may stand anywhere in it.",
      fixes: isOne ? [write(node, `.*${node.value}.*`)] : [],
    });
  },
};

/** True for words and alternatives of words, and nothing that leaves room around them. */
function isPlainWords({ text, parts }: JavaRegex): boolean {
  const loose = parts.find(
    ({ kind }) => !["literal", "alternation", "anchor", "open", "close"].includes(kind),
  );
  const letters = parts.some(
    ({ kind, span }) => kind === "literal" && /\p{L}/u.test(text.slice(span.start, span.end)),
  );
  return letters && !loose;
}
