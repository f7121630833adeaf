/** What a Java pattern is made of, as far as matching needs it. */

/** Whether a code point belongs. */
export type CharacterSet = (code: number) => boolean;

export type RegexNode =
  | { readonly kind: "literal"; readonly text: string; readonly ignoreCase: boolean }
  | { readonly kind: "set"; readonly has: CharacterSet }
  | { readonly kind: "sequence"; readonly nodes: readonly RegexNode[] }
  | { readonly kind: "choice"; readonly nodes: readonly RegexNode[] }
  | {
      readonly kind: "repeat";
      readonly node: RegexNode;
      readonly min: number;
      readonly max: number;
      readonly mode: "greedy" | "reluctant" | "possessive";
    }
  | { readonly kind: "group"; readonly index: number; readonly node: RegexNode }
  | { readonly kind: "atomic"; readonly node: RegexNode }
  | { readonly kind: "look"; readonly node: RegexNode; readonly behind: boolean; readonly negative: boolean }
  | { readonly kind: "reference"; readonly index: number; readonly ignoreCase: boolean }
  | {
      readonly kind: "assert";
      readonly what: "start" | "end" | "endOrBreak" | "lineStart" | "lineEnd" | "word" | "notWord";
    };

export interface CompiledPattern {
  readonly root: RegexNode;
  readonly groups: number;
  readonly names: ReadonlyMap<string, number>;
  /** The text itself, where the pattern is nothing but one. */
  readonly literal?: string;
}
