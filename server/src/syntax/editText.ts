import type { SingleChange, TextEdit, TextPiece } from "./change";
import { encoderOf } from "./encode";
import type { StringNode } from "./nodes";
import { stringMap } from "./stringMap";

type Replacement = Extract<SingleChange, { kind: "replaceText" }>;

/**
 * Returns edits inside a string that keep the rest of it as it is written. Returns undefined if the whole string
 * has to be rewritten: in YAML, a piece may require other line breaks or quotes around the string.
 */
export function editText(
  document: { readonly text: string },
  change: Replacement,
): readonly TextEdit[] | undefined {
  const { node, pieces } = change;
  if (!pieces.every((piece) => isInPlace(node, piece))) return undefined;
  const map = stringMap(document, node);
  const encode = encoderOf(node.style);
  return pieces.map(({ span, text }) => ({ span: map.toSource(span), newText: encode(text) }));
}

/** Returns the whole text with the pieces replaced. */
export function replacedText({ node, pieces }: Replacement): string {
  let text = "";
  let at = 0;
  for (const { span, text: piece } of pieces) {
    text += node.value.slice(at, span.start) + piece;
    at = span.end;
  }
  return text + node.value.slice(at);
}

function isInPlace({ style, value, anchored, closed }: StringNode, { span, text }: TextPiece): boolean {
  if (anchored || !closed || style === "plain") return false;
  if (style === "json" || style === "bare") return true;
  return !/[\r\n]/.test(text) && !/[\r\n]/.test(value.slice(span.start, span.end));
}
