/** A sample request with what templates read, as far as they show it. */
import { findContextVariable } from "../expressions";
import type { ApiFacts } from "../model/apiFacts";
import { declaredNames, pathParameterNames } from "../model/knownNames";
import { Template } from "../rules/engine/template";
import {
  contextOf,
  type PreviewableTemplate,
  plainSample,
  readRequest,
  type SampleRequest,
} from "../simulate";
import { isRecord, type Json } from "../syntax/json";
import { parse } from "../syntax/parse";
import type { Shape } from "../templates/shapes/shape";
import { useElsewhere } from "../templates/shapes/useShape";
import { titleOf } from "./captured/url";
import { CONTEXT_EXAMPLES } from "./contextExamples";
import { REQUEST_HEADERS } from "./headerNames";
import { type NewSample, newSample, type Values } from "./newSample";
import { typicalText, typicalValue } from "./typicalValues";

type Place = "path" | "querystring" | "header";

const MEMBER_OF = {
  path: "pathParameters",
  querystring: "queryStringParameters",
  header: "headers",
} as const;

/** Deeper members than that are left out. */
const DEEPEST = 12;
const MOST_MEMBERS = 200;
/** Longer templates are not searched for names. */
const MAX_TEXT = 400_000;

/**
 * Makes a sample request for templates of one integration, of which the first decides the kind of API: each member of
 * the body that they read, each parameter, stage variable and variable of `$context` gets a typical value. What response
 * templates read becomes the backend's response.
 */
export function sampleFromTemplates(templates: readonly PreviewableTemplate[]): NewSample {
  const [first] = templates;
  const protocol = first?.protocol ?? "REST";
  const plain = plainSample({ protocol, ...(first?.input && { input: first.input }) });
  const read = new ReadByTemplates(plain, first);
  for (const template of templates) read.add(template);
  const parts = read.parts(plain, protocol !== "WEBSOCKET" ? contentTypeOf(first) : undefined);
  const title =
    protocol === "WEBSOCKET"
      ? "MESSAGE"
      : titleOf(plain.method ?? "GET", plain.path ?? plain.resourcePath ?? "/");
  return newSample(parts, title);
}

/** The key of a request template is the content type of the requests that select it. */
function contentTypeOf(template: PreviewableTemplate | undefined): string | undefined {
  const key = template?.kind === "request" ? template.key : undefined;
  return key?.includes("/") ? key : undefined;
}

class ReadByTemplates {
  #body: Json | undefined;
  #response: Json | undefined;
  #hasResponse = false;
  readonly #parameters: Record<Place, Record<string, string>> = { path: {}, querystring: {}, header: {} };
  readonly #stageVariables: Record<string, string> = {};
  readonly #context: Record<string, Json> = {};
  readonly #facts: ApiFacts | undefined;
  readonly #defaults: Json;

  constructor(plain: SampleRequest, template: PreviewableTemplate | undefined) {
    this.#facts = template?.input?.facts;
    const { request } = readRequest(parse(JSON.stringify(plain), "json"));
    this.#defaults = contextOf(template?.protocol ?? "REST", request, undefined);
  }

  add({ text, holes, kind, input }: PreviewableTemplate): void {
    if (text.length > MAX_TEXT) return;
    const template = new Template(text, kind ? { kind } : {}, holes);
    const use = useElsewhere(template).body;
    const names = { left: MOST_MEMBERS };
    const value = typicalOf(use, "", names, 0);
    if (kind === "response") {
      this.#hasResponse = true;
      this.#response = merged(this.#response, value);
    } else this.#body = merged(this.#body, value);
    const mapped = mappedParameters(input?.document.text.slice(0, MAX_TEXT) ?? "");
    for (const [, place, name = ""] of text.matchAll(READ)) this.#addParameter(name, place as Place);
    for (const [, place, name = ""] of text.matchAll(GOT)) this.#addParameter(name, place as Place);
    for (const [, name = ""] of text.matchAll(NAMED))
      this.#addParameter(name, mapped.get(name) ?? this.#placeOf(name));
    for (const [, dotted, got] of text.matchAll(STAGE_VARIABLE)) {
      const name = dotted ?? got ?? "";
      this.#stageVariables[name] = typicalText(name);
    }
    for (const { node } of template.facts.references) {
      if (node.name !== "context" || !template.facts.readsObject(node)) continue;
      const call = node.parts.findIndex((part) => part.kind !== "property");
      const steps = (call < 0 ? node.parts : node.parts.slice(0, call)).flatMap((part) =>
        part.kind === "property" ? [part.name] : [],
      );
      this.#addContext(steps);
    }
  }

  #addParameter(name: string, place: Place): void {
    const known = REQUEST_HEADERS.find((header) => header.name.toLowerCase() === name.toLowerCase());
    this.#parameters[place][name] ??=
      (place === "header" ? known?.values[0] : undefined) ?? typicalText(name);
  }

  /** `$input.params('name')` looks for the name in the path, the query string and the headers. */
  #placeOf(name: string): Place {
    for (const place of ["path", "querystring", "header"] as const) {
      if (declaredNames(this.#facts, place)?.includes(name)) return place;
    }
    if (pathParameterNames(this.#facts?.routes).includes(name)) return "path";
    const isHeader = REQUEST_HEADERS.some((header) => header.name.toLowerCase() === name.toLowerCase());
    if (isHeader || /^x-/i.test(name)) return "header";
    return /(?:^|[a-z_-])(?:[iI]d|proxy)$/.test(name) ? "path" : "querystring";
  }

  #addContext(steps: readonly string[]): void {
    const name = steps.join(".");
    const variable = steps.length > 0 && steps.length < 6 ? findContextVariable(name) : undefined;
    if (!variable || variable.writableIn || name === "authorizer.claims") return;
    let place: Record<string, Json> = this.#context;
    for (const step of steps.slice(0, -1)) {
      const inner = place[step];
      const next: Record<string, Json> = isRecord(inner) ? { ...inner } : {};
      place[step] = next;
      place = next;
    }
    const last = steps.at(-1) ?? name;
    place[last] ??= this.#defaultOf(steps) ?? CONTEXT_EXAMPLES[name]?.[0] ?? typicalText(last);
  }

  #defaultOf(steps: readonly string[]): Json | undefined {
    let value: Json | undefined = this.#defaults;
    for (const step of steps) value = isRecord(value) && Object.hasOwn(value, step) ? value[step] : undefined;
    return isRecord(value) ? undefined : value;
  }

  parts(plain: SampleRequest, contentType: string | undefined) {
    const { path, querystring, header } = this.#parameters;
    const headers: Values = {
      ...plain.headers,
      ...(contentType !== undefined && { "Content-Type": contentType }),
    };
    const sent = Object.keys(headers).map((name) => name.toLowerCase());
    const others = Object.entries(header).filter(([name]) => !sent.includes(name.toLowerCase()));
    return {
      method: plain.method,
      path: plain.path,
      resourcePath: plain.resourcePath,
      [MEMBER_OF.path]: { ...path, ...plain.pathParameters },
      [MEMBER_OF.querystring]: querystring,
      [MEMBER_OF.header]: { ...headers, ...Object.fromEntries(others) },
      body: this.#body === undefined ? plain.body : merged(plain.body, this.#body),
      context: this.#context,
      stageVariables: this.#stageVariables,
      ...(this.#hasResponse && { backend: { status: 200, body: this.#response ?? {} } }),
    };
  }
}

const READ = /\binput\.params\(\)\.(path|querystring|header)\.([A-Za-z_][\w-]{0,100})(?![\w(-])/g;
const GOT = /\binput\.params\(\)\.(path|querystring|header)\.get\(\s{0,9}["']([\w.~-]{1,100})["']/g;
const NAMED = /\binput\.params\(\s{0,9}["']([\w.~-]{1,100})["']/g;
const STAGE_VARIABLE =
  /\bstageVariables(?:\.([A-Za-z_][\w-]{0,100})(?![\w(-])|\.get\(\s{0,9}["']([\w.-]{1,100})["'])/g;
const MAPPED = /\bmethod\.request\.(?:multivalue)?(path|querystring|header)\.([\w.~-]{1,100})/g;

/** The places of the parameters in the mappings of an input. */
function mappedParameters(text: string): ReadonlyMap<string, Place> {
  return new Map(
    Array.from(text.matchAll(MAPPED), ([, place, name = ""]) => [name, place as Place] as const),
  );
}

/** Returns a value of this shape; undefined for one that is not read. */
function typicalOf(shape: Shape, name: string, names: { left: number }, depth: number): Json | undefined {
  const members = depth < DEEPEST ? shape.names() : [];
  if (members.length > 0) {
    const entries: [string, Json][] = [];
    for (const member of members) {
      const [inner] = shape.member(member);
      if (names.left-- <= 0 || !inner) break;
      const value = typicalOf(inner, member, names, depth + 1);
      if (value !== undefined) entries.push([member, value]);
    }
    return Object.fromEntries(entries);
  }
  const [element] = shape.elements();
  if (element && depth < DEEPEST)
    return [typicalOf(element, singular(name), names, depth + 1) ?? typicalValue(singular(name))];
  return name === "" ? undefined : typicalValue(name);
}

/** `names` → `name`, so that the items of a list get values, too. */
function singular(name: string): string {
  return name === "" ? "item" : name.replace(/ies$/, "y").replace(/([^s])s$/, "$1");
}

function merged(first: Json | undefined, second: Json | undefined): Json | undefined {
  if (first === undefined || second === undefined) return second ?? first;
  if (!isRecord(first) || !isRecord(second)) return second;
  const result: Record<string, Json> = { ...first };
  for (const [name, value] of Object.entries(second)) result[name] = merged(result[name], value) ?? value;
  return result;
}
