/** Codes for the problems of a template: the rule's code if a rule reports the same problem. */
import type { RuntimeProblemKind } from "./evaluate/machine";
import type { SyntaxProblemKind } from "./syntax/problems";

const SYNTAX: Readonly<Record<SyntaxProblemKind, string>> = {
  missingEnd: "AG3010",
  strayEnd: "AG3010",
  strayElse: "AG3010",
  escapedQuote: "AG3016",
  refusedDirective: "AG3008",
  unexpected: "VTL-unexpected",
  unexpectedEnd: "VTL-unexpected-end",
  badCharacter: "VTL-bad-character",
  unclosedString: "VTL-unclosed-string",
  unclosedBlock: "VTL-unclosed-block",
  danglingSign: "VTL-dangling-sign",
  directiveArguments: "VTL-directive-arguments",
  wordArgument: "VTL-word-argument",
  macroName: "VTL-macro-name",
  tooDeep: "VTL-too-deep",
};

const RUNTIME: Readonly<Record<RuntimeProblemKind, string>> = {
  iterations: "AG3011",
  overrideTwice: "AG3012",
  fault: "VTL-fault",
  steps: "VTL-steps",
  output: "VTL-output",
  memory: "VTL-memory",
  depth: "VTL-depth",
  time: "VTL-time",
  cancelled: "VTL-cancelled",
};

export function codeOfSyntaxProblem(kind: SyntaxProblemKind): string {
  return SYNTAX[kind];
}

export function codeOfRuntimeProblem(kind: RuntimeProblemKind): string {
  return RUNTIME[kind];
}

/** The codes of everything that can be wrong with a template when it is rendered. */
export const RENDER_CODES: readonly string[] = [...Object.values(SYNTAX), ...Object.values(RUNTIME)];
