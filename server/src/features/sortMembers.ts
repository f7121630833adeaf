import type { Operation } from "../model/operations";
import { applyEdits } from "../syntax/applyEdits";
import { endOfBlankLines, isBlock, keepsBlankLines, lastLeaf } from "../syntax/blockLines";
import type { TextEdit } from "../syntax/change";
import { afterBreak, lineEndAt, lineStartAt } from "../syntax/decode";
import { toJsonText } from "../syntax/json";
import type { MemberNode, ParsedDocument, Span } from "../syntax/nodes";
import { parse } from "../syntax/parse";

/**
 * Returns edits that sort the input's members in the AWS CLI's order, with unknown ones last in their current
 * order. In YAML, comments above a member or on its line move with it. None if the members are in order or half
 * typed, or if a value would change.
 */
export function sortMembers(document: ParsedDocument, operation: Operation): readonly TextEdit[] {
  const { root, text, format } = document;
  if (root?.kind !== "object" || !root.closed || root.written !== undefined) return [];
  const { members } = root;
  if (members.some(({ value, colon }) => !value || colon === undefined)) return [];
  const order = new Map([...operation.members.keys()].map((name, index) => [name, index]));
  const rank = ({ key }: MemberNode): number => order.get(key.value) ?? order.size;
  const sorted = members
    .map((member, index) => ({ member, index }))
    .sort((a, b) => rank(a.member) - rank(b.member) || a.index - b.index)
    .map(({ index }) => index);
  if (sorted.every((index, place) => index === place)) return [];
  const edits =
    format === "yaml" && root.indentation !== undefined
      ? sortBlocks(text, members, sorted)
      : sorted.flatMap((index, place) => moved(text, members[index]?.span, members[place]?.span));
  // Moving text can change what it means, for instance where an alias would precede its anchor.
  return keepsValues(document, edits) ? edits : [];
}

/** True if the edited text has the same members with the same values, in any order. */
function keepsValues(document: ParsedDocument, edits: readonly TextEdit[]): boolean {
  const after = parse(applyEdits(document.text, edits), document.format);
  return after.problems.length === document.problems.length && summaryOf(after) === summaryOf(document);
}

/** Returns the names and values of the members as a text, sorted. */
function summaryOf({ root, text }: ParsedDocument): string {
  if (root?.kind !== "object") return "";
  const lines = root.members.map(({ key, value }) => {
    const written = value && (toJsonText(value) ?? text.slice(value.span.start, value.span.end).trimEnd());
    return JSON.stringify([key.value, written]);
  });
  return lines.sort().join("\n");
}

/** Sorts YAML members with their comments. Blank lines stay where they are, as part of the file's layout. */
function sortBlocks(
  text: string,
  members: readonly MemberNode[],
  order: readonly number[],
): readonly TextEdit[] {
  const blocks = blocksOf(text, members);
  const whole = { start: blocks[0]?.start ?? 0, end: blocks.at(-1)?.end ?? 0 };
  const newText = order
    .map((index, place) => {
      const previous = members[order[place - 1] ?? -1];
      // A block scalar that keeps blank lines would take those of the layout, too.
      const gap = previous && keepsBlankLines(text, lastLeaf(previous)) ? "" : gapOf(text, blocks[place]);
      return gap + linesOf(text, members[index], blocks[index], place === order.length - 1);
    })
    .join("");
  return [{ span: whole, newText }];
}

/** Returns the blank lines before a member and its comments. */
function gapOf(text: string, block: Span | undefined): string {
  return /^(?:[ \t]*(?:\r\n?|\n))*/.exec(block ? text.slice(block.start, block.end) : "")?.[0] ?? "";
}

/** Returns the lines of a member without the blank lines before it. Only the last ones may lack a line break. */
function linesOf(
  text: string,
  member: MemberNode | undefined,
  block: Span | undefined,
  isLast: boolean,
): string {
  if (!member || !block) return "";
  const start = block.start + gapOf(text, block).length;
  const lines = text.slice(start, block.end);
  if (isLast || /[\r\n]$/.test(lines)) return lines;
  // The last line of the file moves up and gets a line break, which must not become part of a block scalar's text.
  const leaf = lastLeaf(member);
  const at = isBlock(leaf) ? leaf.span.start - start : lines.length;
  const stripped = lines.slice(at).replace(/^([|>]\d?)[+-]?(\d?)/, "$1-$2");
  return lines.slice(0, at) + stripped + (text.includes("\r\n") ? "\r\n" : "\n");
}

function moved(text: string, from: Span | undefined, to: Span | undefined): readonly TextEdit[] {
  return from && to && from !== to ? [{ span: to, newText: text.slice(from.start, from.end) }] : [];
}

/** Returns the lines of each member, from the end of the previous member to its own end. */
function blocksOf(text: string, members: readonly MemberNode[]): readonly Span[] {
  const first = members[0];
  let start = first ? startOfLines(text, first.span.start) : 0;
  return members.map((member) => {
    const lineEnd = keepsBlankLines(text, lastLeaf(member))
      ? endOfBlankLines(text, member.span.end)
      : lineEndAt(text, member.span.end);
    const block = { start, end: afterBreak(text, lineEnd) };
    start = block.end;
    return block;
  });
}

/** Returns the start of the line, or of the comments directly above it. */
function startOfLines(text: string, offset: number): number {
  let start = lineStartAt(text, offset);
  while (start > 0) {
    const above = lineStartAt(text, start - (text.startsWith("\r\n", start - 2) ? 2 : 1));
    if (!/^[ \t]*#/.test(text.slice(above, start))) break;
    start = above;
  }
  return start;
}
