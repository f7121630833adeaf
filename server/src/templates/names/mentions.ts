/** Where a template mentions variables and macros, gathered in one walk over its tree. */

import type { Template } from "../../rules/engine/template";
import { Recent } from "../../syntax/recent";
import type { Definition } from "../../vtl/analysis/facts";
import type {
  BlockNode,
  CallNode,
  Expression,
  ForeachNode,
  MacroNode,
  ReferenceNode,
  Span,
  Statement,
} from "../../vtl/syntax/nodes";

/** What a name belongs to: the template, a `#foreach` with its item, or a `#macro` with its parameters. */
export interface Scope {
  readonly kind: "template" | "loop" | "macro";
  /** Where the names of the scope are visible. */
  readonly span: Span;
  /** The word `#foreach` or `#macro`. */
  readonly keyword: Span;
  /** How many bodies that run later (of `#define`, `#macro` and `#@name`) are around it. */
  readonly deferrals: number;
  /** How many macro calls it is in an argument of. */
  readonly calls: number;
  /** For a macro: whether a call has too few arguments. The parameter then has the value of the caller's variable. */
  readonly isOpen: boolean;
}

/** How a variable gets its value. */
export interface MentionedDefinition {
  readonly from: Definition["from"];
  /** The directive without its body. */
  readonly statement: Span;
  /** The value that it is set to; for `#foreach`, the list. */
  readonly value?: Expression;
  /** For the item of a `#foreach`: the scope that has the name outside the loop. */
  readonly hides?: Scope;
}

/** A reference, as far as its name is concerned. */
export interface Mention {
  readonly name: string;
  /** The name without `$` and braces. */
  readonly span: Span;
  readonly node: ReferenceNode;
  /** The scope that the name belongs to where it is written. */
  readonly scope: Scope;
  /** Undefined for uses. */
  readonly definition?: MentionedDefinition;
  /**
   * When it is evaluated: where it is written, as an argument of a running macro (`argument`), or wherever its block
   * is printed (`later`). Velocity then looks for the name in what is running at that time.
   */
  readonly time: "now" | "argument" | "later";
}

/** A macro's name in its `#macro` or in a call. */
export interface MacroMention {
  readonly name: string;
  /** The name without `#`, `@` and braces. */
  readonly span: Span;
  readonly node: MacroNode | CallNode;
}

/** The words of a directive that belong together: `#if`, `#elseif`, `#else`, `#end`. */
export type BlockWords = readonly Span[];

export interface Mentions {
  /** By name, in the order of the text. */
  readonly variables: ReadonlyMap<string, readonly Mention[]>;
  /** Of the macros that the template defines, by name. */
  readonly macros: ReadonlyMap<string, readonly MacroMention[]>;
  /** The names of all calls, even of macros that do not exist. */
  readonly called: ReadonlySet<string>;
  readonly blocks: readonly BlockWords[];
  /** All references that have a value or get one, with the mention of their variable. */
  readonly references: readonly Mention[];
}

/** Returns the mentions in a template. Computed once for each template. */
export function mentionsIn(template: Template): Mentions {
  return cached.of(template, () => new Collector(template));
}

const cached = /* @__PURE__ */ new Recent<Template, Mentions>(2);

/** The variables that every `#foreach` sets. */
const LOOP_NAMES = ["foreach", "velocityCount", "velocityHasNext"];

class Collector implements Mentions {
  readonly variables = new Map<string, Mention[]>();
  readonly macros = new Map<string, MacroMention[]>();
  readonly called = new Set<string>();
  readonly blocks: BlockWords[] = [];
  readonly references: Mention[] = [];
  /** The scopes around the current node, by the names that they have, innermost last. */
  readonly #scopes = new Map<string, Scope[]>();
  readonly #root: Scope;
  #fewestArguments: ReadonlyMap<string, number> | undefined;
  #deferrals = 0;
  #calls = 0;

  constructor(private readonly template: Template) {
    const start = { start: 0, end: 0 };
    this.#root = {
      kind: "template",
      span: template.root.span,
      keyword: start,
      deferrals: 0,
      calls: 0,
      isOpen: false,
    };
    for (const { name } of template.facts.macros) if (name !== "") this.macros.set(name, []);
    this.#block(template.tree.body);
  }

  #block({ statements }: BlockNode): void {
    for (const statement of statements) this.#statement(statement);
  }

  #statement(node: Statement): void {
    switch (node.kind) {
      case "text":
      case "comment":
        return;
      case "reference":
        this.#reference(node);
        return;
      case "set": {
        const { target, value } = node;
        this.#expression(value);
        if (target.kind !== "reference") return;
        if (target.parts.length === 0) this.#define(target, { from: "set", statement: node, value });
        else this.#mention(target);
        this.#parts(target);
        return;
      }
      case "if":
        this.#words(...node.branches.map(({ nameSpan }) => nameSpan), node.otherwise?.nameSpan, node.endSpan);
        for (const branch of node.branches) {
          this.#expression(branch.condition);
          this.#block(branch.body);
        }
        if (node.otherwise) this.#block(node.otherwise.body);
        return;
      case "foreach":
        this.#foreach(node);
        return;
      case "define": {
        this.#words(node.nameSpan, node.endSpan);
        const [name] = node.arguments;
        if (name?.kind === "reference") this.#define(name, { from: "define", statement: headOf(node) });
        this.#later(node.body);
        return;
      }
      case "macro":
        this.#macro(node);
        return;
      case "call":
        this.#call(node);
        return;
      case "command":
        for (const argument of node.arguments) this.#expression(argument);
        return;
      case "literal":
        this.#words(node.nameSpan, node.endSpan);
        return;
    }
  }

  #foreach(node: ForeachNode): void {
    this.#words(node.nameSpan, node.endSpan);
    const [item, , list] = node.arguments;
    if (list) this.#expression(list);
    const scope = this.#scope("loop", node);
    const names = item?.kind === "reference" ? [...LOOP_NAMES, item.name] : LOOP_NAMES;
    const hides = item?.kind === "reference" ? this.#scopeOf(item.name) : this.#root;
    for (const name of names) this.#enter(name, scope);
    if (item?.kind === "reference") {
      const statement = headOf(node);
      this.#add(item, { from: "foreach", statement, hides, ...(list && { value: list }) });
    }
    this.#block(node.body);
    for (const name of names) this.#scopes.get(name)?.pop();
  }

  #macro(node: MacroNode): void {
    this.#words(node.nameSpan, node.endSpan);
    const [name, ...parameters] = node.arguments;
    if (name?.kind === "word") this.#macroName(node.name, name, node);
    this.#deferrals++;
    const scope = this.#scope("macro", node, this.#isOpen(node));
    const named = parameters.filter((parameter) => parameter.kind === "reference" && isTarget(parameter));
    for (const parameter of named) {
      if (parameter.kind !== "reference") continue;
      this.#enter(parameter.name, scope);
      this.#add(parameter, { from: "parameter", statement: headOf(node) });
    }
    this.#block(node.body);
    for (const parameter of named) {
      if (parameter.kind === "reference") this.#scopes.get(parameter.name)?.pop();
    }
    this.#deferrals--;
  }

  /** What calls no macro is text, and so are its arguments and its body. */
  #call(node: CallNode): void {
    const hasAt = node.name.startsWith("@");
    const name = hasAt ? node.name.slice(1) : node.name;
    this.called.add(name);
    if (node.body) this.#words(node.nameSpan, node.endSpan);
    // `#@name` without arguments is text, too.
    if (!this.macros.has(name) || (hasAt && !node.body)) return;
    const written = this.template.textOf(node.nameSpan);
    const at = written.lastIndexOf(name);
    if (at >= 0) {
      const start = node.nameSpan.start + at;
      this.#macroName(name, { start, end: start + name.length }, node);
    }
    this.#calls++;
    for (const argument of node.arguments) this.#expression(argument);
    this.#calls--;
    if (node.body) this.#later(node.body);
  }

  #later(body: BlockNode): void {
    this.#deferrals++;
    this.#block(body);
    this.#deferrals--;
  }

  #words(...spans: readonly (Span | undefined)[]): void {
    const words = spans.filter((span) => span !== undefined);
    if (words.length > 1) this.blocks.push(words);
  }

  #macroName(name: string, { start, end }: Span, node: MacroNode | CallNode): void {
    this.macros.get(name)?.push({ name, span: { start, end }, node });
  }

  #isOpen({ name, parameters }: MacroNode): boolean {
    this.#fewestArguments ??= fewestArguments(this.template.facts.calls);
    return (this.#fewestArguments.get(name) ?? parameters.length) < parameters.length;
  }

  #scope(kind: Scope["kind"], node: ForeachNode | MacroNode, isOpen = false): Scope {
    const { nameSpan, start, end } = node;
    return {
      kind,
      span: { start, end },
      keyword: nameSpan,
      deferrals: this.#deferrals,
      calls: this.#calls,
      isOpen,
    };
  }

  #enter(name: string, scope: Scope): void {
    const stack = this.#scopes.get(name);
    if (stack) stack.push(scope);
    else this.#scopes.set(name, [scope]);
  }

  #scopeOf(name: string): Scope {
    return this.#scopes.get(name)?.at(-1) ?? this.#root;
  }

  #reference(node: ReferenceNode): void {
    if (node.form === "value") {
      this.#mention(node);
      this.#parts(node);
    } else if (node.form === "escaped" && node.source === `$${node.name}`) {
      // In a macro, an escaped parameter prints the source of its argument.
      const scope = this.#scopeOf(node.name);
      if (scope.kind === "macro") this.#add(node);
    }
  }

  /** `#set(${a} = 1)` does not set `$a`: Velocity calls that variable `{`. */
  #define(node: ReferenceNode, definition: MentionedDefinition): void {
    this.#add(node, isTarget(node) ? definition : undefined);
  }

  #mention(node: ReferenceNode): void {
    this.references.push(this.#add(node));
  }

  #add(node: ReferenceNode, definition?: MentionedDefinition): Mention {
    const { name, nameSpan: span } = node;
    const scope = this.#scopeOf(name);
    const time = this.#deferrals > scope.deferrals ? "later" : this.#calls > scope.calls ? "argument" : "now";
    const mention: Mention = { name, span, node, scope, time, ...(definition && { definition }) };
    const list = this.variables.get(name);
    if (list) list.push(mention);
    else this.variables.set(name, [mention]);
    return mention;
  }

  #parts(node: ReferenceNode): void {
    for (const part of node.parts) {
      if (part.kind === "method") for (const argument of part.arguments) this.#expression(argument);
      else if (part.kind === "index") this.#expression(part.index);
    }
  }

  #expression(node: Expression): void {
    switch (node.kind) {
      case "reference":
        this.#reference(node);
        return;
      case "string":
        if (node.template) this.#block(node.template);
        return;
      case "list":
        for (const item of node.items) this.#expression(item);
        return;
      case "range":
        this.#expression(node.first);
        this.#expression(node.last);
        return;
      case "map":
        for (const { key, value } of node.entries) {
          this.#expression(key);
          this.#expression(value);
        }
        return;
      case "not":
        this.#expression(node.operand);
        return;
      case "group":
        this.#expression(node.expression);
        return;
      case "binary":
        this.#expression(node.left);
        this.#expression(node.right);
        return;
    }
  }
}

/** Returns whether an assignment to the reference assigns to the variable of its name. */
function isTarget({ name, target }: ReferenceNode): boolean {
  return name === target;
}

/** By the name that is called. */
function fewestArguments(calls: readonly CallNode[]): ReadonlyMap<string, number> {
  const fewest = new Map<string, number>();
  for (const call of calls) {
    const name = call.name.replace(/^@/, "");
    fewest.set(name, Math.min(fewest.get(name) ?? Number.POSITIVE_INFINITY, call.arguments.length));
  }
  return fewest;
}

/** A directive without its body. */
function headOf({ start, body }: { readonly start: number; readonly body: BlockNode }): Span {
  return { start, end: body.start };
}
