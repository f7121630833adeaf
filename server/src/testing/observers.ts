import type { Observer } from "../vtl";

/** Returns an observer that tells both; undefined if there is none. */
export function both(one: Observer | undefined, other: Observer | undefined): Observer | undefined {
  if (!one || !other) return one ?? other;
  return {
    before(node, machine) {
      one.before?.(node, machine);
      other.before?.(node, machine);
    },
    decided(node, branch) {
      one.decided?.(node, branch);
      other.decided?.(node, branch);
    },
    iterating(node, pass) {
      one.iterating?.(node, pass);
      other.iterating?.(node, pass);
    },
    entering(node, machine) {
      one.entering?.(node, machine);
      other.entering?.(node, machine);
    },
    leaving(machine) {
      one.leaving?.(machine);
      other.leaving?.(machine);
    },
  };
}
