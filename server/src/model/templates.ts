import type { ObjectNode, StringNode } from "../syntax/nodes";
import { type ParsedTemplate, parseTemplate } from "../vtl/syntax/parse";
import { roleOf } from "./memberNames";

const parsed = new WeakMap<StringNode, ParsedTemplate>();

/** Parses the template in a string, once per node. */
export function templateIn(node: StringNode): ParsedTemplate {
  const found = parsed.get(node) ?? parseTemplate(node.value, node.holes && { holes: node.holes });
  parsed.set(node, found);
  return found;
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
  readonly keyNode: { readonly span: StringNode["span"] };
  readonly node: StringNode;
}

/** Returns the templates of an input, in source order. */
export function templatesIn(root: ObjectNode): readonly HeldTemplate[] {
  return root.members.flatMap(({ key: { value: member }, value }) => {
    const kind = templateKindOf(member);
    if (!kind || value?.kind !== "object") return [];
    return value.members.flatMap(({ key, value: node }) =>
      node?.kind === "string" ? [{ kind, member, key: key.value, keyNode: key, node }] : [],
    );
  });
}
