import { formatSupport } from "./formats";
import type { Format, InputFormat, ParsedDocument } from "./nodes";
import { parseJson } from "./parseJson";
import { parseYaml } from "./parseYaml";

/** Returns the format of an input with that name: YAML for `.yaml` and `.yml`, otherwise JSON. */
export function formatOfFileName(fileName: string): InputFormat {
  return /\.ya?ml$/i.test(fileName) ? "yaml" : "json";
}

/** True for the name of a file that contains a single mapping template. */
export function isTemplateFile(fileName: string): boolean {
  return /\.(?:vtl|vm)$/i.test(fileName);
}

/**
 * Parses a text in that format. Never throws. In a format that is not loaded, a text has no value.
 * @param maxProblems how many problems to collect.
 */
export function parse(text: string, format: Format, maxProblems?: number): ParsedDocument {
  if (format === "yaml") return parseYaml(text, maxProblems);
  if (format === "json") return parseJson(text, maxProblems);
  return (
    formatSupport(format)?.parse(text, maxProblems) ?? {
      format,
      text,
      problems: [],
      comments: [],
      hasByteOrderMark: false,
    }
  );
}
