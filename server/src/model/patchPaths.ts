/**
 * The paths of REST's patch operations: what `update-integration` and `update-integration-response` can change, and
 * how. After AWS's tables of supported patch operations.
 */
import { type PatchOperationName, WHOLE_OF_PATCH } from "./operationNames";
import { OPERATIONS } from "./operations";
import type { MemberSchema } from "./schema";

export type PatchOp = "add" | "replace" | "remove";

/** A member of a whole input, as patch operations see it. */
export interface PatchMember {
  /** Such as `/uri`; without the key of an entry. */
  readonly path: string;
  /** The member of the whole input. */
  readonly member: string;
  /** The member of the structure in it. */
  readonly property?: string;
  /** Whether the path is that of a single value, or starts the paths of a map's entries or a list's items. */
  readonly holds: "value" | "entries" | "items";
  readonly ops: readonly PatchOp[];
}

/** What a path points at. */
export type PatchTarget =
  /** A single value, or a whole map or list. */
  | { readonly kind: "member"; readonly at: PatchMember }
  | {
      readonly kind: "entry";
      readonly at: PatchMember;
      /** Unescaped. */
      readonly key: string;
      /** Offset of the escaped key in the path. */
      readonly start: number;
    }
  /** A member that a put sets and a patch cannot change. */
  | { readonly kind: "fixed"; readonly member: string }
  | { readonly kind: "unknown" };

const REPLACED: readonly PatchOp[] = ["replace"];
const ALL: readonly PatchOp[] = ["add", "replace", "remove"];

const value = (member: string, path = member): PatchMember => ({
  path: `/${path}`,
  member,
  holds: "value",
  ops: REPLACED,
});
const entries = (member: string): PatchMember => ({
  path: `/${member}`,
  member,
  holds: "entries",
  ops: ALL,
});

/** By operation, in the order of the whole input. */
export const PATCH_MEMBERS: Readonly<Record<PatchOperationName, readonly PatchMember[]>> = {
  "apigateway update-integration": [
    value("integrationHttpMethod", "httpMethod"),
    value("uri"),
    value("connectionType"),
    value("connectionId"),
    value("credentials"),
    entries("requestParameters"),
    entries("requestTemplates"),
    value("passthroughBehavior"),
    value("cacheNamespace"),
    { path: "/cacheKeyParameters", member: "cacheKeyParameters", holds: "items", ops: ALL },
    value("contentHandling"),
    value("timeoutInMillis"),
    { ...value("tlsConfig", "tlsConfig/insecureSkipVerification"), property: "insecureSkipVerification" },
    value("responseTransferMode"),
    value("integrationTarget"),
  ],
  "apigateway update-integration-response": [
    value("selectionPattern"),
    entries("responseParameters"),
    entries("responseTemplates"),
    value("contentHandling"),
  ],
};

/** The members that no patch changes: they tell which integration or response it is, or what kind. */
const FIXED: Readonly<Record<PatchOperationName, readonly string[]>> = {
  "apigateway update-integration": ["type"],
  "apigateway update-integration-response": ["statusCode"],
};

/** Returns what a path points at. */
export function patchTarget(operation: PatchOperationName, path: string): PatchTarget {
  for (const at of PATCH_MEMBERS[operation]) {
    if (path === at.path) return { kind: "member", at };
    const start = at.path.length + 1;
    if (at.holds === "value" || path.length <= start || !path.startsWith(`${at.path}/`)) continue;
    return { kind: "entry", at, key: unescapeKey(path.slice(start)), start };
  }
  const fixed = FIXED[operation].find((member) => path === `/${member}`);
  return fixed === undefined ? { kind: "unknown" } : { kind: "fixed", member: fixed };
}

/** Returns the path of a member, or of an entry of it. */
export function patchPath({ path }: PatchMember, key?: string): string {
  return key === undefined ? path : `${path}/${escapeKey(key)}`;
}

/** Escapes a key for a JSON Pointer. */
export function escapeKey(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}

function unescapeKey(key: string): string {
  return key.replaceAll("~1", "/").replaceAll("~0", "~");
}

/** Returns the schema of a member's value in the whole input; for maps and lists, of one entry. */
export function patchedSchema(
  operation: PatchOperationName,
  { member, property, holds }: PatchMember,
): MemberSchema | undefined {
  const schema = OPERATIONS[WHOLE_OF_PATCH[operation]].members.get(member);
  if (property !== undefined) return schema?.properties?.get(property);
  if (holds === "entries") return schema?.additional;
  return holds === "items" ? schema?.items : schema;
}
