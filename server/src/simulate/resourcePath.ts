/** Which values the parameters of a resource path have in a request. */
import type { Parameters } from "./parameters";

/**
 * Returns the parameters of a resource path such as `/pets/{id}` or `/{proxy+}`, from a path without the stage;
 * undefined if the path belongs to another resource. Values are as written in the path.
 */
export function matchResourcePath(resourcePath: string, path: string): Parameters | undefined {
  const wanted = resourcePath.split("/");
  const found = (path.split("?", 1)[0] ?? "").split("/");
  const values = new Map<string, readonly string[]>();
  for (const [index, segment] of wanted.entries()) {
    const [, name, plus] = /^\{([^{}+]+)(\+?)\}$/.exec(segment) ?? [];
    const value = plus ? found.slice(index).join("/") : found[index];
    if (value === undefined || (name === undefined ? value !== segment : value === "")) return undefined;
    if (name !== undefined) values.set(name, [value]);
    if (plus) return index === wanted.length - 1 ? values : undefined;
  }
  return found.length === wanted.length ? values : undefined;
}
