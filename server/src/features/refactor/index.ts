/** Changes of a template that keep what it does, or that a user chooses knowing what they do. */
import type { Template } from "../../rules/engine/template";
import type { Span } from "../../syntax/nodes";
import { convertConcatenation } from "./concatenation";
import type { Refactoring } from "./edit";
import { wrapValue } from "./escape";
import { extractVariable } from "./extract";
import { inlineVariable } from "./inline";
import { invertIf } from "./invert";
import { changeNotation } from "./notation";
import { surround } from "./surround";

export type { Refactoring, RefactoringKind } from "./edit";

/** Longer templates take too long to parse once for each way to write something. */
const MAX_LENGTH = 100_000;

/** Returns the refactorings at a cursor or for a selection; none while the template cannot be parsed. */
export function refactorings(template: Template, span: Span): readonly Refactoring[] {
  // What a host puts into the template could be anything.
  if (template.holes.length > 0) return [];
  if (template.problems.length > 0 || template.text.length > MAX_LENGTH) return [];
  return [
    ...extractVariable(template, span),
    ...inlineVariable(template, span),
    ...invertIf(template, span),
    ...wrapValue(template, span),
    ...convertConcatenation(template, span),
    ...changeNotation(template, span),
    ...surround(template, span),
  ];
}
