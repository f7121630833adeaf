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
  const isBlock = format === "yaml" && root.indentation !== undefined;
  const spans = isBlock ? blocksOf(text, members) : members.map(({ span }) => span);
  if (!isBlock) {
    return sorted.flatMap(({ index }, place) => moved(text, spans[index], spans[place]));
  }
  const whole = { start: spans[0]?.start ?? 0, end: spans.at(-1)?.end ?? 0 };
  const lines = sorted.map(({ index }) => text.slice(spans[index]?.start, spans[index]?.end));
  // The last line of a file may lack its end, which the others need.
  const newText = lines.map((block) => (block.endsWith("\n") ? block : `${block}\n`)).join("");
  return [{ span: whole, newText: text.endsWith("\n") ? newText : newText.replace(/\r?\n$/, "") }];
}

function moved(text: string, from: Span | undefined, to: Span | undefined): readonly TextEdit[] {
  return from && to && from !== to ? [{ span: to, newText: text.slice(from.start, from.end) }] : [];
}

/** Each member's lines, from behind the previous member's to the end of its own. */
function blocksOf(text: string, members: readonly MemberNode[]): readonly Span[] {
  const first = members[0];
  let start = first ? text.lastIndexOf("\n", first.span.start - 1) + 1 : 0;
  return members.map(({ span }) => {
    const lineEnd = text.indexOf("\n", Math.max(span.end - 1, 0));
    const end = lineEnd < 0 ? text.length : lineEnd + 1;
    const block = { start, end };
    start = end;
    return block;
  });
}
