import type { ParsedDocument, Span } from "../../syntax/nodes";
import type { Problem } from "./finding";

/** Sorts the problems in place into the order of the text. */
export function inTextOrder(problems: Problem[]): readonly Problem[] {
  return problems.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/**
 * Keeps what is reported in the given parts of the text. Where an input is only a part of what AWS receives, what it
 * lacks may be elsewhere.
 */
export function within(problems: readonly Problem[], parts: readonly Span[]): readonly Problem[] {
  return problems.filter(({ span }) =>
    parts.some((part) => part.start <= span.start && span.end <= part.end),
  );
}

/** Keeps what is reported outside the given parts of the text. */
export function outside(problems: readonly Problem[], parts: readonly Span[]): readonly Problem[] {
  return problems.filter(
    ({ span }) => !parts.some((part) => part.start <= span.start && span.end <= part.end),
  );
}

/** Drops reports of a missing member that is present but misspelled, so that one mistake is reported once. */
export function withoutMisspelled(problems: Problem[]): Problem[] {
  if (problems.length < 2) return problems;
  const changes = ({ fixes = [] }: Problem) => fixes.map(({ change }) => change);
  const names = new Set(
    problems.flatMap(changes).flatMap((change) => (change.kind === "renameMember" ? [change.name] : [])),
  );
  if (names.size === 0) return problems;
  return problems.filter(
    (problem) => !changes(problem).some((change) => change.kind === "insertMember" && names.has(change.name)),
  );
}

/** Drops what is reported inside the value of an unsupported tag: what `!Ref` or `!Sub` would yield is unknown. */
export function withoutTagged(problems: readonly Problem[], document: ParsedDocument): readonly Problem[] {
  const unknown = document.problems.flatMap(({ kind, related }) =>
    kind === "tag" && related && related.start < related.end ? [related] : [],
  );
  return unknown.length === 0 ? problems : outside(problems, unknown);
}
