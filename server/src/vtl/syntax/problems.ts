/** What Velocity refuses in a template, as a closed catalogue of kinds. */
import type { Span } from "../../syntax/nodes";

export type SyntaxProblemKind =
  /** Something else belongs here. */
  | "unexpected"
  /** The template ends inside a directive or reference. */
  | "unexpectedEnd"
  /** A character that has no meaning here. */
  | "badCharacter"
  | "unclosedString"
  /** A string that ends in a backslash, with more text right behind it: somebody meant to escape its quote. */
  | "escapedQuote"
  /** A `#[[` without its `]]#`, or a comment that ends in the middle of something. */
  | "unclosedBlock"
  /** The template ends in a bare `$` or `#`. */
  | "danglingSign"
  | "missingEnd"
  | "strayEnd"
  | "strayElse"
  /** A directive without the arguments that it needs, or with more than it takes. */
  | "directiveArguments"
  | "wordArgument"
  | "macroName"
  /** `#parse` and `#include`, which API Gateway refuses. */
  | "refusedDirective"
  /** Nested deeper than is looked at. */
  | "tooDeep";

export interface SyntaxProblem extends Span {
  readonly kind: SyntaxProblemKind;
  /** What is wrong, for a person. */
  readonly message: string;
}
