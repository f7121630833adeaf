/** Which keys of maps are the same, and where a template puts them: `$map.put("a", 1)`, `{"a": 1}`, `#set($map.a = 1)`. */

import type { Template } from "../../rules/engine/template";
import { Recent } from "../../syntax/recent";
import { nameOfPart } from "../../vtl/analysis/parts";
import type { Expression, MethodPart, ReferenceNode, ReferencePart, Span } from "../../vtl/syntax/nodes";
import { type Mention, mentionsIn } from "./mentions";
import { definitionsOf, type Variable, variableOf } from "./variables";

/** A place where a template mentions a key. */
export interface KeyMention {
  readonly name: string;
  /** The key without quotes. */
  readonly span: Span;
  /** Equal for mentions of the same key. */
  readonly id: number;
  /** The text that puts the key; undefined for a use. */
  readonly put?: Span;
  /** The reference that the key is read from. */
  readonly read?: Mention;
  /** The definition of the variable whose value has the key in it. */
  readonly within?: Mention;
}

/** Returns the mentions of keys, in no particular order. Computed once for each template. */
export function keysIn(template: Template): readonly KeyMention[] {
  return cached.of(template, () => new KeyCollector(template).collect());
}

const cached = /* @__PURE__ */ new Recent<Template, readonly KeyMention[]>(2);

/** Returns the places that put the key where it is mentioned; for such a place, itself. */
export function putsOf(template: Template, key: KeyMention): readonly KeyMention[] {
  if (key.put) return [key];
  const puts = keysIn(template).filter(({ id, put }) => put && id === key.id);
  const { read } = key;
  if (!read || puts.length < 2) return puts;
  // Of the maps that were assigned to the variable itself, only those that it can have there count.
  const variable = variableOf(template, read);
  const current = new Set(definitionsOf(template, read));
  const reaching = puts.filter(
    ({ within }) => !within || current.has(within) || variableOf(template, within) !== variable,
  );
  return reaching.length > 0 ? reaching : puts;
}

/** The step into the elements of a list, all of which count as one. */
const ELEMENT = "[]";
/** Longer chains of variables that are assigned to each other are not followed. */
const MAX_CHAIN = 32;

class KeyCollector {
  readonly #keys: KeyMention[] = [];
  /** The places in maps and lists, numbered: for each place, the steps that lead on from it. */
  readonly #steps: Map<string, number>[] = [];
  readonly #roots = new Map<Variable, number>();
  readonly #mentions = new Map<ReferenceNode, Mention>();
  #chain = 0;

  constructor(private readonly template: Template) {}

  collect(): readonly KeyMention[] {
    const { references, variables } = mentionsIn(this.template);
    for (const mention of references) this.#mentions.set(mention.node, mention);
    for (const mention of references) this.#reference(mention);
    for (const list of variables.values()) {
      for (const mention of list) {
        const { from, value } = mention.definition ?? {};
        if (!value) continue;
        const root = this.#rootOf(variableOf(this.template, mention));
        if (from === "set") this.#value(value, root, mention);
        else if (from === "foreach") this.#elements(value, root, mention);
      }
    }
    for (const { target, value } of this.template.facts.sets) {
      const mention = target.kind === "reference" && target.parts.length > 0 && this.#mentions.get(target);
      const place = mention && this.#placeOf(mention);
      if (place !== undefined && place !== false) this.#value(value, place);
    }
    return this.#keys;
  }

  /** The place of a variable's value. A variable that is only assigned once, from another place, shares that one. */
  #rootOf(variable: Variable): number {
    const known = this.#roots.get(variable);
    if (known !== undefined) return known;
    const own = this.#place();
    this.#roots.set(variable, own);
    const [only, ...others] = variable.mentions.filter(({ definition }) => definition);
    if (!only || others.length > 0 || this.#chain >= MAX_CHAIN) return own;
    const { from, value } = only.definition ?? {};
    const source = value && ungrouped(value);
    const mention = source?.kind === "reference" ? this.#mentions.get(source) : undefined;
    if (!mention || (from !== "set" && from !== "foreach")) return own;
    this.#chain++;
    const place = this.#placeOf(mention);
    this.#chain--;
    if (place === undefined || place === own) return own;
    const shared = from === "foreach" ? this.#step(place, ELEMENT) : place;
    this.#roots.set(variable, shared);
    return shared;
  }

  /** The place that a reference leads to; undefined after a call or a computed key. */
  #placeOf(mention: Mention): number | undefined {
    let place = this.#rootOf(variableOf(this.template, mention));
    for (const part of mention.node.parts) {
      const step = stepOf(part);
      if (step === undefined) return undefined;
      place = this.#step(place, step);
    }
    return place;
  }

  #reference(read: Mention): void {
    let place = this.#rootOf(variableOf(this.template, read));
    const { node } = read;
    const isAssigned = this.#isTarget(node);
    for (const [at, part] of node.parts.entries()) {
      const named = nameOfPart(part);
      const step = stepOf(part);
      if (named) {
        const id = this.#step(place, named.name);
        const isLast = isAssigned && at === node.parts.length - 1;
        const { name, span } = named;
        this.#keys.push({
          name,
          span,
          id,
          read,
          ...(isLast && { put: { start: node.start, end: node.end } }),
        });
      }
      if (step === undefined) {
        if (part.kind === "method") this.#change(part, place);
        return;
      }
      place = this.#step(place, step);
    }
  }

  readonly #targets = new Set<Expression>();

  #isTarget(node: ReferenceNode): boolean {
    if (this.#targets.size === 0)
      for (const { target } of this.template.facts.sets) {
        if (target.kind === "reference") this.#targets.add(target);
      }
    return this.#targets.has(node);
  }

  /** A call that changes a map or list, or asks for a key. */
  #change({ name, arguments: values, nameSpan, end }: MethodPart, place: number): void {
    const [first, second] = values;
    const put = { start: nameSpan.start, end };
    switch (name) {
      case "put":
        if (first && second) this.#entry(first, second, place, put);
        return;
      case "putAll":
        if (first) this.#value(first, place);
        return;
      case "add":
      case "set": {
        const value = second ?? first;
        if (value) this.#value(value, this.#step(place, ELEMENT));
        return;
      }
      case "containsKey":
      case "remove":
        if (first) this.#key(first, place);
        return;
    }
  }

  #value(node: Expression, place: number, within?: Mention): void {
    const value = ungrouped(node);
    if (value.kind === "list") this.#elements(value, place, within, true);
    if (value.kind !== "map") return;
    for (const entry of value.entries) this.#entry(entry.key, entry.value, place, entry, within);
  }

  /** The elements of a list. For the item of a `#foreach`, its place is that of the elements. */
  #elements(node: Expression, place: number, within?: Mention, isInList = false): void {
    const list = ungrouped(node);
    if (list.kind !== "list") return;
    const element = isInList ? this.#step(place, ELEMENT) : place;
    for (const item of list.items) this.#value(item, element, within);
  }

  #entry(key: Expression, value: Expression, place: number, { start, end }: Span, within?: Mention): void {
    const id = this.#key(key, place, { put: { start, end }, ...(within && { within }) });
    if (id !== undefined) this.#value(value, id, within);
  }

  #key(key: Expression, place: number, more: Pick<KeyMention, "put" | "within"> = {}): number | undefined {
    if (key.kind !== "string" || key.template || !key.closed) return undefined;
    const id = this.#step(place, key.value);
    this.#keys.push({ name: key.value, span: { start: key.start + 1, end: key.end - 1 }, id, ...more });
    return id;
  }

  #place(): number {
    return this.#steps.push(new Map()) - 1;
  }

  #step(from: number, step: string): number {
    const steps = this.#steps[from];
    const known = steps?.get(step);
    if (known !== undefined) return known;
    const place = this.#place();
    steps?.set(step, place);
    return place;
  }
}

function ungrouped(node: Expression): Expression {
  let inner = node;
  while (inner.kind === "group") inner = inner.expression;
  return inner;
}

/** The step that a part takes into a map or list; undefined for other calls and for keys that are computed. */
function stepOf(part: ReferencePart): string | undefined {
  const named = nameOfPart(part);
  if (named) return named.name;
  const index =
    part.kind === "index"
      ? part.index
      : part.kind === "method" && part.name === "get"
        ? part.arguments[0]
        : undefined;
  return index?.kind === "integer" ? ELEMENT : undefined;
}
