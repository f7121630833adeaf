/**
 * The tree that every input file becomes, whatever its format. Positions are half-open ranges of UTF-16
 * offsets into the text. Nodes are plain, immutable data without parents: `locate` finds the way to one.
 */

/** A half-open range of UTF-16 offsets. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export type ValueNode =
  | ObjectNode
  | ArrayNode
  | StringNode
  | NumberNode
  | BooleanNode
  | NullNode
  | DateNode
  | BytesNode
  | WordNode;

interface Value {
  readonly span: Span;
  /**
   * For a YAML alias: the node that it stands for. The span is then the alias's own, so that problems and
   * edits meet the place that uses it; spans of anything inside lie where they are written.
   */
  readonly anchored?: ValueNode;
}

/** What may stand where a member's name belongs; a word is one whose quotes are still missing. */
export type KeyNode = StringNode | WordNode;

export interface ObjectNode extends Value {
  readonly kind: "object";
  /** False while the closing brace is missing: the span then reaches to where parsing gave up on it. */
  readonly closed: boolean;
  /** What the object holds, with the members that YAML's `<<` brings in behind its own. */
  readonly members: readonly MemberNode[];
  /** The members as they are written, `<<` among them, where that differs from what the object holds. */
  readonly written?: readonly MemberNode[];
  /** The column of its members' names, for a YAML mapping without braces. */
  readonly indentation?: number;
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

export interface ArrayNode extends Value {
  readonly kind: "array";
  readonly closed: boolean;
  readonly items: readonly ValueNode[];
  /** The column of its dashes, for a YAML sequence without brackets. */
  readonly indentation?: number;
}

/**
 * How a string is written: `json` and `double` differ in their escapes, and `double` may span lines. A `bare`
 * one is the text of a whole file.
 */
export type StringStyle = "json" | "double" | "single" | "plain" | "literal" | "folded" | "bare";

export interface StringNode extends Value {
  readonly kind: "string";
  /** Includes the quotes, or the `|` or `>` up to the end of the last line that is not blank. */
  readonly span: Span;
  readonly closed: boolean;
  /** The decoded text. */
  readonly value: string;
  readonly style: StringStyle;
  /** The column where the lines of a `literal` or `folded` one start. */
  readonly indentation?: number;
  /** On a YAML key without quotes: what the AWS CLI reads it as, where that is no string. */
  readonly readAs?: "number" | "boolean" | "null" | "date";
}

export interface NumberNode extends Value {
  readonly kind: "number";
  /** As written: `1e3`, `1000.0` and `1000` differ for the AWS CLI. */
  readonly text: string;
  readonly value: number;
  /** False for what the AWS CLI reads as a float, such as `1000.0`. */
  readonly whole: boolean;
}

export interface BooleanNode extends Value {
  readonly kind: "boolean";
  readonly value: boolean;
}

/** A null that is written out; a YAML member with nothing behind its colon has no value at all. */
export interface NullNode extends Value {
  readonly kind: "null";
}

/** A YAML scalar that looks like a date, which the AWS CLI does not read as a string. */
export interface DateNode extends Value {
  readonly kind: "date";
  readonly text: string;
}

/** A YAML scalar tagged `!!binary`. */
export interface BytesNode extends Value {
  readonly kind: "bytes";
  readonly text: string;
}

/** Text that is no value, mostly one whose quotes are still missing; a syntax problem speaks of it. */
export interface WordNode extends Value {
  readonly kind: "word";
  readonly value: string;
}

/**
 * - `syntax`: no parser takes it.
 * - `comment`, `trailingComma`: some JSON editors take it, the AWS CLI does not.
 * - `duplicateKey`, `tag`, `documents`, `tab`: YAML that the AWS CLI's reader refuses.
 */
export interface SyntaxProblem {
  readonly kind: "syntax" | "comment" | "trailingComma" | "duplicateKey" | "tag" | "documents" | "tab";
  readonly span: Span;
  readonly message: string;
  /** The other place that the message speaks of: where a name stood first. */
  readonly related?: Span;
}

export type Format = "json" | "yaml";

export interface ParsedDocument {
  readonly format: Format;
  readonly text: string;
  /** Absent for a text without any value. */
  readonly root?: ValueNode;
  readonly problems: readonly SyntaxProblem[];
  readonly comments: readonly Span[];
  readonly hasByteOrderMark: boolean;
}

/** A file that is one mapping template: a `bare` string. */
export interface TemplateDocument {
  readonly format: "vtl";
  readonly text: string;
  readonly root: StringNode;
  readonly comments: readonly Span[];
}
