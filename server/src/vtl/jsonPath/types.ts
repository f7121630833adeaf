import type { Span } from "../../syntax/nodes";
import type { Value } from "../values";
import type { Pattern } from "./pattern";

/** The reasons why JsonPath rejects a path. */
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

/** The first fault of a path, at which JsonPath stops. */
export interface PathFault {
  readonly kind: PathFaultKind;
  /** Offsets into the path as written. */
  readonly span: Span;
}

/** A step from a value to other values. */
export type PathStep =
  /** `$`: stays at the current value, even in the middle of a path. */
  | { readonly kind: "root"; readonly span: Span }
  /** `.name`, `['name']`, `['a','b']`. Any number of names but one results in a map of those that exist. */
  | {
      readonly kind: "property";
      readonly span: Span;
      readonly names: readonly string[];
      /** `["name"]`, which 2.0 does not accept. */
      readonly isDoubleQuoted?: true;
    }
  /** `[0]`; `[-1]` counts from the end; for `[(@.length-1)]`, the number is added to the size. */
  | { readonly kind: "index"; readonly span: Span; readonly index: number; readonly fromSize: boolean }
  /** `[0,1]` */
  | { readonly kind: "indexes"; readonly span: Span; readonly indexes: readonly number[] }
  /** `[1:]`, `[:2]`, `[1:2]` */
  | { readonly kind: "slice"; readonly span: Span; readonly from?: number; readonly to?: number }
  /** `*`, `[*]` */
  | { readonly kind: "wildcard"; readonly span: Span }
  /** `..`, which applies the next step to all descendants. */
  | { readonly kind: "scan"; readonly span: Span }
  /** `[?(…)]`; true if all criteria of at least one group are. */
  | { readonly kind: "filter"; readonly span: Span; readonly groups: readonly (readonly Criterion[])[] }
  /** A filter that only newer versions accept. */
  | { readonly kind: "condition"; readonly span: Span; readonly condition: Condition }
  /** `[?]`, whose predicate can only come from Java code. */
  | { readonly kind: "placeholder"; readonly span: Span }
  | CallStep;

/** `max()`, `concat("a", $.b)`. Calls are only allowed at the end of a path, where several can be chained. */
export interface CallStep {
  readonly kind: "call";
  readonly span: Span;
  readonly name: FunctionName;
  readonly parameters: readonly Parameter[];
  /** The call as written, which 2.0 reads as the name of a property. */
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

/** A parameter of a function: a JSON value, or a path from the root of the document. */
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

/** A filter as in newer versions, where parentheses group and `!` can precede anything. */
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

/** A side of a comparison. Unquoted literals are text, too: `10`, `true`, `null`. */
export type Operand = string | Pattern | PredicatePath;

/** A path in a filter, always definite. */
export interface PredicatePath {
  readonly kind: "path";
  /** True for `$…`, false for `@…`. */
  readonly fromRoot: boolean;
  readonly steps: readonly PathStep[];
}

/** A compiled path; not usable if it has a fault. */
export interface JsonPath {
  /** The path as written. */
  readonly text: string;
  readonly steps: readonly PathStep[];
  /** Calls that apply to all results of a path starting with `$..`. Other paths have their calls in the steps. */
  readonly calls: readonly CallStep[];
  /** True for a path that leads to at most one value; other paths return a JSON array. */
  readonly definite: boolean;
  readonly fault?: PathFault;
}
