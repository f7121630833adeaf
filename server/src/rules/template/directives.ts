import type { Span } from "../../syntax/nodes";
import { isRoot } from "../../vtl/analysis/library";
import type { MacroNode, RangeNode } from "../../vtl/syntax/nodes";
import type { SyntaxProblemKind } from "../../vtl/syntax/problems";
import type { Finding, Fix, ReportProblem } from "../engine/finding";
import type { TemplateRule } from "../engine/rule";
import type { Template } from "../engine/template";
import { guide } from "../shared/sources";
import { repairsOf } from "./repairs";
import { transformError, VELOCITY_GUIDE, vtl } from "./shared";
import { isUnquotedStageVariable } from "./stageVariables";

const REPORTED = "https://qiita.com/yoshidasts/items/ddab0ef7b983b7c5260b";
const MAX_ITERATIONS = 1000;

const BEFORE_COLONS = /\$!?\{\w+$/;
const AFTER_COLONS = /::[\w:.]*\}?/y;

/** The kinds of syntax problems that have their own rules. AG3029 reports all others. */
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
    const substitution = substitutionAt(template, problem);
    // CloudFormation may replace it in a file of its own; the AWS CLI sends an input as it is.
    const mayWork = substitution !== undefined && !template.scope.isInInput;
    report({
      span: template.at(widened(substitution?.span ?? problem, template)),
      message: substitution?.message ?? message,
      ...(mayWork ? { severity: "information" } : { aws: transformError(template) }),
      fixes: substitution ? [] : repairsOf(template, problem),
    });
  }
}

/** Returns what to say of a problem in `${AWS::Region}`, which `::` shows to be meant for CloudFormation. */
function substitutionAt({ text }: Template, { start }: Span): Pick<Finding, "span" | "message"> | undefined {
  const [before] = BEFORE_COLONS.exec(text.slice(Math.max(0, start - 80), start)) ?? [];
  if (before === undefined || !text.startsWith("::", start)) return undefined;
  AFTER_COLONS.lastIndex = start;
  const span = { start: start - before.length, end: start + (AFTER_COLONS.exec(text)?.[0].length ?? 2) };
  const message = `Velocity cannot parse \`::\`. ${text.slice(span.start, span.end)} only works if CloudFormation replaces it with Fn::Sub.`;
  return { span, message };
}

/** Widens the empty span of something missing to the character before it. */
function widened({ start, end }: { start: number; end: number }, { text }: Template) {
  if (start < end) return { start, end };
  return start > 0 ? { start: start - 1, end: start } : { start, end: Math.min(1, text.length) };
}

export const refusedDirective: TemplateRule = {
  code: "AG3008",
  title: "Unsupported #parse or #include",
  severity: "error",
  description:
    "API Gateway rejects `#parse` and `#include`, because a template has no access to other files.",
  confidence: "issue-report",
  sources: [REPORTED],
  bad: vtl("#parse('common.vtl')"),
  good: vtl("#set($name = 'common')"),
  on: "template",
  check: (template, report) => reportProblems(template, "AG3008", report),
};

export const printedDirective: TemplateRule = {
  code: "AG3009",
  title: "Unsupported #macro or #evaluate",
  severity: "warning",
  description:
    "API Gateway does not document `#macro` and `#evaluate`. It prints macro calls and `#evaluate` as text. To reuse a part of a template, use `#define`.",
  confidence: "issue-report",
  sources: [REPORTED],
  bad: vtl("#evaluate($code)"),
  good: vtl("#define($name)orders#end$name"),
  on: "template",
  check(template, report) {
    const { macros, calls } = template.facts;
    if (macros.length === 0 && calls.length === 0) return;
    const names = new Set(macros.map(({ name }) => name));
    for (const macro of macros) {
      report({
        span: template.at(macro.nameSpan),
        message: "API Gateway does not document macros. Consider #define instead.",
        fixes: asDefine(template, macro),
      });
    }
    for (const { name, nameSpan } of calls) {
      if (name !== "evaluate" && !names.has(name)) continue;
      report({
        span: template.at(nameSpan),
        message: `API Gateway prints #${name} as text instead of running it.`,
      });
    }
  },
};

/** Turns a macro without parameters into a #define. What has parameters cannot be one. */
function asDefine(template: Template, { name, nameSpan, arguments: list }: MacroNode): readonly Fix[] {
  const { facts, text } = template;
  const [word, ...parameters] = list;
  const calls = facts.calls.filter((call) => call.name === name);
  const isUsable = !facts.definitions.has(name) && !isRoot(name) && /^[A-Za-z][\w-]*$/.test(name);
  if (!word || parameters.length > 0 || !isUsable) return [];
  // Its own calls would be endless.
  if (calls.some(({ arguments: given, body }) => given.length > 0 || body)) return [];
  const { macros } = facts;
  const own = macros.find((macro) => macro.nameSpan === nameSpan);
  if (macros.filter((macro) => macro.name === name).length > 1) return [];
  if (calls.some(({ start, end }) => own && own.start <= start && end <= own.end)) return [];
  const pieces = [
    { span: nameSpan, text: "#define" },
    { span: { start: word.start, end: word.end }, text: `$${name}` },
    ...calls.map(({ start, end }) => ({
      span: { start, end },
      text: /[\w.([-]/.test(text[end] ?? "") ? `\${${name}}` : `$${name}`,
    })),
  ];
  pieces.sort((a, b) => a.span.start - b.span.start);
  return template.fixes("Convert to #define", ...pieces);
}

export const unbalanced: TemplateRule = {
  code: "AG3010",
  title: "Unbalanced #end",
  severity: "error",
  description:
    "`#if`, `#foreach` and `#define` each require an `#end`. If one is missing, or there is one too many, every call that uses the template fails.",
  confidence: "derived",
  sources: [VELOCITY_GUIDE],
  bad: vtl("#if($input.body == '')empty"),
  good: vtl("#if($input.body == '')empty#end"),
  on: "template",
  check: (template, report) => reportProblems(template, "AG3010", report),
};

export const foreachLimit: TemplateRule = {
  code: "AG3011",
  title: "#foreach limit",
  severity: "warning",
  description:
    "API Gateway runs at most 1,000 iterations of a `#foreach`. With a longer list, the call fails. This rule counts ranges and lists that are written out in the template; the length of other lists is unknown until the call.",
  confidence: "docs",
  sources: [guide("limits")],
  bad: vtl("#foreach($i in [1..2000])$i #end"),
  good: vtl("#foreach($i in [1..10])$i #end"),
  on: "template",
  check(template, report) {
    for (const { arguments: list, nameSpan } of template.facts.loops) {
      const items = list[2];
      const iterations =
        items?.kind === "list" ? items.items.length : items?.kind === "range" ? lengthOf(items) : undefined;
      if (iterations === undefined || iterations <= MAX_ITERATIONS) continue;
      report({
        span: template.at(nameSpan),
        message: `The loop runs ${iterations.toLocaleString("en-US")} times; API Gateway allows at most 1,000 iterations.`,
      });
    }
  },
};

function lengthOf({ first, last }: RangeNode): number | undefined {
  if (first.kind !== "integer" || last.kind !== "integer") return undefined;
  return Math.abs(Number(last.text) - Number(first.text)) + 1;
}

export const escapedQuote: TemplateRule = {
  code: "AG3016",
  title: "Backslash before a quote in a string",
  severity: "error",
  description:
    "Velocity does not support `\\\"` in strings: the string ends at the quote, and the template fails. Double the quote, write the string in single quotes, or put the quote in a variable: `#set($q = '\"')`.",
  confidence: "issue-report",
  sources: [VELOCITY_GUIDE],
  bad: vtl(`#set($text = "say \\"hi\\"")`),
  good: vtl(`#set($text = 'say "hi"')`),
  on: "template",
  check: (template, report) => reportProblems(template, "AG3016", report),
};

export const templateSyntax: TemplateRule = {
  code: "AG3029",
  title: "Template syntax error",
  severity: "error",
  description:
    "Velocity cannot parse the template. API Gateway stores it anyway, but every call that uses it fails. This rule reports the syntax errors that no more specific rule covers. CloudFormation's `${AWS::Region}` is one of them; in a template file, which `Fn::Sub` may read, it is reported as information.",
  confidence: "derived",
  sources: [VELOCITY_GUIDE],
  bad: vtl("#set($count = )"),
  good: vtl("#set($count = 1)"),
  on: "template",
  check: (template, report) => reportProblems(template, "AG3029", report),
};
