/** What is known about the values of a message: from a sample, from a schema, or from how templates use them. */
import type { StaticType } from "../../vtl/analysis/library";

/** Where knowledge about a value comes from, the best source first. */
export const ORIGINS = ["template", "sample", "schema", "use"] as const;
export type Origin = (typeof ORIGINS)[number];

/** One source's knowledge about a value. */
export interface Shape {
  readonly origin: Origin;
  readonly type: StaticType;
  /** A value as JSON, cut at a few dozen characters. */
  readonly example?: string;
  /** What a schema says about the value, as plain text. */
  readonly description?: string;
  /** The names of its members, if it is a map. */
  names(): readonly string[];
  member(name: string): readonly Shape[];
  /** The elements of a list, or some of them. */
  elements(): readonly Shape[];
}

/** A step from a value to other values. */
export type Step =
  | { readonly kind: "member"; readonly name: string }
  | { readonly kind: "element" }
  /** To the elements of a list and the values of a map. */
  | { readonly kind: "any" }
  /** To the value itself and everything in it. */
  | { readonly kind: "descendants" }
  /** To a list of all values that the steps before lead to. */
  | { readonly kind: "collect" };

/** Lists of shapes are cut, because samples and schemas may be of any size. */
const MOST_SHAPES = 60;
const MOST_NAMES = 1000;

/** Returns what is known about the values after the steps. */
export function stepsInto(shapes: readonly Shape[], steps: readonly Step[]): readonly Shape[] {
  return steps.reduce(stepInto, shapes);
}

function stepInto(shapes: readonly Shape[], step: Step): readonly Shape[] {
  switch (step.kind) {
    case "member":
      return collected(shapes, (shape) => shape.member(step.name));
    case "element":
      return collected(shapes, (shape) => shape.elements());
    case "any":
      return collected(shapes, valuesIn);
    case "descendants":
      return descendants(shapes);
    case "collect":
      return shapes.length > 0 ? [new ListShape(shapes)] : [];
  }
}

function valuesIn(shape: Shape): readonly Shape[] {
  const names = shape.names().slice(0, MOST_SHAPES);
  return [...shape.elements(), ...names.flatMap((name) => shape.member(name))];
}

function collected(shapes: readonly Shape[], next: (shape: Shape) => readonly Shape[]): readonly Shape[] {
  const found: Shape[] = [];
  for (const shape of shapes) {
    found.push(...next(shape));
    if (found.length >= MOST_SHAPES) return found.slice(0, MOST_SHAPES);
  }
  return found;
}

function descendants(shapes: readonly Shape[]): readonly Shape[] {
  const found = [...shapes];
  for (let at = 0; at < found.length && found.length < MOST_SHAPES; at++) {
    const shape = found[at];
    if (shape) found.push(...valuesIn(shape));
  }
  return found.slice(0, MOST_SHAPES);
}

/** A member of values, with all that is known about it. */
export interface KnownMember {
  readonly name: string;
  readonly shapes: readonly Shape[];
}

/** Returns the members of the values by name, those from the best source first. */
export function membersOf(shapes: readonly Shape[]): readonly KnownMember[] {
  const byName = new Map<string, Shape[]>();
  for (const origin of ORIGINS) {
    for (const shape of shapes) {
      if (shape.origin !== origin) continue;
      for (const name of shape.names()) {
        const known = byName.get(name);
        if (known) known.push(...shape.member(name));
        else if (byName.size < MOST_NAMES) byName.set(name, [...shape.member(name)]);
      }
    }
  }
  return [...byName].map(([name, members]) => ({ name, shapes: members }));
}

/** Returns the type of the values; `any` if it is unknown or they differ. */
export function typeOfShapes(shapes: readonly Shape[]): StaticType {
  const types = new Set(shapes.map(({ type }) => type).filter((type) => type !== "any"));
  const [only] = types;
  return only && types.size === 1 ? only : "any";
}

class ListShape implements Shape {
  readonly origin: Origin;
  readonly type = "list";

  constructor(private readonly items: readonly Shape[]) {
    this.origin = items[0]?.origin ?? "use";
  }

  names(): readonly string[] {
    return [];
  }

  member(): readonly Shape[] {
    return [];
  }

  elements(): readonly Shape[] {
    return this.items;
  }
}
