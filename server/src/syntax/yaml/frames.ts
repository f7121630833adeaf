import type { KeyNode, MemberNode, ObjectNode, Span, ValueNode } from "../nodes";
import type { Properties, Tell } from "./properties";

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** A member while its mapping is still being read. */
export interface OpenMember extends Mutable<Pick<MemberNode, "key" | "colon" | "value" | "comma">> {
  /** True for a bare `<<`, which brings in what other mappings hold. */
  readonly merges: boolean;
}

interface FrameBase {
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

export interface MapFrame extends FrameBase {
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

export interface SeqFrame extends FrameBase {
  readonly kind: "array";
  readonly items: ValueNode[];
  awaitsItem: boolean;
  /** Behind the last dash, where an empty item is. */
  afterDash: number;
}

export type Frame = MapFrame | SeqFrame;

/** True where a node that comes now has its place. */
export function awaits(frame: Frame): boolean {
  if (frame.kind === "array") return frame.awaitsItem;
  const member = frame.members.at(-1);
  return (
    frame.awaitsKey || (member !== undefined && member.colon !== undefined && member.value === undefined)
  );
}

/** The frame's node. */
export function finish(frame: Frame, end: number | undefined, closed: boolean, tell: Tell): ValueNode {
  const indentation = frame.inFlow ? undefined : { indentation: frame.indentation };
  if (frame.kind === "array") {
    const last = frame.items.at(-1)?.span.end ?? frame.start + 1;
    const span = { start: frame.start, end: end ?? Math.max(last, frame.start + 1) };
    return { kind: "array", span, closed, items: frame.items, ...indentation };
  }
  const written = frame.members.map(finishMember);
  const last = written.at(-1)?.span.end ?? frame.start;
  const object: ObjectNode = {
    kind: "object",
    span: { start: frame.start, end: end ?? last },
    closed,
    members: written,
    ...indentation,
  };
  const merging = new Set(written.filter((_, index) => frame.members[index]?.merges));
  return merging.size === 0 ? object : { ...object, members: merged(written, merging, tell), written };
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
  tell: Tell,
): readonly MemberNode[] {
  const members = written.filter((member) => !merging.has(member));
  const names = new Set(members.map((member) => member.key.value));
  for (const { value, key } of merging) {
    for (const source of value?.kind === "array" ? value.items : [value]) {
      // An alias that leads nowhere was told of already.
      if (source?.kind === "word") continue;
      if (source?.kind !== "object") {
        tell("syntax", source?.span ?? key.span, "<< takes a mapping, or a list of mappings.");
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
