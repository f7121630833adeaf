import type { IntegrationInput } from "../../model/input";
import { memberName, spellingsOf } from "../../model/memberNames";
import type { Protocol } from "../../model/protocol";
import { SKELETON_KEY } from "../../model/skeleton";
import { type TemplateKind, templateKindOf } from "../../model/templates";
import type { StringNode } from "../../syntax/nodes";
import { Recent } from "../../syntax/recent";
import { jsonBackendOf } from "../shared/jsonBackend";
import { Template, type TemplateScope } from "./template";

/** A template in an input, and what the input says about it. */
export interface InputTemplate {
  readonly node: StringNode;
  readonly scope: TemplateScope;
  /** Identifies the scope. */
  readonly scopeKey: string;
}

/** The templates parsed last, each with the key of its scope. */
const parsed = /* @__PURE__ */ new Recent<StringNode, Map<string, Template>>(1);

/** Parses a template, unless it was the last one: after a keystroke, rules and features look at the same one. */
export function parsedTemplate({ node, scope, scopeKey }: InputTemplate): Template {
  const byScope = parsed.of(node, () => new Map());
  const template = byScope.get(scopeKey) ?? new Template(node.value, scope, node.holes);
  byScope.set(scopeKey, template);
  return template;
}

const MEMBERS = spellingsOf("requestTemplates", "responseTemplates");

/** Returns the templates in an input that the template rules apply to. */
export function templatesOf(input: IntegrationInput): readonly InputTemplate[] {
  // HTTP APIs do not support templates, which another rule reports.
  if (input.protocol === "HTTP") return [];
  const type = input.text(memberName(input.operation.family, "type"));
  const uri = input.text(memberName(input.operation.family, "uri"));
  const method = input.text("httpMethod");
  return MEMBERS.flatMap((name) => {
    const kind = templateKindOf(name);
    if (!kind || !input.operation.members.has(name)) return [];
    const mapping = contentTypeMappingOf(input, kind);
    const known = {
      isInInput: true,
      ...scopeOf({
        kind,
        key: "",
        ...(input.protocol && { protocol: input.protocol }),
        ...(type !== undefined && { integrationType: type }),
        ...(uri !== undefined && { uri }),
        ...(mapping !== undefined && { contentTypeMapping: mapping }),
      }),
      ...(method !== undefined && { method }),
    } as const;
    // A file may hold thousands of templates, which differ in their keys only.
    const knownKey = JSON.stringify(known);
    return input.entries(name).flatMap(({ key, value }) => {
      if (value?.kind !== "string" || key.value === SKELETON_KEY) return [];
      const contentType = mapping === undefined ? contentTypeOf(key.value) : known.contentType;
      const scope = { ...known, ...(contentType !== undefined && { contentType }) };
      return [{ node: value, scope, scopeKey: `${knownKey} ${contentType ?? ""}` }];
    });
  });
}

/** What inputs say about a template and its message. */
export interface TemplateFacts {
  readonly kind: TemplateKind;
  readonly protocol?: Protocol;
  /** The content type or, for a WebSocket API, the value of the selection expression. */
  readonly key: string;
  readonly integrationType?: string;
  readonly uri?: string;
  /** The value of the mapping of Content-Type for this message, as written in the input. */
  readonly contentTypeMapping?: string;
}

/** Returns the scope in which rules and the simulation judge a template. */
export function scopeOf(facts: TemplateFacts): TemplateScope {
  const { kind, protocol, key, integrationType, uri, contentTypeMapping } = facts;
  const isSent = kind === "request" && integrationType !== "MOCK" && uri !== undefined;
  const backend = isSent ? jsonBackendOf(uri) : undefined;
  const contentType = contentTypeOf(
    contentTypeMapping === undefined ? key : (staticText(contentTypeMapping) ?? ""),
  );
  return {
    kind,
    ...(protocol && { protocol }),
    ...(integrationType !== undefined && { integrationType }),
    ...(backend && { backend }),
    ...(contentType !== undefined && { contentType }),
  };
}

/**
 * Returns the value of the mapping that sets the content type of a message, which replaces that of the template's key;
 * undefined if there is no such mapping.
 */
export function contentTypeMappingOf(input: IntegrationInput, kind: TemplateKind): string | undefined {
  const member = memberName(
    input.operation.family,
    kind === "request" ? "requestParameters" : "responseParameters",
  );
  if (!member || !input.operation.members.has(member)) return undefined;
  const mapping = input.entries(member).findLast(({ key }) => CONTENT_TYPE.test(key.value));
  if (!mapping) return undefined;
  return mapping.value?.kind === "string" ? mapping.value.value : "";
}

/** Returns the text of a mapping in single quotes; undefined for one that depends on the message. */
export function staticText(mapping: string): string | undefined {
  return /^'(.*)'$/.exec(mapping)?.[1];
}

const CONTENT_TYPE = /^(?:integration\.request|method\.response|route\.response)\.header\.content-type$/i;

function contentTypeOf(key: string): string | undefined {
  const contentType = key.split(";", 1)[0]?.trim().toLowerCase();
  return contentType?.includes("/") ? contentType : undefined;
}
