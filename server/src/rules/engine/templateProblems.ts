import type { ParsedDocument, Span, StringNode } from "../../syntax/nodes";
import { spansIn } from "../shared/part";
import type { Fix, Problem } from "./finding";
import type { InputTemplate } from "./inputTemplates";
import { Memo } from "./memo";

/** How many characters of templates to cache at least, over all files: as many as the largest file has. */
const CACHE_SIZE = 4_000_000;

/**
 * Returns a function that finds a template's problems where the document has it, and caches them: a keystroke changes
 * one template, and a file may hold thousands. The result depends only on the string's source and its scope.
 * @param check finds the problems of a template, at the template's own offsets.
 */
export function cachedTemplateProblems(
  check: (template: InputTemplate) => readonly Problem[],
): (
  document: ParsedDocument,
  template: InputTemplate,
  isIncluded: (problem: Problem) => boolean,
) => readonly Problem[] {
  const known = new Memo<readonly Problem[]>(CACHE_SIZE);
  return (document, template, isIncluded) => {
    const { node } = template;
    const problems = known.of(keyOf(document, template), () => {
      const found = check(template);
      // Cached without the string itself, which would keep its text in memory.
      return found.length === 0 ? NONE : placed(found, ANY_STRING, fromStart(node, spansIn(document, node)));
    });
    if (problems.length === 0) return NONE;
    const { start } = node.span;
    return placed(problems.filter(isIncluded), node, (span) => ({
      start: start + span.start,
      end: start + span.end,
    }));
  };
}

const NONE: readonly Problem[] = [];
const ANY_STRING: StringNode = {
  kind: "string",
  span: { start: 0, end: 0 },
  closed: true,
  value: "",
  style: "bare",
};

/** Returns a new string: a slice of the document would keep all of it in memory. */
function keyOf(document: ParsedDocument, { node, scopeKey }: InputTemplate): string {
  const { span, style, indentation = "", value, holes = [] } = node;
  const known = holes.map(({ start, end }) => ` ${start}-${end}`).join("");
  // An alias is identified by the value it refers to, and reported as a whole.
  const source = node.anchored ? value : document.text.slice(span.start, span.end);
  return `${scopeKey} ${style}${indentation} ${span.end - span.start} ${value.length}${known}\n${source}`;
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
    // An alias has no fixes: its value is written elsewhere.
    ...(problem.fixes && { fixes: node.anchored ? [] : problem.fixes.map((fix) => fixIn(node, fix)) }),
  }));
}

function fixIn(node: StringNode, fix: Fix): Fix {
  const { change } = fix;
  return change.kind === "replaceText" ? { ...fix, change: { ...change, node } } : fix;
}
