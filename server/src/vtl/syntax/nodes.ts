/**
 * The tree of a template. Every text has one, whole or not. Nodes are plain data without parents; positions
 * are half-open UTF-16 offsets into the template, also of what stands inside an interpolated string.
 */
import type { Span } from "../../syntax/nodes";

export type { Span };

export interface TemplateNode extends Span {
  readonly kind: "template";
  readonly body: BlockNode;
}

/** A run of statements: a template, or what stands between a directive and its `#end`. */
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
  | CallNode;

/** Text that prints as `value`: plain text, `#[[…]]#`, or an escape such as `\#if`. */
export interface TextNode extends Span {
  readonly kind: "text";
  readonly form: "plain" | "textblock" | "escape";
  readonly value: string;
}

export interface CommentNode extends Span {
  readonly kind: "comment";
  readonly form: "line" | "block";
  /** What prints nevertheless: a `$` right before the comment. */
  readonly printed: string;
}

export interface ReferenceNode extends Span {
  readonly kind: "reference";
  /** The name behind `$`, `$!`, `${` or `$!{`; empty where it is missing. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly parts: readonly ReferencePart[];
  /** `$!` */
  readonly quiet: boolean;
  readonly braced: boolean;
  /** False where the `}` of a braced one is missing. */
  readonly closed: boolean;
  /** Text before the value: half of the backslashes, and `$` signs before the last one. */
  readonly prefix: string;
  /**
   * How it prints: `value` as its value; `escaped` (`\$a`) as `source`; `word`, a name without a `$` that
   * Velocity takes for a reference all the same, as `source`; `blocked` (`$\!a`) as nothing.
   */
  readonly form: "value" | "escaped" | "word" | "blocked";
  /** What an escaped one or a word prints: itself as written, without what is before its last `$`. */
  readonly source: string;
  /** The name `#set` and `#define` write to: `${a}` there means a variable named `{`. */
  readonly target: string;
  /**
   * Whether a dot follows that is no part of it, or a parenthesis at the template's end: to Velocity that is
   * text, but somebody may be typing there.
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

/** `[index]` */
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
  | MissingNode;

export interface StringNode extends Span {
  readonly kind: "string";
  readonly quote: '"' | "'";
  /** With doubled quotes and `\u0041` resolved. */
  readonly value: string;
  readonly closed: boolean;
  /** The template in a string in double quotes that has a `$` or `#`. */
  readonly template?: BlockNode;
  /** Whether Velocity cuts the last character off what the template prints: one that it added itself. */
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

/** A bare word among a directive's arguments: the `in` of `#foreach`, a macro's name. */
export interface WordNode extends Span {
  readonly kind: "word";
  readonly name: string;
}

/** Where an expression should stand and does not. */
export interface MissingNode extends Span {
  readonly kind: "missing";
}

/** What all directives have: the span of `#name`. */
export interface Directive extends Span {
  readonly nameSpan: Span;
}

export interface SetNode extends Directive {
  readonly kind: "set";
  readonly target: ReferenceNode | MissingNode;
  readonly value: Expression;
}

export interface IfNode extends Directive {
  readonly kind: "if";
  /** The `#if`, and each `#elseif` behind it. */
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

/** What the directives with a body share; without an `#end`, the body reaches to where the search for it ended. */
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

/** `#literal()`: prints its body as it is written. */
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

/** The call of a macro, or anything else behind a `#`: `#name`, `#name(…)`, `#@name(…) … #end`. */
export interface CallNode extends Directive {
  readonly kind: "call";
  readonly name: string;
  readonly arguments: readonly Expression[];
  /** What it prints where there is no such macro. */
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
