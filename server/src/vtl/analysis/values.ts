/** Static analysis of values: their type, and what text from outside they contain. */
import type { BlockNode, Expression, MethodPart, ReferenceNode, ReferencePart } from "../syntax/nodes";
import type { Definition, Facts } from "./facts";
import { findMethod, OBJECTS, type StaticType } from "./library";
import { findEscape, type LiteralEscape } from "./literalEscapes";
import { nameOfPart } from "./parts";
import { reachingDefinitions } from "./reaching";
import { isContextMap, isFreeContextText } from "./untrusted";

/** Where untrusted text comes from. */
export type Source = "params" | "body" | "context";

export interface StaticValue {
  readonly type: StaticType;
  /** The source of unescaped untrusted text in the value; absent if the template creates the value itself. */
  readonly from?: Source;
  /** How far it is escaped for a JSON string: `quotes` if `\'` has not been turned back into `'`. */
  readonly escaped?: "quotes" | "whole";
  /** The call of `$util.escapeJavaScript` that `\'` in the value comes from. */
  readonly escaping?: Escaping;
  /** True for the result of `$input.path` itself, without further parts. */
  readonly isPathResult?: true;
  /** True for what `$input.json` prints, which includes the quotes of a string. */
  readonly isJson?: true;
  /** True for what `$util.base64Encode` returns. */
  readonly isBase64?: true;
  /** A `\n` or the like in a string of the template, which Velocity does not resolve. */
  readonly literalEscape?: LiteralEscape;
  /** True for text of the request or the caller that `$util.urlEncode` has not encoded. */
  readonly unencoded?: true;
  /** True if a part of the value comes from `$util.urlEncode`. */
  readonly urlEncoded?: true;
}

/** A call that escapes single quotes, and the source of the text in it. */
export interface Escaping {
  readonly node: ReferenceNode;
  readonly call: MethodPart;
  readonly from?: Source;
}

type Content = Pick<
  StaticValue,
  "from" | "escaped" | "escaping" | "isJson" | "literalEscape" | "unencoded" | "urlEncoded"
>;

const ANY: StaticValue = { type: "any" };
const TEXT: StaticValue = { type: "string" };
const NUMBER: StaticValue = { type: "number" };
const BOOLEAN: StaticValue = { type: "boolean" };
const LIST: StaticValue = { type: "list" };
const COMPARISONS: ReadonlySet<string> = new Set(["==", "!=", "<", "<=", ">", ">=", "and", "or"]);
/** Methods that return numbers, whatever they are called on. */
const COUNTS: ReadonlySet<string> = new Set(["size", "length", "indexOf", "lastIndexOf", "hashCode"]);
/** Variables of `$context` that contain text of the caller, or characters with a meaning in forms. */
const UNENCODED_CONTEXT = /^(?:authorizer|path$|requestTime$|identity\.userAgent$)/;
/** Longer chains of variables are not followed. */
const MAX_DEPTH = 200;

/** Analyzes values on demand; each definition of a variable is analyzed once. */
export class StaticValues {
  readonly #definitions = new Map<Definition, StaticValue>();
  /** The definitions that are being analyzed, because a variable may be computed from itself. */
  readonly #pending = new Set<Definition>();
  readonly #references = new Map<ReferenceNode, StaticValue>();
  #lastPrefix?: { readonly node: ReferenceNode; readonly count: number; readonly value: StaticValue };

  constructor(private readonly facts: Facts) {}

  of(node: Expression): StaticValue {
    switch (node.kind) {
      case "reference":
        return this.reference(node);
      case "string": {
        const literalEscape = node.value.includes("\\") ? findEscape(node) : undefined;
        const text = node.template ? this.#text(node.template) : TEXT;
        return literalEscape ? { ...text, literalEscape } : text;
      }
      case "integer":
      case "float":
        return NUMBER;
      case "boolean":
      case "not":
        return BOOLEAN;
      case "list":
        return { type: "list", ...this.#joined(node.items) };
      case "range":
        return LIST;
      case "map":
        return { type: "map", ...this.#joined(node.entries.map(({ value }) => value)) };
      case "group":
        return this.of(node.expression);
      case "binary":
        return this.#binary(node.operator, node.left, node.right);
      case "word":
      case "missing":
      case "hole":
        return ANY;
    }
  }

  /** The value after the first parts of a reference, or after all of them. */
  reference(node: ReferenceNode, count = node.parts.length): StaticValue {
    if (count < node.parts.length) return this.#prefix(node, count);
    const known = this.#references.get(node);
    if (known) return known;
    const found = this.#reference(node, count);
    if (this.#pending.size === 0) this.#references.set(node, found);
    return found;
  }

  /** Continues from the last answer if that is one part shorter, so that a whole chain takes linear time. */
  #prefix(node: ReferenceNode, count: number): StaticValue {
    const last = this.#lastPrefix;
    const part = node.parts[count - 1];
    const canContinue = part && count > 1 && last?.node === node && last.count === count - 1;
    const value =
      canContinue && this.#isStep(node, count, last.value)
        ? this.#step(last.value, part)
        : this.#reference(node, count);
    if (this.#pending.size === 0) this.#lastPrefix = { node, count, value };
    return value;
  }

  /** True if the value after `count` parts only depends on the value before and the last part. */
  #isStep(node: ReferenceNode, count: number, before: StaticValue): boolean {
    const { name } = node;
    const isNamed = name === "context" || name === "stageVariables";
    if (!isNamed || !this.facts.readsObject(node)) return true;
    // The leading names of `$context` and `$stageVariables` count together, up to the first call.
    const called = node.parts[count - 2];
    return before.type !== "any" && called !== undefined && nameOfPart(called) === undefined;
  }

  #reference(node: ReferenceNode, count: number): StaticValue {
    const { name, parts } = node;
    if (!this.facts.readsObject(node)) {
      return this.#through(this.#merged(this.facts.definitions.get(name) ?? [], node), parts, 0, count);
    }
    const first = count > 0 ? parts[0] : undefined;
    if (!first) return name === "velocityCount" ? NUMBER : name === "velocityHasNext" ? BOOLEAN : ANY;
    switch (name) {
      case "input":
        return this.#through({ ...this.#input(first), unencoded: true }, parts, 1, count);
      case "util":
        return this.#through(this.#util(node, first), parts, 1, count);
      case "context":
      case "stageVariables":
        return this.#named(node, count);
      case "foreach": {
        const named = nameOfPart(first);
        const member = named && OBJECTS.foreach.get(named.name);
        return this.#through({ type: member?.returns ?? "any" }, parts, 1, count);
      }
      case "velocityCount":
        return this.#through(NUMBER, parts, 0, count);
      case "velocityHasNext":
        return this.#through(BOOLEAN, parts, 0, count);
      default:
        return ANY;
    }
  }

  /** The properties that all definitions of a variable share. */
  variable(name: string): StaticValue {
    return this.#merged(this.facts.definitions.get(name) ?? []);
  }

  #merged(definitions: readonly Definition[], use?: ReferenceNode): StaticValue {
    const reaching = use ? reachingDefinitions(this.facts, definitions, use) : definitions;
    const [only] = reaching;
    if (only && reaching.length === 1) return this.#defined(only) ?? ANY;
    return merged(reaching.map((each) => this.#defined(each)).filter((value) => value !== undefined));
  }

  /** Undefined for a definition that is computed from itself; the other definitions then decide. */
  #defined(definition: Definition): StaticValue | undefined {
    const known = this.#definitions.get(definition);
    if (known) return known;
    if (this.#pending.has(definition)) return undefined;
    if (this.#pending.size >= MAX_DEPTH) return ANY;
    this.#pending.add(definition);
    const { from, value } = definition;
    let found = ANY;
    if (from === "set" && value) found = this.of(value);
    else if (from === "foreach" && value) {
      const list = this.of(value);
      found = { type: "any", ...(list.from && { from: list.from }), ...encodingOf(list) };
    }
    this.#pending.delete(definition);
    this.#definitions.set(definition, found);
    return found;
  }

  #input(part: ReferencePart): StaticValue {
    if (part.kind === "method") {
      if (part.name === "json") return { type: "string", isJson: true };
      if (part.name === "path") return { type: "any", from: "body", isPathResult: true };
      if (part.name === "params") {
        return { type: part.arguments.length > 0 ? "string" : "map", from: "params" };
      }
      if (part.name === "getBody") return { type: "string", from: "body" };
    }
    return nameOfPart(part)?.name === "body" ? { type: "string", from: "body" } : ANY;
  }

  #util(node: ReferenceNode, call: ReferencePart): StaticValue {
    if (call.kind !== "method") return ANY;
    const value = this.#called(node, call);
    if (call.name === "urlEncode") return { ...value, urlEncoded: true };
    const isUnencoded = call.arguments.some((argument) => this.of(argument).unencoded);
    return isUnencoded ? { ...value, unencoded: true } : value;
  }

  #called(node: ReferenceNode, call: MethodPart): StaticValue {
    const [argument] = call.arguments;
    switch (call.name) {
      case "escapeJavaScript": {
        // A string that is written out shows whether it contains single quotes.
        if (argument?.kind === "string" && !argument.template && !argument.value.includes("'")) {
          return { type: "string", escaped: "whole" };
        }
        const value = argument ? this.of(argument) : ANY;
        const isPlain =
          argument?.kind === "reference" && isPlainVariable(argument) && value.from === undefined;
        if (isPlain || value.type === "number" || value.type === "boolean") {
          return { type: "string", escaped: "whole" };
        }
        const from = value.isJson ? "body" : value.from;
        return { type: "string", escaped: "quotes", escaping: { node, call, ...(from && { from }) } };
      }
      case "urlEncode":
        return { type: "string", escaped: "whole" };
      case "base64Encode":
        return { type: "string", escaped: "whole", isBase64: true };
      case "urlDecode":
      case "base64Decode": {
        const from = argument && this.of(argument).from;
        return { type: "string", ...(from && { from }) };
      }
      case "parseJson":
        return { type: "any", from: (argument && this.of(argument).from) ?? "body" };
    }
    return ANY;
  }

  /** `$context.a.b` and `$stageVariables.a` are strings; after a call, the value can be anything. */
  #named({ name, parts }: ReferenceNode, count: number): StaticValue {
    const names: string[] = [];
    for (; names.length < count; ) {
      const part = parts[names.length];
      const named = part && nameOfPart(part);
      if (!named) break;
      names.push(named.name);
    }
    const value = name === "context" ? contextValue(names) : TEXT;
    const call = parts[names.length];
    if (names.length === count || !call) return value;
    if (value.type !== "string") return this.#through(value, parts, names.length, count);
    // A string method implies a string; otherwise this may be a map.
    const method = call.kind === "method" ? findMethod("string", call.name) : undefined;
    return method ? this.#through(value, parts, names.length, count) : ANY;
  }

  #through(start: StaticValue, parts: readonly ReferencePart[], from: number, to: number): StaticValue {
    let value = start;
    for (let at = from; at < to; at++) {
      const part = parts[at];
      if (part) value = this.#step(value, part);
    }
    return value;
  }

  #step(value: StaticValue, part: ReferencePart): StaticValue {
    const from = {
      ...(value.from && { from: value.from }),
      ...(part.kind === "method" && COUNTS.has(part.name) ? undefined : encodingOf(value)),
    };
    // `.empty` calls isEmpty(), except on a map, where it would be a key.
    if (part.kind === "property" && part.name === "empty" && value.type !== "map") return BOOLEAN;
    if (part.kind !== "method") return { type: "any", ...from };
    const method = findMethod(value.type, part.name) ?? findMethod("string", part.name);
    const returns = value.type === "any" && !method ? "any" : (method?.returns ?? "any");
    if (returns === "number" || returns === "boolean") return { type: returns };
    // The names of parameters and properties mostly come from the API, so they count as trusted.
    if (part.name === "keySet") return { type: returns, ...encodingOf(value) };
    if (part.name.startsWith("replace") && part.arguments.length === 2) {
      return { type: returns, ...encodingOf(value), ...afterReplace(value, part.arguments) };
    }
    const { escaped, escaping } = value;
    return { type: returns, ...from, ...(escaped && { escaped }), ...(escaping && { escaping }) };
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

  /** One unescaped untrusted piece makes the whole untrusted, and so for everything else that a piece contains. */
  #joined(nodes: readonly Expression[]): Content | undefined {
    let from: Source | undefined;
    let escaped: StaticValue["escaped"];
    let escaping: Escaping | undefined;
    let isJson: true | undefined;
    let literalEscape: LiteralEscape | undefined;
    let unencoded: true | undefined;
    let urlEncoded: true | undefined;
    for (const node of nodes) {
      const piece = this.of(node);
      unencoded ??= piece.unencoded;
      urlEncoded ??= piece.urlEncoded;
      if (!piece.escaped) from ??= piece.from;
      if (piece.escaped && escaped !== "quotes") escaped = piece.escaped;
      escaping ??= piece.escaping;
      isJson ??= piece.isJson;
      literalEscape ??= piece.literalEscape;
    }
    if (!from && !escaped && !isJson && !literalEscape && !unencoded && !urlEncoded) return undefined;
    return {
      ...(from ? { from } : escaped && { escaped }),
      ...(escaping && { escaping }),
      ...(isJson && { isJson }),
      ...(literalEscape && { literalEscape }),
      ...encoding(unencoded, urlEncoded),
    };
  }
}

/** A value that is encoded in one place usually is wherever that is needed. */
function encoding(
  unencoded: true | undefined,
  urlEncoded: true | undefined,
): Pick<StaticValue, "unencoded" | "urlEncoded"> | undefined {
  if (urlEncoded) return { urlEncoded };
  return unencoded && { unencoded };
}

function encodingOf({ unencoded, urlEncoded }: StaticValue) {
  return encoding(unencoded, urlEncoded);
}

function contextValue(names: readonly string[]): StaticValue {
  const value = contextText(names);
  return UNENCODED_CONTEXT.test(names.join(".")) ? { ...value, unencoded: true } : value;
}

function contextText(names: readonly string[]): StaticValue {
  const name = names.join(".");
  if (isContextMap(name))
    return isFreeContextText(names) ? { type: "map", from: "context" } : { type: "map" };
  // These are numbers in AWS's own samples, which calculate with them.
  if (name === "requestTimeEpoch" || name === "connectedAt") return ANY;
  return isFreeContextText(names) ? { type: "string", from: "context" } : TEXT;
}

/** True for variables whose values contain no quotes, unless they are free text. */
function isPlainVariable({ name, parts }: ReferenceNode): boolean {
  return (name === "stageVariables" || name === "context") && parts.length > 0;
}

/** A template that replaces quotes itself counts as escaping them. */
function afterReplace(value: StaticValue, [pattern]: readonly Expression[]): Content {
  const text = pattern?.kind === "string" ? pattern.value : "";
  const { from, escaped, escaping } = value;
  // The pattern in a variable may be a quote.
  if (pattern?.kind === "reference") return { escaped: "whole" };
  if (escaping && text.includes("'")) return from ? { from } : { escaped: "whole" };
  if (escaped === "quotes") return { escaped, ...(escaping && { escaping }) };
  if (escaped || text.includes('"')) return { escaped: "whole", ...(escaping && { escaping }) };
  return { ...(from && { from }), ...(escaping && { escaping }) };
}

function merged(values: readonly StaticValue[]): StaticValue {
  const [first, ...others] = values;
  if (!first) return ANY;
  if (others.length === 0) return first;
  const type = others.every((value) => value.type === first.type) ? first.type : "any";
  // A variable escaped in one place usually is escaped wherever it is used: `#set($a = $util.escapeJavaScript($a))`.
  const escaped = values.find((value) => value.escaped)?.escaped;
  const escaping = values.find((value) => value.escaping)?.escaping;
  const raw = values.find(({ from }) => from)?.from;
  const literalEscape = values.find((value) => value.literalEscape)?.literalEscape;
  const unencoded = values.find((value) => value.unencoded)?.unencoded;
  const urlEncoded = values.find((value) => value.urlEncoded)?.urlEncoded;
  return {
    type,
    ...encoding(unencoded, urlEncoded),
    ...(raw && !escaped && { from: raw }),
    ...(escaped && { escaped }),
    ...(escaping && { escaping }),
    ...(others.every(({ isJson }) => isJson) && first.isJson && { isJson: true as const }),
    ...(others.every(({ isBase64 }) => isBase64) && first.isBase64 && { isBase64: true as const }),
    ...(literalEscape && { literalEscape }),
  };
}
