import { type MemberRole, memberName } from "../../model/memberNames";
import type { Operation } from "../../model/operations";
import { findMember, textOf } from "../../syntax/locate";
import type { MemberNode, ObjectNode } from "../../syntax/nodes";

/** Returns the text of the input's member with that role, if the file has it. */
export function memberText(root: ObjectNode, { family }: Operation, role: MemberRole): string | undefined {
  const name = memberName(family, role);
  return name === undefined ? undefined : textOf(findMember(root, name)?.value);
}

/** Returns the keys of the input's request parameters. */
export function requestKeys(root: ObjectNode, operation: Operation): readonly string[] {
  return requestParameters(root, operation).map(({ key }) => key.value);
}

/** Returns the values of the input's request parameters, as far as they are text. */
export function requestValues(root: ObjectNode, operation: Operation): readonly string[] {
  return requestParameters(root, operation).flatMap(({ value }) => textOf(value) ?? []);
}

function requestParameters(root: ObjectNode, { family }: Operation): readonly MemberNode[] {
  const value = findMember(root, memberName(family, "requestParameters"))?.value;
  return value?.kind === "object" ? value.members : [];
}
