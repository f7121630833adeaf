import type { Format } from "../../syntax/nodes";
import type { ContextOf } from "../context/cursorContext";
import { describeMember, describeStatus, describeValue } from "../docs/documentation";
import { BY_STATUS } from "../docs/explain";
import { STATUS_CODES } from "../docs/statusCodes";
import type { Hover } from "./hover";

/** A member of the input, or of a structure in it. */
export function hoverMember({ schema, member }: ContextOf<"name">, format: Format): Hover | undefined {
  const key = member?.key;
  const known = key && schema.members.get(key.value);
  return known && { span: key.span, markdown: describeMember(known, schema.required.has(key.value), format) };
}

/** A key that the schema suggests for a map with free keys. */
export function hoverMapKey({
  schema,
  member,
}: Pick<ContextOf<"mapKey" | "statusKey" | "mappingKey">, "schema" | "member">): Hover | undefined {
  const key = member?.key;
  const known = key && schema?.map.keys?.find(({ value }) => value === key.value);
  return known && schema && { span: key.span, markdown: describeValue(known, schema.map) };
}

export function hoverStatusKey(context: ContextOf<"statusKey">): Hover | undefined {
  const key = context.member?.key;
  return key && Object.hasOwn(STATUS_CODES, key.value)
    ? { span: key.span, markdown: `${describeStatus(key.value)}\n\n${BY_STATUS}` }
    : hoverMapKey(context);
}
