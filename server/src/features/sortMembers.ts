import type { Operation } from "../model/operations";
import type { TextEdit } from "../syntax/change";
import type { MemberNode, ParsedDocument, Span } from "../syntax/nodes";

/**
 * Edits that bring the input's members into the AWS CLI's order, unknown ones last as they stand. In YAML a
 * comment above a member, or behind it, goes with it. None where they are in order, or half typed.
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

/** Blank lines between members stay where they are: they belong to the file's layout. */
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
      // The last line of a file may lack its end, which the others need.
      return `${gaps[place]}${lines.endsWith("\n") ? lines : `${lines}\n`}`;
    })
    .join("");
  return [{ span: whole, newText: text.endsWith("\n") ? newText : newText.replace(/\r?\n$/, "") }];
}

function moved(text: string, from: Span | undefined, to: Span | undefined): readonly TextEdit[] {
  return from && to && from !== to ? [{ span: to, newText: text.slice(from.start, from.end) }] : [];
}

/** Each member's lines, from behind the previous member's to the end of its own. */
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

/** The start of the line, or of the comments that stand right above it. */
function startOfLines(text: string, offset: number): number {
  let start = text.lastIndexOf("\n", offset - 1) + 1;
  while (start > 0) {
    const above = text.lastIndexOf("\n", start - 2) + 1;
    if (!/^[ \t]*#/.test(text.slice(above, start))) break;
    start = above;
  }
  return start;
}
