import type { TextEdit } from "../change";
import { difference } from "../difference";
import type { Span } from "../nodes";
import { stringMap } from "../stringMap";
import type { Block, BlockTarget } from "./blockTypes";

/** A line of the text that is not empty, which may be wrapped in the source. */
interface Paragraph {
  readonly start: number;
  readonly end: number;
  readonly source: Span;
}

/** Returns the edit of the changed text alone; the result may have to be folded in another way. */
export function foldedEditInPlace(block: Block, target: BlockTarget, change: TextEdit): TextEdit | undefined {
  if (block.body === "" || target.body === "") return undefined;
  const spaces = " ".repeat(target.indentation);
  const newText = change.newText.replace(/\n+/g, (run) => block.lineBreak.repeat(run.length + 1) + spaces);
  return { span: stringMap(block, block.node).toSource(change.span), newText };
}

/** Returns the edits of the paragraphs of a folded string that change, each of which is written on one line. */
export function foldedEdits(block: Block, target: BlockTarget): readonly TextEdit[] {
  const { body, headerEnd, contentEnd, lineBreak } = block;
  const whole = { start: headerEnd, end: contentEnd };
  if (target.body === "") return body === "" ? [] : [{ span: whole, newText: "" }];
  const [change] = difference(body, target.body);
  if (!change && !target.isMoved) return [];
  const paragraphs = body === "" || target.isMoved ? [] : paragraphsOf(block);
  const { start, end } = change?.span ?? { start: 0, end: 0 };
  const before = paragraphs.findLast((paragraph) => paragraph.end < start);
  const after = paragraphs.find((paragraph) => paragraph.start > end);
  const from = before?.end ?? 0;
  const to = after?.start ?? body.length;
  const lines =
    paragraphs.length === 0 ? target.body : target.body.slice(from, target.body.length - (body.length - to));
  const newText = fold(
    before && body.charAt(before.start),
    lines,
    after && body.charAt(after.start),
    " ".repeat(target.indentation),
    lineBreak,
  );
  const span = { start: before?.source.end ?? headerEnd, end: after?.source.start ?? contentEnd };
  return [{ span, newText }];
}

/** Returns the paragraphs of the text with their lines, without the line break at their end. */
function paragraphsOf(block: Block): readonly Paragraph[] {
  const { text, body } = block;
  const map = stringMap(block, block.node);
  const paragraphs: Paragraph[] = [];
  for (const { 0: line, index } of body.matchAll(/[^\n]+/g)) {
    const end = index + line.length;
    const source = map.toSource({ start: index, end });
    // From the start of the line, before its indentation.
    let lineStart = source.start;
    while (text.charCodeAt(lineStart - 1) === 32) lineStart--;
    paragraphs.push({ start: index, end, source: { start: lineStart, end: source.end } });
  }
  return paragraphs;
}

/**
 * Prints lines between the first characters of the paragraphs before and after them, beginning at the end of the
 * source line before them. A line break between paragraphs takes an empty line, unless one of them starts with a
 * blank.
 */
function fold(
  before: string | undefined,
  lines: string,
  after: string | undefined,
  spaces: string,
  lineBreak: string,
): string {
  let printed = "";
  let previous = before;
  let breaks = 0;
  const separate = (next: string): string => {
    // At the start, the line break is that of the header.
    const isFolded = previous === undefined || !(isBlank(previous) || isBlank(next));
    return lineBreak.repeat(breaks + (isFolded ? 1 : 0));
  };
  for (const token of lines.match(/\n+|[^\n]+/g) ?? []) {
    if (token.startsWith("\n")) breaks = token.length;
    else {
      printed += separate(token.charAt(0)) + spaces + token;
      previous = token.charAt(0);
      breaks = 0;
    }
  }
  return after === undefined ? printed : printed + separate(after);
}

function isBlank(character: string): boolean {
  return character === " " || character === "\t";
}
