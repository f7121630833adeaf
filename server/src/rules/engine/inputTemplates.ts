import type { IntegrationInput } from "../../model/input";
import { memberName, spellingsOf } from "../../model/memberNames";
import { SKELETON_KEY } from "../../model/skeleton";
import { type TemplateKind, templateKindOf } from "../../model/templates";
import type { StringNode } from "../../syntax/nodes";
import type { TemplateScope } from "./template";

/** A template in an input, and what the input says about it. */
export interface InputTemplate {
  readonly node: StringNode;
  readonly scope: TemplateScope;
  /** Identifies the scope. */
  readonly scopeKey: string;
}

const MEMBERS = spellingsOf("requestTemplates", "responseTemplates");

/** Returns the templates in an input that the template rules apply to. */
export function templatesOf(input: IntegrationInput): readonly InputTemplate[] {
  // HTTP APIs do not support templates, which another rule reports.
  if (input.protocol === "HTTP") return [];
  const known = scopeOf(input);
  const knownKey = JSON.stringify(known);
  return MEMBERS.flatMap((name) => {
    const kind = templateKindOf(name);
    if (!kind || !input.operation.members.has(name)) return [];
    const mapped = mappedContentType(input, kind);
    return input.entries(name).flatMap(({ key, value }) => {
      if (value?.kind !== "string" || key.value === SKELETON_KEY) return [];
      const contentType = mapped === undefined ? contentTypeOf(key.value) : mapped.contentType;
      const scope = { ...known, kind, ...(contentType !== undefined && { contentType }) };
      return [{ node: value, scope, scopeKey: `${knownKey} ${kind} ${contentType ?? ""}` }];
    });
  });
}

function scopeOf(input: IntegrationInput): TemplateScope {
  const type = input.text(memberName(input.operation.family, "type"));
  const method = input.text("httpMethod");
  return {
    isInInput: true,
    ...(input.protocol && { protocol: input.protocol }),
    ...(type !== undefined && { integrationType: type }),
    ...(method !== undefined && { method }),
  };
}

/**
 * Returns the content type that a parameter mapping sets, which replaces that of the template's key; undefined if there
 * is no such mapping.
 */
function mappedContentType(
  input: IntegrationInput,
  kind: TemplateKind,
): { readonly contentType: string | undefined } | undefined {
  const member = memberName(
    input.operation.family,
    kind === "request" ? "requestParameters" : "responseParameters",
  );
  if (!input.operation.members.has(member)) return undefined;
  for (const { key, value } of input.entries(member)) {
    if (!CONTENT_TYPE.test(key.value)) continue;
    const [, text] = (value?.kind === "string" && /^'(.*)'$/.exec(value.value)) || [];
    return { contentType: text === undefined ? undefined : contentTypeOf(text) };
  }
  return undefined;
}

const CONTENT_TYPE = /^(?:integration\.request|method\.response|route\.response)\.header\.content-type$/i;

function contentTypeOf(key: string): string | undefined {
  const contentType = key.split(";", 1)[0]?.trim().toLowerCase();
  return contentType?.includes("/") ? contentType : undefined;
}
