/**
 * The syntax tree of a template. Every text has one, even with errors. Nodes are plain data without parents. Positions
 * are half-open ranges of UTF-16 offsets into the template, even inside interpolated strings.
 */
import type { Span } from "../../syntax/nodes";

export type { Span };

export interface TemplateNode extends Span {
  readonly kind: "template";
  readonly body: BlockNode;
}

/** A sequence of statements: a template, or the body between a directive and its `#end`. */
export interface BlockNode extends Span {
  readonly kind: "block";
  readonly statements: readonly Statement[];
}

export type Statement =
  | TextNode
  | CommentNode
  | ReferenceNode
  | SetNode
  | IfNode
  | ForeachNode
  | DefineNode
  | LiteralNode
  | MacroNode
  | CommandNode
  | CallNode
  | HoleNode;

/** Text that prints as `value`: plain text, `#[[…]]#`, or an escape such as `\#if`. */
export interface TextNode extends Span {
  readonly kind: "text";
  readonly form: "plain" | "textblock" | "escape";
  readonly value: string;
}

/**
 * A piece that the host replaces before API Gateway sees the text, with everything that depends on it: in
 * `$a⟪hole⟫.b($c)`, all of the reference. What it prints and its value are unknown.
 */
export interface HoleNode extends Span {
  readonly kind: "hole";
  /** As written in the template. */
  readonly source: string;
  /** The expressions that the node contains, such as `$c`. */
  readonly expressions: readonly Expression[];
}

export interface CommentNode extends Span {
  readonly kind: "comment";
  readonly form: "line" | "block";
  /** Text that prints anyway: a `$` right before the comment. */
  readonly printed: string;
}

export interface ReferenceNode extends Span {
  readonly kind: "reference";
  /** The name after `$`, `$!`, `${` or `$!{`; empty if it is missing. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly parts: readonly ReferencePart[];
  /** `$!` */
  readonly quiet: boolean;
  readonly braced: boolean;
  /** False if it is braced and the `}` is missing. */
  readonly closed: boolean;
  /** Text before the value: half of the backslashes, and `$` signs before the last one. */
  readonly prefix: string;
  /**
   * How it prints: `value` as its value; `escaped` (`\$a`) as `source`; `word`, a name without `$` that Velocity
   * still parses as a reference, as `source`; `blocked` (`$\!a`) as nothing.
   */
  readonly form: "value" | "escaped" | "word" | "blocked";
  /** The text that `escaped` and `word` print: the reference as written, from its last `$` on. */
  readonly source: string;
  /** The name that `#set` and `#define` assign to. For `${a}`, that is a variable named `{`. */
  readonly target: string;
  /**
   * Whether a dot or parenthesis follows that does not belong to the reference. To Velocity it is text, but the user
   * may be typing there.
   */
  readonly dangling: boolean;
}

export type ReferencePart = PropertyPart | MethodPart | IndexPart;

/** `.name`; the span starts at the dot. */
export interface PropertyPart extends Span {
  readonly kind: "property";
  readonly name: string;
  readonly nameSpan: Span;
}

/** `.name(arguments)`; the span starts at the dot. */
export interface MethodPart extends Span {
  readonly kind: "method";
  readonly name: string;
  readonly nameSpan: Span;
  readonly arguments: readonly Expression[];
  /** Between the parentheses. */
  readonly argumentsSpan: Span;
  readonly closed: boolean;
}

/** `[index]`, or `.name` with a hole in the name. */
export interface IndexPart extends Span {
  readonly kind: "index";
  readonly index: Expression;
  readonly closed: boolean;
}

export type Expression =
  | ReferenceNode
  | StringNode
  | IntegerNode
  | FloatNode
  | BooleanNode
  | ListNode
  | RangeNode
  | MapNode
  | NotNode
  | BinaryNode
  | GroupNode
  | WordNode
  | MissingNode
  | HoleNode;

export interface StringNode extends Span {
  readonly kind: "string";
  readonly quote: '"' | "'";
  /** With doubled quotes and `\u0041` resolved. */
  readonly value: string;
  readonly closed: boolean;
  /** The template inside a double-quoted string that contains `$` or `#`; text and holes if there is a hole in it. */
  readonly template?: BlockNode;
  /** Whether Velocity removes the last character of what the template prints, which it added itself. */
  readonly cut: boolean;
}

export interface IntegerNode extends Span {
  readonly kind: "integer";
  readonly text: string;
}

export interface FloatNode extends Span {
  readonly kind: "float";
  readonly text: string;
}

export interface BooleanNode extends Span {
  readonly kind: "boolean";
  readonly value: boolean;
}

export interface ListNode extends Span {
  readonly kind: "list";
  readonly items: readonly Expression[];
}

export interface RangeNode extends Span {
  readonly kind: "range";
  readonly first: Expression;
  readonly last: Expression;
}

export interface MapNode extends Span {
  readonly kind: "map";
  readonly entries: readonly MapEntryNode[];
}

export interface MapEntryNode extends Span {
  readonly kind: "entry";
  readonly key: Expression;
  readonly value: Expression;
}

export interface NotNode extends Span {
  readonly kind: "not";
  readonly operand: Expression;
}

export type BinaryOperator =
  | "or"
  | "and"
  | "=="
  | "!="
  | "<"
  | "<="
  | ">"
  | ">="
  | "+"
  | "-"
  | "*"
  | "/"
  | "%";

export interface BinaryNode extends Span {
  readonly kind: "binary";
  readonly operator: BinaryOperator;
  readonly operatorSpan: Span;
  readonly left: Expression;
  readonly right: Expression;
}

/** `(expression)` */
export interface GroupNode extends Span {
  readonly kind: "group";
  readonly expression: Expression;
}

/** A bare word among the arguments of a directive: the `in` of `#foreach`, or the name of a macro. */
export interface WordNode extends Span {
  readonly kind: "word";
  readonly name: string;
}

/** A position where an expression is expected but missing. */
export interface MissingNode extends Span {
  readonly kind: "missing";
}

/** What all directives share: the span of `#name`. */
export interface Directive extends Span {
  readonly nameSpan: Span;
}

export interface SetNode extends Directive {
  readonly kind: "set";
  readonly target: ReferenceNode | HoleNode | MissingNode;
  readonly value: Expression;
}

export interface IfNode extends Directive {
  readonly kind: "if";
  /** The `#if` and each `#elseif` after it. */
  readonly branches: readonly BranchNode[];
  readonly otherwise?: ElseNode;
  readonly endSpan?: Span;
}

export interface BranchNode extends Directive {
  readonly kind: "branch";
  readonly condition: Expression;
  readonly body: BlockNode;
}

export interface ElseNode extends Directive {
  readonly kind: "else";
  readonly body: BlockNode;
}

/** What directives with a body share. Without an `#end`, the body extends to where the search for it ended. */
export interface BodyDirective extends Directive {
  readonly arguments: readonly Expression[];
  readonly body: BlockNode;
  readonly endSpan?: Span;
}

/** `#foreach($item in $list)` */
export interface ForeachNode extends BodyDirective {
  readonly kind: "foreach";
}

/** `#define($name)` */
export interface DefineNode extends BodyDirective {
  readonly kind: "define";
}

/** `#literal()`: prints its body as written. */
export interface LiteralNode extends BodyDirective {
  readonly kind: "literal";
  readonly source: string;
}

/** `#macro(name $parameter …)` */
export interface MacroNode extends BodyDirective {
  readonly kind: "macro";
  readonly name: string;
  readonly parameters: readonly string[];
}

/** `#break`, `#stop`, `#evaluate`, `#parse` and `#include`. */
export interface CommandNode extends Directive {
  readonly kind: "command";
  readonly name: "break" | "stop" | "evaluate" | "parse" | "include";
  readonly arguments: readonly Expression[];
  readonly source: string;
}

/** A macro call, or any other name after `#`: `#name`, `#name(…)`, `#@name(…) … #end`. */
export interface CallNode extends Directive {
  readonly kind: "call";
  readonly name: string;
  readonly arguments: readonly Expression[];
  /** The text that it prints if there is no such macro. */
  readonly source: string;
  /** The body of a `#@name(…)`. */
  readonly body?: BlockNode;
  readonly endSpan?: Span;
}

export type Node =
  | TemplateNode
  | BlockNode
  | Statement
  | BranchNode
  | ElseNode
  | ReferencePart
  | Expression
  | MapEntryNode;
