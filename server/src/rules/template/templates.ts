import type { IntegrationInput } from "../../model/input";
import { SKELETON_KEY } from "../../model/skeleton";
import { TEMPLATE_MEMBERS, type TemplateKind } from "../../model/templates";
import { Template, type TemplateScope } from "./template";

const known = new WeakMap<IntegrationInput, readonly Template[]>();

/** The templates of an input, each parsed once. */
export function templatesOf(input: IntegrationInput): readonly Template[] {
  const found = known.get(input) ?? readTemplates(input);
  known.set(input, found);
  return found;
}

function readTemplates(input: IntegrationInput): readonly Template[] {
  // HTTP APIs have no templates, and another rule says so.
  if (input.protocol === "HTTP") return [];
  return Object.entries(TEMPLATE_MEMBERS).flatMap(([name, kind]) => {
    if (!input.operation.members.has(name)) return [];
    return input.entries(name).flatMap(({ key, value }) => {
      if (value?.kind !== "string" || key.value === SKELETON_KEY) return [];
      return [new Template(input.document, value, scopeOf(input, kind, key.value))];
    });
  });
}

function scopeOf(input: IntegrationInput, kind: TemplateKind, key: string): TemplateScope {
  const type = input.text("type") ?? input.text("IntegrationType");
  const method = input.text("httpMethod");
  const contentType = key.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  return {
    kind,
    ...(input.protocol && { protocol: input.protocol }),
    ...(contentType.includes("/") && { contentType }),
    ...(type !== undefined && { integrationType: type }),
    ...(method !== undefined && { method }),
  };
}
