import type { ParsedDocument, StringNode } from "../../syntax/nodes";
import { Memo } from "../memo";
import { spansIn } from "../part";
import type { Fix, Problem } from "../rule";
import type { InputTemplate } from "./templates";

/** The problems of a template by itself, in its own offsets. */
export type CheckTemplate = (template: InputTemplate) => readonly Problem[];

/** How many characters of templates are remembered at least, over all files. */
const REMEMBERED = 2_000_000;

/**
 * Remembers what was found in templates: a keystroke changes one, and a file may hold thousands. What is found
 * depends on the text and the scope alone.
 */
export function remembering(check: CheckTemplate): CheckTemplate {
  const known = new Memo<readonly Problem[]>(REMEMBERED);
  return (template) => {
    const { node, scope } = template;
    // A text of its own: one cut out of a document would keep all of that in memory.
    return known.of(`${JSON.stringify(scope)}\n${node.value}`, () => check(template));
  };
}

/** Puts problems of a template to where it stands in a file. */
export function problemsIn(
  document: ParsedDocument,
  node: StringNode,
  problems: readonly Problem[],
): readonly Problem[] {
  if (problems.length === 0) return [];
  const spanOf = spansIn(document, node);
  return problems.map(({ related, fixes, ...problem }) => ({
    ...problem,
    span: spanOf(problem.span),
    ...(related && { related: related.map((place) => ({ ...place, span: spanOf(place.span) })) }),
    // An alias is left alone: what it stands for is written elsewhere.
    ...(fixes && { fixes: node.anchored ? [] : fixes.map((fix) => fixIn(node, fix)) }),
  }));
}

function fixIn(node: StringNode, fix: Fix): Fix {
  const { change } = fix;
  return change.kind === "replaceText" ? { ...fix, change: { ...change, node } } : fix;
}
