import type { Span } from "../../syntax/nodes";
import type { Value } from "../values";
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
  | {
      readonly kind: "property";
      readonly span: Span;
      readonly names: readonly string[];
      /** `["name"]`, which 2.0 does not take. */
      readonly isDoubleQuoted?: true;
    }
  /** `[0]`, and `[-1]` from the end; `[(@.length-1)]` where the number is added to the size. */
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
  /** A filter that only newer versions read. */
  | { readonly kind: "condition"; readonly span: Span; readonly condition: Condition }
  /** `[?]`, for which only Java code can give a predicate. */
  | { readonly kind: "placeholder"; readonly span: Span }
  | CallStep;

/** `max()`, `concat("a", $.b)`; only at a path's end, where there may be several. */
export interface CallStep {
  readonly kind: "call";
  readonly span: Span;
  readonly name: FunctionName;
  readonly parameters: readonly Parameter[];
  /** As it is written: to 2.0 it is the name of a property. */
  readonly text: string;
}

export type FunctionName =
  | "min"
  | "max"
  | "avg"
  | "stddev"
  | "sum"
  | "length"
  | "size"
  | "keys"
  | "concat"
  | "append"
  | "first"
  | "last"
  | "index";

/** What a function is called with: a value in JSON, or a path from the document's root. */
export type Parameter = Literal | { readonly kind: "path"; readonly path: JsonPath };

export interface Literal {
  readonly kind: "literal";
  readonly value: Value;
}

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

/** A filter as newer versions read it, with parentheses that group and `!` in front of anything. */
export type Condition =
  | { readonly kind: "every" | "some"; readonly of: readonly Condition[] }
  | { readonly kind: "not"; readonly of: Condition }
  | { readonly kind: "exists"; readonly path: PredicatePath }
  | {
      readonly kind: "test";
      readonly left: TestOperand;
      readonly operator: TestOperator;
      readonly right: TestOperand;
    };

export type TestOperator =
  | Comparison
  | "in"
  | "nin"
  | "subsetof"
  | "anyof"
  | "noneof"
  | "contains"
  | "size"
  | "empty";

export type TestOperand = Literal | Pattern | PredicatePath;

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
  /** What is called with all that a path starting with `$..` leads to. Other paths have their calls in the steps. */
  readonly calls: readonly CallStep[];
  /** True for a path that leads to one value at most; others give a JSON array. */
  readonly definite: boolean;
  readonly fault?: PathFault;
}
