import type { Span } from "../../syntax/nodes";
import type { BlockNode, Expression, IfNode, Statement } from "../../vtl/syntax/nodes";
import type { TemplateRule } from "../engine/rule";
import { VELOCITY_GUIDE, vtl } from "./shared";

export const unreachable: TemplateRule = {
  code: "AG3033",
  title: "Unreachable code",
  severity: "warning",
  description:
    "Code after `#stop` or `#break`, branches after one that always runs, and the body of `#if(false)` never run.",
  confidence: "derived",
  sources: [VELOCITY_GUIDE],
  bad: vtl("done#stop never"),
  good: vtl("#if($input.body == '')#stop#end done"),
  on: "template",
  check(template, report) {
    const { blocks, commands, ifs } = template.facts;
    for (const { statements } of commands.length > 0 ? blocks : []) {
      const end = statements.findIndex(leaves);
      const after = end < 0 ? undefined : filledSpan(statements.slice(end + 1));
      const command = statements[end];
      if (!after || command?.kind !== "command") continue;
      report({
        span: template.at(after),
        message: `Code after #${command.name} never runs.`,
        related: [{ span: template.at(command), message: `#${command.name} is here.` }],
      });
    }
    for (const node of ifs) {
      for (const { statements } of deadBranches(node)) {
        const span = filledSpan(statements);
        if (span) report({ span: template.at(span), message: "This branch can never run." });
      }
    }
  },
};

function leaves(statement: Statement): boolean {
  return statement.kind === "command" && (statement.name === "stop" || statement.name === "break");
}

const NO_BLOCKS: readonly BlockNode[] = [];

/** Returns the bodies that never run because of a condition of `true` or `false`. */
export function deadBranches({ branches, otherwise }: IfNode): readonly BlockNode[] {
  let isTaken = false;
  let dead: BlockNode[] | undefined;
  for (const { condition, body } of branches) {
    const value = literal(condition);
    if (isTaken || value === false) {
      dead ??= [];
      dead.push(body);
    }
    if (value === true) isTaken = true;
  }
  if (!isTaken && !dead) return NO_BLOCKS;
  dead ??= [];
  if (isTaken && otherwise) dead.push(otherwise.body);
  return dead;
}

function literal(node: Expression): boolean | undefined {
  if (node.kind === "group") return literal(node.expression);
  if (node.kind === "boolean") return node.value;
  const operand = node.kind === "not" ? literal(node.operand) : undefined;
  return operand === undefined ? undefined : !operand;
}

/** Returns the span from the first statement that does or prints something to the last. */
function filledSpan(statements: readonly Statement[]): Span | undefined {
  const filled = statements.filter(
    (node) => node.kind !== "comment" && (node.kind !== "text" || node.value.trim() !== ""),
  );
  const [first] = filled;
  const last = filled.at(-1);
  if (!first || !last) return undefined;
  const lead = first.kind === "text" ? first.value.length - first.value.trimStart().length : 0;
  const trail = last.kind === "text" ? last.value.length - last.value.trimEnd().length : 0;
  return { start: first.start + lead, end: last.end - trail };
}
