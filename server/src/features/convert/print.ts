import type { Json } from "../../syntax/json";
import type { Format } from "../../syntax/nodes";
import { printBlock } from "../../syntax/printYaml";

/** Prints an input in a format. In YAML, templates become literal blocks. */
export function printInput(document: Json, format: Format): string {
  if (format === "json") return `${JSON.stringify(document, null, 2)}\n`;
  if (typeof document !== "object" || document === null) return `${JSON.stringify(document)}\n`;
  const lines = printBlock(document, true);
  return lines.length === 0 ? "{}\n" : `${lines.join("\n")}\n`;
}
