/** What templates can call, as `schemas/templates.json` documents it. */
import source from "../../../../schemas/templates.json";

/** What is known of a value before the template runs. Arrays and views count as lists. */
export type StaticType = "any" | "string" | "number" | "boolean" | "list" | "map";

/** A property or method. */
export interface Member {
  readonly name: string;
  /** `substring(from, to)`; of a property its name. */
  readonly signature: string;
  readonly returns: StaticType;
  /** Markdown. */
  readonly description: string;
  readonly isMethod: boolean;
  /** What is inserted, with the places to fill in. */
  readonly snippet?: string;
}

export type ObjectName = keyof typeof source.objects;

const TYPES: readonly StaticType[] = ["any", "string", "number", "boolean", "list", "map"];

interface Source {
  readonly name: string;
  readonly kind?: string;
  readonly signature: string;
  readonly returns: string;
  readonly description: string;
  readonly snippet?: string;
}

function read({ name, kind = "method", signature, returns, description, snippet }: Source): Member {
  return {
    name,
    signature,
    returns: TYPES.find((type) => type === returns) ?? "any",
    description,
    isMethod: kind === "method",
    ...(snippet !== undefined && { snippet }),
  };
}

function byName(members: readonly Source[]): ReadonlyMap<string, Member> {
  return new Map(members.map((member) => [member.name, read(member)]));
}

/** The members of `$input`, `$util` and `$foreach`. */
export const OBJECTS: Readonly<Record<ObjectName, ReadonlyMap<string, Member>>> = {
  input: byName(source.objects.input.members),
  util: byName(source.objects.util.members),
  foreach: byName(source.objects.foreach.members),
};

const COMMON = byName(source.types.any);

/** The methods that a value of each type has of its own. */
const METHODS: Readonly<Record<StaticType, ReadonlyMap<string, Member>>> = {
  any: COMMON,
  string: byName(source.types.string),
  number: byName(source.types.number),
  boolean: byName(source.types.boolean),
  list: byName(source.types.list),
  map: byName(source.types.map),
};

export function findMethod(type: StaticType, name: string): Member | undefined {
  return METHODS[type].get(name) ?? COMMON.get(name);
}

/** Every method of values of that type; of any type, those of text, lists and maps. */
export function methodsOf(type: StaticType): readonly Member[] {
  const own =
    type === "any" ? [METHODS.string, METHODS.list, METHODS.map, METHODS.any] : [METHODS[type], COMMON];
  const all = new Map(own.flatMap((methods) => [...methods]));
  return [...all.values()];
}

/** The variables that are there without a `#set`, with a word on each. */
export const ROOTS: readonly { readonly name: string; readonly description: string }[] = source.roots;

const ROOT_NAMES: ReadonlySet<string> = new Set(ROOTS.map(({ name }) => name));

export function isRoot(name: string): boolean {
  return ROOT_NAMES.has(name);
}

export interface DirectiveDescription {
  readonly name: string;
  readonly signature: string;
  /** In the syntax of an editor's snippets. */
  readonly snippet: string;
  readonly description: string;
}

export const DIRECTIVES: readonly DirectiveDescription[] = source.directives;
