import type { ApiFacts } from "../../../server/src/model/apiFacts";
import * as ruleCases from "../../support/ruleCases";

type Operation = "put-integration" | "put-integration-response";

/** AG0022 reports every member that is new to the AWS CLI, whatever its value. */
function scopeOf(operation: Operation, facts: ApiFacts | undefined): ruleCases.Scope {
  return { operation, rules: { AG0022: "off" }, ...(facts && { facts }) };
}

/** Expects exactly the marked problems. */
export function itPointsAt(
  cases: readonly ruleCases.Case[],
  operation: Operation = "put-integration",
  facts?: ApiFacts,
): void {
  ruleCases.itPointsAt(cases, scopeOf(operation, facts));
}

/** Expects the text after the fix. */
export function itFixes(
  cases: readonly ruleCases.FixCase[],
  operation: Operation = "put-integration",
  facts?: ApiFacts,
): void {
  ruleCases.itFixes(cases, scopeOf(operation, facts));
}

/** The messages of a code's problems, AWS's answers included. */
export function messagesOf(
  code: string,
  text: string,
  operation: Operation = "put-integration",
  facts?: ApiFacts,
): readonly string[] {
  return ruleCases.messagesOf(code, text, scopeOf(operation, facts));
}
