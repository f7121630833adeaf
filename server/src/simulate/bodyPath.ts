import { compilePath, readPath } from "../vtl/jsonPath";
import { parseJson, toJson, type Value } from "../vtl/values";
import { attempt } from "./budget";

/** What a mapping reads out of a body; `unreadable` where the body looks like JSON and is none. */
export type BodyValue =
  | { readonly kind: "value"; readonly text: string }
  | { readonly kind: "missing" | "unreadable" };

const MISSING: BodyValue = { kind: "missing" };

/**
 * Reads a body for a mapping: the whole, or what a JSONPath (without its `$.`) leads to. Text comes as it is,
 * anything else as JSON. An empty body is an empty object.
 */
export function bodyValue(body: string, path: string | undefined): BodyValue {
  const text = body === "" ? "{}" : body;
  const document = parseJson(text);
  // Only what starts like JSON has to be some: other text is a string.
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
