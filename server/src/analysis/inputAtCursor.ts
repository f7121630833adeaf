/** Which input of a host file the cursor is in. */
import { type Cursor, locate, touches } from "../syntax/locate";
import type { ObjectNode, Span, ValueNode } from "../syntax/nodes";
import { type HostAnalysis, type HostedAnalysis, writtenObject } from "./analyzeHost";

/**
 * Returns the input that the cursor is in, the innermost one. Unlike the span of an input, this includes the empty lines
 * that belong to it by their indentation, and leaves out what is written in its object but not as a part of it.
 */
export function inputAtCursor(host: HostAnalysis, offset: number): HostedAnalysis | undefined {
  const cursor = locate(host.document, offset);
  const input = innermost(host, cursor, offset);
  return input && isSamePlace(input, cursor, offset) ? input : undefined;
}

function innermost(
  { inputs }: HostAnalysis,
  cursor: Cursor | undefined,
  offset: number,
): HostedAnalysis | undefined {
  const around = new Set<ValueNode>(cursor ? objectsAround(cursor, offset) : []);
  let found: HostedAnalysis | undefined;
  for (const input of inputs) {
    const object = writtenObject(input.hosted.root);
    if (!around.has(object) && !touches(object.span, offset)) continue;
    if (!found || length(object.span) < length(writtenObject(found.hosted.root).span)) found = input;
  }
  return found;
}

function objectsAround({ object, path }: Cursor, offset: number): readonly ValueNode[] {
  return [
    object,
    ...path.flatMap(({ member: { value } }) => (value ? [value, ...itemsAt(value, offset)] : [])),
  ];
}

/** The last item that starts before the offset, and those in it. */
function itemsAt(node: ValueNode, offset: number): readonly ValueNode[] {
  if (node.kind !== "array") return [];
  const item = node.items.findLast(({ span }) => span.start <= offset);
  return item ? [item, ...itemsAt(item, offset)] : [];
}

/** Whether the cursor is on the same in the input as in the file, whose objects may have another shape. */
function isSamePlace({ document }: HostedAnalysis, outer: Cursor | undefined, offset: number): boolean {
  const inner = locate(document, offset);
  if (!inner) return true;
  // A host composes a string from several values.
  if (inner.kind === "value" && inner.node?.kind === "string" && touches(inner.node.span, offset))
    return true;
  if (!outer || outer.kind !== inner.kind) return false;
  if (!isSameSpan(outer.member?.key.span, inner.member?.key.span)) return false;
  // A member may be one of another object in the file than in the input.
  return inner.member !== undefined || isSameObject(outer.object, inner.object);
}

function isSameObject(outer: ObjectNode, inner: ObjectNode): boolean {
  return outer.span.start === inner.span.start && outer.span.end === inner.span.end;
}

function isSameSpan(one: Span | undefined, other: Span | undefined): boolean {
  return one?.start === other?.start && one?.end === other?.end;
}

function length({ start, end }: Span): number {
  return end - start;
}
