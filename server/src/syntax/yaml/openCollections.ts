import type { KeyNode, MemberNode, ObjectNode, Span, ValueNode } from "../nodes";
import type { Properties, ReportProblem } from "./properties";

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** A member while its mapping is still being read. */
export interface OpenMember extends Mutable<Pick<MemberNode, "key" | "colon" | "value" | "comma">> {
  /** True for an unquoted `<<`, which adds the members of other mappings. */
  readonly merges: boolean;
}

interface OpenBase {
  readonly start: number;
  /** The column of the keys or dashes in block style; -1 in flow style. */
  readonly indentation: number;
  readonly inFlow: boolean;
  readonly properties: Properties | undefined;
  /** How many nodes there were before this one, with aliases expanded. */
  readonly nodesBefore: number;
  /** The comma after the last member or item, until something follows it. */
  lastComma: Span | undefined;
}

export interface OpenMapping extends OpenBase {
  readonly kind: "object";
  readonly members: OpenMember[];
  /** The keys so far, once there are two. */
  keys: Map<string, KeyNode> | undefined;
  /** Set between a `?` and the key that follows it. */
  awaitsKey: boolean;
  /** The offset after the last `?`, where an empty key is. */
  afterQuestionMark: number;
  /** True for `[key: value]`: a mapping of one member without braces. */
  readonly isPair: boolean;
  /** The column of lines that are indented more than the keys, once it has been reported. */
  strayColumn: number | undefined;
}

export interface OpenSequence extends OpenBase {
  readonly kind: "array";
  readonly items: ValueNode[];
  awaitsItem: boolean;
  /** The offset after the last dash, where an empty item is. */
  afterDash: number;
}

export type OpenCollection = OpenMapping | OpenSequence;

/** True if the collection expects a node next. */
export function awaitsNode(collection: OpenCollection): boolean {
  if (collection.kind === "array") return collection.awaitsItem;
  const member = collection.members.at(-1);
  return (
    collection.awaitsKey || (member !== undefined && member.colon !== undefined && member.value === undefined)
  );
}

/** Turns a collection into its node. Without an end, it ends with its last child. */
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

/** The members of a mapping with `<<`. Its own members take precedence, then earlier sources over later ones. */
function merged(
  written: readonly MemberNode[],
  merging: ReadonlySet<MemberNode>,
  report: ReportProblem,
): readonly MemberNode[] {
  const members = written.filter((member) => !merging.has(member));
  const names = new Set(members.map((member) => member.key.value));
  for (const { value, key } of merging) {
    for (const source of value?.kind === "array" ? value.items : [value]) {
      // An unknown alias has already been reported.
      if (source?.kind === "word") continue;
      if (source?.kind !== "object") {
        report("syntax", source?.span ?? key.span, "<< requires a mapping or a list of mappings.");
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
