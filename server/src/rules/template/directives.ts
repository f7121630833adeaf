import type { RangeNode } from "../../vtl/syntax/nodes";
import type { SyntaxProblemKind } from "../../vtl/syntax/problems";
import type { ReportProblem } from "../engine/finding";
import type { TemplateRule } from "../engine/rule";
import type { Template } from "../engine/template";
import { guide } from "../shared/sources";
import { transformError, VELOCITY_GUIDE, vtl } from "./shared";
import { isUnquotedStageVariable } from "./stageVariables";

const REPORTED = "https://qiita.com/yoshidasts/items/ddab0ef7b983b7c5260b";
const MOST_ROUNDS = 1000;

/** The kinds of syntax problems that have rules of their own. */
const OWN: Partial<Record<SyntaxProblemKind, string>> = {
  refusedDirective: "AG3008",
  missingEnd: "AG3010",
  strayEnd: "AG3010",
  strayElse: "AG3010",
  escapedQuote: "AG3016",
};

function reportProblems(template: Template, code: string, report: ReportProblem): void {
  for (const problem of template.problems) {
    const { kind, message } = problem;
    if ((OWN[kind] ?? "AG3029") !== code || isUnquotedStageVariable(template, problem)) continue;
    report({ span: template.at(widened(problem, template)), message, aws: transformError(template) });
  }
}

/** What is missing has no width: the character before it stands for it. */
function widened({ start, end }: { start: number; end: number }, { text }: Template) {
  if (start < end) return { start, end };
  return start > 0 ? { start: start - 1, end: start } : { start, end: Math.min(1, text.length) };
}

export const refusedDirective: TemplateRule = {
  code: "AG3008",
  title: "#parse and #include",
  severity: "error",
  description: "API Gateway refuses `#parse` and `#include`: a template has no other files to read.",
  confidence: "issue-report",
  sources: [REPORTED],
  bad: vtl("#parse('common.vtl')"),
  good: vtl("#set($name = 'common')"),
  on: "template",
  check: (template, report) => reportProblems(template, "AG3008", report),
};

export const printedDirective: TemplateRule = {
  code: "AG3009",
  title: "#macro and #evaluate",
  severity: "warning",
  description:
    "API Gateway documents neither `#macro` nor `#evaluate`: a macro's call and `#evaluate` are printed as they are written. `#define` keeps a piece of template under a name.",
  confidence: "issue-report",
  sources: [REPORTED],
  bad: vtl("#evaluate($code)"),
  good: vtl("#define($name)orders#end$name"),
  on: "template",
  check(template, report) {
    const { macros, calls } = template.facts;
    const names = new Set(macros.map(({ name }) => name));
    for (const { nameSpan } of macros) {
      report({ span: template.at(nameSpan), message: "API Gateway documents no macros: #define may do." });
    }
    for (const { name, nameSpan } of calls) {
      if (name !== "evaluate" && !names.has(name)) continue;
      report({ span: template.at(nameSpan), message: `API Gateway prints #${name} as it is written.` });
    }
  },
};

export const unbalanced: TemplateRule = {
  code: "AG3010",
  title: "Directive without its #end",
  severity: "error",
  description:
    "`#if`, `#foreach` and `#define` end with `#end`. Without one, and with one too many, the template fails for every call.",
  confidence: "derived",
  sources: [VELOCITY_GUIDE],
  bad: vtl("#if($input.body == '')empty"),
  good: vtl("#if($input.body == '')empty#end"),
  on: "template",
  check: (template, report) => reportProblems(template, "AG3010", report),
};

export const thousandRounds: TemplateRule = {
  code: "AG3011",
  title: "Rounds of a #foreach",
  severity: "information",
  description:
    "API Gateway goes at most 1,000 rounds through a `#foreach`, and the call fails beyond. Ranges and lists that are written out are counted: of those that fit nothing is told, and more is a warning.",
  confidence: "docs",
  sources: [guide("limits")],
  bad: vtl("#foreach($order in $input.path('$.orders'))$order.id #end"),
  good: vtl("#foreach($i in [1..10])$i #end"),
  on: "template",
  check(template, report) {
    for (const { arguments: list, nameSpan } of template.facts.loops) {
      const items = list[2];
      const span = template.at(nameSpan);
      const rounds =
        items?.kind === "list" ? items.items.length : items?.kind === "range" ? lengthOf(items) : undefined;
      if (rounds === undefined) {
        report({
          span,
          message: "API Gateway goes at most 1,000 rounds: a longer list makes the call fail.",
        });
      } else if (rounds > MOST_ROUNDS) {
        report({
          span,
          severity: "warning",
          message: `These are ${rounds} rounds; API Gateway goes at most 1,000.`,
        });
      }
    }
  },
};

function lengthOf({ first, last }: RangeNode): number | undefined {
  if (first.kind !== "integer" || last.kind !== "integer") return undefined;
  return Math.abs(Number(last.text) - Number(first.text)) + 1;
}

export const escapedQuote: TemplateRule = {
  code: "AG3016",
  title: "Backslash before a quote",
  severity: "error",
  description:
    "Velocity's strings know no `\\\"`: the string ends there, and the template fails. Write the quote twice, or put the text in single quotes, or keep a quote in a variable: `#set($q = '\"')`.",
  confidence: "issue-report",
  sources: [VELOCITY_GUIDE],
  bad: vtl(`#set($text = "say \\"hi\\"")`),
  good: vtl(`#set($text = 'say "hi"')`),
  on: "template",
  check: (template, report) => reportProblems(template, "AG3016", report),
};

export const templateSyntax: TemplateRule = {
  code: "AG3029",
  title: "Template syntax",
  severity: "error",
  description:
    "Velocity cannot read the template, so every call that meets it fails. The call that stores it passes. This rule is ours; it tells what no other rule on templates tells more precisely.",
  confidence: "derived",
  sources: [VELOCITY_GUIDE],
  bad: vtl("#set($count = )"),
  good: vtl("#set($count = 1)"),
  on: "template",
  check: (template, report) => reportProblems(template, "AG3029", report),
};
