import { findSubtype } from "../../expressions";
import type { ApiFacts } from "../../model/apiFacts";
import type { Operation } from "../../model/operations";
import { templateIn } from "../../model/templates";
import { type Cursor, locate } from "../../syntax/locate";
import type { Format, ParsedDocument, StringNode } from "../../syntax/nodes";
import { stringMap } from "../../syntax/stringMap";
import { memberSchemaAt, objectSchemaAt } from "../context/schemaAt";
import { expressionAt, isByStatusCode, mappingsAt, memberText, templateKindAt } from "../context/situation";
import { describeMember, describeParameter, describeStatus, describeValue } from "../docs/documentation";
import { BY_STATUS } from "../docs/explain";
import { STATUS_CODES } from "../docs/statusCodes";
import type { Hover } from "./hover";
import { hoverMappingKey } from "./mappingKey";
import { hoverMappingValue } from "./mappingValue";
import { hoverSelection } from "./selection";
import { hoverInTemplate } from "./template";
import { hoverUri } from "./uri";

export type { Hover } from "./hover";

/** The file, and what is known of it. */
interface HoveredFile {
  readonly document: ParsedDocument;
  readonly operation: Operation;
  readonly facts: ApiFacts | undefined;
}

/** The documentation of the member, value or part of an expression under the cursor. */
export function hover(file: HoveredFile, offset: number): Hover | undefined {
  const { document, operation } = file;
  const cursor = locate(document, offset);
  if (!cursor) return undefined;
  return (
    hoverInString(file, cursor, offset) ??
    (cursor.kind === "key"
      ? hoverName(operation, document.format, cursor)
      : hoverValue(operation, document.format, cursor))
  );
}

/** Finds the part of a string under the cursor, and leads its span back to the file. */
function hoverInString(file: HoveredFile, cursor: Cursor, offset: number): Hover | undefined {
  const node = cursor.kind === "key" ? cursor.member?.key : cursor.node;
  if (node?.kind !== "string" || node.anchored) return undefined;
  const explain = explainerOf(file, cursor, node);
  if (!explain) return undefined;
  const map = stringMap(file.document, node);
  const found = explain(map.toValue(offset));
  return found && { span: map.toSource(found.span), markdown: found.markdown };
}

function explainerOf(
  { document: { root }, operation, facts }: HoveredFile,
  cursor: Cursor,
  node: StringNode,
): ((at: number) => Hover | undefined) | undefined {
  const { value: text } = node;
  const { path } = cursor;
  const outer = cursor.kind === "key" ? path : path.slice(0, -1);
  const mappings = outer.length > 0 ? mappingsAt(operation, undefined, outer) : undefined;
  if (mappings && cursor.kind === "key") {
    const name = root?.kind === "object" ? memberText(root, operation, "subtype") : undefined;
    const subtype = name === undefined ? undefined : findSubtype(name);
    const parameter = subtype?.parameters.find((candidate) => candidate.name === text);
    if (subtype && parameter && mappings.direction === "request") {
      const whole = { start: 0, end: text.length };
      return () => ({ span: whole, markdown: describeParameter(parameter, subtype) });
    }
    return (at) => hoverMappingKey(text, mappings, at);
  }
  if (cursor.kind === "key") return undefined;
  if (mappings) return (at) => hoverMappingValue(text, mappings, cursor.member.key.value, at, facts);
  if (templateKindAt(path)) return (at) => hoverInTemplate(templateIn(node), at, facts);
  const expression = expressionAt(operation, path);
  if (expression === undefined) return undefined;
  if (expression === "requestSelection") return (at) => hoverSelection(text, "request", at);
  if (expression === "responseSelection") return (at) => hoverSelection(text, "response", at);
  return (at) => hoverUri(text, at, facts);
}

function hoverName(
  operation: Operation,
  format: Format,
  cursor: Cursor & { kind: "key" },
): Hover | undefined {
  const object = objectSchemaAt(operation, cursor.path);
  const key = cursor.member?.key;
  if (!object || !key) return undefined;
  if (object.kind === "map") {
    if (isByStatusCode(operation, cursor.path) && Object.hasOwn(STATUS_CODES, key.value)) {
      return { span: key.span, markdown: `${describeStatus(key.value)}\n\n${BY_STATUS}` };
    }
    const known = object.map.keys?.find(({ value }) => value === key.value);
    return known && { span: key.span, markdown: describeValue(known, object.map) };
  }
  const schema = object.members.get(key.value);
  return (
    schema && { span: key.span, markdown: describeMember(schema, object.required.has(key.value), format) }
  );
}

function hoverValue(
  operation: Operation,
  format: Format,
  cursor: Cursor & { kind: "value" },
): Hover | undefined {
  const schema = memberSchemaAt(operation, cursor.path);
  const node = cursor.node;
  if (!schema || !node) return undefined;
  const text = node.kind === "string" || node.kind === "word" ? node.value : undefined;
  const known = [...(schema.enum ?? []), ...(schema.values ?? [])].find(({ value }) => value === text);
  if (known) return { span: node.span, markdown: describeValue(known, schema) };
  // A map's entry has no documentation of its own, and its map's would be long for each of them.
  if (cursor.path.length > 1 && schema.inPath === false && schema.description === "") return undefined;
  return {
    span: node.span,
    markdown: describeMember(schema, operation.required.has(schema.name), format),
  };
}
