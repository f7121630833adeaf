/** How `$input.path` and `$input.json` read a body. */
import { compilePath, readPath as readCompiled } from "../../jsonPath";
import type { Value } from "../../values";
import type { Machine } from "../machine";
import { JavaFault } from "../stops";

/** What a path leads to; null where it leads nowhere. */
export function readPath(root: Value, path: string, machine: Machine): Value {
  // A body that is no JSON at all has nothing to find.
  if (root === null) return null;
  const result = readCompiled(compilePath(path.startsWith("$") ? path : `$.${path}`), root, machine.meter);
  if (result.kind === "error") throw new JavaFault(result.message);
  return result.kind === "value" ? result.value : null;
}
