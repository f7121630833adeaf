import { HTTP_ACTIONS, type SelectionScope } from "../../expressions";
import { roleOf } from "../../model/memberNames";
import type { PatchOperationName } from "../../model/operationNames";
import { OPERATIONS, type Operation } from "../../model/operations";
import type { Protocol } from "../../model/protocol";
import type { MemberSchema } from "../../model/schema";
import { type TemplateKind, templateKindOf } from "../../model/templates";
import { type Cursor, locate, type PathStep } from "../../syntax/locate";
import type { MemberNode, ObjectNode, ParsedDocument, StringNode, ValueNode } from "../../syntax/nodes";
import { type CacheKeyContext, cacheKeyAt } from "./cacheKeyAt";
import { type MappingMap, mappingMapAt, takesIntegration } from "./mappingMap";
import { type PatchPosition, patchPosition } from "./patchContext";
import { type MapSchema, memberSchemaAt, objectSchemaAt, type StructureSchema } from "./schemaAt";

/** The input that the cursor is in. */
export interface CursorFile {
  readonly document: ParsedDocument;
  readonly operation: Operation;
  /** If undefined, mappings may be in either dialect. */
  readonly protocol: Protocol | undefined;
}

/** A cursor on a name, or where a name can be typed. */
interface NamePosition {
  readonly root: ObjectNode;
  /** The object that has or gets the name. */
  readonly object: ObjectNode;
  /** Undefined if nothing is typed yet. */
  readonly member: MemberNode | undefined;
  /** The string that the cursor is in. */
  readonly string: StringNode | undefined;
}

/** A cursor on a value, or where a value can be typed. */
interface ValuePosition {
  readonly root: ObjectNode;
  /** The object that holds the member. */
  readonly object: ObjectNode;
  readonly member: MemberNode;
  /** Undefined if nothing is typed yet. */
  readonly node: ValueNode | undefined;
  /** The string that the cursor is in. */
  readonly string: StringNode | undefined;
  /** Undefined if the operation has no such member. */
  readonly schema: MemberSchema | undefined;
  /** True for a member of a nested object, and for an entry of a map. */
  readonly isNested: boolean;
}

type NameKind =
  /** A member of the input, or of a structure in it. */
  | { readonly kind: "name"; readonly schema: StructureSchema }
  /** A key of a map with free keys, such as the content type of a template. */
  | { readonly kind: "mapKey"; readonly schema: MapSchema }
  /** A status code as a key of an HTTP API's response parameters. */
  | { readonly kind: "statusKey"; readonly schema: MapSchema }
  /** A key of parameter mappings; the schema is undefined if the operation has no such map. */
  | { readonly kind: "mappingKey"; readonly mappings: MappingMap; readonly schema: MapSchema | undefined };

type ValueKind =
  | { readonly kind: "template"; readonly templateKind: TemplateKind }
  | { readonly kind: "mappingValue"; readonly mappings: MappingMap }
  /** A URI or ARN: where the request goes, or the credentials that it is sent with. */
  | { readonly kind: "uri"; readonly role: UriRole }
  | { readonly kind: "selection"; readonly scope: SelectionScope }
  /** A path in a patch operation. */
  | { readonly kind: "patchPath"; readonly operation: PatchOperationName }
  /** The status code of the method response that an integration response belongs to. */
  | { readonly kind: "statusCode" }
  /** The ID of something on AWS. */
  | { readonly kind: "id"; readonly role: IdRole }
  /** A value without a syntax of its own. */
  | { readonly kind: "plain" };

export type IdRole = "apiId" | "integrationId" | "responseId" | "resourceId" | "connectionId";
export type UriRole = "uri" | "target" | "credentials";
export type NameContext = NamePosition & NameKind;
export type ValueContext = ValuePosition & ValueKind;

/**
 * What the cursor is on, and so what can be typed or explained there. `none` is where nothing can: in comments,
 * after closed values, in objects that the operation does not have.
 */
export type CursorContext =
  | NameContext
  | ValueContext
  | CacheKeyContext
  | { readonly kind: "emptyFile" }
  | { readonly kind: "none" };

export type ContextOf<Kind extends CursorContext["kind"]> = Extract<CursorContext, { readonly kind: Kind }>;

/** Computes the context of the cursor at the offset, the only place that decides where a cursor is. */
export function cursorContext(file: CursorFile, offset: number): CursorContext {
  const { document, operation } = file;
  const { root } = document;
  if (!root) return { kind: "emptyFile" };
  if (root.kind !== "object") return { kind: "none" };
  const cursor = locate(document, offset);
  if (!cursor) return cacheKeyAt(document.text, root, operation, offset) ?? { kind: "none" };
  const key = cursor.kind === "key" ? cursor : keyInstead(file, cursor, offset);
  if (key) return nameContext(file, root, key);
  return cursor.kind === "value" ? valueContext(file, root, cursor) : { kind: "none" };
}

function nameContext(
  { operation, protocol }: CursorFile,
  root: ObjectNode,
  { path, object, member }: Cursor & { readonly kind: "key" },
): CursorContext {
  const position: NamePosition = { root, object, member, string: stringOf(member?.key) };
  const schema = objectSchemaAt(operation, path);
  const mappings = mappingMapAt(operation, protocol, path);
  if (mappings) {
    return { ...position, kind: "mappingKey", mappings, schema: schema?.kind === "map" ? schema : undefined };
  }
  if (!schema) return { kind: "none" };
  if (schema.kind === "structure") return { ...position, kind: "name", schema };
  return { ...position, kind: isByStatusCode(operation, path) ? "statusKey" : "mapKey", schema };
}

function valueContext(
  file: CursorFile,
  root: ObjectNode,
  { path, object, member, node }: Cursor & { readonly kind: "value" },
): ValueContext {
  const patch = patchPosition(file.operation, path, object, member);
  if (patch) return inPatch(file, root, patch, { object, member, node });
  const schema = memberSchemaAt(file.operation, path);
  const isNested = path.length > 1;
  const position = { root, object, member, node, string: stringOf(node), schema, isNested };
  return { ...position, ...valueKind(file, path) };
}

/** The context of a value in a patch operation: that of the value in the whole input. */
function inPatch(
  file: CursorFile,
  root: ObjectNode,
  patch: PatchPosition,
  { object, member, node }: Pick<ValuePosition, "object" | "member" | "node">,
): ValueContext {
  const isNested = true;
  const position = { root, object, node, string: stringOf(node), isNested };
  switch (patch.kind) {
    case "path": {
      const schema = PATH_SCHEMA;
      return { ...position, member, schema, kind: "patchPath", operation: patch.operation };
    }
    case "choice":
      return { ...position, member, schema: patch.schema, kind: "plain" };
    case "value": {
      const { operation, path, schema } = patch;
      return { ...position, member: patch.member, schema, ...valueKind({ ...file, operation }, path) };
    }
  }
}

const PATH_SCHEMA = OPERATIONS["apigateway update-integration"].members
  .get("patchOperations")
  ?.items?.properties?.get("path");

function valueKind({ operation, protocol }: CursorFile, path: readonly PathStep[]): ValueKind {
  const [top, ...below] = path;
  const name = top?.name ?? "";
  const templateKind = below.length === 1 ? templateKindOf(name) : undefined;
  if (templateKind) return { kind: "template", templateKind };
  const mappings = below.length > 0 ? mappingMapAt(operation, protocol, path.slice(0, -1)) : undefined;
  if (mappings) return { kind: "mappingValue", mappings };
  if (below.length > 0) return { kind: "plain" };
  const role = roleOf(name);
  switch (role) {
    case "uri":
    case "target":
    case "credentials":
      return { kind: "uri", role };
    case "apiId":
    case "integrationId":
    case "responseId":
    case "resourceId":
    case "connectionId":
      return { kind: "id", role };
    case "selection":
      return { kind: "selection", scope: takesIntegration(operation) ? "request" : "response" };
    case "statusCode":
      return operation.name === "put-integration-response" ? { kind: "statusCode" } : { kind: "plain" };
    default:
      return { kind: "plain" };
  }
}

/** True for the response parameters of an HTTP API's integration, whose keys are status codes. */
function isByStatusCode(operation: Operation, path: readonly PathStep[]): boolean {
  return (
    takesIntegration(operation) && path.length === 1 && roleOf(path[0]?.name ?? "") === "responseParameters"
  );
}

function stringOf(node: ValueNode | MemberNode["key"] | undefined): StringNode | undefined {
  return node?.kind === "string" && !node.anchored ? node : undefined;
}

/** The half-typed name that YAML reads as a value; undefined for a value. */
function keyInstead(
  { operation, protocol }: CursorFile,
  { path, asKey, object, member, node }: Cursor & { readonly kind: "value" },
  offset: number,
): (Cursor & { readonly kind: "key" }) | undefined {
  if (asKey && memberSchemaAt(operation, path)?.type === "object") return asKey;
  // While `overwrite:header.x` is being typed, YAML reads `overwrite:` as a name with its colon.
  const outer = path.slice(0, -1);
  const { key, colon } = member;
  const isHalf =
    !node && object.indentation !== undefined && colon !== undefined && offset === colon + 1 && !member.value;
  if (!isHalf || key.kind !== "string" || key.style !== "plain") return undefined;
  if (!HTTP_ACTIONS.some((action) => action === key.value)) return undefined;
  if (!mappingMapAt(operation, protocol, outer)?.dialects.includes("http")) return undefined;
  const whole = { ...key, value: `${key.value}:`, span: { start: key.span.start, end: offset } };
  return { kind: "key", path: outer, object, member: { kind: "member", span: whole.span, key: whole } };
}
