import type { ObjectNode, StringNode } from "../syntax/nodes";
import { type ParsedTemplate, parseTemplate } from "../vtl/syntax/parse";

const parsed = new WeakMap<StringNode, ParsedTemplate>();

/** The template in a string, parsed once for everybody who asks. */
export function templateIn(node: StringNode): ParsedTemplate {
  const found = parsed.get(node) ?? parseTemplate(node.value);
  parsed.set(node, found);
  return found;
}

/** Which way the message goes that a template writes. */
export type TemplateKind = "request" | "response";

/** The members that hold templates, in the spelling of both families. */
export const TEMPLATE_MEMBERS: Readonly<Record<string, TemplateKind>> = {
  RequestTemplates: "request",
  ResponseTemplates: "response",
  requestTemplates: "request",
  responseTemplates: "response",
};

/** A template that an input holds. */
export interface HeldTemplate {
  readonly kind: TemplateKind;
  /** The member's name. */
  readonly member: string;
  /** The template's name in it: a content type, or what a selection expression gives. */
  readonly key: string;
  readonly keyNode: { readonly span: StringNode["span"] };
  readonly node: StringNode;
}

/** The templates of an input, in the order of its text. */
export function templatesIn(root: ObjectNode): readonly HeldTemplate[] {
  return root.members.flatMap(({ key: { value: member }, value }) => {
    const kind = Object.hasOwn(TEMPLATE_MEMBERS, member) ? TEMPLATE_MEMBERS[member] : undefined;
    if (!kind || value?.kind !== "object") return [];
    return value.members.flatMap(({ key, value: node }) =>
      node?.kind === "string" ? [{ kind, member, key: key.value, keyNode: key, node }] : [],
    );
  });
}
