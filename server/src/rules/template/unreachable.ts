import type { TextPiece } from "../../syntax/change";
import type { Span } from "../../syntax/nodes";
import type { BlockNode, Expression, IfNode, Statement } from "../../vtl/syntax/nodes";
import type { Fix } from "../engine/finding";
import type { TemplateRule } from "../engine/rule";
import type { Template } from "../engine/template";
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
        fixes: template.fixes("Remove the code", { span: after, text: "" }),
      });
    }
    for (const node of ifs) {
      for (const body of deadBranches(node)) {
        const span = filledSpan(body.statements);
        if (!span) continue;
        report({
          span: template.at(span),
          message: "This branch can never run.",
          fixes: withoutBranch(template, node, body),
        });
      }
    }
  },
};

/** Removes a branch with its directive. What the others print stays as it is. */
function withoutBranch(template: Template, node: IfNode, body: BlockNode): readonly Fix[] {
  const { branches, otherwise, endSpan } = node;
  if (!endSpan) return [];
  const remove = (start: number, end: number, text = ""): TextPiece => ({ span: { start, end }, text });
  const fixes = (...pieces: readonly TextPiece[]) => template.fixes("Remove the branch", ...pieces);
  if (otherwise?.body === body) return fixes(remove(otherwise.nameSpan.start, endSpan.start));
  const index = branches.findIndex((branch) => branch.body === body);
  const branch = branches[index];
  const next = branches[index + 1];
  if (!branch) return [];
  if (index > 0) {
    const end = (next ?? otherwise)?.nameSpan.start ?? endSpan.start;
    return fixes(remove(branch.nameSpan.start, end));
  }
  if (next) return fixes(remove(node.start, next.nameSpan.end, "#if"));
  if (!otherwise) return fixes(remove(node.start, node.end));
  return fixes(remove(node.start, otherwise.body.start), remove(otherwise.body.end, node.end));
}

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
