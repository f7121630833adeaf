/** Patch inputs of REST APIs: what their operations make of the live state. Pure. */
import {
  analyze,
  applyPatch,
  type PatchOperation,
  type PatchOperationName,
  type Problem,
  patchOperationsIn,
  patchOperationsOf,
  printInput,
  WHOLE_OF_PATCH,
} from "../../server/src/service";
import { fingerprint } from "./fingerprint";
import type { Members } from "./gateway";
import type { LiveState } from "./liveState";
import type { Obstacle, PlanRequest } from "./planRequest";
import { pathMembers, type Target } from "./target";

/** What the operations of an input make of the live members. */
export interface Patched {
  /** The live members afterwards. */
  readonly members: Members;
  /** The operations to send. */
  readonly operations: readonly PatchOperation[];
  readonly obstacles: readonly Obstacle[];
  /** Names the operations that change nothing, as sentences. */
  readonly notices: readonly string[];
}

/** Applies the operations of a patch input to the live members, in their order. */
export function patchLive(
  operation: PatchOperationName,
  { members: input, target, deployed }: PlanRequest,
  { current }: LiveState,
): Patched {
  const operations = patchOperationsIn(input);
  if (!current) return { members: {}, operations, obstacles: [], notices: [] };
  let { members } = current;
  const steps = operations.map((change, index) => {
    const result = applyPatch(operation, members, [change]);
    const isIdle = fingerprint(result.members) === fingerprint(members);
    members = result.members;
    return { change, index, isIdle, isPossible: result.unapplied.length === 0 };
  });
  const isEffective = fingerprint(members) !== fingerprint(current.members);
  // What this file has removed is not missing, and neither is anything if nothing else is to be changed.
  const isDone = ({ op }: PatchOperation): boolean =>
    op === "remove" && (deployed !== undefined || !isEffective);
  const refused = steps.filter(({ change, isPossible }) => !isPossible && !isDone(change));
  const idle = steps.filter((step) => step.isIdle && !refused.includes(step));
  return {
    members,
    operations: steps.filter(({ isPossible }) => isPossible).map(({ change }) => change),
    obstacles: [
      ...refused.map(({ change, index }) => ({
        path: ["patchOperations", String(index)],
        message:
          change.op === "remove"
            ? `${titleOf(change)} cannot be applied, because this does not exist on AWS.`
            : `${titleOf(change)} cannot be applied.`,
      })),
      ...(refused.length === 0 && isEffective
        ? refusedResult(operation, target, current.members, members)
        : []),
    ],
    notices: idle
      .filter(({ isPossible }) => isEffective || (!isPossible && deployed === undefined))
      .map(({ change }) => `${titleOf(change)} changes nothing.`),
  };
}

/** The errors that the integration or response would have after the patch and does not have now. */
function refusedResult(
  operation: PatchOperationName,
  target: Target,
  before: Members,
  after: Members,
): readonly Obstacle[] {
  const errorsOf = (members: Members): readonly Problem[] => {
    const text = printInput({ ...pathMembers(target, undefined), ...members }, "json");
    const { problems } = analyze(text, WHOLE_OF_PATCH[operation]);
    return problems.filter(({ severity }) => severity === "error");
  };
  const known = new Set(errorsOf(before).map(({ message }) => message));
  return errorsOf(after)
    .filter((problem) => !known.has(problem.message))
    .map((problem) => ({
      path: ["patchOperations"],
      message: `${problem.message} AWS would reject the result of the patch (${problem.code}).`,
    }));
}

/** Names an operation: `replace /uri`. */
function titleOf({ op, path }: PatchOperation): string {
  return `${op} ${path}`;
}

/**
 * Returns the operations of a patch input as they would have to be to change nothing: with the values that are live
 * now, and without what adds an entry that does not exist.
 */
export function liveOperations(
  operation: PatchOperationName,
  input: Members,
  live: Members,
): readonly PatchOperation[] {
  // The last operation on a path is the one that counts.
  const last = new Map(patchOperationsIn(input).map((change) => [change.path, change] as const));
  return [...last.values()].flatMap((change): readonly PatchOperation[] => {
    const { members } = applyPatch(operation, live, [change]);
    if (fingerprint(members) === fingerprint(live)) return [change];
    const back = patchOperationsOf(operation, members, live).operations;
    return back.filter(({ op }) => op !== "remove");
  });
}
