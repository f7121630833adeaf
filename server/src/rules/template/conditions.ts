import { isRoot } from "../../vtl/analysis/library";
import type { Expression, ReferenceNode } from "../../vtl/syntax/nodes";
import type { Finding, Fix } from "../engine/finding";
import type { TemplateRule } from "../engine/rule";
import type { Template } from "../engine/template";
import { recorded } from "../shared/sources";
import { VELOCITY_GUIDE, vtl } from "./shared";
import { deadBranches } from "./unreachable";

export const constantCondition: TemplateRule = {
  code: "AG3032",
  title: "Constant condition",
  severity: "warning",
  description:
    "Only the boolean `false` is false. Missing values, empty strings, 0 and empty lists all count as true, so `#if($input.params('x'))` is always true. Compare with `\"\"` instead, which a missing value equals. If the value may be a boolean, the rule only reports information.",
  confidence: "verified-aws-third-party",
  sources: [recorded("api"), VELOCITY_GUIDE],
  bad: vtl("#if($input.params('name'))named#end"),
  good: vtl("#if($input.params('name') != \"\")named#end"),
  on: "template",
  check(template, report) {
    for (const node of template.facts.ifs) {
      // AG3033 reports the code that a condition of `true` or `false` disables.
      const isDead = deadBranches(node).length > 0;
      for (const { condition } of node.branches) {
        for (const finding of findingsIn(template, condition, isDead)) report(finding);
      }
    }
  },
};

function findingsIn(template: Template, condition: Expression, isDead: boolean): readonly Finding[] {
  const operands: Operands = [];
  const used: Used = [];
  gather(condition, false, operands, used);
  let compared: Set<string> | undefined;
  const isCompared = (node: ReferenceNode): boolean => {
    compared ??= new Set(used.flatMap((use) => guardedSources(template, use.node, use.isCompared)));
    return compared.has(sourceOf(template, node));
  };
  const findings: Finding[] = [];
  for (const { node, negated } of operands) {
    if (node.kind === "boolean" && isDead) continue;
    const finding = judge(template, node, negated, isCompared);
    if (finding) findings.push(finding);
  }
  return findings;
}

type Operands = { readonly node: Expression; readonly negated: boolean }[];
type Used = { readonly node: ReferenceNode; readonly isCompared: boolean }[];

/** Splits a condition into the operands that are tested by themselves and the references that are compared. */
function gather(node: Expression, negated: boolean, operands: Operands, used: Used): void {
  if (node.kind === "group") gather(node.expression, negated, operands, used);
  else if (node.kind === "not") gather(node.operand, !negated, operands, used);
  else if (node.kind !== "binary") {
    operands.push({ node, negated });
    if (node.kind === "reference") used.push({ node, isCompared: false });
  } else if (node.operator === "and" || node.operator === "or") {
    gather(node.left, negated, operands, used);
    gather(node.right, negated, operands, used);
  } else {
    for (const side of [node.left, node.right])
      if (side.kind === "reference") used.push({ node: side, isCompared: true });
  }
}

/**
 * Returns the sources of what a condition tests further, without the `$`: in `$a && $a.b.size() > 0`, both `$a` and
 * `$a.b` may be tested by themselves, too, because the comparison already tests more than that.
 */
function guardedSources({ text }: Template, node: ReferenceNode, isCompared: boolean): readonly string[] {
  const ends = [node.nameSpan.end, ...node.parts.map(({ end }) => end)];
  return ends.slice(0, isCompared ? undefined : -1).map((end) => text.slice(node.nameSpan.start, end));
}

function sourceOf({ text }: Template, { nameSpan, parts }: ReferenceNode): string {
  return text.slice(nameSpan.start, parts.at(-1)?.end ?? nameSpan.end);
}

function judge(
  template: Template,
  node: Expression,
  negated: boolean,
  isCompared: (node: ReferenceNode) => boolean,
): Finding | undefined {
  const span = template.at(node);
  if (node.kind === "boolean") {
    const value = node.value !== negated;
    return { span, severity: "information", message: `This condition is always ${value}.` };
  }
  if (node.kind === "string" || node.kind === "integer" || node.kind === "float") {
    return {
      span,
      message: `Velocity treats a literal string or number as false, so this condition is always ${negated}.`,
    };
  }
  if (node.kind !== "reference" || node.form !== "value") return undefined;
  const { type } = template.values.reference(node);
  const isBare = node.parts.length === 0;
  // AG3019 reports variables that are never set, and the values that a loop defines are fine.
  if (isBare && (isRoot(node.name) || !template.facts.definitions.has(node.name))) return undefined;
  if (type === "boolean" || isCompared(node)) return undefined;
  if (type === "any" && !mayBeMissing(template, node)) return undefined;
  const outcome = negated ? "always false" : "always true";
  const known = type !== "any";
  return {
    span,
    ...(!known && { severity: "information" as const }),
    message: known
      ? `This condition is ${outcome}. Only the boolean false is false; missing and empty values are true.`
      : `This condition is ${outcome} unless the value is the boolean false. Missing and empty values are true.`,
    fixes: comparison(template, node, negated),
  };
}

/** Returns whether the value comes from the caller or the body, which may omit it. */
function mayBeMissing({ values }: Template, node: ReferenceNode): boolean {
  return values.reference(node).from !== undefined;
}

/** Replaces `$a` with `$a != ""`, and `!$a` with `$a == ""` if nothing is between the `!` and the reference. */
function comparison(template: Template, node: ReferenceNode, negated: boolean): readonly Fix[] {
  const source = template.textOf(node);
  if (!negated) {
    return template.fixes('Compare with ""', {
      span: { start: node.start, end: node.end },
      text: `${source} != ""`,
    });
  }
  if (template.text[node.start - 1] !== "!") return [];
  return template.fixes('Compare with ""', {
    span: { start: node.start - 1, end: node.end },
    text: `${source} == ""`,
  });
}
