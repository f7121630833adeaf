/**
 * The shape of a template: all that decides what it prints, and nothing of how it is written. Two templates of the same
 * shape print the same for every request, whatever differs in their source: braces, `!`, blanks that Velocity skips, or
 * where one text ends and the next begins. A rewritten template is therefore compared with the expected shape.
 */
import type { BlockNode, Expression, Node, ReferenceNode, ReferencePart, Statement } from "../syntax/nodes";

/** What to describe instead of a node: another shape, or text in its place. */
export type Substitute =
  | { readonly kind: "shape"; readonly shape: string }
  | { readonly kind: "text"; readonly text: string }
  /** The shape replaces the variable of a reference and its first parts. */
  | { readonly kind: "start"; readonly shape: string; readonly count: number };

export interface ShapeOptions {
  readonly substitutes?: ReadonlyMap<Node, Substitute>;
  readonly omitted?: ReadonlySet<Node>;
}

/** Returns the shape of a block of the template with this text. */
export function shapeOf(text: string, block: BlockNode, options: ShapeOptions = {}): string {
  return new Shaper(text, options).block(block);
}

/** Returns the shape of an expression of the template with this text. */
export function shapeOfExpression(text: string, node: Expression, options: ShapeOptions = {}): string {
  return new Shaper(text, options).expression(node);
}

/** Returns the shape of a reference's variable and its first parts. */
export function shapeOfStart(text: string, node: ReferenceNode, count: number): string {
  return new Shaper(text, {}).start(node, count);
}

/** A node whose parts are in brackets, so that no two shapes are alike by accident. */
function node(kind: string, ...parts: readonly string[]): string {
  return `(${[kind, ...parts].join(" ")})`;
}

const CALCULATIONS: ReadonlySet<string> = new Set(["+", "-", "*", "/", "%"]);

class Shaper {
  constructor(
    private readonly text: string,
    private readonly options: ShapeOptions,
  ) {}

  block({ statements }: BlockNode): string {
    const parts: string[] = [];
    let printed = "";
    for (const statement of statements) {
      if (this.options.omitted?.has(statement)) continue;
      const substitute = this.options.substitutes?.get(statement);
      if (substitute?.kind === "text") printed += substitute.text;
      else if (statement.kind === "text") printed += statement.value;
      else if (statement.kind === "comment") printed += statement.printed;
      else {
        if (statement.kind === "reference") printed += statement.prefix;
        if (printed !== "") parts.push(JSON.stringify(printed));
        printed = "";
        parts.push(this.#statement(statement));
      }
    }
    if (printed !== "") parts.push(JSON.stringify(printed));
    return node("block", ...parts);
  }

  #statement(statement: Exclude<Statement, { readonly kind: "text" | "comment" }>): string {
    const substitute = this.options.substitutes?.get(statement);
    if (substitute?.kind === "shape") return substitute.shape;
    switch (statement.kind) {
      case "reference":
        return this.expression(statement);
      case "set": {
        const { target, value } = statement;
        const name = target.kind === "reference" ? JSON.stringify(target.target) : "";
        const parts = target.kind === "reference" ? target.parts.map((part) => this.#part(part)) : [];
        return node("set", name, ...parts, this.expression(value));
      }
      case "if": {
        const branches = statement.branches.flatMap(({ condition, body }) => [
          this.expression(condition),
          this.block(body),
        ]);
        const { otherwise } = statement;
        return node("if", ...branches, ...(otherwise ? ["else", this.block(otherwise.body)] : []));
      }
      case "foreach":
      case "define": {
        const [first, ...others] = statement.arguments;
        const name = first?.kind === "reference" ? first.target : "";
        const list = others.map((argument) => this.expression(argument));
        return node(statement.kind, JSON.stringify(name), ...list, this.block(statement.body));
      }
      case "macro":
        return node(
          "macro",
          JSON.stringify([statement.name, ...statement.parameters]),
          this.block(statement.body),
        );
      case "literal":
        return node("literal", JSON.stringify(statement.source));
      case "command":
        return node(statement.name, ...statement.arguments.map((argument) => this.expression(argument)));
      case "call":
      case "hole":
        return node(statement.kind, JSON.stringify(statement.source));
    }
  }

  expression(expression: Expression): string {
    const substitute = this.options.substitutes?.get(expression);
    if (substitute?.kind === "shape") return substitute.shape;
    switch (expression.kind) {
      case "reference":
        if (expression.form !== "value") return node(expression.form, JSON.stringify(expression.source));
        if (substitute?.kind !== "start") return this.start(expression, expression.parts.length);
        return [
          substitute.shape,
          ...expression.parts.slice(substitute.count).map((part) => this.#part(part)),
        ].join("");
      case "string":
        if (!expression.template) return JSON.stringify(expression.value);
        return node(expression.cut ? "cut" : "text", this.block(expression.template));
      case "integer":
      case "float":
        return node(expression.kind, expression.text);
      case "boolean":
        return `${expression.value}`;
      case "list":
        return node("list", ...expression.items.map((item) => this.expression(item)));
      case "range":
        return node("range", this.expression(expression.first), this.expression(expression.last));
      case "map": {
        const entries = expression.entries.flatMap(({ key, value }) => [key, value]);
        return node("map", ...entries.map((entry) => this.expression(entry)));
      }
      case "not":
        return node("not", this.expression(expression.operand));
      case "group":
        return this.expression(expression.expression);
      case "binary": {
        const { operator, left, right } = expression;
        const sides = [left, right];
        // `+` joins a calculation without a result as it is written.
        const written = operator === "+" ? sides.map((side) => this.#writtenSource(side)) : [];
        return node(operator, ...sides.map((side) => this.expression(side)), ...written);
      }
      case "word":
        return node("word", JSON.stringify(expression.name));
      case "hole":
        return node("hole", JSON.stringify(expression.source));
      case "missing":
        return node("missing");
    }
  }

  #writtenSource(expression: Expression): string {
    let inner = expression;
    while (inner.kind === "group") inner = inner.expression;
    const isCalculation = inner.kind === "binary" && CALCULATIONS.has(inner.operator);
    return isCalculation ? JSON.stringify(this.text.slice(expression.start, expression.end)) : "";
  }

  start({ name, parts }: ReferenceNode, count: number): string {
    return [variableShape(name), ...parts.slice(0, count).map((part) => this.#part(part))].join("");
  }

  #part(part: ReferencePart): string {
    if (part.kind === "index") return `[${this.expression(part.index)}]`;
    const name = JSON.stringify(part.name);
    if (part.kind === "property") return `.${name}`;
    return `.${name}${node("call", ...part.arguments.map((argument) => this.expression(argument)))}`;
  }
}

/** Returns the shape of a variable. */
export function variableShape(name: string): string {
  return `$${JSON.stringify(name)}`;
}
