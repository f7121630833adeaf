/** The evaluation of what a host expresses by functions of its own. */
import type { ObjectNode, ValueNode } from "../syntax/nodes";

/**
 * Evaluates a value that may be a call of the host's functions: returns an unknown node or a string with holes for
 * such a call, and the node itself for everything else. What is inside of an object or a list stays as it is.
 */
export type Resolve = (node: ValueNode) => ValueNode;

/** A host without functions. */
export const unchanged: Resolve = (node) => node;

/** Returns the object with its members evaluated, as deep as members of an input are. */
export function resolvedObject(object: ObjectNode, resolve: Resolve, depth = 6): ObjectNode {
  if (resolve === unchanged || depth === 0) return object;
  const members = object.members.map((member) => {
    if (!member.value) return member;
    const value = resolvedValue(member.value, resolve, depth);
    return value === member.value ? member : { ...member, value, origin: member.origin ?? member };
  });
  const isSame = members.every((member, index) => member === object.members[index]);
  return isSame ? object : { ...object, members, origin: object.origin ?? object };
}

/** Returns the value, with everything in it evaluated. */
export function resolvedValue(node: ValueNode, resolve: Resolve, depth = 6): ValueNode {
  const value = resolve(node);
  switch (value.kind) {
    case "object":
      return resolvedObject(value, resolve, depth - 1);
    case "array": {
      if (depth === 0) return value;
      const items = value.items.map((item) => resolvedValue(item, resolve, depth - 1));
      return items.every((item, index) => item === value.items[index])
        ? value
        : { ...value, items, origin: value.origin ?? value };
    }
    case "unknown": {
      const { alternatives } = value;
      const made = alternatives?.map((choice) =>
        choice === "absent" || choice.kind === "unknown" ? choice : resolvedValue(choice, resolve, depth),
      );
      return made?.some((choice, index) => choice !== alternatives?.[index])
        ? { ...value, alternatives: made }
        : value;
    }
    default:
      return value;
  }
}

/** Returns the value as an object, or the objects that it may be if it depends on a condition. */
export function objectsIn(node: ValueNode | undefined, resolve: Resolve): readonly ObjectNode[] {
  const value = node && resolve(node);
  if (value?.kind === "object") return [value];
  if (value?.kind !== "unknown") return [];
  return (value.alternatives ?? []).flatMap((choice) =>
    choice === "absent" ? [] : objectsIn(choice, resolve),
  );
}
