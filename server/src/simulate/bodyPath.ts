import { compilePath, readPath } from "../vtl/jsonPath";
import { parseJson, toJson, type Value } from "../vtl/values";
import { attempt } from "./budget";

/** What a mapping reads from a body. `unreadable` is a body that looks like JSON but is not valid JSON. */
export type BodyValue =
  | { readonly kind: "value"; readonly text: string }
  | { readonly kind: "missing" | "unreadable" };

const MISSING: BodyValue = { kind: "missing" };

/**
 * Reads a body for a mapping: all of it, or the value at a JSONPath without its `$.`. Strings are returned
 * unchanged, anything else as JSON. An empty body counts as an empty object.
 */
export function bodyValue(body: string, path: string | undefined): BodyValue {
  const text = body === "" ? "{}" : body;
  const document = parseJson(text);
  // Only a body that starts like JSON has to be valid JSON: any other text is a string.
  if (document === undefined && /^\s*[{["']/.test(text)) return { kind: "unreadable" };
  if (path === undefined) return { kind: "value", text };
  if (document === undefined) return MISSING;
  const found = attempt((budget) => {
    const compiled = compilePath(path.startsWith("[") ? `$${path}` : `$.${path}`);
    return readPath(compiled, document, budget);
  });
  if (found.kind === "failed" || found.value.kind !== "value" || found.value.value === null) return MISSING;
  return { kind: "value", text: textOf(found.value.value) };
}

function textOf(value: Value): string {
  return typeof value === "string" ? value : toJson(value);
}
