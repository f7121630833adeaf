import type { Operation } from "../model/operations";
import type { TextEdit } from "../syntax/change";
import type { MemberNode, ParsedDocument, Span } from "../syntax/nodes";

/**
 * Returns edits that sort the input's members in the AWS CLI's order, with unknown ones last in their current
 * order. In YAML, comments above a member or on its line move with it. None if the members are in order or half typed.
 */
export function sortMembers(
  { root, text, format }: ParsedDocument,
  operation: Operation,
): readonly TextEdit[] {
  if (root?.kind !== "object" || !root.closed || root.written !== undefined) return [];
  const { members } = root;
  if (members.some(({ value, colon }) => !value || colon === undefined)) return [];
  const order = new Map([...operation.members.keys()].map((name, index) => [name, index]));
  const rank = ({ key }: MemberNode): number => order.get(key.value) ?? order.size;
  const sorted = members
    .map((member, index) => ({ member, index }))
    .sort((a, b) => rank(a.member) - rank(b.member) || a.index - b.index);
  if (sorted.every(({ index }, place) => index === place)) return [];
  if (format === "yaml" && root.indentation !== undefined) {
    return sortBlocks(
      text,
      members,
      sorted.map(({ index }) => index),
    );
  }
  return sorted.flatMap(({ index }, place) => moved(text, members[index]?.span, members[place]?.span));
}

/** Sorts YAML members with their comments. Blank lines stay where they are, as part of the file's layout. */
function sortBlocks(
  text: string,
  members: readonly MemberNode[],
  order: readonly number[],
): readonly TextEdit[] {
  const blocks = blocksOf(text, members);
  const whole = { start: blocks[0]?.start ?? 0, end: blocks.at(-1)?.end ?? 0 };
  const written = blocks.map((block) => text.slice(block.start, block.end));
  const gaps = written.map((lines) => /^(?:[ \t]*\r?\n)*/.exec(lines)?.[0] ?? "");
  const newText = order
    .map((index, place) => {
      const lines = written[index]?.slice(gaps[index]?.length) ?? "";
      // The last line of a file may have no line break, but needs one anywhere else.
      return `${gaps[place]}${lines.endsWith("\n") ? lines : `${lines}\n`}`;
    })
    .join("");
  return [{ span: whole, newText: text.endsWith("\n") ? newText : newText.replace(/\r?\n$/, "") }];
}

function moved(text: string, from: Span | undefined, to: Span | undefined): readonly TextEdit[] {
  return from && to && from !== to ? [{ span: to, newText: text.slice(from.start, from.end) }] : [];
}

/** Returns the lines of each member, from the end of the previous member to its own end. */
function blocksOf(text: string, members: readonly MemberNode[]): readonly Span[] {
  const first = members[0];
  let start = first ? startOfLines(text, first.span.start) : 0;
  return members.map(({ span }) => {
    const lineEnd = text.indexOf("\n", Math.max(span.end - 1, 0));
    const end = lineEnd < 0 ? text.length : lineEnd + 1;
    const block = { start, end };
    start = end;
    return block;
  });
}

/** Returns the start of the line, or of the comments directly above it. */
function startOfLines(text: string, offset: number): number {
  let start = text.lastIndexOf("\n", offset - 1) + 1;
  while (start > 0) {
    const above = text.lastIndexOf("\n", start - 2) + 1;
    if (!/^[ \t]*#/.test(text.slice(above, start))) break;
    start = above;
  }
  return start;
}
