/** Expressions of Terraform in the tree: unknown nodes that know what was written. */
import type { UnknownNode, ValueNode } from "../../syntax/nodes";

/** An expression that is not a literal. */
export interface ExpressionNode extends UnknownNode {
  /** A reference, without blanks: `aws_lambda_function.f.invoke_arn`, `local.x`. */
  readonly reference?: string;
  /** A call of a function with its arguments. */
  readonly call?: { readonly name: string; readonly args: readonly ValueNode[] };
}

/** Returns an unknown node as what it is in trees of HCL. */
export function asExpression(node: ValueNode | undefined): ExpressionNode | undefined {
  return node?.kind === "unknown" ? (node as ExpressionNode) : undefined;
}
