import { memberName } from "../model/memberNames";
import type { Operation } from "../model/operations";
import type { Protocol } from "../model/protocol";
import type { Change } from "../syntax/change";
import { edit, type TextEdit } from "../syntax/edit";
import { findMember } from "../syntax/locate";
import type { ParsedDocument } from "../syntax/nodes";
import { lambdaUri } from "./completion/strings/arns";
import { lambdaFormFor } from "./completion/strings/uriSkeletons";

/** The file, and the type of its API. */
export interface ArnTarget {
  readonly document: ParsedDocument;
  readonly operation: Operation;
  readonly protocol: Protocol | undefined;
}

/**
 * Returns the edits that make a Lambda function the integration's backend, or a role its credentials. Undefined if the
 * operation has no such member, or the file is not an object.
 */
export function insertArn(
  { document, operation, protocol }: ArnTarget,
  kind: "function" | "role",
  arn: string,
): readonly TextEdit[] | undefined {
  const { root } = document;
  const { family } = operation;
  const name = memberName(family, kind === "function" ? "uri" : "credentials");
  if (root?.kind !== "object" || !operation.members.has(name)) return undefined;
  const usual = family === "apigateway" || protocol === "WEBSOCKET" ? "lambda-invoke" : "lambda-function";
  const form = lambdaFormFor({ root, operation, protocol }) ?? usual;
  const value = kind === "function" ? lambdaUri(form, arn) : arn;
  const member = findMember(root, name);
  if (member?.colon !== undefined && !member.value) {
    const end = member.colon + 1;
    // Both formats read a string in double quotes.
    return [{ span: { start: end, end }, newText: ` ${JSON.stringify(value)}` }];
  }
  const node = member?.value;
  const change: Change = node
    ? { kind: "replaceValue", node, value }
    : { kind: "insertMember", object: root, name, value };
  return edit(document, change);
}
