import { isRecord, type Json } from "../../syntax/json";
import type { StaticType } from "../../vtl/analysis/library";
import { brief } from "./jsonShape";
import type { Shape } from "./shape";

type Schema = { readonly [key: string]: Json };

const EXAMPLE_LENGTH = 60;
/** References and alternatives that one schema is made of. Schemas may refer to themselves. */
const MOST_PARTS = 40;
const TYPES: Readonly<Record<string, StaticType>> = {
  string: "string",
  number: "number",
  integer: "number",
  boolean: "boolean",
  array: "list",
  object: "map",
};

/** What a JSON Schema says about a value. Only references inside the schema's own file are followed. */
export class SchemaShape implements Shape {
  readonly origin = "schema";
  /** The schema with those that it refers to or combines. */
  readonly #parts: readonly Schema[];

  constructor(
    schema: Json,
    private readonly file: Json,
  ) {
    this.#parts = partsOf(schema, file);
  }

  get type(): StaticType {
    for (const { type, properties, items } of this.#parts) {
      // `["string", "null"]` allows null as well.
      const names = Array.isArray(type) ? type.filter((name) => name !== "null") : [type];
      const [only] = names;
      if (names.length === 1 && typeof only === "string" && Object.hasOwn(TYPES, only))
        return TYPES[only] ?? "any";
      if (type === undefined && isRecord(properties)) return "map";
      if (type === undefined && isRecord(items)) return "list";
    }
    return "any";
  }

  get example(): string {
    for (const part of this.#parts) {
      const examples = Array.isArray(part.examples) ? part.examples : [];
      const values = Array.isArray(part.enum) ? part.enum : [];
      const found: Json | undefined = part.example ?? examples[0] ?? part.default ?? part.const ?? values[0];
      if (found !== undefined) return brief(found, EXAMPLE_LENGTH);
    }
    return "";
  }

  get description(): string {
    const texts = this.#parts.flatMap(({ description, title }) => [description, title]);
    return texts.find((text) => typeof text === "string") ?? "";
  }

  names(): readonly string[] {
    const names = this.#parts.flatMap(({ properties }) =>
      isRecord(properties) ? Object.keys(properties) : [],
    );
    return [...new Set(names)];
  }

  member(name: string): readonly Shape[] {
    for (const { properties } of this.#parts) {
      if (!isRecord(properties) || !Object.hasOwn(properties, name)) continue;
      const schema = properties[name];
      if (schema !== undefined) return [new SchemaShape(schema, this.file)];
    }
    return [];
  }

  elements(): readonly Shape[] {
    for (const { items } of this.#parts) {
      const item: Json | undefined = Array.isArray(items) ? items[0] : items;
      if (item !== undefined) return [new SchemaShape(item, this.file)];
    }
    return [];
  }
}

function partsOf(schema: Json, file: Json): readonly Schema[] {
  const found: Schema[] = [];
  const add = (part: Json | undefined): void => {
    if (isRecord(part) && !found.includes(part) && found.length < MOST_PARTS) found.push(part);
  };
  add(schema);
  for (let at = 0; at < found.length; at++) {
    const part = found[at];
    if (!part) break;
    if (typeof part.$ref === "string") add(referred(part.$ref, file));
    for (const list of [part.allOf, part.anyOf, part.oneOf]) if (Array.isArray(list)) list.forEach(add);
  }
  return found;
}

/** Follows `#/definitions/Order`. */
function referred(reference: string, file: Json): Json | undefined {
  if (!reference.startsWith("#")) return undefined;
  let value: Json | undefined = file;
  for (const step of reference.slice(1).split("/").slice(1)) {
    const name = unescaped(step);
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Schema)[name];
  }
  return value;
}

function unescaped(step: string): string {
  const plain = step.replaceAll("~1", "/").replaceAll("~0", "~");
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}
