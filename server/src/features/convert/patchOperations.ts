/**
 * Between a whole input of `put-integration` or `put-integration-response` and the patch operations that lead to it.
 */
import { type PatchOperationName, WHOLE_OF_PATCH } from "../../model/operationNames";
import { OPERATIONS } from "../../model/operations";
import {
  PATCH_MEMBERS,
  type PatchMember,
  type PatchOp,
  patchedSchema,
  patchPath,
  patchTarget,
} from "../../model/patchPaths";
import { defined } from "../../syntax/defined";
import { isRecord, type Json } from "../../syntax/json";

/** A patch operation, as `--patch-operations` takes it. */
export type PatchOperation = {
  readonly op: PatchOp;
  readonly path: string;
  /** Always a string: `"10000"`, `"true"`. */
  readonly value?: string;
};

/** The members of a whole input by name, as in `put-integration`. */
export type PutMembers = { readonly [name: string]: Json };

export interface PatchBetween {
  /** Removals first, then in the order of the whole input. Empty if nothing differs. */
  readonly operations: readonly PatchOperation[];
  /** Members that differ and that no patch operation can change, such as `type`. */
  readonly unpatchable: readonly string[];
}

export interface Patched {
  readonly members: PutMembers;
  /** The paths of operations without an effect: they are unknown, or what they remove does not exist. */
  readonly unapplied: readonly string[];
}

/**
 * Returns the fewest patch operations that turn the live members into the wanted ones. A wanted member that is absent
 * gets AWS's default if it has one. Path segments, such as `restApiId`, are not compared.
 */
export function patchOperationsOf(
  operation: PatchOperationName,
  live: PutMembers,
  wanted: PutMembers,
): PatchBetween {
  const removals: PatchOperation[] = [];
  const changes: PatchOperation[] = [];
  const unpatchable: string[] = [];
  for (const at of PATCH_MEMBERS[operation]) {
    const [before, after] = [live[at.member], wanted[at.member]];
    if (at.holds === "entries") diffEntries(at, textsOf(before), textsOf(after), removals, changes);
    else if (at.holds === "items") diffItems(at, itemsOf(before), itemsOf(after), removals, changes);
    else {
      const [old, value] = [settingOf(operation, at, before), settingOf(operation, at, after)];
      if (old === value) continue;
      if (value === undefined) unpatchable.push(at.member);
      else changes.push({ op: "replace", path: at.path, value });
    }
  }
  const patched = new Set(PATCH_MEMBERS[operation].map(({ member }) => member));
  for (const { name, inPath } of OPERATIONS[WHOLE_OF_PATCH[operation]].members.values()) {
    if (inPath || patched.has(name) || wanted[name] === undefined) continue;
    if (JSON.stringify(live[name]) !== JSON.stringify(wanted[name])) unpatchable.push(name);
  }
  return { operations: [...removals, ...changes], unpatchable };
}

/** Returns the live members after the patch operations, which are applied in their order. */
export function applyPatch(
  operation: PatchOperationName,
  live: PutMembers,
  operations: readonly PatchOperation[],
): Patched {
  const members: Record<string, Json> = { ...live };
  const unapplied: string[] = [];
  for (const change of operations) {
    if (!apply(operation, members, change)) unapplied.push(change.path);
  }
  return { members, unapplied };
}

/**
 * Returns the patch operations of an input, or of a bare list of them. Skips items that are not usable: without a known
 * `op`, without a path, or with a value that is not a string.
 */
export function patchOperationsIn(input: Json | undefined): readonly PatchOperation[] {
  const list = isRecord(input) ? input.patchOperations : input;
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: Json): PatchOperation[] => {
    if (!isRecord(item)) return [];
    const { op, path, value } = item;
    const known = OPS.find((name) => name === op);
    if (!known || typeof path !== "string" || (value !== undefined && typeof value !== "string")) return [];
    return [{ op: known, path, ...defined({ value }) }];
  });
}

const OPS: readonly PatchOp[] = ["add", "replace", "remove"];

type Texts = ReadonlyMap<string, string>;

function diffEntries(
  at: PatchMember,
  before: Texts,
  after: Texts,
  removals: PatchOperation[],
  changes: PatchOperation[],
): void {
  for (const key of before.keys()) {
    if (!after.has(key)) removals.push({ op: "remove", path: patchPath(at, key) });
  }
  for (const [key, value] of after) {
    const old = before.get(key);
    if (old === value) continue;
    changes.push({ op: old === undefined ? "add" : "replace", path: patchPath(at, key), value });
  }
}

function diffItems(
  at: PatchMember,
  before: ReadonlySet<string>,
  after: ReadonlySet<string>,
  removals: PatchOperation[],
  changes: PatchOperation[],
): void {
  for (const item of before) {
    if (!after.has(item)) removals.push({ op: "remove", path: patchPath(at, item) });
  }
  for (const item of after) {
    if (!before.has(item)) changes.push({ op: "add", path: patchPath(at, item) });
  }
}

/** Applies one operation to the members. Returns false if it has no effect that we know. */
function apply(
  operation: PatchOperationName,
  members: Record<string, Json>,
  { op, path, value }: PatchOperation,
): boolean {
  const target = patchTarget(operation, path);
  if (target.kind === "member") {
    const { member, property, holds } = target.at;
    if (op === "remove" && holds !== "value") return Reflect.deleteProperty(members, member);
    if (op === "remove" || holds !== "value" || value === undefined) return false;
    const read = readValue(operation, target.at, value);
    if (read === undefined) return false;
    const outer = members[member];
    members[member] = property === undefined ? read : { ...(isRecord(outer) && outer), [property]: read };
    return true;
  }
  if (target.kind !== "entry") return false;
  const { at, key } = target;
  if (at.holds === "items") {
    const items = itemsOf(members[at.member]);
    if (op === "replace" || items.has(key) === (op === "add")) return op === "add";
    const others = op === "add" ? [...items, key] : [...items].filter((item) => item !== key);
    setOrDelete(members, at.member, others, others.length);
    return true;
  }
  const entries = textsOf(members[at.member]);
  if (op === "remove" ? !entries.has(key) : value === undefined) return false;
  const changed = new Map(entries);
  if (op === "remove" || value === undefined) changed.delete(key);
  else changed.set(key, value);
  setOrDelete(members, at.member, Object.fromEntries(changed), changed.size);
  return true;
}

function setOrDelete(members: Record<string, Json>, name: string, value: Json, size: number): void {
  if (size > 0) members[name] = value;
  else Reflect.deleteProperty(members, name);
}

/** A value as text, or AWS's default for an absent one. */
function settingOf(
  operation: PatchOperationName,
  at: PatchMember,
  value: Json | undefined,
): string | undefined {
  const own = at.property === undefined ? value : isRecord(value) ? value[at.property] : undefined;
  const known = own ?? patchedSchema(operation, at)?.default;
  return typeof known === "string" || typeof known === "number" || typeof known === "boolean"
    ? String(known)
    : undefined;
}

/** The value of the member's type that a text stands for; undefined for a text of another type. */
function readValue(operation: PatchOperationName, at: PatchMember, text: string): Json | undefined {
  switch (patchedSchema(operation, at)?.type) {
    case "integer":
      return /^-?\d{1,15}$/.test(text) ? Number(text) : undefined;
    case "boolean":
      return text === "true" ? true : text === "false" ? false : undefined;
    default:
      return text;
  }
}

function textsOf(value: Json | undefined): Texts {
  const entries = isRecord(value) ? Object.entries(value) : [];
  return new Map(entries.flatMap(([key, text]) => (typeof text === "string" ? [[key, text]] : [])));
}

function itemsOf(value: Json | undefined): ReadonlySet<string> {
  return new Set(Array.isArray(value) ? value.filter((item) => typeof item === "string") : []);
}
