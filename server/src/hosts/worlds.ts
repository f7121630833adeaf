/**
 * What an input may be once its host has evaluated it. The rules judge complete inputs, so that none of them needs to
 * know about unknown values: an input with unknown values is judged as several inputs, in which each has a value that
 * it may well have, and a problem stands only if all of them have it.
 */
import type { Operation } from "../model/operations";
import type { MemberSchema } from "../model/schema";
import { templateKindOf } from "../model/templates";
import type { MemberNode, ObjectNode, Span, StringNode, UnknownNode, ValueNode } from "../syntax/nodes";
import { fillHoles, textNode, typicalObjects, typicalValues, unknownTemplate } from "./typical";

/** How many inputs to judge at most: enough that each value meets each value of another member. */
const MAX_WORLDS = 24;

/** One of the inputs that an input with unknown values may be. */
export interface World {
  readonly root: ObjectNode;
  /** The alternatives in the text that this world consists of, each by its span. */
  readonly chosen: ReadonlySet<ValueNode>;
}

export interface Worlds {
  readonly worlds: readonly World[];
  /** The pieces of the text whose value is unknown: nothing can be said about them. */
  readonly unknown: readonly Span[];
  /** The nodes that only some worlds have. */
  readonly alternatives: readonly ValueNode[];
}

type Choice = ValueNode | "absent";

/** One place where worlds differ. */
interface Fork {
  readonly choices: readonly Choice[];
  /** Returns the choice with that index as it fits the rest of an input. Absent if that makes no difference. */
  readonly refit?: (index: number, root: ObjectNode) => Choice | undefined;
}

/** Returns the inputs that the input may be: itself, if nothing in it is unknown. */
export function worldsOf(root: ObjectNode, operation: Operation): Worlds {
  const finder = new ForkFinder(root);
  finder.object(root, operation.members);
  const { forks, unknown, alternatives } = finder;
  if (forks.size === 0) return { worlds: [{ root, chosen: new Set() }], unknown, alternatives };
  const list = [...forks.entries()];
  const count = Math.min(
    MAX_WORLDS,
    list.reduce((product, [, { choices }]) => product * choices.length, 1),
  );
  const worlds = Array.from({ length: count }, (_, world) => {
    const indexes = list.map(([, { choices }], index) => pick(world, index, choices.length, list));
    const picked = new Map(list.map(([node, { choices }], fork) => [node, choices[indexes[fork] ?? 0]]));
    if (list.some(([, { refit }]) => refit)) {
      const made = rebuild(root, picked, new Set());
      list.forEach(([node, { refit }], fork) => {
        const fitting = refit?.(indexes[fork] ?? 0, made);
        if (fitting) picked.set(node, fitting);
      });
    }
    const chosen = new Set<ValueNode>();
    return { root: rebuild(root, picked, chosen), chosen };
  });
  return { worlds, unknown, alternatives };
}

/** The choice of a fork in a world: all combinations if there are few, otherwise well mixed ones. */
function pick(
  world: number,
  fork: number,
  count: number,
  forks: readonly (readonly [unknown, Fork])[],
): number {
  let before = 1;
  for (let index = 0; index < fork; index++) before *= forks[index]?.[1].choices.length ?? 1;
  const total = before * forks.slice(fork).reduce((product, [, { choices }]) => product * choices.length, 1);
  if (total <= MAX_WORLDS) return Math.floor(world / before) % count;
  // Each choice of a fork is in some world, and the forks do not move in step.
  return world < count ? (world + fork) % count : mixed(world * 31 + fork * 17) % count;
}

/** Scatters a number. */
function mixed(seed: number): number {
  const scattered = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b);
  return (scattered ^ (scattered >>> 13)) >>> 0;
}

class ForkFinder {
  readonly forks = new Map<ValueNode, Fork>();
  readonly unknown: Span[] = [];
  readonly alternatives: ValueNode[] = [];

  constructor(private readonly root: ObjectNode) {}

  /** Finds the forks in a structure or, without `members`, in a map whose values have the schema. */
  object(node: ObjectNode, members: ReadonlyMap<string, MemberSchema> | MemberSchema): void {
    for (const { key, value } of node.members) {
      const schema = members instanceof Map ? members.get(key.value) : (members as MemberSchema);
      if (value) this.value(value, schema, key.value, undefined);
    }
    if (node.isOpen && members instanceof Map) {
      this.forks.set(node, { choices: [node, opened(node, members, this.root)] });
    }
  }

  value(node: ValueNode, schema: MemberSchema | undefined, name: string, map: string | undefined): void {
    switch (node.kind) {
      case "unknown":
        this.#unknown(node, schema, name);
        break;
      case "string":
        if (node.holes?.length && !map) {
          for (const { start, end, typical, mistaken } of node.holes)
            if (!typical && !mistaken) this.unknown.push(sourceOf(node, { start, end }));
          this.forks.set(node, { choices: fillHoles(node, name, schema, this.root) });
        }
        break;
      case "object": {
        if (schema?.properties) this.object(node, schema.properties);
        else if (schema?.additional) this.#map(node, schema.additional, name);
        break;
      }
      case "array":
        for (const item of node.items) this.value(item, schema?.items, name, undefined);
    }
  }

  #map(node: ObjectNode, entry: MemberSchema, name: string): void {
    // The parser of templates knows holes itself.
    const isTemplates = templateKindOf(name) !== undefined;
    for (const { value } of node.members) {
      if (!value) continue;
      if (isTemplates && value.kind === "unknown") this.#template(value);
      else if (!isTemplates || value.kind !== "string") this.value(value, entry, name, undefined);
    }
    if (!node.isOpen) return;
    const choicesIn = (root: ObjectNode): readonly ObjectNode[] => [node, ...openedMaps(node, name, root)];
    this.forks.set(node, { choices: choicesIn(this.root), refit: (index, root) => choicesIn(root)[index] });
  }

  #template(node: UnknownNode): void {
    const alternatives: readonly Choice[] = node.alternatives ?? [];
    const known = alternatives.filter((choice) => choice !== "absent");
    this.alternatives.push(...known);
    const isAbsent = alternatives.length > 0 && known.length === 0;
    if (known.length === 0 && !isAbsent) this.unknown.push(node.span);
    for (const choice of known) if (choice.kind === "unknown") this.#template(choice);
    const choices = alternatives.length > 0 ? alternatives : [unknownTemplate(node.span)];
    this.forks.set(node, { choices });
  }

  #unknown(node: UnknownNode, schema: MemberSchema | undefined, name: string): void {
    const { alternatives = [], typical } = node;
    const known = alternatives.filter((choice) => choice !== "absent");
    this.alternatives.push(...known);
    if (alternatives.length > 0 && known.length === 0) {
      this.forks.set(node, { choices: ["absent"] });
      return;
    }
    if (known.length === 0 && !typical) this.unknown.push(node.span);
    for (const choice of known) this.value(choice, schema, name, undefined);
    const values =
      known.length > 0
        ? known
        : typical
          ? typical.map((text) => textNode(node.span, text))
          : typicalValues(node.span, schema, name, this.root);
    const isMap = alternatives.length === 0 && schema?.additional !== undefined;
    this.forks.set(node, {
      choices: alternatives.includes("absent") ? [...values, "absent"] : values,
      ...(isMap && { refit: (index, root) => typicalObjects(node.span, undefined, name, root)[index] }),
    });
  }
}

function sourceOf({ composition, span }: StringNode, { start, end }: Span): Span {
  const piece = composition?.pieces.find((each) => each.start === start && each.end === end);
  return piece?.source ?? span;
}

/** The structure with everything that it may also have. */
function opened(node: ObjectNode, members: ReadonlyMap<string, MemberSchema>, root: ObjectNode): ObjectNode {
  const span = { start: node.span.start, end: node.span.start };
  return withMembers(
    node,
    [...members].flatMap(([key, schema]) => {
      const value = typicalValues(span, schema, key, root)[0];
      return value ? [memberOf(span, key, value)] : [];
    }),
  );
}

/** The map with what it is likely to have as well. */
function openedMaps(node: ObjectNode, name: string, root: ObjectNode): readonly ObjectNode[] {
  const span = { start: node.span.start, end: node.span.start };
  return typicalObjects(span, undefined, name, root).map(({ members }) => withMembers(node, members));
}

function withMembers(node: ObjectNode, members: readonly MemberNode[]): ObjectNode {
  const has = new Set(node.members.map(({ key }) => key.value));
  return { ...node, members: [...node.members, ...members.filter(({ key }) => !has.has(key.value))] };
}

function memberOf(span: Span, name: string, value: ValueNode): MemberNode {
  return { kind: "member", span, key: { kind: "word", span, value: name }, colon: span.start, value };
}

/** Copies what differs; everything else is shared. */
function rebuild(
  node: ObjectNode,
  picked: ReadonlyMap<ValueNode, Choice | undefined>,
  chosen: Set<ValueNode>,
): ObjectNode {
  const value = (given: ValueNode): Choice => {
    const choice = picked.get(given);
    if (choice === "absent") return choice;
    if (choice !== undefined && choice !== given) {
      chosen.add(choice);
      // A condition inside a branch of another one has a choice of its own.
      return choice.kind === "unknown" ? value(choice) : within(choice);
    }
    return within(given);
  };
  const within = (given: ValueNode): ValueNode => {
    if (picked.has(given) && given.kind === "string") {
      const choice = picked.get(given);
      return choice && choice !== "absent" ? choice : given;
    }
    if (given.kind === "object") return object(given);
    if (given.kind !== "array") return given;
    const items = given.items.flatMap((item) => {
      const made = value(item);
      return made === "absent" ? [] : [made];
    });
    return items.every((item, index) => item === given.items[index]) && items.length === given.items.length
      ? given
      : { ...given, items, origin: given.origin ?? given };
  };
  const object = (given: ObjectNode): ObjectNode => {
    const open = picked.get(given);
    const from = open !== undefined && open !== "absent" && open.kind === "object" ? open : given;
    let isSame = from === given;
    const members = from.members.flatMap((member) => {
      if (!member.value) return [member];
      const made = value(member.value);
      if (made === member.value) return [member];
      isSame = false;
      return made === "absent" ? [] : [{ ...member, value: made, origin: member.origin ?? member }];
    });
    return isSame ? given : { ...from, members, origin: given.origin ?? given };
  };
  return object(node);
}
