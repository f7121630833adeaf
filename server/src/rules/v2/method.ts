import type { InputRule } from "../engine/rule";
import { notAmong } from "../shared/enumValues";
import { V2_INTEGRATIONS } from "../shared/scope";
import { V2_REFERENCE } from "../shared/sources";
import { isOpen, uriOf } from "../uri/uris";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "ANY"];

export const unknownMethod: InputRule = {
  code: "AG2071",
  title: "Unknown HTTP method",
  severity: "error",
  description: `\`IntegrationMethod\` must be one of ${METHODS.map((method) => `\`${method}\``).join(", ")}, in uppercase.`,
  confidence: "derived",
  sources: [V2_REFERENCE],
  bad: {
    text: '{ "IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://example.com", "IntegrationMethod": "PSOT" }',
  },
  good: {
    text: '{ "IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://example.com", "IntegrationMethod": "POST" }',
  },
  on: "input",
  operations: V2_INTEGRATIONS,
  check(input, report) {
    const method = input.string("IntegrationMethod");
    if (!method?.value || METHODS.includes(method.value) || isOpen(method)) return;
    // AG2039 reports a method for a Lambda function.
    const target = input.string("IntegrationUri");
    if (target && "function" in uriOf(target)) return;
    report({ span: method.span, ...notAmong(method, "HTTP method", METHODS) });
  },
};
