import type { Fix } from "../rules/engine/finding";
import { applyEdits } from "../syntax/applyEdits";
import type { Change } from "../syntax/change";
import { edit, type TextEdit } from "../syntax/edit";
import type { KeyNode, ParsedDocument, Span, TemplateDocument, ValueNode } from "../syntax/nodes";
import { parse } from "../syntax/parse";

/** How many fixes of a document are tried out, which takes as long as parsing it once for each of them. */
const MAX_TRIED = 20;

/**
 * Returns a function that returns the edits of a fix. In a text that cannot be read, where a value may end elsewhere
 * than it seems, that function returns undefined for a fix after which the text could be read even less, and for a
 * fix that would have to be tried out after many others.
 */
export function fixEditor(
  document: ParsedDocument | TemplateDocument,
): (fix: Fix) => readonly TextEdit[] | undefined {
  const faults = document.format === "vtl" ? 0 : faultsIn(document);
  if (document.format === "vtl" || faults === 0) return ({ change }) => edit(document, change);
  let tried = 0;
  return ({ change }) => {
    const edits = edit(document, change);
    if (isContained(document, change)) return edits;
    if (++tried > MAX_TRIED) return undefined;
    return faultsIn(parse(applyEdits(document.text, edits), document.format)) <= faults ? edits : undefined;
  };
}

/**
 * Returns whether a change only replaces whole tokens with whole tokens, or a part of a string, so that all that
 * follows is read as before. This can only be told in JSON, whose tokens do not depend on what surrounds them.
 */
function isContained(document: ParsedDocument, change: Change): boolean {
  if (document.format !== "json") return false;
  switch (change.kind) {
    case "all":
      return change.changes.every((single) => isContained(document, single));
    case "escapeControls":
      return true;
    case "replaceText":
    case "replaceValue":
      return isWholeToken(document, change.node);
    case "renameMember":
      return isWholeToken(document, change.member.key);
    default:
      return false;
  }
}

function isWholeToken({ text }: ParsedDocument, node: ValueNode | KeyNode): boolean {
  switch (node.kind) {
    case "string":
      // A string over several lines ends where the parser guesses that it does.
      return node.closed && node.style === "json" && !hasLineBreak(text, node.span);
    case "number":
    case "boolean":
    case "null":
      return true;
    default:
      return false;
  }
}

function hasLineBreak(text: string, { start, end }: Span): boolean {
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 10 || unit === 13) return true;
  }
  return false;
}

function faultsIn({ problems }: ParsedDocument): number {
  return problems.filter(({ kind }) => kind === "syntax").length;
}
