/** Turns the input of a put into the patch that has the same effect on the live resource. Pure. */
import { type PatchOperationName, patchOperationsOf } from "../../server/src/service";
import { comparable } from "./comparable";
import type { Members } from "./gateway";
import type { Plan } from "./plan";
import { pathMembers } from "./target";

export type TurnedIntoPatch =
  | {
      readonly kind: "patch";
      readonly operation: PatchOperationName;
      /** In the input's order, for `print`. */
      readonly input: Members;
      /** The members that differ and that a patch cannot change. */
      readonly unpatchable: readonly string[];
    }
  /** The live resource is what the file says. */
  | { readonly kind: "in-sync" }
  /** There is no such patch, for a reason that is a sentence. */
  | { readonly kind: "impossible"; readonly reason: string };

/** Returns the patch input with the fewest operations from the live state to a planned put. */
export function turnIntoPatch(plan: Plan): TurnedIntoPatch {
  const { place, target, before } = plan;
  const operation = PATCHES.get(place.operation);
  if (!operation || plan.operation.name !== place.operation)
    return {
      kind: "impossible",
      reason: `The file is an input for ${plan.operation.name}. Only inputs for put-integration and put-integration-response can become patch operations.`,
    };
  if (!before)
    return {
      kind: "impossible",
      reason:
        target.kind === "rest-response"
          ? "The integration response does not exist yet. Deploy the file to create it."
          : "The integration does not exist yet. Deploy the file to create it.",
    };
  if (plan.changes.length === 0) return { kind: "in-sync" };
  const shown = comparable(before, plan.after, place);
  const { operations, unpatchable } = patchOperationsOf(operation, shown.before, shown.after);
  if (operations.length === 0) return { kind: "impossible", reason: unpatchableText(unpatchable) };
  const patchOperations = operations.map((change) => ({ ...change }));
  return {
    kind: "patch",
    operation,
    input: { ...pathMembers(target, undefined), patchOperations },
    unpatchable,
  };
}

/** Says which members of a put a patch leaves as they are. */
export function unpatchableText(members: readonly string[]): string {
  return `A patch cannot change ${members.join(", ")}. Deploy the whole input to change ${members.length === 1 ? "it" : "them"}.`;
}

const PATCHES: ReadonlyMap<string, PatchOperationName> = new Map([
  ["put-integration", "apigateway update-integration"],
  ["put-integration-response", "apigateway update-integration-response"],
]);
