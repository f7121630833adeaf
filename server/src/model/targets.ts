import data from "../../../schemas/targets.json";
import { isRecord, type Json } from "../syntax/json";
import { OPERATION_NAMES, type OperationName } from "./operationNames";
import { PROTOCOLS, type Protocol } from "./protocol";

/** An action that the role of an integration must be allowed, such as `sqs:SendMessage`. */
export interface Permission {
  readonly action: string;
  /** The ARNs of the resources, with `{{name}}` placeholders. */
  readonly resources: readonly string[];
}

/** An integration response that belongs to a new integration. */
export interface NewResponse {
  /** Unique for its integration: a status code, or for WebSocket APIs `default` or `error`. */
  readonly name: string;
  /** The new input, with `{{name}}` placeholders. */
  readonly document: Json;
  /** A response of the backend that selects this integration response; absent if there is no backend. */
  readonly response?: Json;
}

/** A kind of integration that a new input can be created for. */
export interface NewInputTarget {
  /** Unique among an operation's targets for one protocol. The value of `apigw new --target`. */
  readonly id: string;
  readonly title: string;
  readonly operations: readonly OperationName[];
  readonly protocol: Protocol;
  /** What the role of the integration must be allowed; empty without a role. */
  readonly permissions: readonly Permission[];
  /** The new input. Its strings contain `{{name}}` as placeholders to fill in. */
  readonly document: Json;
  /** A sample request to the integration; absent for targets that do not need one. */
  readonly request?: Json;
  readonly responses: readonly NewResponse[];
}

/** The values of placeholders by their names. */
export type PlaceholderValues = Readonly<Record<string, string>>;

// Pure, so that a bundle without new inputs does not get their table.
export const TARGETS: readonly NewInputTarget[] = /* @__PURE__ */ readTargets();

function readTargets(): readonly NewInputTarget[] {
  return data.targets.flatMap(({ operations, protocol, permissions = [], responses = [], ...target }) => {
    const known = PROTOCOLS.find((candidate) => candidate === protocol);
    return known
      ? [
          {
            ...target,
            operations: OPERATION_NAMES.filter((name) => operations.includes(name)),
            protocol: known,
            permissions,
            responses,
          },
        ]
      : [];
  });
}

/** Returns the example value of a placeholder, which needs no escaping in JSON, YAML or a snippet. */
function exampleOf(name: string): string {
  const examples: PlaceholderValues = data.placeholders;
  return examples[name] ?? name;
}

/** Returns the targets of an operation, for one protocol or for all of them. */
export function targetsOf(operation: OperationName, protocol?: Protocol): readonly NewInputTarget[] {
  return TARGETS.filter(
    (target) => target.operations.includes(operation) && (!protocol || target.protocol === protocol),
  );
}

/** Returns the new input with example values in its placeholders. */
export function newInput({ document }: Pick<NewInputTarget, "document">): Json {
  return filled(document, {});
}

/** Returns a document with values in its placeholders. Those without a value get their example value. */
export function filled(document: Json, values: PlaceholderValues): Json {
  if (typeof document === "string") return fill(document, (name) => placeholderText(name, values));
  if (Array.isArray(document)) return document.map((item) => filled(item, values));
  if (!isRecord(document)) return document;
  return Object.fromEntries(Object.entries(document).map(([key, value]) => [key, filled(value, values)]));
}

function placeholderText(name: string, values: PlaceholderValues): string {
  return (Object.hasOwn(values, name) ? values[name] : undefined) ?? exampleOf(name);
}

/**
 * Returns the new input as a snippet, printed in the caller's format. Each placeholder is a tab stop; those with
 * the same name are the same tab stop.
 */
export function newSnippet({ document }: NewInputTarget, print: (document: Json) => string): string {
  const stops = new Map<string, number>();
  return fill(print(document).replace(/[\\$]/g, "\\$&"), (name) => {
    const stop = stops.get(name) ?? stops.size + 1;
    stops.set(name, stop);
    return `\${${stop}:${exampleOf(name)}}`;
  });
}

/**
 * Returns the values that an edited input has in the places of its target's placeholders. A string that was changed
 * elsewhere, too, contributes nothing.
 */
export function placeholderValues({ document }: NewInputTarget, input: Json): PlaceholderValues {
  const values = new Map<string, string>();
  collect(document, input, values);
  return Object.fromEntries(values);
}

function collect(pattern: Json, value: Json | undefined, values: Map<string, string>): void {
  if (typeof pattern === "string") {
    if (typeof value === "string") for (const [name, text] of matched(pattern, value)) values.set(name, text);
  } else if (isRecord(pattern) && isRecord(value)) {
    for (const [key, member] of Object.entries(pattern)) {
      if (Object.hasOwn(value, key)) collect(member, value[key], values);
    }
  }
}

/** The placeholders of a string and the texts in their places; empty if the rest of the text differs. */
function matched(pattern: string, text: string): readonly (readonly [string, string])[] {
  const names: string[] = [];
  const pieces = pattern.split(/\{\{(\w+)\}\}/);
  const source = pieces.map((piece, index) => {
    if (index % 2 === 0) return piece.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
    const first = names.indexOf(piece);
    if (first !== -1) return `\\${first + 1}`;
    names.push(piece);
    // None of the values contains the characters that separate them.
    return `([^:/"'{}\\s]+)`;
  });
  if (names.length === 0) return [];
  const found = new RegExp(`^${source.join("")}$`).exec(text);
  return found ? names.map((name, index) => [name, found[index + 1] ?? ""] as const) : [];
}

/** Returns the names of a document's placeholders. */
export function placeholdersIn(document: Json): ReadonlySet<string> {
  return new Set(Array.from(JSON.stringify(document).matchAll(/\{\{(\w+)\}\}/g), ([, name = ""]) => name));
}

function fill(text: string, textOf: (name: string) => string): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => textOf(name));
}
