import type { MemberNode, ObjectNode } from "../syntax/nodes";
import type { MemberSchema } from "./schema";

/** A member of the file, with its schema. */
export interface ShapedMember {
  readonly member: MemberNode;
  /** The object that holds the member. */
  readonly object: ObjectNode;
  /** Absent if the structure has no such member. */
  readonly schema?: MemberSchema;
  /** The members of the structure around it; absent for map entries, which can have any key. */
  readonly siblings?: ReadonlyMap<string, MemberSchema>;
  /** The path as in AWS's messages: `RequestTemplates.application/json`. */
  readonly path: string;
}

/** Pairs an object's members with their schemas, in nested structures and maps too. Only as deep as the schema. */
export function shapeOf(
  root: ObjectNode,
  siblings: ReadonlyMap<string, MemberSchema>,
): readonly ShapedMember[] {
  const shaped: ShapedMember[] = [];
  const addStructure = (
    object: ObjectNode,
    members: ReadonlyMap<string, MemberSchema>,
    prefix: string,
  ): void => {
    for (const member of object.members) {
      const schema = members.get(member.key.value);
      const path = prefix + member.key.value;
      shaped.push({ member, object, siblings: members, path, ...(schema && { schema }) });
      if (schema) addValue(member, schema, path);
    }
  };
  const addValue = ({ value }: MemberNode, schema: MemberSchema, path: string): void => {
    if (value?.kind === "array") {
      const structure = schema.items?.properties;
      if (!structure) return;
      for (const [i, item] of value.items.entries()) {
        if (item.kind === "object") addStructure(item, structure, `${path}[${i}].`);
      }
      return;
    }
    if (value?.kind !== "object") return;
    if (schema.properties) addStructure(value, schema.properties, `${path}.`);
    if (!schema.additional) return;
    for (const entry of value.members) {
      const entryPath = `${path}.${entry.key.value}`;
      shaped.push({ member: entry, object: value, schema: schema.additional, path: entryPath });
      addValue(entry, schema.additional, entryPath);
    }
  };
  addStructure(root, siblings, "");
  return shaped;
}
