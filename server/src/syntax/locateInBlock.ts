import { type Cursor, isOn, lastBefore, type PathStep } from "./cursor";
import { lineEndAt, lineStartAt } from "./decode";
import { locateInBraces } from "./locateInBraces";
import type { MemberNode, ObjectNode, StringNode, ValueNode } from "./nodes";

/** A mapping around the cursor, and its last member that starts before the cursor. */
interface Level {
  readonly object: ObjectNode;
  readonly indentation: number;
  readonly path: readonly PathStep[];
  readonly member: MemberNode | undefined;
}

/**
 * Finds what the cursor is on in a YAML mapping without braces. On a blank line the column decides, because a
 * key typed there belongs to the mapping with that indentation.
 */
export function locateInBlock(text: string, root: ObjectNode, offset: number): Cursor | undefined {
  const levels = levelsAt(root, offset);
  const lineStart = lineStartAt(text, offset);
  const isBlankLine = text.slice(lineStart, lineEndAt(text, offset)).trim() === "";
  const innermost = levels.at(-1);
  if (!innermost) return undefined;
  return isBlankLine
    ? onBlankLine(text, levels, offset, offset - lineStart)
    : onText(text, innermost, offset, lineStart);
}

/** Returns the mappings without braces around the offset, outermost first. */
function levelsAt(root: ObjectNode, offset: number): readonly Level[] {
  const levels: Level[] = [];
  let path: readonly PathStep[] = [];
  let object: ObjectNode | undefined = root;
  while (object?.indentation !== undefined && !object.anchored) {
    const member: MemberNode | undefined = lastBefore(object.written ?? object.members, offset);
    levels.push({ object, indentation: object.indentation, path, member });
    const inner: ValueNode | undefined = member?.value && innermostItem(member.value, offset);
    if (!member || inner?.kind !== "object" || offset < inner.span.start) break;
    path = [...path, { member, name: member.key.value }];
    object = inner;
  }
  return levels;
}

/** Returns the last list item that starts before the offset, in nested lists the innermost one. */
function innermostItem(value: ValueNode, offset: number): ValueNode | undefined {
  let node: ValueNode | undefined = value;
  while (node?.kind === "array" && node.indentation !== undefined) node = lastBefore(node.items, offset);
  return node;
}

function onText(text: string, level: Level, offset: number, lineStart: number): Cursor | undefined {
  const { object, path, member } = level;
  if (!member) return undefined;
  if (isOn(member.key, offset)) return { kind: "key", path, object, member };
  const { colon, value } = member;
  if (colon === undefined || offset <= colon) return undefined;
  const inner: readonly PathStep[] = [...path, { member, name: member.key.value }];
  if (!value || offset < value.span.start) {
    // A value follows its colon on the same line, or starts with the first text on a later line.
    const isAfterColon = lineStart <= colon;
    return isAfterColon ? { kind: "value", path: inner, object, member } : undefined;
  }
  if (!value.anchored && value.kind === "object") return locateInBraces(value, offset, inner);
  if (!isOn(value, offset) || (value.kind === "array" && !value.anchored)) return undefined;
  const cursor = { kind: "value", path: inner, object, member, node: value } as const;
  const key = value.kind === "string" && !value.anchored ? firstKey(text, value, colon) : undefined;
  return key ? { ...cursor, asKey: asKey(inner, key.text, key.indentation) } : cursor;
}

/** The string as the first key of a nested mapping, if it is alone on its line. */
function firstKey(
  text: string,
  value: StringNode,
  colon: number,
): { readonly text: StringNode; readonly indentation: number } | undefined {
  const lineStart = lineStartAt(text, value.span.start);
  const isOnOneLine = value.span.end <= lineEndAt(text, value.span.start);
  if (value.style === "literal" || value.style === "folded" || !isOnOneLine || lineStart <= colon)
    return undefined;
  return { text: value, indentation: value.span.start - lineStart };
}

function asKey(path: readonly PathStep[], key: StringNode, indentation: number): Cursor & { kind: "key" } {
  const member: MemberNode = { kind: "member", span: key.span, key };
  const object: ObjectNode = { kind: "object", span: key.span, closed: true, members: [member], indentation };
  return { kind: "key", path, object, member };
}

function onBlankLine(
  text: string,
  levels: readonly Level[],
  offset: number,
  column: number,
): Cursor | undefined {
  for (const { object, indentation, path, member } of levels.toReversed()) {
    const value = member?.value;
    const inner = member && [...path, { member, name: member.key.value }];
    if (value?.kind === "object" && value.indentation === undefined && isOn(value, offset)) {
      return locateInBraces(value, offset, inner ?? path);
    }
    if (member && inner && value?.kind === "string" && isInText(text, value, offset, column)) {
      return { kind: "value", path: inner, object, member, node: value };
    }
    if (column === indentation) return { kind: "key", path, object };
    if (column > indentation && member && inner) {
      if (value?.kind === "object" && value.indentation === column && offset < value.span.start) {
        return { kind: "key", path: inner, object: value };
      }
      if (member.colon === undefined || value) return undefined;
      const span = { start: offset, end: offset };
      const nested: ObjectNode = { kind: "object", span, closed: true, members: [], indentation: column };
      return { kind: "key", path: inner, object: nested };
    }
  }
  return undefined;
}

/** True inside a string that spans lines, and on blank lines after a block scalar that would continue it. */
function isInText(text: string, value: StringNode, offset: number, column: number): boolean {
  if (value.anchored) return false;
  if (isOn(value, offset)) return true;
  if (value.style !== "literal" && value.style !== "folded") return false;
  return (
    offset > value.span.end &&
    column >= (value.indentation ?? 0) &&
    text.slice(value.span.end, offset).trim() === ""
  );
}
