import { OBJECTS } from "../../vtl/analysis/library";
import type { TemplateRule } from "../engine/rule";
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
    for (const [, part] of template.firstParts("util")) {
      if (part.kind === "index") continue;
      const { name, nameSpan } = part;
      const member = MEMBERS.get(name);
      const span = template.at(nameSpan);
      if (!member && APPSYNC.has(name)) {
        report({ span, message: `$util.${name} is an AppSync function. In API Gateway it prints nothing.` });
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
