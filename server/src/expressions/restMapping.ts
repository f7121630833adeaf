import type { Span } from "../syntax/nodes";
import { type BodyPath, parseBodyPath } from "./jsonPath";
import { firstForeign, isAt, type Part, part } from "./part";

/** Where a mapping is used. Response mappings have the same syntax on REST and WebSocket APIs. */
export type MappingScope = "restRequest" | "websocketRequest" | "response";

/** What can follow the prefix of a reference, and whether it requires a name. */
type Locations = Readonly<Record<string, "required" | "optional">>;

/** What the keys of a mapping can set, by prefix. */
export const KEY_TARGETS = {
  request: {
    prefix: "integration.request",
    locations: { header: "required", path: "required", querystring: "required" },
  },
  response: { prefix: "method.response", locations: { header: "required" } },
} as const;

/** What the values of a mapping can read from a message, by prefix. */
export const VALUE_SOURCES = {
  "method.request": {
    path: "required",
    querystring: "required",
    multivaluequerystring: "required",
    header: "required",
    multivalueheader: "required",
    body: "optional",
  },
  "route.request": {
    querystring: "required",
    multivaluequerystring: "required",
    header: "required",
    multivalueheader: "required",
    body: "optional",
  },
  "integration.response": { header: "required", multivalueheader: "required", body: "optional" },
} as const satisfies Readonly<Record<string, Locations>>;

export type MessagePrefix = keyof typeof VALUE_SOURCES;

/** The prefix of the message that mappings of each scope read. */
export const SCOPE_PREFIX: Readonly<Record<MappingScope, MessagePrefix>> = {
  restRequest: "method.request",
  websocketRequest: "route.request",
  response: "integration.response",
};

/**
 * What is wrong with a reference.
 * - `unknownPrefix`: it does not start with `expected`.
 * - `unknownLocation`, `missingLocation`: the location is `header`, `path` and so on.
 * - `missingName`, `badName`: a name consists of letters, digits and `._$-`; the span covers other characters.
 */
export type ReferenceFault =
  | { readonly kind: "unknownPrefix"; readonly span: Span; readonly expected: string }
  | { readonly kind: "unknownLocation"; readonly span: Span; readonly location: string }
  | { readonly kind: "missingLocation" | "missingName"; readonly span: Span }
  | { readonly kind: "badName"; readonly span: Span; readonly characters: string };

/**
 * `integration.request.header.x-id` as a tree:
 * ```
 * { prefix: integration.request, location: header, name: x-id }
 * ```
 * Parts that have not been typed yet are absent. A name exists, possibly empty, once its dot is typed.
 */
export interface Reference {
  readonly span: Span;
  readonly prefix: Part;
  readonly location?: Part;
  readonly name?: Part;
}

/**
 * `httpDialect`: a key such as `overwrite:header.x`, which is only valid for HTTP APIs; `rewritten` is the
 * equivalent key, if any.
 */
export type MappingKeyFault =
  | ReferenceFault
  | { readonly kind: "httpDialect"; readonly span: Span; readonly rewritten?: string };

export interface MappingKey {
  readonly text: string;
  readonly reference?: Reference;
  readonly faults: readonly MappingKeyFault[];
}

/** Parses a key of a REST or WebSocket API's parameter mapping. */
export function parseMappingKey(text: string, direction: "request" | "response"): MappingKey {
  const http = /^(?:append|overwrite|remove):(?:(header|querystring|path)(?:\.(\S+))?)?/.exec(text);
  const { prefix, locations } = KEY_TARGETS[direction];
  if (http) {
    const [, location, name] = http;
    const rewritten =
      location && name && Object.hasOwn(locations, location) ? `${prefix}.${location}.${name}` : undefined;
    const span = { start: 0, end: text.length };
    return { text, faults: [{ kind: "httpDialect", span, ...(rewritten && { rewritten }) }] };
  }
  const reference = readReference(part(text, 0, text.length));
  return { text, reference, faults: referenceFaults(reference, prefix, locations) };
}

/**
 * What a mapping value reads:
 * - `static`: `'text'`; `text` excludes the quotes.
 * - `message`: `method.request.header.x`; a body has a path instead of a name.
 * - `context`: `context.identity.sourceIp`.
 * - `stageVariable`: `stageVariables.url`.
 * - `unknown`: anything else.
 */
export type MappingSource =
  | { readonly kind: "static"; readonly span: Span; readonly text: Part; readonly closed: boolean }
  | ({ readonly kind: "message"; readonly known: MessagePrefix; readonly path?: BodyPath } & Reference)
  | {
      readonly kind: "context" | "stageVariable";
      readonly span: Span;
      readonly root: Part;
      readonly name?: Part;
    }
  | { readonly kind: "unknown"; readonly span: Span };

/**
 * What is wrong with a mapping value.
 * - `unquoted`: static text without its single quotes.
 * - `unclosed`: no closing quote.
 * - `dollarSyntax`: `$context.x` or `${stageVariables.x}`; `plain` is the form without a dollar sign.
 * - `otherScope`: a message that this mapping cannot read; `expected` is the prefix that it can.
 * - `httpDialect`: `$request.header.x`, which is only valid for HTTP APIs; `plain` is the equivalent, if any.
 * - the faults of a reference.
 */
export type MappingValueFault =
  | ReferenceFault
  | { readonly kind: "unquoted" | "unclosed"; readonly span: Span }
  | {
      readonly kind: "dollarSyntax";
      readonly span: Span;
      readonly root: "stageVariables" | "context" | "message";
      readonly plain: string;
    }
  | { readonly kind: "httpDialect"; readonly span: Span; readonly plain?: string }
  | {
      readonly kind: "otherScope";
      readonly span: Span;
      readonly prefix: MessagePrefix;
      readonly expected: MessagePrefix;
    };

export interface MappingValue {
  readonly text: string;
  readonly scope: MappingScope;
  readonly source: MappingSource;
  readonly faults: readonly MappingValueFault[];
}

const DOLLAR_SYNTAX =
  /^\$\{?((context|stageVariables|(?:method|route)\.request|integration\.response)(?:\.[^}]*)?)\}?$/;
const HTTP_VARIABLE = /^\$\{?(request|response)\.([^}]*)\}?$/;
const ROOT = /^(?:context|stageVariables|(?:method|route|integration)\.)/i;

/** Parses the value of a REST or WebSocket API's parameter mapping. */
export function parseMappingValue(text: string, scope: MappingScope): MappingValue {
  const span = { start: 0, end: text.length };
  if (text.startsWith("'")) {
    const closed = text.length > 1 && text.endsWith("'");
    const source: MappingSource = {
      kind: "static",
      span,
      text: part(text, 1, closed ? text.length - 1 : text.length),
      closed,
    };
    return { text, scope, source, faults: closed ? [] : [{ kind: "unclosed", span }] };
  }
  const unknown = (fault?: MappingValueFault): MappingValue => ({
    text,
    scope,
    source: { kind: "unknown", span },
    faults: fault ? [fault] : [],
  });
  const withDollar = DOLLAR_SYNTAX.exec(text);
  if (withDollar) {
    const [, plain = "", word] = withDollar;
    const root = word === "context" || word === "stageVariables" ? word : "message";
    return unknown({ kind: "dollarSyntax", span, root, plain });
  }
  const http = HTTP_VARIABLE.exec(text);
  if (http) {
    const [, direction, rest = ""] = http;
    const fits = (direction === "response") === (scope === "response");
    return unknown({ kind: "httpDialect", span, ...(fits && { plain: `${SCOPE_PREFIX[scope]}.${rest}` }) });
  }
  if (text === "") return unknown();
  if (!ROOT.test(text)) return unknown({ kind: "unquoted", span });
  const variable = /^(context|stageVariables)(?:$|\.)/.exec(text);
  if (variable?.[1]) return readVariable(text, scope, variable[1]);
  return readMessage(text, scope);
}

function readVariable(text: string, scope: MappingScope, root: string): MappingValue {
  const span = { start: 0, end: text.length };
  const name = text.length > root.length ? part(text, root.length + 1, text.length) : undefined;
  const source: MappingSource = {
    kind: root === "context" ? "context" : "stageVariable",
    span,
    root: part(text, 0, root.length),
    ...(name && { name }),
  };
  const foreign = name && firstForeign(name, root === "context" ? /[\w.]/ : NAME);
  const faults: MappingValueFault[] = !name?.text
    ? [{ kind: "missingName", span }]
    : foreign
      ? [{ kind: "badName", span: foreign.span, characters: foreign.text }]
      : [];
  return { text, scope, source, faults };
}

function readMessage(text: string, scope: MappingScope): MappingValue {
  const reference = readReference(part(text, 0, text.length));
  const expected = SCOPE_PREFIX[scope];
  const known = prefixOf(reference.prefix.text);
  if (!known) {
    const faults = referenceFaults(reference, expected, VALUE_SOURCES[expected]);
    return { text, scope, source: { kind: "unknown", span: reference.span }, faults };
  }
  const isBody = /^body(?:\[|$)/.test(reference.location?.text ?? "");
  const source: MappingSource = {
    kind: "message",
    known,
    ...(isBody ? readBody(text, reference) : reference),
  };
  const faults: MappingValueFault[] = [];
  if (known !== expected) {
    faults.push({ kind: "otherScope", span: reference.prefix.span, prefix: known, expected });
  }
  faults.push(...referenceFaults(source, known, VALUE_SOURCES[known]));
  if (source.path?.text === "") faults.push({ kind: "missingName", span: reference.span });
  return { text, scope, source, faults };
}

/** The path into a body can start with a bracket, so the location ends after `body`. */
function readBody(text: string, { span, prefix }: Reference): Reference & { readonly path?: BodyPath } {
  const start = prefix.span.end + 1;
  const end = start + "body".length;
  const location = part(text, start, end);
  if (end === text.length) return { span, prefix, location };
  const path = parseBodyPath(part(text, text[end] === "." ? end + 1 : end, text.length));
  return { span, prefix, location, path };
}

function prefixOf(text: string): MessagePrefix | undefined {
  return Object.hasOwn(VALUE_SOURCES, text) ? (text as MessagePrefix) : undefined;
}

const NAME = /[a-zA-Z0-9._$-]/;

function readReference({ text, span }: Part): Reference {
  const first = text.indexOf(".");
  const second = first < 0 ? -1 : text.indexOf(".", first + 1);
  if (second < 0) return { span, prefix: { text, span } };
  const prefix = part(text, 0, second);
  const third = text.indexOf(".", second + 1);
  if (third < 0) return { span, prefix, location: part(text, second + 1, text.length) };
  return {
    span,
    prefix,
    location: part(text, second + 1, third),
    name: part(text, third + 1, text.length),
  };
}

function referenceFaults(
  { span, prefix, location, name }: Reference & { readonly path?: BodyPath },
  expected: string,
  locations: Locations,
): readonly ReferenceFault[] {
  if (prefix.text === "") return [];
  if (prefix.text !== expected) return [{ kind: "unknownPrefix", span: prefix.span, expected }];
  if (!location?.text) return [{ kind: "missingLocation", span }];
  const need = Object.hasOwn(locations, location.text) ? locations[location.text] : undefined;
  if (!need) return [{ kind: "unknownLocation", span: location.span, location: location.text }];
  if (need === "required" && !name?.text) return [{ kind: "missingName", span }];
  const foreign = name && firstForeign(name, NAME);
  return foreign ? [{ kind: "badName", span: foreign.span, characters: foreign.text }] : [];
}

/** A cache key: a part of the request, except its body. */
export interface CacheKey {
  readonly text: string;
  readonly reference: Reference;
  readonly faults: readonly ReferenceFault[];
}

/** Parses an entry of `cacheKeyParameters`. */
export function parseCacheKey(text: string): CacheKey {
  const reference = readReference(part(text, 0, text.length));
  const { body: _body, ...locations } = VALUE_SOURCES["method.request"];
  return { text, reference, faults: referenceFaults(reference, "method.request", locations) };
}

/** The part of a key, value or cache key at an offset, with the span that a completion replaces. */
export interface ReferenceSlot {
  readonly slot: "prefix" | "location" | "name" | "path" | "static";
  readonly replace: Span;
}

/** Finds what can be typed at an offset of a reference. */
export function referenceAt(reference: Reference, offset: number): ReferenceSlot | undefined {
  const { prefix, location, name } = reference;
  if (isAt(prefix.span, offset)) return { slot: "prefix", replace: prefix.span };
  if (location && isAt(location.span, offset)) return { slot: "location", replace: location.span };
  if (name && isAt(name.span, offset)) return { slot: "name", replace: name.span };
  return undefined;
}

/** Finds what can be typed at an offset of a value. */
export function mappingValueAt({ source }: MappingValue, offset: number): ReferenceSlot | undefined {
  switch (source.kind) {
    case "static":
      return { slot: "static", replace: source.text.span };
    case "context":
    case "stageVariable":
      if (isAt(source.root.span, offset)) return { slot: "prefix", replace: source.root.span };
      return source.name && { slot: "name", replace: source.name.span };
    case "message":
      if (source.path && isAt(source.path.span, offset)) return { slot: "path", replace: source.path.span };
      return referenceAt(source, offset);
    case "unknown":
      return { slot: "prefix", replace: source.span };
  }
}
