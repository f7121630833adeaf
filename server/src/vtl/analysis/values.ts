/** Static analysis of values: their type, and whether they contain untrusted text from a request. */
import type { BlockNode, Expression, ReferenceNode, ReferencePart } from "../syntax/nodes";
import type { Facts } from "./facts";
import { findMethod, isRoot, OBJECTS, type StaticType } from "./library";
import { nameOfPart } from "./parts";

export interface StaticValue {
  readonly type: StaticType;
  /** The source of untrusted text in the value; absent if the template creates the value itself. */
  readonly from?: "params" | "body";
  /** How far it is escaped for a JSON string: `quotes` if `\'` has not been turned back into `'`. */
  readonly escaped?: "quotes" | "whole";
  /** True for the result of `$input.path` itself, without further parts. */
  readonly isPathResult?: boolean;
}

const ANY: StaticValue = { type: "any" };
const TEXT: StaticValue = { type: "string" };
const NUMBER: StaticValue = { type: "number" };
const BOOLEAN: StaticValue = { type: "boolean" };
const COMPARISONS: ReadonlySet<string> = new Set(["==", "!=", "<", "<=", ">", ">=", "and", "or"]);

/** Analyzes values on demand; each variable is analyzed once. */
export class StaticValues {
  readonly #variables = new Map<string, StaticValue>();

  constructor(private readonly facts: Facts) {}

  of(node: Expression): StaticValue {
    switch (node.kind) {
      case "reference":
        return this.reference(node);
      case "string":
        return node.template ? this.#text(node.template) : TEXT;
      case "integer":
      case "float":
        return NUMBER;
      case "boolean":
      case "not":
        return BOOLEAN;
      case "list":
        return { type: "list", ...this.#joined(node.items) };
      case "range":
        return { type: "list" };
      case "map":
        return { type: "map", ...this.#joined(node.entries.map(({ value }) => value)) };
      case "group":
        return this.of(node.expression);
      case "binary":
        return this.#binary(node.operator, node.left, node.right);
      case "word":
      case "missing":
        return ANY;
    }
  }

  /** The value after the first parts of a reference, or after all of them. */
  reference(node: ReferenceNode, count = node.parts.length): StaticValue {
    const { name } = node;
    const parts = node.parts.slice(0, count);
    const [first, ...rest] = parts;
    if (name === "input") return first ? this.#through(this.#input(first), rest) : ANY;
    if (name === "util") return first ? this.#through(this.#util(first), rest) : ANY;
    if (name === "context" || name === "stageVariables") return this.#named(parts);
    if (name === "foreach" && first) {
      const named = nameOfPart(first);
      const member = named && OBJECTS.foreach.get(named.name);
      return this.#through({ type: member?.returns ?? "any" }, rest);
    }
    if (name === "velocityCount") return this.#through(NUMBER, parts);
    if (name === "velocityHasNext") return this.#through(BOOLEAN, parts);
    return isRoot(name) ? ANY : this.#through(this.variable(name), parts);
  }

  /** The properties that all definitions of a variable share. */
  variable(name: string): StaticValue {
    const known = this.#variables.get(name);
    if (known) return known;
    // Ends the recursion for a variable that is computed from itself; its other definitions decide.
    this.#variables.set(name, ANY);
    const values = (this.facts.definitions.get(name) ?? []).map(({ from, value }) => {
      if (from === "set" && value) return this.of(value);
      const list = from === "foreach" && value ? this.of(value) : undefined;
      return list?.from ? ({ type: "any", from: list.from } as const) : ANY;
    });
    const found = merged(values);
    this.#variables.set(name, found);
    return found;
  }

  #input(part: ReferencePart): StaticValue {
    if (part.kind === "method") {
      if (part.name === "json") return TEXT;
      if (part.name === "path") return { type: "any", from: "body", isPathResult: true };
      if (part.name === "params") {
        return { type: part.arguments.length > 0 ? "string" : "map", from: "params" };
      }
    }
    return nameOfPart(part)?.name === "body" ? { type: "string", from: "body" } : ANY;
  }

  #util(part: ReferencePart): StaticValue {
    if (part.kind !== "method") return ANY;
    const [argument] = part.arguments;
    const from = argument && this.of(argument).from;
    switch (part.name) {
      case "escapeJavaScript":
        return { type: "string", escaped: "quotes" };
      case "urlEncode":
      case "base64Encode":
        return { type: "string", escaped: "whole" };
      case "urlDecode":
      case "base64Decode":
        return { type: "string", ...(from && { from }) };
      case "parseJson":
        return { type: "any", from: from ?? "body" };
    }
    return ANY;
  }

  /** `$context.a.b` and `$stageVariables.a` are strings; after a call, the value can be anything. */
  #named(parts: readonly ReferencePart[]): StaticValue {
    const call = parts.findIndex((part) => nameOfPart(part) === undefined);
    if (call < 0) return parts.length > 0 ? TEXT : ANY;
    const last = parts[call];
    // A string method implies a string; otherwise this may be a map.
    const method = last?.kind === "method" ? findMethod("string", last.name) : undefined;
    return method ? this.#through(TEXT, parts.slice(call)) : ANY;
  }

  #through(start: StaticValue, parts: readonly ReferencePart[]): StaticValue {
    return parts.reduce((value, part) => this.#step(value, part), start);
  }

  #step(value: StaticValue, part: ReferencePart): StaticValue {
    const from = value.from && { from: value.from };
    if (part.kind !== "method") return { type: "any", ...from };
    const method = findMethod(value.type, part.name) ?? findMethod("string", part.name);
    const returns = value.type === "any" && !method ? "any" : (method?.returns ?? "any");
    if (returns === "number" || returns === "boolean") return { type: returns };
    // The names of parameters and properties mostly come from the API, so they count as trusted.
    if (part.name === "keySet") return { type: returns };
    if (part.name.startsWith("replace") && part.arguments.length === 2) {
      return { type: returns, ...from, ...this.#afterReplace(value, part.arguments) };
    }
    return { type: returns, ...from, ...(value.escaped && { escaped: value.escaped }) };
  }

  /** A template that replaces quotes itself counts as escaping them. */
  #afterReplace(
    value: StaticValue,
    [pattern]: readonly Expression[],
  ): Pick<StaticValue, "escaped"> | undefined {
    const text = pattern?.kind === "string" ? pattern.value : "";
    if (value.escaped === "quotes") return { escaped: text.includes("'") ? "whole" : "quotes" };
    if (value.escaped || text.includes('"')) return { escaped: "whole" };
    // The pattern in a variable may be a quote.
    return pattern?.kind === "reference" ? { escaped: "whole" } : undefined;
  }

  #text({ statements }: BlockNode): StaticValue {
    const pieces = statements.filter((piece) => piece.kind === "reference");
    return { type: "string", ...this.#joined(pieces) };
  }

  #binary(operator: string, left: Expression, right: Expression): StaticValue {
    if (COMPARISONS.has(operator)) return BOOLEAN;
    if (operator !== "+") return NUMBER;
    const [a, b] = [this.of(left), this.of(right)];
    if (a.type === "number" && b.type === "number") return NUMBER;
    const type = a.type === "string" || b.type === "string" ? "string" : "any";
    return { type, ...this.#joined([left, right]) };
  }

  /** One unescaped untrusted piece makes the whole untrusted. */
  #joined(nodes: readonly Expression[]): Pick<StaticValue, "from"> | undefined {
    for (const node of nodes) {
      const { from, escaped } = this.of(node);
      if (from && !escaped) return { from };
    }
    return undefined;
  }
}

function merged(values: readonly StaticValue[]): StaticValue {
  const [first, ...others] = values;
  if (!first) return ANY;
  const type = others.every((value) => value.type === first.type) ? first.type : "any";
  // A variable escaped in one place usually is escaped wherever it is used: `#set($a = $util.escapeJavaScript($a))`.
  const escaped = values.find((value) => value.escaped)?.escaped;
  const raw = values.find(({ from }) => from)?.from;
  return { type, ...(raw && !escaped && { from: raw }), ...(escaped && { escaped }) };
}
