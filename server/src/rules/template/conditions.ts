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
  title: "Condition that is always the same",
  severity: "warning",
  description:
    "Only the boolean `false` is false: a missing value, empty text, 0 and an empty list all count as true, so that `#if($input.params('x'))` always holds. Compare with `\"\"`, which a missing value equals. Of a value that may be a boolean it is told as information. This rule is ours.",
  confidence: "verified-aws-third-party",
  sources: [recorded("api"), VELOCITY_GUIDE],
  bad: vtl("#if($input.params('name'))named#end"),
  good: vtl("#if($input.params('name') != \"\")named#end"),
  on: "template",
  check(template, report) {
    for (const node of template.facts.ifs) {
      // AG3033 speaks of what a condition of `true` or `false` shuts out.
      const isDead = deadBranches(node).length > 0;
      for (const { condition } of node.branches) {
        for (const finding of findingsIn(template, condition, isDead)) report(finding);
      }
    }
  },
};

function findingsIn(template: Template, condition: Expression, isDead: boolean): readonly Finding[] {
  const compared = new Set<string>();
  const operands: Operands = [];
  gather(condition, false, operands, (node) => compared.add(comparedSource(template, node)));
  return operands.flatMap(({ node, negated }) => {
    if (node.kind === "boolean" && isDead) return [];
    const finding = judge(template, node, negated, compared);
    return finding ? [finding] : [];
  });
}

type Operands = { readonly node: Expression; readonly negated: boolean }[];

/** Takes a condition apart into what is asked by itself; what is compared goes elsewhere. */
function gather(
  node: Expression,
  negated: boolean,
  operands: Operands,
  compared: (node: ReferenceNode) => void,
): void {
  if (node.kind === "group") gather(node.expression, negated, operands, compared);
  else if (node.kind === "not") gather(node.operand, !negated, operands, compared);
  else if (node.kind !== "binary") {
    operands.push({ node, negated });
    // `$a && !$a.isEmpty()` asks for more already.
    if (node.kind === "reference" && node.parts.at(-1)?.kind === "method" && !isRoot(node.name))
      compared(node);
  } else if (node.operator === "and" || node.operator === "or") {
    gather(node.left, negated, operands, compared);
    gather(node.right, negated, operands, compared);
  } else {
    for (const side of [node.left, node.right]) if (side.kind === "reference") compared(side);
  }
}

/** A variable's name with its parts, but for a last call: `$a` of `$a.size() > 0`. */
function comparedSource({ text }: Template, node: ReferenceNode): string {
  const isCall = node.parts.at(-1)?.kind === "method" && !isRoot(node.name);
  const end = (isCall ? node.parts.at(-2) : node.parts.at(-1))?.end ?? node.nameSpan.end;
  return text.slice(node.nameSpan.start, end);
}

function sourceOf({ text }: Template, { nameSpan, parts }: ReferenceNode): string {
  return text.slice(nameSpan.start, parts.at(-1)?.end ?? nameSpan.end);
}

function judge(
  template: Template,
  node: Expression,
  negated: boolean,
  compared: ReadonlySet<string>,
): Finding | undefined {
  const span = template.at(node);
  if (node.kind === "boolean") {
    const value = node.value !== negated;
    return { span, severity: "information", message: `This is always ${value}.` };
  }
  if (node.kind === "string" || node.kind === "integer" || node.kind === "float") {
    return { span, message: `Velocity takes a bare text or number for false: this is always ${negated}.` };
  }
  if (node.kind !== "reference" || node.form !== "value") return undefined;
  const { type } = template.values.reference(node);
  const isBare = node.parts.length === 0;
  // AG3019 speaks of a variable that is never set, and of a loop's own values there is nothing to say.
  if (isBare && (isRoot(node.name) || !template.facts.definitions.has(node.name))) return undefined;
  if (type === "boolean" || compared.has(sourceOf(template, node))) return undefined;
  if (type === "any" && !mayBeMissing(template, node)) return undefined;
  const outcome = negated ? "never holds" : "always holds";
  const known = type !== "any";
  return {
    span,
    ...(!known && { severity: "information" as const }),
    message: known
      ? `This ${outcome}: only the boolean false is false, and missing or empty values are true.`
      : `This ${outcome} unless the value is the boolean false: missing and empty values are true, too.`,
    fixes: comparison(template, node, negated),
  };
}

/** True for what the body or the caller may leave out. */
function mayBeMissing({ values }: Template, node: ReferenceNode): boolean {
  return values.reference(node).from !== undefined;
}

/** `!$a` becomes `$a == ""`, where nothing else stands between the sign and the reference. */
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
