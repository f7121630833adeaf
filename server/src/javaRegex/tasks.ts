import type { RegexNode } from "./nodes";

export type Repeat = RegexNode & { readonly kind: "repeat" };

/** What to do next at the current offset. */
export type Task =
  | { readonly kind: "accept" }
  | { readonly kind: "node"; readonly node: RegexNode; readonly next: Task }
  | {
      readonly kind: "sequence";
      readonly nodes: readonly RegexNode[];
      readonly index: number;
      readonly next: Task;
    }
  /** After an iteration, which began at `from`. */
  | {
      readonly kind: "iterated";
      readonly node: Repeat;
      readonly count: number;
      readonly from: number;
      readonly next: Task;
    }
  | { readonly kind: "groupEnd"; readonly index: number; readonly start: number; readonly next: Task }
  /** At the end of a look-behind, which has to be here. */
  | { readonly kind: "endAt"; readonly at: number; readonly next: Task }
  /** After an atomic group or a look-around: drops what could be tried within it, and goes back to `at`. */
  | {
      readonly kind: "commit";
      readonly height: number;
      readonly depth: number;
      readonly at?: number;
      readonly next: Task;
    }
  /** After the content of a negative look-around, which has failed by that. */
  | { readonly kind: "refute"; readonly height: number };

/** What to do instead where a task fails. */
export type Alternative =
  | { readonly kind: "task"; readonly task: Task; readonly at: number; readonly depth: number }
  | {
      readonly kind: "choice";
      readonly nodes: readonly RegexNode[];
      readonly index: number;
      readonly at: number;
      readonly depth: number;
      readonly next: Task;
    }
  /** One repetition less. */
  | {
      readonly kind: "shorter";
      readonly node: Repeat;
      /** Where the first repetition started. */
      readonly from: number;
      readonly count: number;
      /** Where the last repetition ended. */
      readonly at: number;
      readonly depth: number;
      readonly next: Task;
    }
  /** One repetition more. */
  | {
      readonly kind: "longer";
      readonly node: Repeat;
      readonly count: number;
      readonly at: number;
      readonly depth: number;
      readonly next: Task;
    }
  /** A look-behind that begins earlier. */
  | {
      readonly kind: "behind";
      readonly node: RegexNode;
      readonly at: number;
      readonly depth: number;
      readonly next: Task;
    }
  /** Restores a group, and fails as well. */
  | { readonly kind: "restore"; readonly index: number; readonly start: number; readonly end: number };
