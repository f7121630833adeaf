/**
 * What patch operations set, as whole inputs: the rules for the values of a `put-integration` input then apply to the
 * values of a patch, where they are written. Each such input has one member only, because what else AWS has is unknown.
 */

import { findMember } from "../syntax/locate";
import type {
  ArrayNode,
  MemberNode,
  ObjectNode,
  ParsedDocument,
  Span,
  StringNode,
  ValueNode,
} from "../syntax/nodes";
import { stringMap } from "../syntax/stringMap";
import { IntegrationInput } from "./input";
import { isPatchOperation, type PatchOperationName, WHOLE_OF_PATCH } from "./operationNames";
import { OPERATIONS, type Operation } from "./operations";
import { type PatchMember, type PatchTarget, patchedSchema, patchTarget } from "./patchPaths";
import { withOnly } from "./valueFile";

/** One object of the list of patch operations. */
export interface Change {
  readonly item: ObjectNode;
  readonly op: MemberNode | undefined;
  readonly path: MemberNode | undefined;
  readonly value: MemberNode | undefined;
  readonly from: MemberNode | undefined;
  /** Undefined without a path that is a string. */
  readonly target: PatchTarget | undefined;
}

/** Returns the changes in the list of patch operations of an input. */
export function changesIn(root: ObjectNode, operation: PatchOperationName): readonly Change[] {
  const list = findMember(root, "patchOperations")?.value;
  if (list?.kind !== "array") return [];
  return list.items.flatMap((item) => (item.kind === "object" ? [changeOf(item, operation)] : []));
}

/** Returns one object of the list with what its path points at. */
export function changeOf(item: ObjectNode, operation: PatchOperationName): Change {
  const path = findMember(item, "path");
  return {
    item,
    op: findMember(item, "op"),
    path,
    value: findMember(item, "value"),
    from: findMember(item, "from"),
    target: path?.value?.kind === "string" ? patchTarget(operation, path.value.value) : undefined,
  };
}

/** What a change sets, as a part of a whole input. */
export interface SetValue {
  readonly at: PatchMember;
  readonly path: StringNode;
  /** The entry of a map, or the member itself; its value is the change's, read as the member's type. */
  readonly member: MemberNode;
  /** Where the key starts in the path, for an entry. */
  readonly keyStart: number | undefined;
}

/** Returns what a change sets; undefined if it sets nothing, or nothing that can be read. */
export function setValue(
  document: ParsedDocument,
  { op, path, value, target }: Change,
  operation: PatchOperationName,
): SetValue | undefined {
  const pathNode = path?.value;
  const name = op?.value?.kind === "string" ? op.value.value : undefined;
  if (pathNode?.kind !== "string" || !target || (name !== "add" && name !== "replace")) return undefined;
  if (target.kind === "member" && target.at.holds === "value") {
    if (value?.value?.kind !== "string") return undefined;
    const node = readAs(value.value, target.at, operation);
    const { at } = target;
    return (
      node && {
        at,
        path: pathNode,
        member: memberOf(pathNode.span, at.property ?? at.member, node),
        keyStart: undefined,
      }
    );
  }
  if (target.kind !== "entry") return undefined;
  const { at, key, start } = target;
  const span = pathNode.anchored
    ? pathNode.span
    : stringMap(document, pathNode).toSource({ start, end: pathNode.value.length });
  if (at.holds === "items") {
    const node: StringNode = { kind: "string", span, closed: true, value: key, style: pathNode.style };
    return { at, path: pathNode, member: memberOf(span, at.member, node), keyStart: start };
  }
  if (value?.value?.kind !== "string") return undefined;
  return { at, path: pathNode, member: memberOf(span, key, value.value), keyStart: start };
}

function memberOf(span: Span, name: string, value: ValueNode): MemberNode {
  const key: StringNode = { kind: "string", span, closed: true, value: name, style: "bare" };
  return {
    kind: "member",
    span: { start: span.start, end: Math.max(span.end, value.span.end) },
    key,
    colon: span.end,
    value,
  };
}

/** The value as a node of the member's type; undefined if it is not one, which a rule of its own reports. */
function readAs(node: StringNode, at: PatchMember, operation: PatchOperationName): ValueNode | undefined {
  const { span, value } = node;
  switch (patchedSchema(operation, at)?.type) {
    case "integer":
      return /^-?\d{1,15}$/.test(value)
        ? { kind: "number", span, text: value, value: Number(value), whole: true }
        : undefined;
    case "boolean":
      return value === "true" || value === "false"
        ? { kind: "boolean", span, value: value === "true" }
        : undefined;
    default:
      return node;
  }
}

/** A whole input with the single member that changes set. */
export interface PatchedInput {
  readonly input: IntegrationInput;
  readonly values: readonly SetValue[];
}

/** Returns what the patch operations of an input set; empty for other inputs. */
export function patchedInputs(input: IntegrationInput): readonly PatchedInput[] {
  return input.once(findPatchedInputs);
}

function findPatchedInputs(input: IntegrationInput): readonly PatchedInput[] {
  const { name } = input.operation;
  if (!isPatchOperation(name)) return [];
  const groups = new Map<string, SetValue[]>();
  const singles: SetValue[][] = [];
  for (const change of changesIn(input.root, name)) {
    const set = setValue(input.document, change, name);
    if (!set) continue;
    const group = groups.get(set.at.member);
    if (set.at.holds === "value") singles.push([set]);
    else if (group) group.push(set);
    else groups.set(set.at.member, [set]);
  }
  const whole = OPERATIONS[WHOLE_OF_PATCH[name]];
  return [...singles, ...groups.values()].map((values) => ({ input: inputOf(input, whole, values), values }));
}

function inputOf(input: IntegrationInput, whole: Operation, values: readonly SetValue[]): IntegrationInput {
  const [first] = values;
  const { document, inference, facts } = input;
  const at = first?.at ?? { member: "" };
  const root: ObjectNode = {
    kind: "object",
    span: { start: 0, end: 0 },
    closed: true,
    members: first ? [wholeMember(first, values)] : [],
  };
  const parts = values.flatMap(({ member: { key, value } }) => (value ? [key.span, value.span] : [key.span]));
  return new IntegrationInput(document, root, withOnly(whole, at.member), inference, "REST", facts, parts);
}

/** The member with what the changes set in it. */
function wholeMember(first: SetValue, values: readonly SetValue[]): MemberNode {
  const { at, member, path } = first;
  const members = values.map((value) => value.member);
  const container = { span: { start: 0, end: 0 }, closed: true };
  if (at.holds === "items") {
    const items = members.flatMap(({ value }) => value ?? []);
    return memberOf(path.span, at.member, { kind: "array", ...container, items } satisfies ArrayNode);
  }
  return at.holds === "entries" || at.property !== undefined
    ? memberOf(path.span, at.member, { kind: "object", ...container, members } satisfies ObjectNode)
    : member;
}
