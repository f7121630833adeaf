import type { Operation } from "../../model/operations";
import type { MemberSchema } from "../../model/schema";
import type { PathStep } from "../../syntax/locate";

/** An object with a fixed set of members. */
export interface StructureSchema {
  readonly kind: "structure";
  readonly members: ReadonlyMap<string, MemberSchema>;
  readonly required: ReadonlySet<string>;
}

/** An object with free keys, whose values all have the same schema. */
export interface MapSchema {
  readonly kind: "map";
  readonly map: MemberSchema;
  readonly value: MemberSchema;
}

const NONE: ReadonlySet<string> = new Set();

/** Returns the schema of the object at the path; undefined if the operation has no such object. */
export function objectSchemaAt(
  operation: Operation,
  path: readonly PathStep[],
): StructureSchema | MapSchema | undefined {
  if (path.length === 0)
    return { kind: "structure", members: operation.members, required: operation.required };
  const schema = memberSchemaAt(operation, path);
  const items = schema?.items?.properties;
  if (items) return { kind: "structure", members: items, required: new Set(["op", "path"]) };
  if (schema?.properties) return { kind: "structure", members: schema.properties, required: NONE };
  return schema?.additional && { kind: "map", map: schema, value: schema.additional };
}

/** Returns the schema of the member at the end of the path; undefined if the operation has no such member. */
export function memberSchemaAt(operation: Operation, path: readonly PathStep[]): MemberSchema | undefined {
  let schema: MemberSchema | undefined;
  for (const [depth, step] of path.entries()) {
    if (depth === 0) schema = operation.members.get(step.name);
    else if (schema?.items?.properties) schema = schema.items.properties.get(step.name);
    else schema = schema?.properties ? schema.properties.get(step.name) : schema?.additional;
    if (!schema) return undefined;
  }
  return schema;
}
