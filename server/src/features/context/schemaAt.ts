import type { Operation } from "../../model/operations";
import type { MemberSchema } from "../../model/schema";
import type { PathStep } from "../../syntax/locate";

/** What may stand in an object: a structure's members, or a map's keys with what its values look like. */
export type ObjectSchema =
  | {
      readonly kind: "structure";
      readonly members: ReadonlyMap<string, MemberSchema>;
      readonly required: ReadonlySet<string>;
    }
  | { readonly kind: "map"; readonly map: MemberSchema; readonly value: MemberSchema };

const NONE: ReadonlySet<string> = new Set();

/** The schema of the object that the path leads to; undefined where the operation knows none. */
export function objectSchemaAt(operation: Operation, path: readonly PathStep[]): ObjectSchema | undefined {
  if (path.length === 0)
    return { kind: "structure", members: operation.members, required: operation.required };
  const schema = memberSchemaAt(operation, path);
  if (schema?.properties) return { kind: "structure", members: schema.properties, required: NONE };
  return schema?.additional && { kind: "map", map: schema, value: schema.additional };
}

/** The schema of the member that the path ends with. */
export function memberSchemaAt(operation: Operation, path: readonly PathStep[]): MemberSchema | undefined {
  let schema: MemberSchema | undefined;
  for (const [depth, step] of path.entries()) {
    if (depth === 0) schema = operation.members.get(step.name);
    else schema = schema?.properties ? schema.properties.get(step.name) : schema?.additional;
    if (!schema) return undefined;
  }
  return schema;
}
