import type { Fix } from "../rules/engine/finding";
import { applyEdits } from "../syntax/applyEdits";
import { edit, type TextEdit } from "../syntax/edit";
import type { ParsedDocument, TemplateDocument } from "../syntax/nodes";
import { parse } from "../syntax/parse";

/**
 * Returns the edits of a fix. In a text that cannot be read, where a value may end elsewhere than it seems, returns
 * undefined if the edited text could be read even less.
 */
export function fixEdits(
  document: ParsedDocument | TemplateDocument,
  { change }: Fix,
): readonly TextEdit[] | undefined {
  const edits = edit(document, change);
  if (document.format === "vtl") return edits;
  const before = faultsIn(document);
  if (before === 0) return edits;
  return faultsIn(parse(applyEdits(document.text, edits), document.format)) <= before ? edits : undefined;
}

function faultsIn({ problems }: ParsedDocument): number {
  return problems.filter(({ kind }) => kind === "syntax").length;
}
