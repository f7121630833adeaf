import type { Span } from "../../syntax/nodes";
import type { TemplateRule } from "../engine/rule";
import type { Template } from "../engine/template";
import { safe } from "../shared/safe";
import { TEMPLATE_GUIDE, vtl } from "./shared";

const BEFORE = /\$!?\{?stageVariables\[[ \t]*$/;
const NAME = /[\w-]+/y;

/** Returns whether the problem is the syntax error in `$stageVariables[name]`. */
export function isUnquotedStageVariable({ text }: Template, { start }: Span): boolean {
  return BEFORE.test(text.slice(Math.max(0, start - 40), start));
}

export const unquotedStageVariable: TemplateRule = {
  code: "AG3024",
  title: "Unquoted stage variable",
  severity: "warning",
  description:
    "In brackets, the name of a stage variable must be in quotes: `$stageVariables['name']`. Without them, Velocity cannot parse the template. After a dot, a name can contain hyphens without quotes.",
  confidence: "docs",
  sources: [TEMPLATE_GUIDE],
  bad: vtl("$stageVariables[table]"),
  good: vtl("$stageVariables['table']"),
  on: "template",
  check(template, report) {
    for (const problem of template.problems) {
      if (!isUnquotedStageVariable(template, problem)) continue;
      NAME.lastIndex = problem.start;
      const [name = ""] = NAME.exec(template.text) ?? [];
      const span = { start: problem.start, end: Math.max(problem.start + name.length, problem.end) };
      report({
        span: template.at(span),
        message: "Write the name in quotes. Without them, Velocity cannot parse the template.",
        fixes:
          name === ""
            ? []
            : template
                .fixes(`Write '${name}'`, {
                  span: { start: span.start, end: span.start + name.length },
                  text: `'${name}'`,
                })
                .map(safe),
      });
    }
  },
};
