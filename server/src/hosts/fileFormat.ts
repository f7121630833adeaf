import { formatOfFileName } from "../syntax/parse";

/** Returns the format of a file by its name or, for a name that does not tell, by how its text starts. */
export function formatOfText(path: string, text: string): "json" | "yaml" {
  const format = formatOfFileName(path);
  if (format === "yaml" || /\.json$/i.test(path)) return format;
  return /^\s*\{/.test(text) ? "json" : "yaml";
}
