/** The objects, methods and directives of templates, as documented in `schemas/templates.json`. */
import source from "../../../../schemas/templates.json";

/** The static type of a value. Arrays and views count as lists. */
export type StaticType = "any" | "string" | "number" | "boolean" | "list" | "map";

/** A property or method. */
export interface Member {
  readonly name: string;
  /** For example `substring(from, to)`; for a property, its name. */
  readonly signature: string;
  readonly returns: StaticType;
  /** Markdown. */
  readonly description: string;
  readonly isMethod: boolean;
  /** The text to insert, with placeholders. */
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

/** The methods of each type, without those of all values. */
const METHODS: Readonly<Record<StaticType, ReadonlyMap<string, Member>>> = {
  any: COMMON,
  string: byName(source.types.string),
  number: byName(source.types.number),
  boolean: byName(source.types.boolean),
  list: byName(source.types.list),
  map: byName(source.types.map),
};

/** The method of a type, or of all values. */
export function findMethod(type: StaticType, name: string): Member | undefined {
  return METHODS[type].get(name) ?? COMMON.get(name);
}

/** All methods of a type; for `any`, those of strings, lists and maps. */
export function methodsOf(type: StaticType): readonly Member[] {
  const own =
    type === "any" ? [METHODS.string, METHODS.list, METHODS.map, METHODS.any] : [METHODS[type], COMMON];
  const all = new Map(own.flatMap((methods) => [...methods]));
  return [...all.values()];
}

/** The predefined variables with their descriptions. */
export const ROOTS: readonly { readonly name: string; readonly description: string }[] = source.roots;

const ROOT_NAMES: ReadonlySet<string> = new Set(ROOTS.map(({ name }) => name));

export function isRoot(name: string): boolean {
  return ROOT_NAMES.has(name);
}

export interface DirectiveDescription {
  readonly name: string;
  readonly signature: string;
  /** In editor snippet syntax. */
  readonly snippet: string;
  readonly description: string;
}

export const DIRECTIVES: readonly DirectiveDescription[] = source.directives;
