import type { BinaryNode, Expression, ReferenceNode } from "../../vtl/syntax/nodes";
import type { Fix } from "../engine/finding";
import type { TemplateRule } from "../engine/rule";
import type { Template } from "../engine/template";
import { rewrite, TEMPLATE_GUIDE, VELOCITY_GUIDE, vtl } from "./shared";

const ARITHMETIC: ReadonlySet<string> = new Set(["+", "-", "*", "/", "%"]);
const ORDERINGS: ReadonlySet<string> = new Set(["<", "<=", ">", ">="]);

/** The variable of the fix: any integer has Java's static methods. */
const INTEGER = "integer";

export const textAsNumber: TemplateRule = {
  code: "AG3035",
  title: "Text used as a number",
  severity: "warning",
  description:
    'Parameters, stage variables and `$context` variables are text, even if they look like numbers. `+` appends to text, other arithmetic with text prints nothing, and `<` and `>` with text are always false. Convert the text with a method of any integer: `#set($integer = 0)`, then `$integer.parseInt($input.params("n"))`. The call fails if the text is not a whole number.',
  confidence: "derived",
  sources: [TEMPLATE_GUIDE, VELOCITY_GUIDE],
  bad: vtl("#set($next = $input.params('page') + 1)$next"),
  good: vtl("#set($integer = 0)#set($next = $integer.parseInt($input.params('page')) + 1)$next"),
  on: "template",
  check(template, report) {
    for (const node of template.facts.binaries) {
      const { operator } = node;
      if (!ARITHMETIC.has(operator) && !ORDERINGS.has(operator)) continue;
      const text = textIn(template, node);
      if (!text) continue;
      report({
        span: template.at(text),
        message: `This is text, not a number, ${outcome(operator)}`,
        fixes:
          text.kind === "reference"
            ? conversion(template, text)
            : text.kind === "string" && /^-?\d+$/.test(text.value)
              ? rewrite(template, { start: text.start, end: text.end }, text.value)
              : [],
      });
    }
  },
};

function outcome(operator: string): string {
  if (operator === "+") return "so + appends to it instead of adding.";
  if (ORDERINGS.has(operator)) return `so the comparison with ${operator} is always false.`;
  return `so the result of ${operator} is empty.`;
}

/** Returns the operand that is text, if the expression needs a number. */
function textIn({ values }: Template, { operator, left, right }: BinaryNode): Expression | undefined {
  const isText = (node: Expression): boolean => values.of(node).type === "string";
  if (operator !== "+") return [left, right].find(isText);
  // `$name + "-1"` appends on purpose.
  const isNumber = (node: Expression): boolean => values.of(node).type === "number";
  if (isNumber(right) && isPlainText(left) && isText(left)) return left;
  return isNumber(left) && isPlainText(right) && isText(right) ? right : undefined;
}

function isPlainText(node: Expression): boolean {
  return node.kind === "reference" || (node.kind === "string" && /^-?\d+$/.test(node.value));
}

function conversion(template: Template, node: ReferenceNode): readonly Fix[] {
  const defined = template.facts.definitions.get(INTEGER);
  const isUsable = defined?.every(({ from, value }) => from === "set" && value?.kind === "integer") ?? false;
  if (defined && !isUsable) return [];
  const call = {
    span: { start: node.start, end: node.end },
    text: `$${INTEGER}.parseInt(${template.textOf(node)})`,
  };
  const set = { span: { start: 0, end: 0 }, text: `#set($${INTEGER} = 0)` };
  return template.fixes("Convert to an integer", ...(isUsable ? [call] : [set, call]));
}
