import type { Composition, ParsedDocument, Span, StringNode } from "../../syntax/nodes";
import { spansIn } from "../shared/part";
import type { Fix, Problem } from "./finding";
import type { InputTemplate } from "./inputTemplates";
import { Memo } from "./memo";

/** How many characters of templates to cache at least, over all files: as many as the largest file has. */
const CACHE_SIZE = 4_000_000;

/**
 * Finds the problems of templates where a document has them, and caches them: a keystroke changes one template, and a
 * file may hold thousands. They depend only on the string's source and its scope.
 */
export class TemplateProblems {
  readonly #known = new Memo<readonly Problem[]>(CACHE_SIZE);

  /** @param check finds the problems of a template, at the template's own offsets. */
  constructor(private readonly check: (template: InputTemplate) => readonly Problem[]) {}

  /** Begins the check of a file, all of whose templates are then asked for. */
  startFile(): void {
    this.#known.startRound();
  }

  /** Forgets the templates that were not asked for since the last call. */
  forget(): void {
    this.#known.forget();
  }

  /** Returns the included problems at their places in the document. */
  in(
    document: ParsedDocument,
    template: InputTemplate,
    isIncluded: (problem: Problem) => boolean,
  ): readonly Problem[] {
    const { node } = template;
    const problems = this.#known.of(keyOf(document, template), () => {
      const found = this.check(template);
      // Cached without the string itself, which would keep its text in memory.
      return found.length === 0 ? NONE : placed(found, ANY_STRING, fromStart(node, spansIn(document, node)));
    });
    if (problems.length === 0) return NONE;
    const { start } = node.span;
    return placed(problems.filter(isIncluded), node, (span) => ({
      start: start + span.start,
      end: start + span.end,
    }));
  }
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
  const places = node.composition ? placesElsewhere(node, node.composition) : "";
  return `${scopeKey} ${style}${indentation} ${span.end - span.start} ${value.length}${known}${places}\n${source}`;
}

/** The text and the places of a string that a host composes from what is written elsewhere. */
function placesElsewhere({ value, span }: StringNode, { pieces }: Composition): string {
  const elsewhere = pieces.filter(({ source }) => source.start < span.start || span.end < source.end);
  if (elsewhere.length === 0) return "";
  return `\n${elsewhere.map(({ source }) => source.start - span.start).join()} ${value}`;
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
