import { parseJson } from "../vtl/values";

/**
 * The status that a MOCK's request template asks for: the whole number `statusCode` of what it printed, which is
 * read leniently, names without quotes and extra commas included. Undefined where there is none; `"200"` is a
 * text and no number.
 */
export function mockStatus(output: string): number | undefined {
  const value = parseJson(output);
  if (typeof value !== "object" || value === null || value.kind !== "map") return undefined;
  const status = value.get("statusCode");
  return typeof status === "number" ? status : undefined;
}
