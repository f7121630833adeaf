import type { Operation } from "../../model/operations";
import type { ParsedDocument } from "../../syntax/nodes";
import type { ValueContext } from "../context/cursorContext";
import { describeMember, describeValue } from "../docs/documentation";
import type { Hover } from "./hover";

/** A value that the schema knows, otherwise the member that has it. */
export function hoverValue(
  { document, operation }: { readonly document: ParsedDocument; readonly operation: Operation },
  { schema, node, isNested }: ValueContext,
): Hover | undefined {
  if (!schema || !node) return undefined;
  const text = node.kind === "string" || node.kind === "word" ? node.value : undefined;
  const known = [...(schema.enum ?? []), ...(schema.values ?? [])].find(({ value }) => value === text);
  if (known) return { span: node.span, markdown: describeValue(known, schema) };
  // An entry of a map has no documentation of its own, and the map's would be long for each entry.
  if (isNested && !schema.inPath && schema.description === "") return undefined;
  return {
    span: node.span,
    markdown: describeMember(schema, operation.required.has(schema.name), document.format),
  };
}
