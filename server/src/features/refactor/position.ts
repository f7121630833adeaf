/** An expression in its statement. */
import type { BlockNode, Expression, Node, Statement } from "../../vtl/syntax/nodes";

/** The statement that evaluates an expression, and how. */
export interface Position {
  /** The block that contains the statement; not a block inside a string, which is a part of its statement. */
  readonly block: BlockNode;
  readonly statement: Statement;
  /** True if each run of the statement evaluates the expression, before it does anything else. */
  readonly isCertain: boolean;
  /** True if the expression is a condition, or an operand of `!`, `&&` or `||`, where a literal counts as false. */
  readonly isCondition: boolean;
  /** True if a directive inside a string decides whether and how often the expression is evaluated. */
  readonly isInDirectiveOfString: boolean;
}

/** Returns the position of the last node of a path; undefined if it is not evaluated where it is written. */
export function positionOf(path: readonly Node[]): Position | undefined {
  const target = path.at(-1);
  const inString = path.findIndex((node, index) => node.kind === "string" && index < path.length - 1);
  const limit = inString < 0 ? path.length : inString;
  const at = path.findLastIndex((node, index) => node.kind === "block" && index < limit);
  const block = path[at];
  const statement = path[at + 1];
  if (!target || block?.kind !== "block" || !statement || !isStatement(statement)) return undefined;
  if (statement.kind === "macro" || statement.kind === "call" || statement.kind === "literal")
    return undefined;
  let isCertain = true;
  for (let index = at + 1; index < path.length - 1; index++) {
    if (!isAlwaysEvaluated(path[index], path[index + 1])) isCertain = false;
  }
  const inner = inString < 0 ? [] : path.slice(inString + 1);
  return {
    block,
    statement,
    isCertain,
    isCondition: isConditionIn(path),
    isInDirectiveOfString: inner.some(
      ({ kind }) => kind === "if" || kind === "foreach" || kind === "set" || kind === "define",
    ),
  };
}

function isStatement(node: Node): node is Statement {
  switch (node.kind) {
    case "text":
    case "comment":
    case "reference":
    case "set":
    case "if":
    case "foreach":
    case "define":
    case "literal":
    case "macro":
    case "command":
    case "call":
      return true;
  }
  return false;
}

/** Returns whether evaluating a node always evaluates one of its children. */
function isAlwaysEvaluated(node: Node | undefined, child: Node | undefined): boolean {
  if (!node || !child) return false;
  switch (node.kind) {
    case "if":
      return node.branches[0] === child;
    case "branch":
      return node.condition === child;
    case "set":
      return node.value === child;
    case "foreach":
      return node.arguments[2] === child;
    case "define":
    case "else":
      return false;
    case "binary":
      return node.left === child || (node.operator !== "and" && node.operator !== "or");
    case "reference":
      // Nothing more is evaluated once a part has no value.
      return node.parts[0] === child && (node.name === "input" || node.name === "util");
    default:
      return true;
  }
}

function isConditionIn(path: readonly Node[]): boolean {
  for (let index = path.length - 2; index >= 0; index--) {
    const node = path[index];
    if (node?.kind === "group") continue;
    if (node?.kind === "branch" || node?.kind === "not") return true;
    return node?.kind === "binary" && (node.operator === "and" || node.operator === "or");
  }
  return false;
}

/** Returns whether an expression counts the same as a condition and in a variable. */
export function isSameAsCondition(node: Expression): boolean {
  switch (node.kind) {
    case "reference":
    case "boolean":
    case "not":
      return true;
    case "group":
      return isSameAsCondition(node.expression);
    case "binary":
      return !["+", "-", "*", "/", "%"].includes(node.operator);
    default:
      return false;
  }
}
