import { OBJECTS } from "../../vtl/analysis/library";
import type { TemplateRule } from "../engine/rule";
import { nearest } from "../shared/nearest";
import { firstParts } from "./input";
import { didYouMean, rewrite, TEMPLATE_GUIDE, vtl } from "./shared";

const MEMBERS = OBJECTS.util;

/** What AppSync's templates have and people bring along. */
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
  title: "Unknown function of $util",
  severity: "error",
  description:
    "`$util` has `escapeJavaScript`, `parseJson`, `urlEncode`, `urlDecode`, `base64Encode` and `base64Decode`, each for one text. `toJson`, `qr`, `time` and the like belong to AppSync. What is missing prints nothing.",
  confidence: "docs",
  sources: [TEMPLATE_GUIDE],
  bad: vtl("$util.toJson($input.path('$'))"),
  good: vtl("$input.json('$')"),
  on: "template",
  check(template, report) {
    for (const [, part] of firstParts(template, "util")) {
      if (part.kind === "index") continue;
      const { name, nameSpan } = part;
      const member = MEMBERS.get(name);
      const span = template.at(nameSpan);
      if (!member && APPSYNC.has(name)) {
        report({ span, message: `$util.${name} belongs to AppSync: in API Gateway it prints nothing.` });
      } else if (!member) {
        const likely = nearest(name, MEMBERS.keys());
        report({
          span,
          message: `$util has no ${name}: it prints nothing.${didYouMean(likely)}`,
          fixes: rewrite(template, nameSpan, likely),
        });
      } else if (part.kind === "property") {
        report({ span, message: `$util.${name} is a function: it takes a text in parentheses.` });
      } else if (part.closed && part.arguments.length !== 1) {
        report({ span, message: `There is only $util.${member.signature}: this call prints nothing.` });
      }
    }
  },
};
