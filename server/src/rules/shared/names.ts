import type { ObjectNode } from "../../syntax/nodes";

const known = new WeakMap<ObjectNode, ReadonlySet<string>>();

/** True where the object has a member of that name. Looked up, since a fix for each member asks it. */
export function hasMember(object: ObjectNode, name: string): boolean {
  let names = known.get(object);
  if (!names) {
    names = new Set(object.members.map(({ key }) => key.value));
    known.set(object, names);
  }
  return names.has(name);
}
