/**
 * The tree of an input file, the same for JSON and YAML. Nodes are plain, immutable data without references to
 * their parents. `locate` finds the path to a node.
 */

/** A half-open range of UTF-16 offsets into the text. */
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
   * For a YAML alias: the node that it refers to. The span is the alias's own, so that problems and edits apply
   * to the place that uses it. The spans of nodes inside are those of the anchored node.
   */
  readonly anchored?: ValueNode;
}

/** A member's key; a word if its quotes are missing. */
export type KeyNode = StringNode | WordNode;

export interface ObjectNode extends Value {
  readonly kind: "object";
  /** False if the closing brace is missing. The span then ends where the parser gave up on finding it. */
  readonly closed: boolean;
  /** The object's members, followed by those that YAML's `<<` adds. */
  readonly members: readonly MemberNode[];
  /** The members as they are written, including `<<`, if that differs from `members`. */
  readonly written?: readonly MemberNode[];
  /** The column of the keys, for a YAML mapping without braces. */
  readonly indentation?: number;
}

export interface MemberNode {
  readonly kind: "member";
  readonly span: Span;
  readonly key: KeyNode;
  /** Offset of the colon; absent in an incomplete member. */
  readonly colon?: number;
  readonly value?: ValueNode;
  /** Offset of the comma that ends the member, if there is one. */
  readonly comma?: number;
}

export interface ArrayNode extends Value {
  readonly kind: "array";
  readonly closed: boolean;
  readonly items: readonly ValueNode[];
  /** The column of the dashes, for a YAML sequence without brackets. */
  readonly indentation?: number;
}

/**
 * How a string is written. `json` and `double` differ in their escapes, and `double` may span lines. `bare` is the
 * text of a whole file.
 */
export type StringStyle = "json" | "double" | "single" | "plain" | "literal" | "folded" | "bare";

export interface StringNode extends Value {
  readonly kind: "string";
  /** Includes the quotes. A block scalar extends from its `|` or `>` to the end of its last non-blank line. */
  readonly span: Span;
  readonly closed: boolean;
  /** The decoded text. */
  readonly value: string;
  readonly style: StringStyle;
  /**
   * The pieces of the text that the host replaces before AWS sees it, in order. The text has their source, or one
   * placeholder. Absent in the inputs of the AWS CLI, which are sent as they are.
   */
  readonly holes?: readonly Span[];
  /** The column where the lines of a `literal` or `folded` string start. */
  readonly indentation?: number;
  /** For an unquoted YAML key: the type that the AWS CLI gives it, if it is not a string. */
  readonly readAs?: "number" | "boolean" | "null" | "date";
}

export interface NumberNode extends Value {
  readonly kind: "number";
  /** As written: `1e3`, `1000.0` and `1000` differ for the AWS CLI. */
  readonly text: string;
  readonly value: number;
  /** False for a number that the AWS CLI reads as a float, such as `1000.0`. */
  readonly whole: boolean;
}

export interface BooleanNode extends Value {
  readonly kind: "boolean";
  readonly value: boolean;
}

/** An explicit null. A YAML member with nothing after its colon has no value instead. */
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

/** Text that is not a value, mostly because its quotes are missing. It has a syntax problem. */
export interface WordNode extends Value {
  readonly kind: "word";
  readonly value: string;
}

/**
 * - `syntax`: invalid for every parser.
 * - `comment`, `trailingComma`: accepted by some JSON editors, but not by the AWS CLI.
 * - `duplicateKey`, `tag`, `documents`, `tab`: YAML that the AWS CLI rejects.
 */
export interface SyntaxProblem {
  readonly kind:
    | "syntax"
    | "comment"
    | "trailingComma"
    | "duplicateKey"
    | "tag"
    | "documents"
    | "tab"
    | "blanks";
  readonly span: Span;
  readonly message: string;
  /** The other place that the message refers to: the first occurrence of a key, the value of a tag. */
  readonly related?: Span;
  /** The JSON string with control characters to escape, if that is the problem. */
  readonly unescaped?: Span;
}

export type Format = "json" | "yaml";

/** A file with this many problems is probably in another format. More messages would not help. */
export const MOST_PROBLEMS = 100;

export interface ParsedDocument {
  readonly format: Format;
  readonly text: string;
  /** Absent if the text contains no value. */
  readonly root?: ValueNode;
  readonly problems: readonly SyntaxProblem[];
  readonly comments: readonly Span[];
  readonly hasByteOrderMark: boolean;
}

/** A file that contains a single mapping template: a `bare` string. */
export interface TemplateDocument {
  readonly format: "vtl";
  readonly text: string;
  readonly root: StringNode;
  readonly comments: readonly Span[];
}
