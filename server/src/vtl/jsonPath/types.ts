import type { Span } from "../../syntax/nodes";
import type { Pattern } from "./pattern";

/** Why JsonPath refuses a path. */
export type PathFaultKind =
  | "missingName"
  | "endsWithScan"
  | "badStart"
  | "space"
  | "unclosedBracket"
  | "badBracket"
  | "badNumber"
  | "unknownSize"
  | "unbalancedFilter"
  | "badFilter"
  | "emptyCriterion"
  | "unknownOperator"
  | "danglingOperator"
  | "badNegation"
  | "indefinitePredicate"
  | "badPattern";

/** What JsonPath stumbles over; it stops there. */
export interface PathFault {
  readonly kind: PathFaultKind;
  /** Offsets into the path as it is written. */
  readonly span: Span;
}

/** A step from a value to others. */
export type PathStep =
  /** `$`: stays where it is. In the middle of a path, too. */
  | { readonly kind: "root"; readonly span: Span }
  /** `.name`, `['name']`, `['a','b']`: two names and more, or none, make a map of what there is. */
  | { readonly kind: "property"; readonly span: Span; readonly names: readonly string[] }
  /** `[0]`, and `[(@.length-1)]` where the number is added to the size. */
  | { readonly kind: "index"; readonly span: Span; readonly index: number; readonly fromSize: boolean }
  /** `[0,1]` */
  | { readonly kind: "indexes"; readonly span: Span; readonly indexes: readonly number[] }
  /** `[1:]`, `[:2]`, `[1:2]` */
  | { readonly kind: "slice"; readonly span: Span; readonly from?: number; readonly to?: number }
  /** `*`, `[*]` */
  | { readonly kind: "wildcard"; readonly span: Span }
  /** `..`, which asks the next step of everything below. */
  | { readonly kind: "scan"; readonly span: Span }
  /** `[?(…)]`; holds where all criteria of some group do. */
  | { readonly kind: "filter"; readonly span: Span; readonly groups: readonly (readonly Criterion[])[] }
  /** `[?]`, for which only Java code can give a predicate. */
  | { readonly kind: "placeholder"; readonly span: Span };

export type Comparison = "==" | "!=" | "<" | "<=" | ">" | ">=" | "=~";

/** One condition of a filter. */
export type Criterion =
  /** `@.a` and `!@.a` */
  | { readonly kind: "exists"; readonly path: PredicatePath; readonly negated: boolean }
  | {
      readonly kind: "comparison";
      readonly left: Operand;
      readonly operator: Comparison;
      readonly right: Operand;
    };

/** A side of a comparison. A literal without quotes is text as well: `10`, `true`, `null`. */
export type Operand = string | Pattern | PredicatePath;

/** A path inside a filter; it is definite. */
export interface PredicatePath {
  readonly kind: "path";
  /** True for `$…`, false for `@…`. */
  readonly fromRoot: boolean;
  readonly steps: readonly PathStep[];
}

/** A path that is read; useless while it has a fault. */
export interface JsonPath {
  /** As it is written. */
  readonly text: string;
  readonly steps: readonly PathStep[];
  /** True for a path that leads to one value at most; others give a JSON array. */
  readonly definite: boolean;
  readonly fault?: PathFault;
}
