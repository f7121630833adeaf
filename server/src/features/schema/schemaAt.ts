import type { JsonSchema } from "../../samples";
import type { PathStep } from "../../syntax/locate";

/** Returns the schema of what the path leads to; in a list, of its items. Undefined if the schema has no such member. */
export function schemaAtPath(schema: JsonSchema, path: readonly PathStep[]): JsonSchema | undefined {
  let found: JsonSchema | undefined = schema;
  for (const { name } of path) {
    found = found && itemsOf(found);
    const { properties, additionalProperties }: JsonSchema = found ?? {};
    const own: JsonSchema | undefined =
      properties && Object.hasOwn(properties, name) ? properties[name] : undefined;
    found = own ?? (typeof additionalProperties === "object" ? additionalProperties : undefined);
  }
  return found && itemsOf(found);
}

function itemsOf(schema: JsonSchema): JsonSchema {
  return schema.properties === undefined && schema.items ? schema.items : schema;
}
