import type { Problem, RuleCode } from "../rules/engine/rule";
import type { TextEdit } from "../syntax/change";
import { edit } from "../syntax/edit";
import type { ParsedDocument } from "../syntax/nodes";

/**
 * The rules whose first fix says the same thing rightly spelled: it may be applied unseen, on save. Fixes that
 * choose something for the person, or take something away that they wrote, are not among them.
 */
const SAFE: ReadonlySet<RuleCode> = new Set<RuleCode>([
  "AG0004",
  "AG0006",
  "AG0012",
  "AG0014",
  "AG0015",
  "AG0016",
  "AG0017",
  "AG0023",
  "AG0024",
  "AG0025",
  "AG2047",
  "AG4004",
  "AG4010",
]);

/** A fix may uncover the next problem; more rounds than this would be two fixes undoing each other. */
const MAX_ROUNDS = 10;

/** The text after all safe fixes, found again after each round; the text itself where there are none. */
export function fixAll(
  text: string,
  look: (text: string) => { readonly document: ParsedDocument; readonly problems: readonly Problem[] },
): string {
  let fixed = text;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const { document, problems } = look(fixed);
    const edits = apart(
      problems.flatMap(({ code, fixes }) => {
        const change = SAFE.has(code) ? fixes?.[0]?.change : undefined;
        return change ? [edit(document, change)] : [];
      }),
    );
    if (edits.length === 0) break;
    fixed = apply(fixed, edits);
  }
  return fixed;
}

/** The edits of as many fixes as do not get into each other's way, from the text's end to its start. */
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
