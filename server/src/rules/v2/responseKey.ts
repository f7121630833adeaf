import { shifted } from "../../expressions/part";
import { parseResponseKey, type ResponseKeyFault } from "../../expressions/selection";
import { parseJavaRegex } from "../../javaRegex";
import type { Example, InputRule } from "../engine/rule";
import { replacePart, spanIn } from "../shared/part";
import { V2_RESPONSES } from "../shared/scope";

const GUIDE =
  "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-responses.html";

export const responseOfHttp: InputRule = {
  code: "AG2050",
  title: "Integration response of an HTTP API",
  severity: "error",
  description:
    "Only WebSocket APIs have integration responses. An HTTP API maps responses with the integration's `ResponseParameters`.",
  aws: "IntegrationResponses are currently not supported for this API protocol type.",
  confidence: "verified-aws-third-party",
  sources: [
    "https://github.com/badmintoncryer/cdk-preflight/tree/main/rules/apigatewayv2/pf-apigwv2-integration-response-websocket-only",
  ],
  bad: { ...example("$default"), protocol: "HTTP" },
  good: { ...example("$default"), protocol: "WEBSOCKET" },
  on: "input",
  operations: V2_RESPONSES,
  protocols: ["HTTP"],
  check({ root }, report) {
    report({
      span: { start: root.span.start, end: root.span.start + 1 },
      message: "An HTTP API has no integration responses: its integrations have ResponseParameters.",
    });
  },
};

export const badResponseKey: InputRule = {
  code: "AG2051",
  title: "Malformed response key",
  severity: "error",
  description:
    "`IntegrationResponseKey` is `$default`, without a backslash, or a regular expression between two slashes: `/4\\d\\d/`.",
  confidence: "docs",
  sources: [GUIDE],
  bad: example("404"),
  good: example("/404/"),
  on: "input",
  operations: V2_RESPONSES,
  check(input, report) {
    const node = input.string("IntegrationResponseKey");
    if (!node) return;
    for (const fault of parseResponseKey(node.value).faults) {
      const fixed = fixedKey(fault);
      report({
        span: spanIn(input, node, fault.span),
        message: messageOf(fault),
        fixes: fixed === undefined ? [] : [replacePart(node, fault.span, fixed)],
      });
    }
  },
};

export const badResponsePattern: InputRule = {
  code: "AG2052",
  title: "Malformed pattern of a response key",
  severity: "error",
  description: "What is between the slashes is a regular expression as Java reads it.",
  confidence: "derived",
  sources: [GUIDE],
  bad: example("/4[0-9/"),
  good: example("/4[0-9]+/"),
  on: "input",
  operations: V2_RESPONSES,
  check(input, report) {
    const node = input.string("IntegrationResponseKey");
    const { pattern } = parseResponseKey(node?.value ?? "");
    const fault = pattern && parseJavaRegex(pattern.text).fault;
    if (!node || !fault) return;
    const { span } = shifted({ text: "", span: fault.span }, pattern.span.start);
    report({
      span: spanIn(input, node, span),
      message: "Java does not take this as a regular expression.",
    });
  },
};

function messageOf({ kind }: ResponseKeyFault): string {
  switch (kind) {
    case "missingSlashes":
      return "A pattern stands between two slashes; without them the key can only be $default.";
    case "emptyPattern":
      return "There is no pattern between the slashes.";
    case "escapedDefault":
      return "The key is $default itself: the backslash is for selection expressions.";
  }
}

function fixedKey(fault: ResponseKeyFault): string | undefined {
  if (fault.kind === "missingSlashes") return fault.fixed;
  return fault.kind === "escapedDefault" ? "$default" : undefined;
}

function example(key: string): Example {
  return { text: `{ "IntegrationResponseKey": "${key}" }`, operation: "create-integration-response" };
}
