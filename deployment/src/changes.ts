import { isRecord, type Json } from "../../server/src/service";
import type { Members } from "./gateway";

/** A member, or an entry of a map, that differs. */
export interface MemberChange {
  readonly path: readonly string[];
  readonly kind: "added" | "changed" | "removed";
  readonly before?: Json;
  readonly after?: Json;
}

/** Returns how two normalized documents differ, entry by entry, in alphabetical order. */
export function changesBetween(
  before: Members,
  after: Members,
  path: readonly string[] = [],
): readonly MemberChange[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].sort().flatMap((name) => change([...path, name], before[name], after[name]));
}

function change(
  path: readonly string[],
  before: Json | undefined,
  after: Json | undefined,
): readonly MemberChange[] {
  if (before === undefined) {
    return after === undefined
      ? []
      : leaves(path, after).map((leaf) => ({ kind: "added", path: leaf.path, after: leaf.value }));
  }
  if (after === undefined) {
    return leaves(path, before).map((leaf) => ({ kind: "removed", path: leaf.path, before: leaf.value }));
  }
  if (isRecord(before) && isRecord(after)) return changesBetween(before, after, path);
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ kind: "changed", path, before, after }];
}

interface Leaf {
  readonly path: readonly string[];
  readonly value: Json;
}

function leaves(path: readonly string[], value: Json): readonly Leaf[] {
  return isRecord(value) && Object.keys(value).length > 0
    ? Object.entries(value).flatMap(([key, entry]) => leaves([...path, key], entry))
    : [{ path, value }];
}
