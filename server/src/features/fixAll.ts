import type { Problem } from "../rules/engine/finding";
import type { TextEdit } from "../syntax/change";
import { edit } from "../syntax/edit";
import type { ParsedDocument } from "../syntax/nodes";

/** A fix may reveal the next problem; more rounds than this means that two fixes undo each other. */
const MAX_ROUNDS = 10;

/** Returns the text after all safe fixes, checking it again after each round. */
export function fixAll(
  text: string,
  look: (text: string) => { readonly document: ParsedDocument; readonly problems: readonly Problem[] },
): string {
  let fixed = text;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const { document, problems } = look(fixed);
    const edits = apart(
      problems.flatMap(({ fixes }) => {
        const fix = fixes?.find(({ isSafe }) => isSafe);
        return fix ? [edit(document, fix.change)] : [];
      }),
    );
    if (edits.length === 0) break;
    fixed = apply(fixed, edits);
  }
  return fixed;
}

/** Returns the edits of as many fixes as do not overlap, from the end of the text to its start. */
function apart(fixes: readonly (readonly TextEdit[])[]): readonly TextEdit[] {
  const chosen: TextEdit[] = [];
  let limit = Number.POSITIVE_INFINITY;
  const start = (edits: readonly TextEdit[]): number => Math.min(...edits.map(({ span }) => span.start));
  for (const edits of [...fixes].sort((a, b) => start(b) - start(a))) {
    if (edits.length === 0 || edits.some(({ span }) => span.end > limit)) continue;
    limit = start(edits);
    chosen.push(...[...edits].sort((a, b) => b.span.start - a.span.start));
  }
  return chosen;
}

function apply(text: string, edits: readonly TextEdit[]): string {
  return edits.reduce(
    (result, { span, newText }) => result.slice(0, span.start) + newText + result.slice(span.end),
    text,
  );
}
