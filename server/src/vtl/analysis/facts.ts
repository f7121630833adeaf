/** Facts about a template, gathered in one walk over its tree, so that rules need not walk it themselves. */
import type {
  BinaryNode,
  BlockNode,
  CallNode,
  CommandNode,
  Expression,
  ForeachNode,
  IfNode,
  MacroNode,
  ReferenceNode,
  SetNode,
  Span,
  Statement,
} from "../syntax/nodes";
import { isRoot } from "./library";

/** A reference that reads a value. */
export interface ReferenceUse {
  readonly node: ReferenceNode;
  /** True if it is part of the text, so that its value is printed right there. */
  readonly isPrinted: boolean;
}

/** A place where a variable gets its value. */
export interface Definition {
  readonly from: "set" | "foreach" | "define" | "parameter";
  readonly span: Span;
  /** The value that it is set to; for `#foreach`, the list. */
  readonly value?: Expression;
  /** The block that it always runs in; for `#foreach`, the body. */
  readonly block: Span;
  /** The innermost loop around it. */
  readonly loop?: Span;
}

export interface Facts {
  /** In the order of the text. */
  readonly references: readonly ReferenceUse[];
  readonly sets: readonly SetNode[];
  readonly ifs: readonly IfNode[];
  readonly loops: readonly ForeachNode[];
  readonly macros: readonly MacroNode[];
  readonly calls: readonly CallNode[];
  readonly commands: readonly CommandNode[];
  readonly blocks: readonly BlockNode[];
  /** The bodies of `#define` and `#macro`, which run later than they are written. */
  readonly deferred: readonly BlockNode[];
  /** Arithmetic and comparisons. */
  readonly binaries: readonly BinaryNode[];
  readonly comments: readonly Span[];
  /** By the name of the variable. */
  readonly definitions: ReadonlyMap<string, readonly Definition[]>;
  /** Returns whether the reference reads a predefined variable such as `$input`, and not one that replaced it. */
  readsObject(node: ReferenceNode): boolean;
}

export function gatherFacts(body: BlockNode): Facts {
  const gatherer = new Gatherer();
  gatherer.block(body, true);
  return gatherer;
}

class Gatherer implements Facts {
  readonly references: ReferenceUse[] = [];
  readonly sets: SetNode[] = [];
  readonly ifs: IfNode[] = [];
  readonly loops: ForeachNode[] = [];
  readonly macros: MacroNode[] = [];
  readonly calls: CallNode[] = [];
  readonly commands: CommandNode[] = [];
  readonly blocks: BlockNode[] = [];
  readonly deferred: BlockNode[] = [];
  readonly binaries: BinaryNode[] = [];
  readonly comments: Span[] = [];
  readonly definitions = new Map<string, Definition[]>();
  #block: Span = { start: 0, end: 0 };
  #loop: Span | undefined;

  readsObject({ name, start }: ReferenceNode): boolean {
    if (!isRoot(name)) return false;
    const first = this.definitions.get(name)?.[0];
    // In `#set($input = $input.path('$'))`, the value still reads the predefined variable.
    return first === undefined || start < (first.value ?? first.span).end;
  }

  block(node: BlockNode, isPrinted: boolean): void {
    this.blocks.push(node);
    const outer = this.#block;
    this.#block = node;
    for (const statement of node.statements) this.#statement(statement, isPrinted);
    this.#block = outer;
  }

  #statement(node: Statement, isPrinted: boolean): void {
    switch (node.kind) {
      case "text":
        return;
      case "hole":
        for (const inner of node.expressions) this.#expression(inner);
        return;
      case "comment":
        this.comments.push(node);
        return;
      case "reference":
        this.#reference(node, isPrinted);
        return;
      case "set":
        this.sets.push(node);
        this.#expression(node.value);
        if (node.target.kind === "reference") this.#target(node.target, node.value);
        return;
      case "if":
        this.ifs.push(node);
        for (const branch of node.branches) {
          this.#expression(branch.condition);
          this.block(branch.body, isPrinted);
        }
        if (node.otherwise) this.block(node.otherwise.body, isPrinted);
        return;
      case "foreach": {
        this.loops.push(node);
        const [item, , list] = node.arguments;
        if (list) this.#expression(list);
        const outer = this.#loop;
        this.#loop = node;
        if (item?.kind === "reference") this.#define(item.name, "foreach", item, list, node.body);
        this.block(node.body, isPrinted);
        this.#loop = outer;
        return;
      }
      case "define": {
        const [name] = node.arguments;
        if (name?.kind === "reference") this.#define(name.target, "define", name);
        this.deferred.push(node.body);
        this.block(node.body, isPrinted);
        return;
      }
      case "macro":
        this.macros.push(node);
        for (const parameter of node.arguments.slice(1)) {
          if (parameter.kind !== "reference") continue;
          this.#define(parameter.target, "parameter", parameter);
        }
        this.deferred.push(node.body);
        this.block(node.body, isPrinted);
        return;
      case "call":
        this.calls.push(node);
        for (const argument of node.arguments) this.#expression(argument);
        if (node.body) this.block(node.body, isPrinted);
        return;
      case "command":
        this.commands.push(node);
        for (const argument of node.arguments) this.#expression(argument);
        return;
      case "literal":
        return;
    }
  }

  #target(target: ReferenceNode, value: Expression): void {
    if (target.parts.length === 0) this.#define(target.target, "set", target, value);
    this.#parts(target);
  }

  #define(name: string, from: Definition["from"], span: Span, value?: Expression, block = this.#block): void {
    const list = this.definitions.get(name);
    const loop = this.#loop;
    const entry: Definition = value
      ? loop
        ? { from, span, block, value, loop }
        : { from, span, block, value }
      : loop
        ? { from, span, block, loop }
        : { from, span, block };
    if (list) list.push(entry);
    else this.definitions.set(name, [entry]);
  }

  #reference(node: ReferenceNode, isPrinted: boolean): void {
    // Velocity prints escaped references, and references without a `$`, as text.
    if (node.form !== "value") return;
    this.references.push({ node, isPrinted });
    this.#parts(node);
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
        this.#reference(node, false);
        return;
      case "hole":
        for (const inner of node.expressions) this.#expression(inner);
        return;
      case "string":
        if (node.template) this.block(node.template, false);
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
        this.binaries.push(node);
        this.#expression(node.left);
        this.#expression(node.right);
        return;
    }
  }
}
