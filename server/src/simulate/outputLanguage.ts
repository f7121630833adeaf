/** The language that an editor shows the output of a template in. */
import type { Template } from "../rules/engine/template";
import type { Overrides, Rendering } from "../vtl";
import { isForm } from "./judgeOutput";

/** The IDs are those of VS Code. */
export type OutputLanguage = "json" | "xml" | "html" | "css" | "javascript" | "yaml" | "plaintext";

const LANGUAGES: readonly (readonly [RegExp, OutputLanguage])[] = [
  [/^text\/html$|^application\/xhtml\+xml$/, "html"],
  [/[/+]xml$/, "xml"],
  [/^text\/css$/, "css"],
  [/[/]javascript$/, "javascript"],
  [/[/+](?:x-)?yaml$/, "yaml"],
];

/**
 * Returns the language of an output: JSON if JSON is expected, else that of the message's content type, which the
 * template may have set itself.
 * @param template undefined if nothing is known about it.
 */
export function outputLanguage(
  template: Template | undefined,
  { output, overrides }: Pick<Rendering, "output" | "overrides">,
): OutputLanguage {
  if (!template) return isJson(output) ? "json" : "plaintext";
  const { scope, writesJson } = template;
  if (writesJson) return isForm(output) ? "plaintext" : "json";
  const isMock = scope.integrationType === "MOCK" && scope.kind === "request";
  if (isMock && isJson(output)) return "json";
  const set = scope.kind === "request" ? overrides.requestOverride : overrides.responseOverride;
  const type = contentTypeIn(set.header) ?? scope.contentType ?? "";
  return LANGUAGES.find(([pattern]) => pattern.test(type))?.[1] ?? "plaintext";
}

function contentTypeIn(header: Overrides["responseOverride"]["header"]): string | undefined {
  const value = Object.entries(header).findLast(([name]) => name.toLowerCase() === "content-type")?.[1];
  return typeof value === "string" ? value.split(";", 1)[0]?.trim().toLowerCase() : undefined;
}

/** Whether a MOCK integration gets real JSON: it accepts a relaxed form as well. */
function isJson(output: string): boolean {
  try {
    JSON.parse(output);
    return true;
  } catch {
    return false;
  }
}
