import type { PathFault, PathFaultKind } from "./types";

/** Thrown inside the compiler only; `compilePath` catches it. */
export class FaultFound extends Error {
  readonly fault: PathFault;

  constructor(kind: PathFaultKind, start: number, end: number) {
    super(kind);
    this.fault = { kind, span: { start, end } };
  }
}

const messages: Readonly<Record<PathFaultKind, string>> = {
  missingName: "Expected a name after the dot.",
  endsWithScan: "A path cannot end with `..`.",
  badStart: "Expected `.` or `[` after `$`.",
  space: "Spaces are not allowed outside brackets. Write `['a name']`.",
  unclosedBracket: "Missing closing bracket or quote.",
  badBracket: "Expected a quoted name, an index, a slice, `*` or a filter `?(…)` in the brackets.",
  badNumber: "An index must be a 32-bit integer.",
  unknownSize: "Expected `length` or `size()` minus a number after `@.`.",
  unbalancedFilter: "Unbalanced brackets or parentheses in the filter.",
  badFilter: "Write a filter as `[?(…)]`.",
  emptyCriterion: "Missing condition.",
  unknownOperator: "Expected a path, or a comparison with an operator such as `==`, `<`, `=~` or `in`.",
  danglingOperator: "`&&` and `||` require a condition on both sides.",
  badNegation: "`!` can only test whether a path is missing: `[?(!@.name)]`.",
  indefinitePredicate:
    "A path in a filter must lead to a single value, so it cannot contain `..`, `*`, slices or filters.",
  badPattern: "Not a valid Java regular expression.",
};

/** Describes the fault of a path in one sentence. */
export function faultMessage(kind: PathFaultKind): string {
  return messages[kind];
}
