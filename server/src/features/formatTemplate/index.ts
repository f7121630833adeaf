/** Formats templates without changing what they print. */
import type { Template } from "../../rules/engine/template";
import type { TextPiece } from "../../syntax/change";
import type { Span } from "../../syntax/nodes";
import { parseTemplate } from "../../vtl/syntax/parse";
import { type Layout, layoutOf } from "./layout";
import { Levels } from "./levels";
import { Proof, type Sameness } from "./proof";

/** How an editor indents files. */
export interface Indentation {
  readonly tabSize: number;
  readonly insertSpaces: boolean;
}

/** Longer templates take too long to prove. API Gateway accepts 300 KB. */
const MAX_LENGTH = 400_000;
/** How many parts of the edits are proved on their own if all of them together change the output. */
const MAX_PROOFS = 60;
const MAX_TAB_SIZE = 32;

/**
 * Returns the pieces of a template that formatting replaces, sorted. If the template writes JSON, its lines are
 * indented by directives and brackets; the output then only differs in white space outside of JSON strings. Otherwise,
 * only white space changes that Velocity drops. What cannot be proved to print the same stays as it is.
 *
 * @param within the part of the template to format
 */
export function formatTemplate(
  template: Template,
  indentation: Indentation,
  within: Span = template.root.span,
): readonly TextPiece[] {
  const { text } = template;
  if (text.length > MAX_LENGTH || template.problems.length > 0) return [];
  const { json } = template;
  const sameness: Sameness = json && !json.fault && json.branchFaults.length === 0 ? "json" : "exact";
  const layout = layoutOf(template.tree, text, sameness === "json");
  const pieces = [...linePieces(text, layout, sameness, unitOf(indentation)), ...gapPieces(layout)]
    .filter(({ span, text: newText }) => {
      const isWithin = within.start <= span.end && span.start <= within.end;
      return isWithin && text.slice(span.start, span.end) !== newText;
    })
    .sort((a, b) => a.span.start - b.span.start);
  if (pieces.length === 0) return [];
  const proof = new Proof(parseTemplate(text), sameness);
  return proof.isPossible ? proved(text, pieces, proof) : [];
}

/** Returns the text with its pieces replaced. */
export function replacePieces(text: string, pieces: readonly TextPiece[]): string {
  let result = "";
  let at = 0;
  for (const { span, text: newText } of pieces) {
    result += text.slice(at, span.start) + newText;
    at = span.end;
  }
  return result + text.slice(at);
}

/** Returns the pieces that leave the output as it is, in addition to those that were returned before them. */
function proved(text: string, pieces: readonly TextPiece[], proof: Proof): readonly TextPiece[] {
  let kept: readonly TextPiece[] = [];
  let proofs = 0;
  const pending: (readonly TextPiece[])[] = [pieces];
  for (let next = pending.pop(); next && proofs < MAX_PROOFS; next = pending.pop()) {
    const all = [...kept, ...next];
    proofs++;
    if (proof.holdsFor(replacePieces(text, all))) kept = all;
    else if (next.length > 1) {
      const half = next.length >> 1;
      pending.push(next.slice(half), next.slice(0, half));
    }
  }
  return kept;
}

function unitOf({ insertSpaces, tabSize }: Indentation): string {
  if (!insertSpaces) return "\t";
  const size = Number.isFinite(tabSize) ? Math.trunc(tabSize) : 2;
  return " ".repeat(Math.min(Math.max(size, 1), MAX_TAB_SIZE));
}

function gapPieces({ gaps }: Layout): readonly TextPiece[] {
  return gaps.map(({ span, text }) => ({ span, text }));
}

/** The blanks at the start and the end of each line. */
function linePieces(text: string, layout: Layout, sameness: Sameness, unit: string): readonly TextPiece[] {
  const pieces: TextPiece[] = [];
  const levels = new Levels(layout.steps);
  const isFixed = fixedAt(layout);
  for (let start = 0; start <= text.length; ) {
    const feed = text.indexOf("\n", start);
    const next = feed < 0 ? text.length : feed;
    const end = next > start && text[next - 1] === "\r" ? next - 1 : next;
    let first = start;
    while (first < end && isBlank(text[first])) first++;
    let last = end;
    while (last > first && isBlank(text[last - 1])) last--;
    if (first === end) {
      if (sameness === "json" && start < end && !isFixed(end))
        pieces.push({ span: { start, end }, text: "" });
    } else {
      const level = levels.ofLine(first, end, text);
      const isOwn = sameness === "json" || layout.sets.has(first);
      if (isOwn && !isFixed(start)) pieces.push({ span: { start, end: first }, text: unit.repeat(level) });
      const isDropped = sameness === "json" || layout.ends.has(last);
      if (isDropped && last < end && !isFixed(end)) pieces.push({ span: { start: last, end }, text: "" });
    }
    if (feed < 0) break;
    start = feed + 1;
  }
  return pieces;
}

/** Returns a check of whether an offset is within something that stays as it is. Asked in the order of the text. */
function fixedAt({ fixed }: Layout): (offset: number) => boolean {
  const sorted = [...fixed].sort((a, b) => a.start - b.start);
  let at = 0;
  return (offset) => {
    while ((sorted[at]?.end ?? Number.POSITIVE_INFINITY) <= offset) at++;
    return (sorted[at]?.start ?? Number.POSITIVE_INFINITY) < offset;
  };
}

function isBlank(character: string | undefined): boolean {
  return character === " " || character === "\t";
}
