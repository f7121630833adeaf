/** The statements of a template that coverage counts, and the ways that they may take. */
import type { BlockNode, BranchNode, ForeachNode, IfNode, Node, Span, Statement } from "../vtl";
import { childrenOf } from "../vtl/syntax/children";

export interface StatementPlan {
  /** Identifies the node in a rendering. */
  readonly start: number;
  /** What to mark: the text without the white space around it, or a directive without its body. */
  readonly span: Span;
  readonly branches: readonly BranchPlan[];
}

export interface BranchPlan {
  readonly label: string;
  /** The number of the way, as an `Observer` gives it: of the branch that was decided, or of the pass of the loop. */
  readonly way: number;
  readonly span: Span;
}

/** Returns the statements in source order. */
export function statementPlans(body: BlockNode, text: string): readonly StatementPlan[] {
  const found: StatementPlan[] = [];
  // A stack instead of recursion, because a template may be nested deeply.
  const waiting: { readonly node: Node; readonly inString: boolean }[] = [{ node: body, inString: false }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, inString } = next;
    // API Gateway never runs a macro.
    if (node.kind === "macro") continue;
    found.push(...plansOf(node, text, inString));
    for (const child of childrenOf(node)) {
      waiting.push({ node: child, inString: inString || node.kind === "string" });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** Of the statements in an interpolated string, only those that branch count. */
function plansOf(node: Node, text: string, inString: boolean): readonly StatementPlan[] {
  switch (node.kind) {
    case "if":
      return plansOfIf(node, text);
    case "foreach":
      return [{ start: node.start, span: headOf(node, text), branches: waysOfLoop(node, text) }];
    case "block":
      if (inString) return [];
      return simplePlans(node.statements, text);
    default:
      return [];
  }
}

/** The statements that do not branch. Adjacent pieces of text are one. */
function simplePlans(statements: readonly Statement[], text: string): readonly StatementPlan[] {
  const plans: StatementPlan[] = [];
  let isAfterText = false;
  for (const statement of statements) {
    const span = simpleSpan(statement, text);
    const before = plans.at(-1);
    const isText = statement.kind === "text";
    if (span && span.end > span.start) {
      if (isText && isAfterText && before) {
        plans[plans.length - 1] = { ...before, span: { start: before.span.start, end: span.end } };
      } else plans.push({ start: statement.start, span, branches: [] });
      isAfterText = isText;
    } else isAfterText &&= isText;
  }
  return plans;
}

/** The place of a statement that does not branch; undefined for one that does, and for one that does nothing. */
function simpleSpan(node: Statement, text: string): Span | undefined {
  switch (node.kind) {
    case "if":
    case "foreach":
    case "macro":
    case "comment":
      return undefined;
    case "define":
      return headOf(node, text);
    default:
      return trimmed(node, text);
  }
}

/** An `#if`, and each of its `#elseif`, whose condition is a statement of its own. */
function plansOfIf(node: IfNode, text: string): readonly StatementPlan[] {
  const [first, ...others] = node.branches;
  if (!first) return [];
  const { otherwise } = node;
  const last = otherwise
    ? { label: "#else", way: -1, span: trimmed(otherwise, text) }
    : { label: "no branch", way: -1, span: node.endSpan ?? headOf(first, text) };
  const ways = node.branches.map((branch, way) => ({
    label: way === 0 ? "#if" : "#elseif",
    way,
    span: trimmed(branch, text),
  }));
  return [
    { start: node.start, span: headOf(first, text), branches: [...ways, last] },
    ...others.map((branch) => ({ start: branch.start, span: headOf(branch, text), branches: [] })),
  ];
}

function waysOfLoop(node: ForeachNode, text: string): readonly BranchPlan[] {
  return [
    { label: "items", way: 1, span: trimmed(node, text) },
    { label: "no items", way: 0, span: node.endSpan ?? headOf(node, text) },
  ];
}

/** A directive up to its body. */
function headOf(
  { nameSpan, body }: BranchNode | ForeachNode | (Statement & { kind: "define" }),
  text: string,
): Span {
  return trimmed({ start: nameSpan.start, end: body.start }, text);
}

function trimmed({ start, end }: Span, text: string): Span {
  const piece = text.slice(start, end);
  const from = start + piece.length - piece.trimStart().length;
  return { start: from, end: Math.max(from, start + piece.trimEnd().length) };
}
