import type { ObjectNode } from "../../syntax/nodes";

const known = new WeakMap<ObjectNode, ReadonlySet<string>>();

/** Returns whether the object has a member with the name. Cached, since fixes ask for each member. */
export function hasMember(object: ObjectNode, name: string): boolean {
  let names = known.get(object);
  if (!names) {
    names = new Set(object.members.map(({ key }) => key.value));
    known.set(object, names);
  }
  return names.has(name);
}
