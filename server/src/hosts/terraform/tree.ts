/** Makes our tree of an HCL block. */
import type { KeyNode, MemberNode, ObjectNode, Span, ValueNode } from "../../syntax/nodes";
import type { ExpressionNode } from "./expressions";
import type { HclNode } from "./grammar";
import type { HalfTyped } from "./halfTyped";
import { expressionIn } from "./holes";
import { typicalOf } from "./references";
import type { HclString } from "./scan";
import { stringAt, stringNode } from "./strings";

/** Deeper than any integration. What is deeper is unknown. */
const MAX_DEPTH = 60;

/** Reads the nodes of one top-level block. */
export class TreeReader {
  /** @param shift what to add to the offsets of nodes */
  constructor(
    private readonly text: string,
    private readonly strings: ReadonlyMap<number, HclString>,
    private readonly shift: number,
    private readonly halfTyped: readonly HalfTyped[],
  ) {}

  /** The object of a block's body, between its braces. */
  body(block: HclNode | undefined, span: Span, closed: boolean, depth = 0): ObjectNode {
    const body = block && (block.children.find(({ type }) => type === "body") ?? undefined);
    const members: MemberNode[] = [];
    for (const child of body?.children ?? []) {
      if (child.type === "attribute") {
        const member = this.#attribute(child, depth);
        if (member) members.push(...member);
      } else if (child.type === "block") {
        const member = this.#block(child, depth + 1);
        if (member) members.push(member);
      }
    }
    return this.#object(span, members, closed, !block || hasError(body ?? block));
  }

  /** A block inside another: its labels are keys of objects around its body. */
  #block(node: HclNode, depth: number): MemberNode | undefined {
    const [head, ...rest] = node.children;
    if (!head || depth > MAX_DEPTH) return undefined;
    const span = this.#span(node);
    const start = node.children.find(({ type }) => type === "block_start");
    const end = node.children.find(({ type }) => type === "block_end");
    const from = start ? start.start + this.shift : span.end;
    const labels = rest.filter(({ type }) => type === "string_lit" || type === "identifier");
    let value: ValueNode = this.body(
      node,
      { start: from, end: span.end },
      end !== undefined && end.end > end.start,
      depth,
    );
    for (const label of [...labels].reverse()) {
      const key = this.#key(this.#span(label));
      const labelled = { start: key.span.start, end: span.end };
      const member: MemberNode = { kind: "member", span: labelled, key, colon: key.span.end, value };
      value = { kind: "object", span: labelled, closed: true, members: [member] };
    }
    const key = this.#key(this.#span(head));
    return { kind: "member", span, key, colon: labels.length > 0 ? key.span.end : from, value };
  }

  /** An attribute; after a syntax error in it, also the key that was left without a value. */
  #attribute(node: HclNode, depth: number): readonly MemberNode[] | undefined {
    const expression = node.children.findLast(({ type }) => type === "expression");
    const name = node.children[0];
    if (name?.type !== "identifier") return undefined;
    return this.#pair(node, this.#span(name), expression, depth);
  }

  #pair(node: HclNode, key: Span, expression: HclNode | undefined, depth: number): readonly MemberNode[] {
    const value = expression && this.value(expression, depth);
    const end = value ? value.span.start : node.end + this.shift;
    const between = this.text.slice(key.end, end);
    const isBroken = node.children.some(({ type }) => type === "ERROR");
    if (isBroken) {
      // The name belongs to another member if the value has a name of its own.
      const own = /([\p{L}_][\p{L}\p{N}_-]*)[ \t]*[=:][ \t]*$/u.exec(between);
      const written = this.#member(key, undefined, undefined, key.end);
      if (!own || !value) return [written];
      const start = key.end + own.index;
      const ownKey = { start, end: start + (own[1] ?? "").length };
      return [written, this.#member(ownKey, end - own[0].length, value, value.span.end)];
    }
    const sign = between.search(/[=:]/);
    const colon = sign < 0 ? undefined : key.end + sign;
    return [this.#member(key, colon, value, value?.span.end ?? node.end + this.shift)];
  }

  #member(key: Span, colon: number | undefined, value: ValueNode | undefined, end: number): MemberNode {
    return {
      kind: "member",
      span: { start: key.start, end },
      key: this.#key(key),
      ...(colon !== undefined && { colon }),
      ...(value && { value }),
    };
  }

  #key(span: Span): KeyNode {
    const written = this.strings.get(span.start);
    if (written) return stringNode(this.text, written) as KeyNode;
    return { kind: "string", span, closed: true, value: this.#source(span), style: "plain" };
  }

  /** Reads an expression. */
  value(node: HclNode, depth: number): ValueNode {
    const inner = unwrapped(node);
    const span = this.#span(inner);
    if (depth > MAX_DEPTH) return { kind: "unknown", span };
    switch (inner.type) {
      case "string_lit":
      case "quoted_template":
      case "heredoc_template":
        return this.#string(span);
      case "numeric_lit":
        return this.#number(span);
      case "bool_lit":
        return { kind: "boolean", span, value: this.#source(span) === "true" };
      case "null_lit":
        return { kind: "null", span };
      case "object":
        return this.#objectExpression(inner, depth + 1);
      case "tuple":
        return this.#tuple(inner, depth + 1);
      case "function_call":
        return this.#call(inner, depth + 1);
      case "conditional":
        return this.#conditional(inner, depth + 1);
      case "operation":
      case "unary_operation":
        return this.#negative(span);
      default:
        return this.#reference(span);
    }
  }

  #string(span: Span): ValueNode {
    const written = this.strings.get(span.start);
    if (!written) return { kind: "unknown", span };
    const node = stringNode(this.text, written);
    // A string that is one interpolation is its value, of any type.
    const [hole, second] = node.holes ?? [];
    const isWhole =
      hole && !second && hole.start === 0 && hole.end === node.value.length && written.kind === "quoted";
    if (!isWhole || hole.mistaken) return node;
    const expression = expressionIn(node.value);
    return expression === undefined ? node : this.#unknown(span, expression);
  }

  #number(span: Span): ValueNode {
    const text = this.#source(span);
    return { kind: "number", span, text, value: Number(text), whole: /^-?\d+$/.test(text) };
  }

  #negative(span: Span): ValueNode {
    return /^-\s*\d/.test(this.#source(span)) && /^-\s*[\d.]+(?:[eE][+-]?\d+)?$/.test(this.#source(span))
      ? { ...(this.#number(span) as Extract<ValueNode, { kind: "number" }>) }
      : { kind: "unknown", span };
  }

  #objectExpression(node: HclNode, depth: number): ValueNode {
    const members: MemberNode[] = [];
    let isOpen = false;
    for (const element of node.children) {
      if (element.type !== "object_elem") continue;
      const [first] = element.children;
      const last = element.children.findLast(({ type }) => type === "expression");
      if (!first || !last) continue;
      const keySpan = this.#keySpan(first);
      if (keySpan) members.push(...this.#pair(element, keySpan, last === first ? undefined : last, depth));
      else {
        const member = last === first ? undefined : this.#computed(first, last, depth);
        // The name of a text, such as that of a header, is not known; that of an object is a path or the like.
        if (member?.value?.kind === "object") members.push(member);
        else isOpen = true;
      }
    }
    const span = this.#span(node);
    const closed = node.children.at(-1)?.type === "object_end" && this.text[span.end - 1] === "}";
    return this.#object(span, members, closed, isOpen || hasError(node));
  }

  /** The span of a key that is known; undefined for one that is computed. */
  #keySpan(node: HclNode): Span | undefined {
    const key = unwrapped(node);
    const span = this.#span(key);
    if (PLAIN_KEYS.has(key.type)) return span;
    const written = this.strings.get(span.start);
    return written && !stringNode(this.text, written).holes ? span : undefined;
  }

  /** A member whose key is computed. */
  #computed(node: HclNode, expression: HclNode, depth: number): MemberNode {
    const key = unwrapped(node);
    const span = this.#span(key);
    const written = this.strings.get(span.start);
    const value = this.value(expression, depth);
    const text = `\${${this.#source(span)}}`;
    const computed: KeyNode = written
      ? stringNode(this.text, written)
      : { ...stringAt(span, text), holes: [{ start: 0, end: text.length }] };
    return {
      kind: "member",
      span: { start: span.start, end: value.span.end },
      key: computed,
      colon: span.end,
      value,
    };
  }

  #object(span: Span, members: readonly MemberNode[], closed: boolean, isOpen: boolean): ObjectNode {
    const halfTyped = this.halfTyped.filter(
      ({ key }) =>
        span.start < key.start &&
        key.end <= span.end &&
        !members.some(({ value }) => value && value.span.start < key.start && key.end <= value.span.end),
    );
    const all = [
      ...members,
      ...halfTyped.map(({ key, equals }) =>
        this.#member(key, equals, undefined, equals === undefined ? key.end : equals + 1),
      ),
    ].sort((one, other) => one.span.start - other.span.start);
    const withCommas = all.map((member) => {
      const comma = /^[ \t]*,/.exec(this.text.slice(member.span.end, member.span.end + 80));
      return comma ? { ...member, comma: member.span.end + comma[0].length - 1 } : member;
    });
    return { kind: "object", span, closed, members: withCommas, ...(isOpen && { isOpen: true }) };
  }

  #tuple(node: HclNode, depth: number): ValueNode {
    const items = node.children
      .filter(({ type }) => type === "expression")
      .map((item) => this.value(item, depth));
    const closed = node.children.at(-1)?.type === "tuple_end";
    return { kind: "array", span: this.#span(node), closed, items };
  }

  #call(node: HclNode, depth: number): ValueNode {
    const [name, list] = node.children;
    const span = this.#span(node);
    if (!name) return { kind: "unknown", span };
    const args = list?.type === "function_arguments" ? list.children : [];
    const values = args.map(
      (each): ValueNode =>
        each.type === "expression" ? this.value(each, depth) : { kind: "unknown", span: this.#span(each) },
    );
    const call: ExpressionNode = {
      kind: "unknown",
      span,
      parts: values,
      call: { name: this.#source(this.#span(name)), args: values },
    };
    return call;
  }

  #conditional(node: HclNode, depth: number): ValueNode {
    const [, ...branches] = node.children.filter(({ type }) => type === "expression");
    const span = this.#span(node);
    const values = branches.map((branch) => this.value(branch, depth));
    if (values.length !== 2) return { kind: "unknown", span };
    return {
      kind: "unknown",
      span,
      parts: values,
      alternatives: values.map((value) => (value.kind === "null" ? "absent" : value)),
    };
  }

  #reference(span: Span): ValueNode {
    return this.#unknown(span, this.#source(span));
  }

  #unknown(span: Span, source: string): ExpressionNode {
    const reference = source.replace(/\s+/g, "");
    const isReference = /^[A-Za-z_][\w.[\]"*-]*$/.test(reference);
    const typical = typicalOf(reference);
    return { kind: "unknown", span, ...(isReference && { reference }), ...(typical && { typical }) };
  }

  #span({ start, end }: HclNode): Span {
    return { start: start + this.shift, end: end + this.shift };
  }

  #source({ start, end }: Span): string {
    return this.text.slice(start, end);
  }
}

const PLAIN_KEYS: ReadonlySet<string> = new Set(["identifier", "variable_expr", "numeric_lit", "bool_lit"]);
const WRAPPERS: ReadonlySet<string> = new Set([
  "expression",
  "collection_value",
  "literal_value",
  "template_expr",
]);

/** The node inside those that only wrap it, such as parentheses. */
function unwrapped(node: HclNode): HclNode {
  let at = node;
  while (WRAPPERS.has(at.type) && at.children.length === 1 && at.children[0]) at = at.children[0];
  return at;
}

function hasError(node: HclNode | undefined): boolean {
  return node?.children.some(({ type }) => type === "ERROR") ?? false;
}
