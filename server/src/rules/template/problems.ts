import type { ParsedDocument, Span, StringNode } from "../../syntax/nodes";
import { Memo } from "../engine/memo";
import type { Fix, Problem } from "../engine/rule";
import { spansIn } from "../shared/part";
import type { InputTemplate } from "./templates";

/** How many characters of templates are remembered at least, over all files: as many as the largest file has. */
const REMEMBERED = 4_000_000;

/**
 * Finds the problems of templates where they stand, and remembers them: a keystroke changes one template, and a
 * file may hold thousands. What is found depends on the string's source and on the scope alone.
 * @param check finds the problems of a template by itself, in its own offsets.
 * @returns finds those of a template that are to be told, where they stand in the document.
 */
export function remembering(
  check: (template: InputTemplate) => readonly Problem[],
): (
  document: ParsedDocument,
  template: InputTemplate,
  isToBeTold: (problem: Problem) => boolean,
) => readonly Problem[] {
  const known = new Memo<readonly Problem[]>(REMEMBERED);
  return (document, template, isToBeTold) => {
    const { node } = template;
    const problems = known.of(keyOf(document, template), () =>
      placed(check(template), node, fromStart(node, spansIn(document, node))),
    );
    const { start } = node.span;
    return placed(problems.filter(isToBeTold), node, (span) => ({
      start: start + span.start,
      end: start + span.end,
    }));
  };
}

/** A text of its own: one cut out of a document would keep all of that in memory. */
function keyOf(document: ParsedDocument, { node, scopeKey }: InputTemplate): string {
  const { span, style, indentation = "", value } = node;
  // An alias is told by what it stands for, and reported as a whole.
  const source = node.anchored ? value : document.text.slice(span.start, span.end);
  return `${scopeKey} ${style}${indentation} ${span.end - span.start} ${value.length}\n${source}`;
}

function fromStart({ span: { start } }: StringNode, spanOf: (span: Span) => Span): (span: Span) => Span {
  return (span) => {
    const found = spanOf(span);
    return { start: found.start - start, end: found.end - start };
  };
}

function placed(
  problems: readonly Problem[],
  node: StringNode,
  spanOf: (span: Span) => Span,
): readonly Problem[] {
  return problems.map((problem) => ({
    ...problem,
    span: spanOf(problem.span),
    ...(problem.related && {
      related: problem.related.map((place) => ({ ...place, span: spanOf(place.span) })),
    }),
    // An alias is left alone: what it stands for is written elsewhere.
    ...(problem.fixes && { fixes: node.anchored ? [] : problem.fixes.map((fix) => fixIn(node, fix)) }),
  }));
}

function fixIn(node: StringNode, fix: Fix): Fix {
  const { change } = fix;
  return change.kind === "replaceText" ? { ...fix, change: { ...change, node } } : fix;
}
