import type { PathFault, PathFaultKind } from "./types";

/** Leaves the compiler; `compilePath` catches it and nothing else sees it. */
export class FaultFound extends Error {
  readonly fault: PathFault;

  constructor(kind: PathFaultKind, start: number, end: number) {
    super(kind);
    this.fault = { kind, span: { start, end } };
  }
}

const messages: Readonly<Record<PathFaultKind, string>> = {
  missingName: "A name is missing behind the dot.",
  endsWithScan: "A path cannot end with `..`.",
  badStart: "`.` or `[` belongs behind the `$`.",
  space: "A space outside of brackets is not allowed; write `['a name']`.",
  unclosedBracket: "The bracket or the quote is not closed.",
  badBracket:
    "JsonPath knows names in quotes, indexes, slices, `*` and filters `?(…)` in brackets, and nothing else.",
  badNumber: "An index must be a whole number of 32 bits.",
  unknownSize: "Behind `@.`, only `length` and `size()` less a number are known here.",
  unbalancedFilter: "The brackets or parentheses of the filter are not balanced.",
  badFilter: "A filter is written `[?(…)]`.",
  emptyCriterion: "A condition is missing.",
  unknownOperator: "A condition is a path, or compares with an operator such as `==`, `<`, `=~` or `in`.",
  danglingOperator: "`&&` and `||` need a condition on both sides.",
  badNegation: "`!` only asks whether a path is missing: `[?(!@.name)]`.",
  indefinitePredicate: "A path inside a filter must lead to one value: no `..`, `*`, slices or filters.",
  badPattern: "Java takes no such regular expression.",
};

/** Says in a sentence what is wrong with a path. */
export function faultMessage(kind: PathFaultKind): string {
  return messages[kind];
}
