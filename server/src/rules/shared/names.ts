import type { ObjectNode } from "../../syntax/nodes";
import { Recent } from "../../syntax/recent";

const known = /* @__PURE__ */ new Recent<ObjectNode, ReadonlySet<string>>(4);

/** Returns whether the object has a member with the name. Cached, since fixes ask for each member. */
export function hasMember(object: ObjectNode, name: string): boolean {
  return known.of(object, ({ members }) => new Set(members.map(({ key }) => key.value))).has(name);
}
