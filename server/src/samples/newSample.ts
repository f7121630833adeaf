/** New sample requests: how they are put together, whatever they are made from. */
import { sampleNameOf } from "../model/sampleFiles";
import type { SampleRequest } from "../simulate";
import { isRecord, type Json, toJson } from "../syntax/json";
import type { ObjectNode, ValueNode } from "../syntax/nodes";
import { parseJson } from "../syntax/parseJson";
import { redacted } from "./secrets";

/** Names with one value or several, as a sample request has them. */
export type Values = Readonly<Record<string, string | readonly string[]>>;

/** What a sample request is made from. Empty members are left out. */
export interface SampleParts {
  readonly method?: string | undefined;
  readonly path?: string | undefined;
  readonly resourcePath?: string | undefined;
  readonly pathParameters?: Readonly<Record<string, string>> | undefined;
  readonly queryStringParameters?: Values | undefined;
  readonly headers?: Values | undefined;
  readonly body?: Json | undefined;
  readonly context?: { readonly [name: string]: Json } | undefined;
  readonly stageVariables?: Readonly<Record<string, string>> | undefined;
  readonly backend?: { readonly [name: string]: Json } | undefined;
}

export interface NewSample {
  /** What tells it apart from the others of a capture: `POST /pets?limit=1`. */
  readonly title: string;
  /** A name for its file, without an extension. */
  readonly name: string;
  readonly request: SampleRequest;
  /** The paths of the values that were credentials and became placeholders. */
  readonly redacted: readonly string[];
  /** Sentences about what is missing in the sample. */
  readonly notes: readonly string[];
}

const ORDER = [
  "method",
  "path",
  "resourcePath",
  "pathParameters",
  "queryStringParameters",
  "headers",
  "body",
  "context",
  "stageVariables",
  "backend",
] as const satisfies readonly (keyof SampleParts)[];

/** Puts a sample request together, without credentials. */
export function newSample(parts: SampleParts, title: string, notes: readonly string[] = []): NewSample {
  const found: string[] = [];
  const given = ORDER.flatMap((name) => {
    const value = parts[name];
    return value === undefined || isEmpty(name, value) ? [] : [[name, value as Json] as const];
  });
  const request = redacted(Object.fromEntries(given), "", "", found);
  return {
    title,
    name: sampleNameOf(title).slice(0, 60) || "sample",
    request: request as SampleRequest,
    redacted: found,
    notes,
  };
}

function isEmpty(name: string, value: unknown): boolean {
  return name !== "body" && isRecord(value) && Object.keys(value).length === 0;
}

/** Returns the text of a sample file. */
export function sampleText(request: SampleRequest): string {
  return `${JSON.stringify(request, null, 2)}\n`;
}

/**
 * Returns a body as a sample has it: as JSON if it is an object or a list that JSON stands for exactly, otherwise as
 * text.
 */
export function bodyOf(text: string): Json {
  if (!/^\s*[[{]/.test(text)) return text;
  const { root, problems } = parseJson(text);
  if (!root || problems.length > 0 || !isExact(root)) return text;
  return toJson(root) ?? text;
}

/** Whether nothing is lost by reading the tree as a value: digits of numbers, or members of the same name. */
function isExact(root: ValueNode): boolean {
  const waiting: ValueNode[] = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.kind === "number" && String(node.value) !== node.text) return false;
    if (node.kind === "array") for (const item of node.items) waiting.push(item);
    if (node.kind !== "object") continue;
    if (!hasDistinctNames(node)) return false;
    for (const { value } of node.members) if (value) waiting.push(value);
  }
  return true;
}

function hasDistinctNames({ members }: ObjectNode): boolean {
  // As an object, `__proto__` would be lost.
  const names = new Set(members.map(({ key }) => key.value));
  return names.size === members.length && !names.has("__proto__");
}

/** Collects values by name: one value, or a list for a name that occurs again. Names of headers ignore the case. */
export class ValueList {
  readonly #values = new Map<string, { readonly name: string; readonly values: string[] }>();

  constructor(private readonly ignoresCase = false) {}

  add(name: string, value: string): void {
    const key = this.ignoresCase ? name.toLowerCase() : name;
    const known = this.#values.get(key);
    if (known) known.values.push(value);
    else this.#values.set(key, { name, values: [value] });
  }

  has(name: string): boolean {
    return this.#values.has(this.ignoresCase ? name.toLowerCase() : name);
  }

  remove(name: string): void {
    this.#values.delete(this.ignoresCase ? name.toLowerCase() : name);
  }

  first(name: string): string | undefined {
    return this.#values.get(this.ignoresCase ? name.toLowerCase() : name)?.values[0];
  }

  get all(): Values {
    return Object.fromEntries(
      Array.from(this.#values.values(), ({ name, values }) => {
        const [first = "", ...others] = values;
        return [name, others.length === 0 ? first : values] as const;
      }),
    );
  }
}

/** Adds the values of an object: `{"a": "b"}` or `{"a": ["b", "c"]}`. Anything else is left out. */
export function addAll(list: ValueList, source: Json | undefined): void {
  if (!isRecord(source)) return;
  for (const [name, value] of Object.entries(source)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      const text = scalarText(each);
      if (text !== undefined) list.add(name, text);
    }
  }
}

/** Returns the names with a text each. */
export function textsOf(source: Json | undefined): Readonly<Record<string, string>> {
  if (!isRecord(source)) return {};
  return Object.fromEntries(
    Object.entries(source).flatMap(([name, value]) => {
      const text = scalarText(value);
      return text === undefined ? [] : [[name, text] as const];
    }),
  );
}

export function scalarText(value: Json | undefined): string | undefined {
  return value === null || value === undefined || typeof value === "object" ? undefined : String(value);
}
