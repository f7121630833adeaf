import type { JsonSchema } from "../../samples";
import { locate, touches } from "../../syntax/locate";
import type { ParsedDocument } from "../../syntax/nodes";
import type { Hover } from "../hover/hover";
import { schemaAtPath } from "./schemaAt";

/** Returns what the schema says about the member at the offset: at its name, or at a value that is not an object. */
export function hoverBySchema(
  document: ParsedDocument,
  schema: JsonSchema,
  offset: number,
): Hover | undefined {
  const cursor = locate(document, offset);
  if (!cursor?.member) return undefined;
  const { member, path } = cursor;
  const [span, steps] =
    cursor.kind === "key"
      ? [member.key.span, [...path, { member, name: member.key.value }]]
      : [cursor.node?.span, path];
  if (!span || !touches(span, offset)) return undefined;
  const { markdownDescription, description } = schemaAtPath(schema, steps) ?? {};
  const markdown = markdownDescription ?? description;
  return markdown === undefined ? undefined : { span, markdown };
}
