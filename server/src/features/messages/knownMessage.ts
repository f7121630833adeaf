/** What is known about the messages that templates work with: from samples, schemas, AWS, the input and its templates. */
import type { ApiFacts } from "../../model/apiFacts";
import { declaredNames, pathParameterNames, stageVariableNames } from "../../model/knownNames";
import type { SampleTexts } from "../../model/sampleTexts";
import type { TemplateKind } from "../../model/templates";
import { Memo } from "../../rules/engine/memo";
import type { Template } from "../../rules/engine/template";
import { type ReadRequest, readBackend, readRequest } from "../../simulate";
import { type Json, toJson } from "../../syntax/json";
import { parseJson } from "../../syntax/parseJson";
import type { HostedTemplate } from "../../templates/hostedTemplate";
import { JsonShape } from "../../templates/shapes/jsonShape";
import { SchemaShape } from "../../templates/shapes/schemaShape";
import type { Shape } from "../../templates/shapes/shape";
import { type Use, useElsewhere } from "../../templates/shapes/useShape";
import type { KnownBody } from "../../templates/shapes/valueShapes";

/** Longer samples are not read while somebody is typing. */
export const MAX_SAMPLE = 1_000_000;
/** How much of the other templates of an input is read for the names in them. */
const MAX_OTHER_TEXT = 100_000;
const MAX_OTHER_TEMPLATES = 20;

/** Returns what is known about the body that a template reads. */
export function knownBody(
  template: Template,
  path: readonly string[],
  siblings: readonly HostedTemplate[],
  samples: SampleTexts,
): KnownBody {
  for (const memo of [useMemo, jsonMemo, requests, responses]) memo.startRound();
  return {
    shapes: [...sampleShapes(template.scope.kind, samples), ...schemaShapes(template, samples)],
    uses: usesIn(template, path, siblings),
  };
}

function sampleShapes(kind: TemplateKind | undefined, samples: SampleTexts): readonly Shape[] {
  const all = readSamples(samples);
  const bodies =
    kind === "response"
      ? [...all.slice(0, 1).map(backendBody), responseBody(samples), ...all.slice(1).map(backendBody)]
      : all.map(({ request: { body } }) => body);
  return bodies.flatMap((body) => {
    const value = body === undefined ? undefined : jsonIn(body);
    return value === undefined ? [] : [new JsonShape(value, "sample")];
  });
}

function schemaShapes({ scope: { kind, contentType } }: Template, { models }: SampleTexts): readonly Shape[] {
  // A model describes what clients send, and not what the backend returns.
  if (!models || kind === "response") return [];
  const [first, ...others] = models.keys();
  const key = contentType ?? (others.length === 0 ? first : DEFAULT_TYPE);
  const text = key === undefined ? undefined : models.get(key);
  const schema = text === undefined ? undefined : jsonIn(text);
  return schema === undefined ? [] : [new SchemaShape(schema, schema)];
}

const DEFAULT_TYPE = "application/json";

const useMemo = /* @__PURE__ */ new Memo<Use>(500_000);

/** How the other templates for the same message use its body. */
function usesIn(
  template: Template,
  path: readonly string[],
  siblings: readonly HostedTemplate[],
): readonly Use[] {
  const [member] = path;
  if (member === undefined) return [];
  const uses: Use[] = [];
  let left = MAX_OTHER_TEXT;
  for (const sibling of siblings) {
    const { value } = sibling.node;
    if (sibling.path[0] !== member || value === template.text || value.length > left) continue;
    left -= value.length;
    uses.push(useMemo.of(value, () => useElsewhere(sibling.template)));
    if (uses.length >= MAX_OTHER_TEMPLATES) break;
  }
  return uses;
}

const jsonMemo = /* @__PURE__ */ new Memo<{ readonly value: Json | undefined }>(4 * MAX_SAMPLE);

/** Returns the value of a JSON text; undefined if it is not JSON, or too long to be read. */
function jsonIn(text: string): Json | undefined {
  if (text.length > MAX_SAMPLE) return undefined;
  return jsonMemo.of(text, () => {
    const { root, problems } = parseJson(text);
    return { value: problems.length > 0 ? undefined : toJson(root) };
  }).value;
}

const requests = /* @__PURE__ */ new Memo<ReadRequest>(4 * MAX_SAMPLE);
const responses = /* @__PURE__ */ new Memo<{ readonly body: string }>(4 * MAX_SAMPLE);

/** More sample requests are not read while somebody is typing. */
const MOST_SAMPLES = 20;

/** Returns the sample requests, as far as they can be read: the used one first, and then the others. */
function readSamples({ request, requests: others = [] }: SampleTexts): readonly ReadRequest[] {
  const texts = [...(request === undefined ? [] : [request]), ...others.slice(0, MOST_SAMPLES)];
  let left = MAX_SAMPLE;
  return texts.flatMap((text) => {
    left -= text.length;
    return left < 0 ? [] : [requests.of(text, () => readRequest(parseJson(text)))];
  });
}

function backendBody({ backend }: ReadRequest): string | undefined {
  return backend?.body;
}

function responseBody({ response }: SampleTexts): string | undefined {
  if (response === undefined || response.length > MAX_SAMPLE) return undefined;
  return responses.of(response, () => readBackend(parseJson(response)).backend).body;
}

/** Releases the samples and uses that were not asked for since the last call, so that two calls release all of them. */
export function forgetMessages(): void {
  for (const memo of [useMemo, jsonMemo, requests, responses]) memo.forget();
}

/** Where a parameter of a request is. */
export type ParameterPlace = "path" | "querystring" | "header";

export const PARAMETER_PLACES: readonly ParameterPlace[] = ["path", "querystring", "header"];

/** A parameter of a request, or a stage variable. */
export interface KnownName {
  readonly name: string;
  /** Undefined for a stage variable, and for a parameter that may be anywhere. */
  readonly place?: ParameterPlace;
  /** Its value in the sample request. */
  readonly value?: string;
}

/** What names are looked for in. */
export interface NameSources {
  readonly facts: ApiFacts | undefined;
  readonly samples: SampleTexts;
  /** The text of the file that holds the template. */
  readonly text: string;
  /** The cursor in that text. A name that it touches is only just being typed. */
  readonly offset: number;
}

/** More text is not searched for names. */
const MAX_SEARCHED = 400_000;

/** Returns the known parameters of the request: sampled, declared on AWS, mapped in the input, used in its templates. */
export function knownParameters(sources: NameSources): readonly KnownName[] {
  const { facts, samples } = sources;
  const names = new Names();
  for (const { request } of readSamples(samples)) {
    names.addAll(request.pathParameters, "path");
    names.addAll(request.query, "querystring");
    names.addAll(request.headers, "header");
  }
  for (const name of pathParameterNames(facts?.routes)) names.add({ name, place: "path" });
  for (const place of PARAMETER_PLACES) {
    for (const name of declaredNames(facts, place) ?? []) names.add({ name, place });
    for (const name of declaredNames(facts, `multivalue${place}`) ?? []) names.add({ name, place });
  }
  for (const [, place, name = ""] of found(sources, MAPPED)) {
    const known = PARAMETER_PLACES.find((each) => each === place);
    if (known) names.add({ name, place: known });
  }
  for (const [, place, name = ""] of found(sources, READ)) {
    const known = PARAMETER_PLACES.find((each) => each === place);
    if (known) names.add({ name, place: known });
  }
  for (const [, name = ""] of found(sources, NAMED)) names.add({ name });
  return names.all;
}

const MAPPED = /\bmethod\.request\.(?:multivalue)?(path|querystring|header)\.([\w.~-]+)/g;
const READ = /input\.params\(\)\.(path|querystring|header)\.([A-Za-z_][\w-]*)/g;
const NAMED = /input\.params\((?:\\?["']|'')([\w.~-]+)/g;
const STAGE_VARIABLE = /stageVariables\.([A-Za-z_][\w-]*)/g;

/** Returns the known stage variables: sampled, set on AWS, and used in the file. */
export function knownStageVariables(sources: NameSources): readonly KnownName[] {
  const names = new Names();
  for (const name of stageVariableNames(sources.facts)) names.add({ name });
  for (const { request } of readSamples(sources.samples)) names.addAll(request.stageVariables);
  for (const [, name = ""] of found(sources, STAGE_VARIABLE)) names.add({ name });
  return names.all;
}

function found({ text, offset }: NameSources, pattern: RegExp): readonly RegExpExecArray[] {
  const matches: RegExpExecArray[] = [];
  for (const match of text.slice(0, MAX_SEARCHED).matchAll(pattern)) {
    if (match.index <= offset && offset <= match.index + match[0].length) continue;
    matches.push(match);
  }
  return matches;
}

const MOST_KNOWN = 1000;

/** Names without duplicates. What is found later adds what was unknown before. */
class Names {
  readonly #known = new Map<string, KnownName>();

  get all(): readonly KnownName[] {
    return [...this.#known.values()];
  }

  add(found: KnownName): void {
    const { name } = found;
    const known = this.#known.get(name);
    if (known) this.#known.set(name, { ...found, ...known });
    else if (this.#known.size < MOST_KNOWN && name !== "") this.#known.set(name, found);
  }

  addAll(values: ReadonlyMap<string, readonly string[]>, place?: ParameterPlace): void {
    for (const [name, list] of values) {
      const value = list.at(-1);
      this.add({ name, ...(place && { place }), ...(value !== undefined && { value }) });
    }
  }
}
