import type { PatchOperationName } from "../../model/operationNames";
import { isPatchOperation, WHOLE_OF_PATCH } from "../../model/operationNames";
import { OPERATIONS, type Operation } from "../../model/operations";
import { changeOf } from "../../model/patchedInput";
import { type PatchMember, type PatchTarget, patchedSchema } from "../../model/patchPaths";
import type { MemberSchema } from "../../model/schema";
import type { PathStep } from "../../syntax/locate";
import type { MemberNode, ObjectNode } from "../../syntax/nodes";

/** A cursor on a value in a patch operation, as one in the whole input that the operation changes. */
export type PatchPosition =
  /** In `path`. */
  | { readonly kind: "path"; readonly operation: PatchOperationName }
  /** In `op` or another member that is a choice. */
  | { readonly kind: "choice"; readonly schema: MemberSchema | undefined }
  /** In `value`: that of a member or entry of the whole input. */
  | {
      readonly kind: "value";
      readonly operation: Operation;
      /** The path in the whole input. */
      readonly path: readonly PathStep[];
      readonly schema: MemberSchema | undefined;
      /** The member that holds the value, with the key that it has in the whole input. */
      readonly member: MemberNode;
    };

/** Returns the position of a cursor in a value of a patch operation; undefined anywhere else. */
export function patchPosition(
  { name, members }: Operation,
  path: readonly PathStep[],
  object: ObjectNode,
  member: MemberNode,
): PatchPosition | undefined {
  const [outer, inner, more] = path;
  if (!isPatchOperation(name) || outer?.name !== "patchOperations" || !inner || more) return undefined;
  const change = changeOf(object, name);
  const known = members.get("patchOperations")?.items?.properties;
  switch (inner.name) {
    case "path":
    case "from":
      return { kind: "path", operation: name };
    case "value": {
      if (!change.target || change.target.kind === "fixed" || change.target.kind === "unknown")
        return undefined;
      return valuePosition(name, change.target, member);
    }
    case "op":
      return { kind: "choice", schema: opsFor(known?.get("op"), change.target) };
    default:
      return { kind: "choice", schema: known?.get(inner.name) };
  }
}

function valuePosition(
  name: PatchOperationName,
  target: Extract<PatchTarget, { readonly at: PatchMember }>,
  member: MemberNode,
): PatchPosition | undefined {
  const { at } = target;
  if (target.kind === "member" ? at.holds !== "value" : at.holds !== "entries") return undefined;
  const step = (key: string): PathStep => ({ member: named(member, key), name: key });
  const inner = target.kind === "entry" ? target.key : at.property;
  const path = [step(at.member), ...(inner === undefined ? [] : [step(inner)])];
  const schema = patchedSchema(name, at);
  return {
    kind: "value",
    operation: OPERATIONS[WHOLE_OF_PATCH[name]],
    path,
    schema: schema && asText(schema),
    member: named(member, inner ?? at.member),
  };
}

function named(member: MemberNode, key: string): MemberNode {
  return { ...member, key: { ...member.key, value: key } };
}

/** The schema for a value that is written as a string. */
function asText(schema: MemberSchema): MemberSchema {
  const value = (text: string) => ({
    value: text,
    description:
      text === String(schema.default) ? `${schema.description} This is the default.` : schema.description,
    protocols: schema.protocols,
  });
  switch (schema.type) {
    case "boolean":
      return { ...schema, type: "string", values: [value("true"), value("false")] };
    case "integer": {
      const known = schema.default ?? schema.example;
      return {
        ...schema,
        type: "string",
        ...(typeof known === "number" && { values: [value(String(known))] }),
      };
    }
    default:
      return schema;
  }
}

/** The operations that the path takes; all that any path takes if the path is unknown. */
function opsFor(schema: MemberSchema | undefined, target: PatchTarget | undefined): MemberSchema | undefined {
  const known: readonly string[] =
    target?.kind === "member" || target?.kind === "entry" ? target.at.ops : ["replace", "add", "remove"];
  return (
    schema && {
      ...schema,
      enum: known.flatMap((op) => schema.enum?.find(({ value }) => value === op) ?? []),
    }
  );
}
