import type { Problem } from "../rules/engine/finding";
import { applyEdits } from "../syntax/applyEdits";
import type { TextEdit } from "../syntax/change";
import { edit } from "../syntax/edit";
import type { ParsedDocument, TemplateDocument } from "../syntax/nodes";

/** A fix may reveal the next problem; more rounds than this mean that two fixes undo each other. */
const MAX_ROUNDS = 10;

interface Look {
  readonly document: ParsedDocument | TemplateDocument;
  readonly problems: readonly Problem[];
}

/**
 * Returns the text after all safe fixes, checking it again after each round. Returns the text as it is if the fixes
 * do not come to an end.
 */
export function fixAll(text: string, look: (text: string) => Look): string {
  let fixed = text;
  for (let round = 0; round <= MAX_ROUNDS; round++) {
    const edits = editsOf(look(fixed));
    if (edits.length === 0) return fixed;
    fixed = applyEdits(fixed, edits);
  }
  return text;
}

function editsOf({ document, problems }: Look): readonly TextEdit[] {
  // In a text that cannot be read, a value may end elsewhere than it seems, so only the syntax is fixed.
  const isBroken = document.format !== "vtl" && document.problems.some(({ kind }) => kind === "syntax");
  return apart(
    problems.flatMap(({ code, fixes }) => {
      const fix = isBroken && code !== "AG0001" ? undefined : fixes?.find(({ isSafe }) => isSafe);
      return fix ? [edit(document, fix.change)] : [];
    }),
  );
}

/** Returns the edits of as many fixes as do not overlap, from the end of the text to its start. */
function apart(fixes: readonly (readonly TextEdit[])[]): readonly TextEdit[] {
  const chosen: TextEdit[] = [];
  let limit = Number.POSITIVE_INFINITY;
  const start = (edits: readonly TextEdit[]): number =>
    edits.reduce((first, { span }) => Math.min(first, span.start), Number.POSITIVE_INFINITY);
  for (const edits of [...fixes].sort((a, b) => start(b) - start(a))) {
    if (edits.length === 0 || edits.some(({ span }) => span.end > limit)) continue;
    limit = start(edits);
    for (const one of [...edits].sort((a, b) => b.span.start - a.span.start)) chosen.push(one);
  }
  return chosen;
}
