import type { Span } from "../../syntax/nodes";
import { OBJECTS } from "../../vtl/analysis/library";
import type { MethodPart, PropertyPart, ReferenceNode } from "../../vtl/syntax/nodes";
import type { Fix } from "../engine/finding";
import type { TemplateRule } from "../engine/rule";
import type { Template } from "../engine/template";
import { nearest } from "../shared/nearest";
import { didYouMean, rewrite, TEMPLATE_GUIDE, vtl } from "./shared";

const MEMBERS = OBJECTS.util;

/** Functions of AppSync templates, which are often copied into API Gateway templates. */
const APPSYNC: ReadonlySet<string> = new Set([
  "toJson",
  "qr",
  "quiet",
  "error",
  "appendError",
  "time",
  "dynamodb",
  "rds",
  "http",
  "map",
  "transform",
  "autoId",
  "defaultIfNull",
  "defaultIfNullOrEmpty",
  "defaultIfNullOrBlank",
  "isNull",
  "isNullOrEmpty",
  "isNullOrBlank",
  "validate",
  "unauthorized",
  "matches",
  "typeOf",
]);

export const unknownUtil: TemplateRule = {
  code: "AG3002",
  title: "Unknown $util function",
  severity: "error",
  description:
    "`$util` has `escapeJavaScript`, `parseJson`, `urlEncode`, `urlDecode`, `base64Encode` and `base64Decode`, each with one string as its argument. `toJson`, `qr`, `time` and others are only available in AppSync. Unknown functions print nothing.",
  confidence: "docs",
  sources: [TEMPLATE_GUIDE],
  bad: vtl("$util.toJson($input.path('$'))"),
  good: vtl("$input.json('$')"),
  on: "template",
  check(template, report) {
    for (const [node, part] of template.firstParts("util")) {
      if (part.kind === "index") continue;
      const { name, nameSpan } = part;
      const member = MEMBERS.get(name);
      const span = template.at(nameSpan);
      if (!member && APPSYNC.has(name)) {
        report({
          span,
          message: `$util.${name} is an AppSync function. In API Gateway it prints nothing.`,
          fixes: inApiGateway(template, node, part),
        });
      } else if (!member) {
        const likely = nearest(name, MEMBERS.keys());
        report({
          span,
          message: `$util has no function ${name}, so this prints nothing.${didYouMean(likely)}`,
          fixes: rewrite(template, nameSpan, likely),
        });
      } else if (part.kind === "property") {
        report({ span, message: `$util.${name} is a function. Pass it a string in parentheses.` });
      } else if (part.closed && part.arguments.length !== 1) {
        report({ span, message: `Expected $util.${member.signature}. This call prints nothing.` });
      }
    }
  },
};

/** Replaces a call of an AppSync function by what has the same effect in API Gateway. */
function inApiGateway(
  template: Template,
  node: ReferenceNode,
  part: MethodPart | PropertyPart,
): readonly Fix[] {
  if (part.kind !== "method" || part.arguments.length !== 1 || node.parts.length > 1) return [];
  const [argument] = part.arguments;
  if (argument?.kind !== "reference") return [];
  const span = { start: node.start, end: node.end };
  if (part.name === "toJson") {
    const path = pathOf(template, argument);
    return path === undefined ? [] : rewriteWhole(template, span, `$input.json(${path})`);
  }
  const isStatement = template.facts.blocks.some(({ statements }) => statements.includes(node));
  if ((part.name !== "qr" && part.name !== "quiet") || !isStatement) return [];
  return rewriteWhole(template, span, `#set($ignored = ${template.textOf(argument)})`);
}

function rewriteWhole(template: Template, span: Span, text: string): readonly Fix[] {
  return template.fixes(`Use ${text.startsWith("#set") ? "#set" : "$input.json"}`, { span, text });
}

/** Returns the path that the value was read from with `$input.path`, as written. */
function pathOf(template: Template, node: ReferenceNode, depth = 0): string | undefined {
  const [call, ...others] = node.parts;
  if (node.name === "input" && call?.kind === "method" && call.name === "path") {
    return others.length === 0 && call.closed ? template.textOf(call.argumentsSpan) : undefined;
  }
  const [definition, another] = template.facts.definitions.get(node.name) ?? [];
  const { value } = definition ?? {};
  if (node.parts.length > 0 || another || definition?.from !== "set" || depth > 3) return undefined;
  return value?.kind === "reference" ? pathOf(template, value, depth + 1) : undefined;
}
