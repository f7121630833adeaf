/**
 * The tree that every input file becomes, whatever its format. Positions are half-open ranges of UTF-16
 * offsets into the text. Nodes are plain, immutable data without parents: `locate` finds the way to one.
 */

/** A half-open range of UTF-16 offsets. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type ValueNode = ObjectNode | ArrayNode | StringNode | NumberNode | BooleanNode | NullNode | WordNode;

/** What may stand where a member's name belongs; a word is one whose quotes are still missing. */
export type KeyNode = StringNode | WordNode;

export interface ObjectNode {
  readonly kind: "object";
  readonly span: Span;
  /** False while the closing brace is missing: the span then reaches to where parsing gave up on it. */
  readonly closed: boolean;
  readonly members: readonly MemberNode[];
}

export interface MemberNode {
  readonly kind: "member";
  readonly span: Span;
  readonly key: KeyNode;
  /** Offset of the colon, absent in a half-typed member. */
  readonly colon?: number;
  readonly value?: ValueNode;
  /** Offset of the comma that ends the member, where there is one. */
  readonly comma?: number;
}

export interface ArrayNode {
  readonly kind: "array";
  readonly span: Span;
  readonly closed: boolean;
  readonly items: readonly ValueNode[];
}

export interface StringNode {
  readonly kind: "string";
  /** Includes the quotes. */
  readonly span: Span;
  readonly closed: boolean;
  /** The decoded text. */
  readonly value: string;
}

export interface NumberNode {
  readonly kind: "number";
  readonly span: Span;
  /** As written: `1e3`, `1000.0` and `1000` differ for the AWS CLI. */
  readonly text: string;
}

export interface BooleanNode {
  readonly kind: "boolean";
  readonly span: Span;
  readonly value: boolean;
}

export interface NullNode {
  readonly kind: "null";
  readonly span: Span;
}

/** Text that is no JSON value, mostly one whose quotes are still missing. */
export interface WordNode {
  readonly kind: "word";
  readonly span: Span;
  readonly value: string;
}

/**
 * - `syntax`: no JSON parser takes it.
 * - `comment`, `trailingComma`: some editors take it, the AWS CLI does not.
 */
export interface SyntaxProblem {
  readonly kind: "syntax" | "comment" | "trailingComma";
  readonly span: Span;
  readonly message: string;
}

export interface ParsedDocument {
  readonly text: string;
  /** Absent for a text without any value. */
  readonly root?: ValueNode;
  readonly problems: readonly SyntaxProblem[];
  readonly comments: readonly Span[];
  readonly hasByteOrderMark: boolean;
}
