import { isRecord, type Json } from "../../syntax/json";
import type { StaticType } from "../../vtl/analysis/library";
import type { Origin, Shape } from "./shape";

/** The items of a sample's list mostly look alike. */
const MOST_ITEMS = 20;
const MOST_NAMES = 1000;
const EXAMPLE_LENGTH = 60;

/** What a value shows about values like it. */
export class JsonShape implements Shape {
  constructor(
    private readonly value: Json,
    readonly origin: Origin,
  ) {}

  get type(): StaticType {
    const { value } = this;
    if (value === null) return "any";
    if (Array.isArray(value)) return "list";
    const type = typeof value;
    return type === "object" ? "map" : type === "string" || type === "number" ? type : "boolean";
  }

  get example(): string {
    return brief(this.value, EXAMPLE_LENGTH);
  }

  names(): readonly string[] {
    return isRecord(this.value) ? Object.keys(this.value).slice(0, MOST_NAMES) : [];
  }

  member(name: string): readonly Shape[] {
    const { value, origin } = this;
    const member = isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
    return member === undefined ? [] : [new JsonShape(member, origin)];
  }

  elements(): readonly Shape[] {
    const { value, origin } = this;
    if (!Array.isArray(value)) return [];
    return value.slice(0, MOST_ITEMS).map((item: Json) => new JsonShape(item, origin));
  }
}

/** Prints the start of a value as JSON, without looking at the rest of it. */
export function brief(value: Json, length: number): string {
  if (typeof value === "string") {
    return value.length > length
      ? `${JSON.stringify(value.slice(0, length)).slice(0, -1)}…`
      : JSON.stringify(value);
  }
  if (typeof value !== "object" || value === null) return String(value);
  const isList = Array.isArray(value);
  let text = isList ? "[" : "{";
  let isFirst = true;
  for (const key of Object.keys(value)) {
    if (!isFirst) text += ", ";
    isFirst = false;
    if (text.length >= length) return `${text}…`;
    const member = (value as Readonly<Record<string, Json>>)[key] ?? null;
    if (!isList) text += `${brief(key, length)}: `;
    text += brief(member, Math.max(length - text.length, 10));
  }
  return text + (isList ? "]" : "}");
}
