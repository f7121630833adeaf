import { ESCAPED_DEFAULT, isAt, parseSelection, type SelectionScope } from "../../expressions";
import { explainSelection } from "../docs/explain";
import type { Hover } from "./hover";

/** Explains the variable at the offset of a `TemplateSelectionExpression`, or the escaped reserved key. */
export function hoverSelection(text: string, scope: SelectionScope, at: number): Hover | undefined {
  if (text === ESCAPED_DEFAULT) {
    return { span: { start: 0, end: text.length }, markdown: explainSelection(ESCAPED_DEFAULT) };
  }
  const piece = parseSelection(text, scope).parts.find(({ span }) => isAt(span, at));
  if (piece?.kind !== "variable" || !piece.isKnown) return undefined;
  const name = piece.name?.text ?? piece.path?.text;
  return { span: piece.span, markdown: explainSelection(piece.variable.text, name) };
}
