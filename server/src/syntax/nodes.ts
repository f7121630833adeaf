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
  | WordNode
  | UnknownNode;

interface Value {
  readonly span: Span;
  /**
   * For a YAML alias: the node that it refers to. The span is the alias's own, so that problems and edits apply
   * to the place that uses it. The spans of nodes inside are those of the anchored node.
   */
  readonly anchored?: ValueNode;
  /** The value's YAML tag, unless it is one of YAML's own: `!Sub`. */
  readonly tag?: string;
  /**
   * For a node of an input in a host file that was made from another one: the node that is written in the file, which
   * edits change.
   */
  readonly origin?: ValueNode;
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
  /** True if the host adds members that are not written here, so that no member is known to be absent. */
  readonly isOpen?: true;
}

export interface MemberNode {
  readonly kind: "member";
  /** For a member of an input in a host file: the member as it is written there, which edits change. */
  readonly origin?: MemberNode;
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
 * text of a whole file. `composed` strings are written in a way that only their host knows: see `Composition`.
 */
export type StringStyle = "json" | "double" | "single" | "plain" | "literal" | "folded" | "bare" | "composed";

/** A piece of a string's text that the host replaces before AWS sees it, at its place in the text. */
export interface Hole extends Span {
  /** Values that the piece is likely to have, such as a region; absent if nothing is known about it. */
  readonly typical?: readonly string[];
  /** Set if the piece is a Velocity reference that the host takes for its own, by mistake. */
  readonly mistaken?: MistakenReference;
}

/** A Velocity reference in the syntax of the host's own variables. */
export interface MistakenReference {
  /** What reads it: `Fn::Sub`, `Terraform`. */
  readonly host: string;
  /** How the reference is written so that the host leaves it alone. */
  readonly escaped: string;
  /** The same with the escapes of the string that it is in, if it needs any. */
  readonly written?: string;
  /** Where it is written in the file. */
  readonly source: Span;
}

/** A reference to the host's variables in a string where the host does not replace it. */
export interface UnreplacedReference {
  /** What would replace it: `Fn::Sub`. */
  readonly by: string;
  readonly text: string;
  /** Where it is written in the file. */
  readonly source: Span;
  /** What makes the host replace it, and nothing else in the string. */
  readonly edits: readonly Edit[];
}

/** A piece of a composed string. */
export interface Piece extends Span {
  /** Where it is written in the file. */
  readonly source: Span;
  /** `copied` if each code unit of the piece is one of the source. */
  readonly kind: "copied" | "escaped" | "hole";
}

/** How a host composes a string's text, for strings that are not simply written in the format of the file. */
export interface Composition {
  /** In the order of the text and of the file, without gaps in the text. */
  readonly pieces: readonly Piece[];
  /** The offset in the file where the text ends. */
  readonly closing: number;
  /** Returns the edits that make the text the new one, which has all holes; undefined if the host cannot hold it. */
  write(newText: string): readonly Edit[] | undefined;
}

/** Replaces the span of the file; an empty span inserts. */
export interface Edit {
  readonly span: Span;
  readonly newText: string;
}

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
  readonly holes?: readonly Hole[];
  /** The references of holes whose values have been filled in. */
  readonly mistaken?: readonly MistakenReference[];
  /** The first reference that the author may expect the host to replace. */
  readonly unreplaced?: UnreplacedReference;
  /** Present if the host composes the text from more than what one string of the format says. */
  readonly composition?: Composition;
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

/** An expression that a host evaluates: what its value will be is not in the file. */
export interface UnknownNode extends Value {
  readonly kind: "unknown";
  /** The values that are written in the expression, such as the arguments of a function; in source order. */
  readonly parts?: readonly ValueNode[];
  /** What it may be: `absent` for a member that may not exist. Absent if nothing is known. */
  readonly alternatives?: readonly (ValueNode | "absent")[];
  /** Values that a string is likely to have, such as the ARN of a function. */
  readonly typical?: readonly string[];
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

/** HCL is the language of Terraform, whose parser is loaded when it is needed. */
export type Format = InputFormat | "hcl";

/** The formats of the AWS CLI's inputs. */
export type InputFormat = "json" | "yaml";

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
