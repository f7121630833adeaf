import type { Format, ParsedDocument } from "./nodes";
import { parseJson } from "./parseJson";
import { parseYaml } from "./parseYaml";

/** The format that a file's name tells: YAML by its ending, else JSON. */
export function formatOfFileName(fileName: string): Format {
  return /\.ya?ml$/i.test(fileName) ? "yaml" : "json";
}

/** True for the name of a file that is one mapping template. */
export function isTemplateFile(fileName: string): boolean {
  return /\.(?:vtl|vm)$/i.test(fileName);
}

/** Parses a text of that format. Takes any text. */
export function parse(text: string, format: Format): ParsedDocument {
  return format === "yaml" ? parseYaml(text) : parseJson(text);
}
