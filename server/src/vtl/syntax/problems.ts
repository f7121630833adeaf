/** The kinds of syntax problems for which a template is rejected. */
import type { Span } from "../../syntax/nodes";

export type SyntaxProblemKind =
  /** Something else is expected here. */
  | "unexpected"
  /** The template ends inside a directive or reference. */
  | "unexpectedEnd"
  /** A character that is not allowed here. */
  | "badCharacter"
  | "unclosedString"
  /** A string that ends with a backslash and is followed by text: an attempt to escape the quote. */
  | "escapedQuote"
  /** A `#[[` without `]]#`, or an unclosed comment inside something else. */
  | "unclosedBlock"
  /** The template ends with a bare `$` or `#`. */
  | "danglingSign"
  | "missingEnd"
  | "strayEnd"
  | "strayElse"
  /** A directive with too few or too many arguments. */
  | "directiveArguments"
  | "wordArgument"
  | "macroName"
  /** `#parse` and `#include`, which API Gateway does not support. */
  | "refusedDirective"
  /** Nested more deeply than the parser follows. */
  | "tooDeep";

export interface SyntaxProblem extends Span {
  readonly kind: SyntaxProblemKind;
  readonly message: string;
}
