import type { KeyNode, MemberNode, ObjectNode, Span, ValueNode } from "../nodes";
import type { Properties, ReportProblem } from "./properties";

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** A member while its mapping is still being read. */
export interface OpenMember extends Mutable<Pick<MemberNode, "key" | "colon" | "value" | "comma">> {
  /** True for a bare `<<`, which brings in what other mappings hold. */
  readonly merges: boolean;
}

interface OpenBase {
  readonly start: number;
  /** The column of a block's names or dashes; -1 in flow style. */
  readonly indentation: number;
  readonly inFlow: boolean;
  readonly properties: Properties | undefined;
  /** How many nodes there were before this one, aliases counted with all that they stand for. */
  readonly nodesBefore: number;
  /** The comma behind the last member or item; undefined once something follows it. */
  lastComma: Span | undefined;
}

export interface OpenMapping extends OpenBase {
  readonly kind: "object";
  readonly members: OpenMember[];
  /** The names so far, once there are two. */
  names: Map<string, KeyNode> | undefined;
  /** Set between a `?` and the name that follows it. */
  awaitsKey: boolean;
  /** True for `[name: value]`: a mapping of one member without braces. */
  readonly isPair: boolean;
  /** The column of lines that are indented further than the names, once that was told. */
  strayColumn: number | undefined;
}

export interface OpenSequence extends OpenBase {
  readonly kind: "array";
  readonly items: ValueNode[];
  awaitsItem: boolean;
  /** Behind the last dash, where an empty item is. */
  afterDash: number;
}

export type OpenCollection = OpenMapping | OpenSequence;

/** True where a node that comes now has its place. */
export function awaitsNode(collection: OpenCollection): boolean {
  if (collection.kind === "array") return collection.awaitsItem;
  const member = collection.members.at(-1);
  return (
    collection.awaitsKey || (member !== undefined && member.colon !== undefined && member.value === undefined)
  );
}

/** The collection's node. */
export function finish(
  collection: OpenCollection,
  end: number | undefined,
  closed: boolean,
  report: ReportProblem,
): ValueNode {
  const indentation = collection.inFlow ? undefined : { indentation: collection.indentation };
  if (collection.kind === "array") {
    const last = collection.items.at(-1)?.span.end ?? collection.start + 1;
    const span = { start: collection.start, end: end ?? Math.max(last, collection.start + 1) };
    return { kind: "array", span, closed, items: collection.items, ...indentation };
  }
  const written = collection.members.map(finishMember);
  const last = written.at(-1)?.span.end ?? collection.start;
  const object: ObjectNode = {
    kind: "object",
    span: { start: collection.start, end: end ?? last },
    closed,
    members: written,
    ...indentation,
  };
  const merging = new Set(written.filter((_, index) => collection.members[index]?.merges));
  return merging.size === 0 ? object : { ...object, members: merged(written, merging, report), written };
}

function finishMember({ merges: _, ...member }: OpenMember): MemberNode {
  const { key, colon, value } = member;
  const end = value?.span.end ?? (colon === undefined ? key.span.end : colon + 1);
  return { kind: "member", ...member, span: { start: key.span.start, end } };
}

/** The members that a mapping has with its `<<`: its own go before those, and earlier ones before later. */
function merged(
  written: readonly MemberNode[],
  merging: ReadonlySet<MemberNode>,
  report: ReportProblem,
): readonly MemberNode[] {
  const members = written.filter((member) => !merging.has(member));
  const names = new Set(members.map((member) => member.key.value));
  for (const { value, key } of merging) {
    for (const source of value?.kind === "array" ? value.items : [value]) {
      // An alias that leads nowhere was told of already.
      if (source?.kind === "word") continue;
      if (source?.kind !== "object") {
        report("syntax", source?.span ?? key.span, "<< takes a mapping, or a list of mappings.");
        continue;
      }
      for (const member of source.members) {
        if (names.has(member.key.value)) continue;
        names.add(member.key.value);
        members.push(member);
      }
    }
  }
  return members;
}
