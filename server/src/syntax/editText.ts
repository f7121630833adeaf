import { applyEdits } from "./applyEdits";
import type { SingleChange, TextEdit, TextPiece } from "./change";
import { decode, TextSink } from "./decode";
import type { ParsedDocument, StringNode, TemplateDocument } from "./nodes";
import { stringMap } from "./stringMap";
import { UNWRITABLE } from "./write/flowing";
import { firstLostHole } from "./write/holes";
import { escaperFor } from "./write/spelling";
import { writeText } from "./write/text";

type Replacement = Extract<SingleChange, { kind: "replaceText" }>;

/**
 * Returns the edits that replace pieces of a string: one for each piece where the string can hold them as they are,
 * otherwise one for all of them. The rest of the string stays as it is written.
 */
export function editText(
  document: ParsedDocument | TemplateDocument,
  { node, pieces }: Replacement,
): readonly TextEdit[] {
  const newText = replacedText({ node, pieces });
  // What the host replaces is never changed or lost.
  if (firstLostHole(node, newText) !== undefined) return [];
  const edits = pieces.length > 1 ? editsInPlace(document.text, node, pieces) : undefined;
  return edits && reads(document.text, node, edits, newText) ? edits : writeText(document, node, newText);
}

/** Returns the whole text with the pieces replaced. */
export function replacedText({ node, pieces }: Pick<Replacement, "node" | "pieces">): string {
  return applyEdits(
    node.value,
    pieces.map(({ span, text }) => ({ span, newText: text })),
  );
}

function editsInPlace(
  text: string,
  node: StringNode,
  pieces: readonly TextPiece[],
): readonly TextEdit[] | undefined {
  const print = printerFor(text, node);
  if (!print) return undefined;
  const map = stringMap({ text }, node);
  const edits: TextEdit[] = [];
  for (const piece of pieces) {
    const newText = print(piece.text);
    if (newText === undefined) return undefined;
    edits.push({ span: map.toSource(piece.span), newText });
  }
  return edits;
}

/** Returns the function that prints text for the string. It returns undefined for text that may change other lines. */
function printerFor(text: string, node: StringNode): ((added: string) => string | undefined) | undefined {
  const { anchored, closed, style } = node;
  // Only the host knows how to write into a string that it composes.
  if (anchored || !closed || style === "plain" || style === "composed") return undefined;
  if (style === "bare") return (added) => added;
  if (style === "json" || style === "double") return escaperFor(text, node);
  const isInLine = (added: string): boolean => !added.includes("\n") && !UNWRITABLE.test(added);
  if (style === "single") return (added) => (isInLine(added) ? added.replaceAll("'", "''") : undefined);
  return (added) => (isInLine(added) ? added : undefined);
}

/** True if the string reads as the new text after the edits. */
function reads(text: string, node: StringNode, edits: readonly TextEdit[], newText: string): boolean {
  const { span, style, value } = node;
  const isBlock = style === "literal" || style === "folded";
  // The indentation and the indicators of a block depend on how its text starts and ends.
  if (
    isBlock &&
    (START.exec(value)?.[0] !== START.exec(newText)?.[0] || trailing(value) !== trailing(newText))
  ) {
    return false;
  }
  const shifted = edits.map((edit) => ({
    ...edit,
    span: { start: edit.span.start - span.start, end: edit.span.end - span.start },
  }));
  const source = applyEdits(text.slice(span.start, span.end), shifted);
  const sink = new TextSink(source);
  decode(source, { ...node, span: { start: 0, end: source.length } }, sink);
  return sink.value === (isBlock ? newText.slice(0, newText.length - trailing(newText)) : newText);
}

const START = /^[ \n]*/;

function trailing(text: string): number {
  let end = text.length;
  while (text[end - 1] === "\n") end--;
  return text.length - end;
}
