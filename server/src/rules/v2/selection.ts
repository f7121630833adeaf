import { parseSelection, type Selection, type SelectionScope } from "../../expressions/selection";
import type { IntegrationInput } from "../../model/input";
import { SKELETON_KEY } from "../../model/skeleton";
import type { StringNode } from "../../syntax/nodes";
import type { ReportProblem } from "../engine/finding";
import type { Example, InputRule } from "../engine/rule";
import { replacePart, spanIn } from "../shared/part";
import { safe } from "../shared/safe";
import { V2_INTEGRATIONS, V2_RESPONSES } from "../shared/scope";

const TEMPLATE_GUIDE =
  "https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-data-transformations.html";
const SELECTION_GUIDE =
  "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-selection-expressions.html";

export const keyNotThere: InputRule = {
  code: "AG2045",
  title: "Template that is never chosen",
  severity: "warning",
  description:
    "A `TemplateSelectionExpression` without a variable always chooses the same key of `RequestTemplates`. Where that is not there, and no `$default` either, no template runs.",
  confidence: "derived",
  sources: [TEMPLATE_GUIDE],
  bad: requestExample("orders"),
  good: requestExample("application/json"),
  on: "input",
  operations: V2_INTEGRATIONS,
  protocols: ["WEBSOCKET"],
  check: (input, report) => checkKey(input, report, "RequestTemplates"),
};

export const unknownRequestVariable: InputRule = {
  code: "AG2046",
  title: "Variable that does not choose a template",
  severity: "error",
  description: "An integration's `TemplateSelectionExpression` is text, or reads `${request.body.PATH}`.",
  confidence: "docs",
  sources: [TEMPLATE_GUIDE],
  bad: requestExample("${request.header.kind}"),
  good: requestExample("${request.body.kind}"),
  on: "input",
  operations: V2_INTEGRATIONS,
  protocols: ["WEBSOCKET"],
  check: (input, report) =>
    checkVariables(input, report, "request", "A request template is chosen by text or ${request.body.PATH}."),
};

export const unescapedDefault: InputRule = {
  code: "AG2047",
  title: "$default not escaped",
  severity: "warning",
  description:
    "In a selection expression a dollar sign starts a variable. The reserved key is named with a backslash before it: `\\$default`, which in JSON takes two.",
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
      message: "A dollar sign starts a variable: the key $default is named by \\$default.",
      fixes: [safe(replacePart(node, { start: 0, end: node.value.length }, "\\$default"))],
    });
  },
};

export const unknownResponseVariable: InputRule = {
  code: "AG2053",
  title: "Variable that does not choose a response template",
  severity: "error",
  description:
    "An integration response's `TemplateSelectionExpression` is text, or reads `${request.body.PATH}`, `${integration.response.statuscode}`, `${integration.response.header.NAME}` or `${integration.response.multivalueheader.NAME}`.",
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
      "A response template is chosen by the request's body, the status code or a header.",
    ),
};

export const responseKeyNotThere: InputRule = {
  code: "AG2054",
  title: "Response template that is never chosen",
  severity: "warning",
  description:
    "`TemplateSelectionExpression` chooses the key of `ResponseTemplates`. Without it, or where the key that it names is not there, only `$default` can be chosen.",
  confidence: "derived",
  sources: [TEMPLATE_GUIDE],
  bad: responseExample('"ResponseTemplates": { "ok": "{}" }'),
  good: responseExample('"ResponseTemplates": { "ok": "{}" }', '"TemplateSelectionExpression": "ok"'),
  on: "input",
  operations: V2_RESPONSES,
  check(input, report) {
    if (input.has("TemplateSelectionExpression")) return checkKey(input, report, "ResponseTemplates");
    const templates = input.member("ResponseTemplates");
    const keys = keysOf(input, "ResponseTemplates");
    // An update leaves the stored expression as it is.
    if (!templates || input.operation.name.startsWith("update-")) return;
    if (keys.length === 0 || keys.includes("$default")) return;
    report({
      span: templates.key.span,
      message: "Without a TemplateSelectionExpression none of these templates may be chosen.",
    });
  },
};

/** The templates' keys, without what a skeleton left. */
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
    // Whether the whole body can be a key is not documented.
    if (fault.kind === "missingName" && node.value.includes("request.body") && scope === "request") continue;
    report({
      span: spanIn(input, node, fault.span),
      message:
        fault.kind === "unclosed"
          ? "The closing } is missing."
          : fault.kind === "missingName"
            ? "The name is missing behind this."
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
  report({
    span: node.span,
    message: `${name} has no "${chosen}": none of its templates is ever chosen.`,
    related: [{ span: templates.key.span, message: `There is ${keys.join(", ")}.` }],
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
