import { findMember } from "../syntax/locate";
import type { ObjectNode, StringNode, ValueNode } from "../syntax/nodes";
import { Recent } from "../syntax/recent";
import { type ParsedTemplate, parseTemplate } from "../vtl/syntax/parse";
import { roleOf } from "./memberNames";
import { isPatchOperation, OPERATION_NAMES } from "./operationNames";
import { patchTarget } from "./patchPaths";

const parsed = /* @__PURE__ */ new Recent<StringNode, ParsedTemplate>(2);

/** Parses the template in a string, or returns its tree if it was parsed last. */
export function templateIn(node: StringNode): ParsedTemplate {
  return parsed.of(node, ({ value, holes }) => parseTemplate(value, holes && { holes }));
}

/** Whether a template produces the request to the backend or the response to the client. */
export type TemplateKind = "request" | "response";

/** Returns the kind of templates in a member; undefined for a member without templates. */
export function templateKindOf(member: string): TemplateKind | undefined {
  switch (roleOf(member)) {
    case "requestTemplates":
      return "request";
    case "responseTemplates":
      return "response";
    default:
      return undefined;
  }
}

/** A template in an input. */
export interface HeldTemplate {
  readonly kind: TemplateKind;
  /** The member's name. */
  readonly member: string;
  /** The template's key: a content type, or a value of the selection expression. */
  readonly key: string;
  /** Where the template starts in the file, which its string follows. */
  readonly keyNode: { readonly span: StringNode["span"] };
  readonly node: StringNode;
  /**
   * Identifies the template in the file: the member and the key or, for a patch operation, `patchOperations` and the
   * operation's path.
   */
  readonly path: readonly [string, string];
}

/** Whether a host says nothing of the text, because all of it stands elsewhere. */
export function isUnknownText({ holes = [], value }: StringNode): boolean {
  return holes.length === 1 && holes[0]?.start === 0 && holes[0].end === value.length && value !== "";
}

/** Returns the templates of an input, in source order; for patch operations, those that they set. */
export function templatesIn(root: ObjectNode): readonly HeldTemplate[] {
  return root.members.flatMap(({ key: { value: member }, value }): readonly HeldTemplate[] => {
    if (member === PATCHES && value?.kind === "array") return value.items.flatMap(patchedTemplate);
    const kind = templateKindOf(member);
    if (!kind || value?.kind !== "object") return [];
    return value.members.flatMap(({ key, value: node }) =>
      node?.kind === "string"
        ? [{ kind, member, key: key.value, keyNode: key, node, path: [member, key.value] }]
        : [],
    );
  });
}

const PATCHES = "patchOperations";
const PATCH_OPERATIONS = OPERATION_NAMES.filter(isPatchOperation);

function patchedTemplate(item: ValueNode): readonly HeldTemplate[] {
  if (item.kind !== "object") return [];
  const op = findMember(item, "op")?.value;
  const path = findMember(item, "path")?.value;
  const member = findMember(item, "value");
  if (path?.kind !== "string" || member?.value?.kind !== "string") return [];
  if (op?.kind !== "string" || (op.value !== "add" && op.value !== "replace")) return [];
  const target = PATCH_OPERATIONS.map((name) => patchTarget(name, path.value)).find(
    ({ kind }) => kind === "entry",
  );
  const kind = target?.kind === "entry" ? templateKindOf(target.at.member) : undefined;
  if (target?.kind !== "entry" || !kind) return [];
  const { at, key } = target;
  return [
    { kind, member: at.member, key, keyNode: member.key, node: member.value, path: [PATCHES, path.value] },
  ];
}
