import { parseSelection, type Selection, type SelectionScope } from "../../expressions/selection";
import type { IntegrationInput } from "../../model/input";
import { SKELETON_KEY } from "../../model/skeleton";
import type { StringNode } from "../../syntax/nodes";
import type { ReportProblem } from "../engine/finding";
import type { Example, InputRule } from "../engine/rule";
import { replacePart, spanIn } from "../shared/part";
import { safe } from "../shared/safe";
import { isUpdate, V2_INTEGRATIONS, V2_RESPONSES } from "../shared/scope";
import { guide } from "../shared/sources";

const TEMPLATE_GUIDE = guide("websocket-api-data-transformations");
const SELECTION_GUIDE = guide("apigateway-websocket-api-selection-expressions");

export const requestTemplateNeverSelected: InputRule = {
  code: "AG2045",
  title: "Template that is never selected",
  severity: "warning",
  description:
    "A `TemplateSelectionExpression` without a variable always selects the same key of `RequestTemplates`. If neither that key nor `$default` exists, no template runs. Without an expression, only `$default` is selected. Unlike on a REST API, the keys are not content types; if they look like content types, as in AWS's own examples, this is only reported as information.",
  confidence: "derived",
  sources: [TEMPLATE_GUIDE],
  bad: requestExample("orders"),
  good: requestExample("application/json"),
  on: "input",
  operations: V2_INTEGRATIONS,
  protocols: ["WEBSOCKET"],
  check(input, report) {
    if (input.has("TemplateSelectionExpression")) return checkKey(input, report, "RequestTemplates");
    // AG2048 reports the templates of a proxy integration.
    if (!["AWS", "HTTP", "MOCK"].includes(input.text("IntegrationType") ?? "")) return;
    checkUnselected(input, report, "RequestTemplates");
  },
};

export const unknownRequestVariable: InputRule = {
  code: "AG2046",
  title: "Unsupported variable for selecting a template",
  severity: "error",
  description:
    "The `TemplateSelectionExpression` of an integration is static text or reads `${request.body.PATH}`.",
  confidence: "docs",
  sources: [TEMPLATE_GUIDE],
  bad: requestExample("${request.header.kind}"),
  good: requestExample("${request.body.kind}"),
  on: "input",
  operations: V2_INTEGRATIONS,
  protocols: ["WEBSOCKET"],
  check: (input, report) =>
    checkVariables(
      input,
      report,
      "request",
      "Request templates can only be selected by static text or ${request.body.PATH}.",
    ),
};

export const unescapedDefault: InputRule = {
  code: "AG2047",
  title: "Unescaped $default",
  severity: "warning",
  description:
    "In a selection expression, a dollar sign starts a variable. Escape the reserved key `$default` with a backslash: `\\$default`. In JSON, the backslash itself is written twice.",
  confidence: "docs",
  sources: [SELECTION_GUIDE],
  bad: requestExample("$default"),
  good: requestExample(String.raw`\\$default`, "$default"),
  on: "input",
  operations: [...V2_INTEGRATIONS, ...V2_RESPONSES],
  check(input, report) {
    const { node, selection } = selectionOf(input) ?? {};
    if (!node || !selection?.faults.some(({ kind }) => kind === "unescapedDefault")) return;
    report({
      span: node.span,
      message: "A dollar sign starts a variable. Use \\$default to select the key $default.",
      fixes: [safe(replacePart(node, { start: 0, end: node.value.length }, "\\$default"))],
    });
  },
};

export const unknownResponseVariable: InputRule = {
  code: "AG2053",
  title: "Unsupported variable for selecting a response template",
  severity: "error",
  description:
    "The `TemplateSelectionExpression` of an integration response is static text or reads `${request.body.PATH}`, `${integration.response.statuscode}`, `${integration.response.header.NAME}` or `${integration.response.multivalueheader.NAME}`.",
  confidence: "docs",
  sources: [TEMPLATE_GUIDE],
  bad: responseExample('"TemplateSelectionExpression": "${integration.response.body.kind}"'),
  good: responseExample('"TemplateSelectionExpression": "${integration.response.statuscode}"'),
  on: "input",
  operations: V2_RESPONSES,
  check: (input, report) =>
    checkVariables(
      input,
      report,
      "response",
      "Response templates can only be selected by static text, the request body, the status code or a header.",
    ),
};

export const responseTemplateNeverSelected: InputRule = {
  code: "AG2054",
  title: "Response template that is never selected",
  severity: "warning",
  description:
    "`TemplateSelectionExpression` selects a key of `ResponseTemplates`. Without it, or if the selected key does not exist, only `$default` can be selected. Keys that look like content types are only reported as information.",
  confidence: "derived",
  sources: [TEMPLATE_GUIDE],
  bad: responseExample('"ResponseTemplates": { "ok": "{}" }'),
  good: responseExample('"ResponseTemplates": { "ok": "{}" }', '"TemplateSelectionExpression": "ok"'),
  on: "input",
  operations: V2_RESPONSES,
  check(input, report) {
    if (input.has("TemplateSelectionExpression")) return checkKey(input, report, "ResponseTemplates");
    checkUnselected(input, report, "ResponseTemplates");
  },
};

/** Returns the keys of the templates, without the placeholder of a skeleton. */
function keysOf(input: IntegrationInput, name: string): readonly string[] {
  return input.entries(name).flatMap(({ key }) => (key.value === SKELETON_KEY ? [] : [key.value]));
}

function selectionOf(
  input: IntegrationInput,
): { readonly node: StringNode; readonly selection: Selection } | undefined {
  const node = input.string("TemplateSelectionExpression");
  const scope: SelectionScope = V2_INTEGRATIONS.includes(input.operation.name) ? "request" : "response";
  return node?.value ? { node, selection: parseSelection(node.value, scope) } : undefined;
}

function checkVariables(
  input: IntegrationInput,
  report: ReportProblem,
  scope: SelectionScope,
  message: string,
): void {
  const { node, selection } = selectionOf(input) ?? {};
  for (const fault of selection?.faults ?? []) {
    if (!node || fault.kind === "unescapedDefault") continue;
    // AWS does not document whether the whole body can be the key.
    if (fault.kind === "missingName" && node.value.includes("request.body") && scope === "request") continue;
    report({
      span: spanIn(input, node, fault.span),
      message:
        fault.kind === "unclosed"
          ? "Missing closing brace (})."
          : fault.kind === "missingName"
            ? "Expected a name at the end of this variable."
            : message,
    });
  }
}

function checkKey(input: IntegrationInput, report: ReportProblem, name: string): void {
  const { node, selection } = selectionOf(input) ?? {};
  const templates = input.member(name);
  const keys = keysOf(input, name);
  const chosen = selection?.staticKey;
  if (!node || !templates || chosen === undefined || keys.length === 0) return;
  if (keys.includes(chosen) || keys.includes("$default")) return;
  // An AWS CDK example selects $default from templates by content type.
  const isExample = chosen === "$default" && keys.every((key) => key.includes("/"));
  report({
    ...(isExample && { severity: "information" }),
    span: node.span,
    message: `${name} has no key "${chosen}", so none of its templates is ever selected.`,
    related: [{ span: templates.key.span, message: `Its keys: ${keys.join(", ")}.` }],
  });
}

/** Reports templates that no expression selects. */
function checkUnselected(input: IntegrationInput, report: ReportProblem, name: string): void {
  const templates = input.member(name);
  const entries = input.entries(name).filter(({ key }) => key.value !== SKELETON_KEY);
  // An update keeps the existing expression.
  if (!templates || isUpdate(input) || entries.length === 0) return;
  if (entries.some(({ key }) => key.value === "$default")) return;
  const [only, ...others] = entries;
  // AWS's own examples contain templates by content type without an expression.
  const areContentTypes = entries.every(({ key }) => key.value.includes("/"));
  report({
    ...(areContentTypes && { severity: "information" }),
    span: templates.key.span,
    message: "Without TemplateSelectionExpression, these templates may never be selected. Only $default is.",
    fixes:
      only && others.length === 0 && !only.key.value.includes("$")
        ? [
            {
              title: `Insert TemplateSelectionExpression "${only.key.value}"`,
              change: {
                kind: "insertMember",
                object: input.root,
                name: "TemplateSelectionExpression",
                value: only.key.value,
              },
            },
          ]
        : [],
  });
}

function requestExample(expression: string, key = "application/json"): Example {
  const templates = JSON.stringify({ [key]: '{"statusCode": 200}' });
  return {
    text: `{ "IntegrationType": "MOCK", "RequestTemplates": ${templates}, "TemplateSelectionExpression": "${expression}" }`,
    protocol: "WEBSOCKET",
  };
}

function responseExample(...members: readonly string[]): Example {
  return {
    text: `{ "IntegrationResponseKey": "$default", ${members.join(", ")} }`,
    operation: "create-integration-response",
  };
}
