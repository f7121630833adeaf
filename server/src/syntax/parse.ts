import type { Format, ParsedDocument } from "./nodes";
import { parseJson } from "./parseJson";
import { parseYaml } from "./parseYaml";

/** Returns the format of a file with that name: YAML for `.yaml` and `.yml`, otherwise JSON. */
export function formatOfFileName(fileName: string): Format {
  return /\.ya?ml$/i.test(fileName) ? "yaml" : "json";
}

/** True for the name of a file that contains a single mapping template. */
export function isTemplateFile(fileName: string): boolean {
  return /\.(?:vtl|vm)$/i.test(fileName);
}

/**
 * Parses a text in that format. Never throws.
 * @param maxProblems how many problems to collect.
 */
export function parse(text: string, format: Format, maxProblems?: number): ParsedDocument {
  return format === "yaml" ? parseYaml(text, maxProblems) : parseJson(text, maxProblems);
}
