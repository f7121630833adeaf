import { parseJson } from "../vtl/values";

/**
 * Returns the status that a MOCK's request template asks for: the integer `statusCode` of its output. The output
 * is parsed leniently, so names without quotes and extra commas are fine. Undefined if there is no such integer;
 * `"200"` is a string, not an integer.
 */
export function mockStatus(output: string): number | undefined {
  const value = parseJson(output);
  if (typeof value !== "object" || value === null || value.kind !== "map") return undefined;
  const status = value.get("statusCode");
  return typeof status === "number" ? status : undefined;
}
