import type { IntegrationInput } from "../../model/input";
import type { StringNode as FileString, Span } from "../../syntax/nodes";
import { compilePath, faultMessage, stepsIn } from "../../vtl/jsonPath";
import type { StringNode } from "../../vtl/syntax/nodes";
import type { Example, InputRule, TemplateRule } from "../engine/rule";
import type { Template } from "../engine/template";
import { replacePart, spanIn } from "../shared/part";
import { guide } from "../shared/sources";
import { firstParts } from "./input";
import { TEMPLATE_GUIDE, vtl } from "./shared";

/** A path that a template has written out. */
interface WrittenPath {
  readonly text: string;
  readonly node: StringNode;
}

/** The paths that `$input.json` and `$input.path` are called with. */
function pathsOf(template: Template): readonly WrittenPath[] {
  return firstParts(template, "input").flatMap(([, part]) => {
    if (part.kind !== "method" || (part.name !== "json" && part.name !== "path")) return [];
    const [node] = part.arguments;
    if (node?.kind !== "string" || node.template?.statements.some(({ kind }) => kind !== "text")) return [];
    return [{ text: node.value, node }];
  });
}

/** Where a range of the path stands in the template. */
function placeIn({ text, node }: WrittenPath, { start, end }: Span): Span {
  // A doubled quote counts as one: the whole string has to do then.
  if (node.end - node.start - 2 !== text.length) return node;
  if (start < end) return { start: node.start + 1 + start, end: node.start + 1 + end };
  // What is missing has no width: the character before it stands for it.
  return { start: node.start + start, end: node.start + start + 1 };
}

export const pathWithoutRoot: TemplateRule = {
  code: "AG3101",
  title: "JSONPath without its $",
  severity: "error",
  description:
    "The JSONPath of `$input.json` and `$input.path` starts with `$`, which stands for the whole body.",
  confidence: "docs",
  sources: [TEMPLATE_GUIDE],
  bad: vtl("$input.json('order.id')"),
  good: vtl("$input.json('$.order.id')"),
  on: "template",
  check(template, report) {
    for (const path of pathsOf(template)) {
      const { text, node } = path;
      if (text.startsWith("$")) continue;
      const start = node.start + 1;
      const root = text === "" ? "$" : text.startsWith(".") || text.startsWith("[") ? "$" : "$.";
      report({
        span: template.at(node),
        message: "A JSONPath starts with $, which stands for the whole body.",
        fixes: template.fixes(`Write ${root}${text}`, { span: { start, end: start }, text: root }),
      });
    }
  },
};

export const badPath: TemplateRule = {
  code: "AG3103",
  title: "Bad JSONPath",
  severity: "error",
  description:
    'The library that API Gateway reads JSONPath with refuses the path, so the call prints nothing or fails. Names in double quotes, `$["name"]`, are told as information: its version 2.0 refuses them, and newer ones read them.',
  confidence: "derived",
  sources: ["Jayway's JsonPath 2.0, and 2.4 and newer", TEMPLATE_GUIDE],
  bad: vtl("$input.json('$.orders[0')"),
  good: vtl("$input.json('$.orders[0]')"),
  on: "template",
  check(template, report) {
    for (const path of pathsOf(template)) {
      if (!path.text.startsWith("$")) continue;
      const compiled = compilePath(path.text);
      const { fault } = compiled;
      if (fault) {
        report({ span: template.at(placeIn(path, fault.span)), message: faultMessage(fault.kind) });
        continue;
      }
      for (const step of stepsIn(compiled)) {
        if (step.kind !== "property" || !step.isDoubleQuoted) continue;
        report({
          span: template.at(placeIn(path, step.span)),
          severity: "information",
          message: "JsonPath 2.0 takes names in brackets in single quotes only.",
        });
      }
    }
  },
};

const MAPPINGS = ["RequestParameters", "ResponseParameters", "requestParameters", "responseParameters"];
const ROOTED = /^(?:(?:method|route)\.request|integration\.response)\.body\.(\$\.?)/;

export const rootInMapping: InputRule = {
  code: "AG3102",
  title: "JSONPath root in a mapping",
  severity: "error",
  description:
    "Behind `body.` a mapping takes the path without its root: `method.request.body.order.id`, not `method.request.body.$.order.id`.",
  confidence: "docs",
  sources: [guide("request-response-data-mappings")],
  bad: mapped("route.request.body.$.order.id"),
  good: mapped("route.request.body.order.id"),
  on: "input",
  protocols: ["REST", "WEBSOCKET", "unknown"],
  check(input, report) {
    for (const node of mappedStrings(input)) {
      const [all, root] = ROOTED.exec(node.value) ?? [];
      if (all === undefined || root === undefined) continue;
      const span = { start: all.length - root.length, end: all.length };
      report({
        span: spanIn(input, node, span),
        message: "Behind body. a path has no $: the body itself is meant.",
        fixes: [replacePart(node, span, "")],
      });
    }
  },
};

function mappedStrings(input: IntegrationInput): readonly FileString[] {
  return MAPPINGS.filter((name) => input.operation.members.has(name)).flatMap((name) =>
    input.entries(name).flatMap(({ value }) => (value?.kind === "string" ? [value] : [])),
  );
}

function mapped(value: string): Example {
  const input = {
    IntegrationType: "HTTP_PROXY",
    IntegrationMethod: "POST",
    IntegrationUri: "https://example.com",
    RequestParameters: { "integration.request.header.x-id": value },
  };
  return { text: JSON.stringify(input), protocol: "WEBSOCKET" };
}
