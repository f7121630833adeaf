import { FAULT_TEXTS, type JavaRegex, parseJavaRegex } from "../../javaRegex";
import type { InputRule } from "../engine/rule";
import { putResponse } from "../shared/examples";
import { spanIn } from "../shared/part";
import { guide, PREFLIGHT, recorded } from "../shared/sources";
import { RESPONSE, without } from "./examples";
import { write } from "./fixes";
import { PUT_RESPONSE, startsOpen } from "./integration";
import { alternativesWithoutStatus } from "./patternMeaning";

const LAMBDA_ERRORS = guide("handle-errors-in-lambda-integration");

export const badStatusCode: InputRule = {
  code: "AG1101",
  title: "Invalid status code",
  severity: "error",
  description: "`statusCode` must be a string of three digits, the first from 1 to 5.",
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
      message: `"${node.value}" is not a valid status code. Expected three digits, the first from 1 to 5.`,
      aws: `1 validation error detected: Value '${node.value}' at 'statusCode' failed to satisfy constraint: Member must satisfy regular expression pattern: [1-5]\\d\\d`,
    });
  },
};

export const badPattern: InputRule = {
  code: "AG1102",
  title: "Invalid regular expression",
  severity: "error",
  description: "`selectionPattern` must be a valid Java regular expression (`java.util.regex`).",
  aws: "Invalid regex pattern specified",
  confidence: "verified-aws-third-party",
  sources: [`${PREFLIGHT}/pf-apigw-integration-response-selection-pattern`],
  bad: putResponse({ ...RESPONSE, selectionPattern: "*Error*" }),
  good: putResponse({ ...RESPONSE, selectionPattern: "(?s).*Error.*" }),
  on: "input",
  operations: PUT_RESPONSE,
  check(input, report) {
    const node = input.string("selectionPattern");
    if (!node?.value || startsOpen(node.value)) return;
    const { fault } = parseJavaRegex(node.value);
    if (!fault) return;
    report({
      span: spanIn(input, node, fault.span),
      message: `Invalid Java regular expression: ${FAULT_TEXTS[fault.kind]}.`,
    });
  },
};

export const defaultResponse: InputRule = {
  code: "AG1109",
  title: "Default response",
  severity: "information",
  description:
    "An integration response with a missing or empty `selectionPattern` is the default: API Gateway uses it if the pattern of no other response of the method matches. A method should have exactly one.",
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
      message:
        "This is the default response of the method, used if no other response matches. A method should have exactly one.",
    });
  },
};

export const patternOfEverything: InputRule = {
  code: "AG1110",
  title: "Pattern matches everything",
  severity: "warning",
  description:
    "`.*` matches every result, including success, so it replaces the default response. To match any error of a Lambda function, write `(?s).+`, where `(?s)` lets the dot match line breaks. For the default response, remove the pattern.",
  confidence: "docs",
  sources: [LAMBDA_ERRORS],
  bad: putResponse({ ...RESPONSE, selectionPattern: ".*" }),
  good: putResponse({ ...RESPONSE, selectionPattern: "(?s).+" }),
  on: "input",
  operations: PUT_RESPONSE,
  check(input, report) {
    const node = input.string("selectionPattern");
    if (!node || !/^\^?\(?\.\*\)?\$?$/.test(node.value)) return;
    report({
      span: node.span,
      message: "This pattern matches every result, including success, so it replaces the default response.",
      fixes: [write(node, "(?s).+")],
    });
  },
};

export const plainWords: InputRule = {
  code: "AG1111",
  title: "Pattern without wildcards",
  severity: "hint",
  description:
    "A pattern must match the entire error message of a Lambda function. To match a word anywhere in the message, write `(?s).*word.*`. Without `(?s)`, the dot stops at line breaks.",
  confidence: "inferred",
  sources: ["Patterns in public Lambda projects", LAMBDA_ERRORS],
  bad: putResponse({ ...RESPONSE, selectionPattern: "Not Found" }),
  good: putResponse({ ...RESPONSE, selectionPattern: "(?s).*Not Found.*" }),
  on: "input",
  operations: PUT_RESPONSE,
  check(input, report) {
    const node = input.string("selectionPattern");
    if (!node?.value || startsOpen(node.value)) return;
    const regex = parseJavaRegex(node.value);
    // AG1121 reports `5xx`.
    if (regex.fault || !isPlainWords(regex) || alternativesWithoutStatus(regex).length > 0) return;
    const isOne = regex.parts.every(({ kind }) => kind === "literal");
    report({
      span: node.span,
      message:
        "The pattern must match the entire error message. Add .* before and after text that may occur anywhere in it.",
      fixes: isOne ? [write(node, `(?s).*${node.value}.*`)] : [],
    });
  },
};

/** Whether the pattern consists of words and alternatives of words, and matches nothing around them. */
function isPlainWords({ text, parts }: JavaRegex): boolean {
  const loose = parts.find(
    ({ kind }) => !["literal", "alternation", "anchor", "open", "close"].includes(kind),
  );
  const letters = parts.some(
    ({ kind, span }) => kind === "literal" && /\p{L}/u.test(text.slice(span.start, span.end)),
  );
  return letters && !loose;
}
