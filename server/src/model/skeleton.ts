import { isRecord, type Json, toJson } from "../syntax/json";
import type { MemberNode, ObjectNode, ValueNode } from "../syntax/nodes";
import type { Operation } from "./operations";
import type { MemberSchema } from "./schema";

/** The key that the AWS CLI puts into every map of a skeleton. */
export const SKELETON_KEY = "KeyName";

/**
 * True for an input that looks like the output of `aws … --generate-cli-skeleton`: it has most of the operation's
 * members, and only empty strings, zeros, `true`, enum values (which AWS CLI version 1 picks at random), lists of
 * an empty string, and `KeyName` entries.
 */
export function isUntouchedSkeleton(root: ObjectNode, operation: Operation): boolean {
  if (root.members.length * 2 < operation.members.size) return false;
  return root.members.every((member) => isUnset(member, operation.members.get(member.key.value)));
}

/** Fewer placeholders than this are leftovers in a file that is finished otherwise. */
const MIN_PLACEHOLDERS = 3;

/**
 * Returns the members that are still as the AWS CLI prints them in a skeleton that is being filled in; none for any
 * other input. Required members with a value and enum values other than the first are taken for the user's choice.
 */
export function untouchedMembers(root: ObjectNode, operation: Operation): readonly MemberNode[] {
  if (root.members.length * 2 < operation.members.size) return [];
  const untouched = root.members.filter((member) => isUntouched(member, operation));
  const placeholders = untouched.filter(({ value }) => value?.kind !== "string" || value.value === "");
  return placeholders.length >= MIN_PLACEHOLDERS ? untouched : [];
}

function isUntouched(member: MemberNode, { members, required }: Operation): boolean {
  const { key, value } = member;
  const schema = members.get(key.value);
  if (!isUnset(member, schema)) return false;
  if (value?.kind !== "string" || value.value === "") return true;
  return !required.has(key.value) && value.value === schema?.enum?.[0]?.value;
}

/** Returns the input without the members. */
export function without(members: readonly MemberNode[], root: ObjectNode): Json {
  const removed = new Set(members.map(({ key }) => key.value));
  const input = toJson(root);
  return isRecord(input)
    ? Object.fromEntries(Object.entries(input).filter(([name]) => !removed.has(name)))
    : null;
}

/**
 * Returns an untouched skeleton without its placeholders: only the required members that have a value, which is
 * the integration type. The other enum values were picked by the AWS CLI.
 */
export function withoutUnset(root: ObjectNode, { required }: Operation): Json {
  return Object.fromEntries(
    root.members.flatMap(({ key, value }) =>
      required.has(key.value) && value?.kind === "string" && value.value !== ""
        ? [[key.value, value.value]]
        : [],
    ),
  );
}

function isUnset(member: MemberNode, schema: MemberSchema | undefined): boolean {
  const value = member.value;
  if (!value || !schema) return false;
  switch (value.kind) {
    case "string":
      return value.value === "" || (schema.enum?.some((known) => known.value === value.value) ?? false);
    case "number":
      return value.text === "0";
    case "boolean":
      return value.value;
    case "array":
      return value.items.every((item) =>
        item.kind === "object"
          ? item.members.every((inner) => isUnset(inner, schema.items?.properties?.get(inner.key.value)))
          : item.kind === "string" && item.value === "",
      );
    case "object":
      return value.members.every((entry) =>
        schema.properties
          ? isUnset(entry, schema.properties.get(entry.key.value))
          : entry.key.value === SKELETON_KEY && isUnsetEntry(entry.value),
      );
    default:
      return false;
  }
}

function isUnsetEntry(value: ValueNode | undefined): boolean {
  if (value?.kind === "object") {
    // Maps of maps are one level deep in skeletons.
    return value.members.every(
      (entry) =>
        entry.key.value === SKELETON_KEY && entry.value?.kind === "string" && entry.value.value === "",
    );
  }
  return value?.kind === "string" && value.value === "";
}
