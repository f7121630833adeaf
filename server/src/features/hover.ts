import type { Operation } from "../model/operations";
import { type Cursor, locate } from "../syntax/locate";
import type { ParsedDocument, Span } from "../syntax/nodes";
import { describeMember, describeValue } from "./documentation";
import { memberSchemaAt, objectSchemaAt } from "./schemaAt";

export interface Hover {
  readonly span: Span;
  readonly markdown: string;
}

/** The documentation of the member or value under the cursor. */
export function hover(document: ParsedDocument, operation: Operation, offset: number): Hover | undefined {
  const cursor = locate(document, offset);
  return cursor?.kind === "key" ? hoverName(operation, cursor) : cursor && hoverValue(operation, cursor);
}

function hoverName(operation: Operation, cursor: Cursor & { kind: "key" }): Hover | undefined {
  const object = objectSchemaAt(operation, cursor.path);
  const key = cursor.member?.key;
  if (!object || !key) return undefined;
  if (object.kind === "map") {
    const known = object.map.keys?.find(({ value }) => value === key.value);
    return known && { span: key.span, markdown: describeValue(known, object.map) };
  }
  const schema = object.members.get(key.value);
  return schema && { span: key.span, markdown: describeMember(schema, object.required.has(key.value)) };
}

function hoverValue(operation: Operation, cursor: Cursor & { kind: "value" }): Hover | undefined {
  const schema = memberSchemaAt(operation, cursor.path);
  const node = cursor.node;
  if (!schema || !node) return undefined;
  const text = node.kind === "string" || node.kind === "word" ? node.value : undefined;
  const known = [...(schema.enum ?? []), ...(schema.values ?? [])].find(({ value }) => value === text);
  if (known) return { span: node.span, markdown: describeValue(known, schema) };
  // A map's entry has no documentation of its own, and its map's would be long for each of them.
  if (cursor.path.length > 1 && schema.inPath === false && schema.description === "") return undefined;
  return { span: node.span, markdown: describeMember(schema, operation.required.has(schema.name)) };
}
