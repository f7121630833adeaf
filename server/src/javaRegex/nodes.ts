/** What a parsed pattern consists of, as far as matching needs it. */

/** Whether a code point belongs to the set. */
export type CharacterSet = (code: number) => boolean;

export type AssertionKind = "start" | "end" | "endOrBreak" | "lineStart" | "lineEnd" | "word" | "notWord";

/** How many times something may repeat, and in which order the counts are tried. */
export interface Repetition {
  readonly min: number;
  readonly max: number;
  readonly mode: "greedy" | "reluctant" | "possessive";
}

export type RegexNode =
  | { readonly kind: "literal"; readonly text: string; readonly ignoreCase: boolean }
  | { readonly kind: "set"; readonly has: CharacterSet }
  | { readonly kind: "sequence"; readonly nodes: readonly RegexNode[] }
  | { readonly kind: "choice"; readonly nodes: readonly RegexNode[] }
  | ({ readonly kind: "repeat"; readonly node: RegexNode } & Repetition)
  | { readonly kind: "group"; readonly index: number; readonly node: RegexNode }
  | { readonly kind: "atomic"; readonly node: RegexNode }
  | { readonly kind: "look"; readonly node: RegexNode; readonly behind: boolean; readonly negative: boolean }
  | { readonly kind: "reference"; readonly index: number; readonly ignoreCase: boolean }
  | { readonly kind: "assert"; readonly what: AssertionKind };

/** Matches the empty string. */
export const EMPTY: RegexNode = { kind: "sequence", nodes: [] };

/** Appends a node to a sequence; two literals in a row become one. */
export function append(nodes: RegexNode[], node: RegexNode): void {
  const before = nodes.at(-1);
  if (node.kind === "literal" && before?.kind === "literal" && before.ignoreCase === node.ignoreCase) {
    nodes[nodes.length - 1] = { ...before, text: before.text + node.text };
  } else if (node !== EMPTY) nodes.push(node);
}

/** One node for a sequence of them. */
export function sequence(nodes: readonly RegexNode[]): RegexNode {
  const [only] = nodes;
  if (nodes.length === 0) return EMPTY;
  return nodes.length === 1 && only ? only : { kind: "sequence", nodes };
}

/** One node for alternatives. */
export function choice(nodes: readonly RegexNode[]): RegexNode {
  const [only] = nodes;
  return nodes.length === 1 && only ? only : { kind: "choice", nodes };
}
