import { shifted } from "../../expressions/part";
import { parseResponseKey, type ResponseKeyFault } from "../../expressions/selection";
import { parseJavaRegex } from "../../javaRegex";
import type { Example, InputRule } from "../engine/rule";
import { replacePart, spanIn } from "../shared/part";
import { V2_RESPONSES } from "../shared/scope";
import { guide, preflightV2 } from "../shared/sources";

const GUIDE = guide("apigateway-websocket-api-integration-responses");

export const responseOfHttp: InputRule = {
  code: "AG2050",
  title: "Integration response on an HTTP API",
  severity: "error",
  description:
    "HTTP APIs do not support integration responses. Map responses with the integration's `ResponseParameters` instead.",
  aws: "IntegrationResponses are currently not supported for this API protocol type.",
  confidence: "verified-aws-third-party",
  sources: [preflightV2("integration-response-websocket-only")],
  bad: { ...example("$default"), protocol: "HTTP" },
  good: { ...example("$default"), protocol: "WEBSOCKET" },
  on: "input",
  operations: V2_RESPONSES,
  protocols: ["HTTP"],
  check({ root }, report) {
    report({
      span: { start: root.span.start, end: root.span.start + 1 },
      message:
        "HTTP APIs do not support integration responses. Use ResponseParameters of the integration instead.",
    });
  },
};

export const badResponseKey: InputRule = {
  code: "AG2051",
  title: "Invalid response key",
  severity: "error",
  description:
    "`IntegrationResponseKey` is `$default`, without a backslash, or a regular expression between slashes, such as `/4\\d\\d/`.",
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
  title: "Invalid pattern in a response key",
  severity: "error",
  description: "The text between the slashes must be a valid Java regular expression.",
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
      message: "Not a valid Java regular expression.",
    });
  },
};

function messageOf({ kind }: ResponseKeyFault): string {
  switch (kind) {
    case "missingSlashes":
      return "Enclose the pattern in slashes. Without them, the only valid key is $default.";
    case "emptyPattern":
      return "Missing pattern between the slashes.";
    case "escapedDefault":
      return "Use $default without the backslash, which is only for selection expressions.";
  }
}

function fixedKey(fault: ResponseKeyFault): string | undefined {
  if (fault.kind === "missingSlashes") return fault.fixed;
  return fault.kind === "escapedDefault" ? "$default" : undefined;
}

function example(key: string): Example {
  return { text: `{ "IntegrationResponseKey": "${key}" }`, operation: "create-integration-response" };
}
