/** Reads paths in the body for `$input.path` and `$input.json`. */
import { compilePath, readPath as readCompiled } from "../../jsonPath";
import type { Value } from "../../values";
import type { Machine } from "../machine";
import { JavaFault } from "../stops";

/** The value that a path leads to; null if nothing matches. */
export function readPath(root: Value, path: string, machine: Machine): Value {
  // Nothing matches in a body that is not JSON.
  if (root === null) return null;
  const result = readCompiled(compilePath(path.startsWith("$") ? path : `$.${path}`), root, machine.meter);
  if (result.kind === "error") throw new JavaFault(result.message);
  return result.kind === "value" ? result.value : null;
}
