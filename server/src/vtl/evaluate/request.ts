/** Turns a request into the variables of a template. */
import { JavaDouble, JavaList, JavaLong, JavaMap, parseJson, type Value } from "../values";
import { contextObject } from "./objects/context";
import { InputObject } from "./objects/input";
import { readPath } from "./objects/readPath";
import { UtilObject } from "./objects/util";

export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

type Parameters = Readonly<Record<string, string>>;

export interface RenderRequest {
  /** The payload as text. */
  readonly body?: string;
  readonly params?: {
    readonly path?: Parameters;
    readonly querystring?: Parameters;
    readonly header?: Parameters;
  };
  /** `$context` variables by name, without `$context.`. They may include the overrides of the request template. */
  readonly context?: Readonly<Record<string, JsonValue>>;
  readonly stageVariables?: Parameters;
}

export function requestVariables(request: RenderRequest): Map<string, Value> {
  const body = request.body === undefined || request.body === "" ? "{}" : request.body;
  let root: Value | undefined;
  const params = new JavaMap();
  for (const name of ["path", "querystring", "header"] as const) {
    params.put(name, mapOf(request.params?.[name] ?? {}));
  }
  const parsed = (): Value => {
    if (root === undefined) root = parseJson(body) ?? null;
    return root;
  };
  return new Map<string, Value>([
    ["input", new InputObject(body, parsed, params, readPath)],
    ["util", new UtilObject()],
    ["context", contextObject(mapOf(request.context ?? {}))],
    ["stageVariables", mapOf(request.stageVariables ?? {})],
  ]);
}

function mapOf(object: Readonly<Record<string, JsonValue>>): JavaMap {
  const map = new JavaMap();
  for (const [key, value] of Object.entries(object)) map.put(key, javaValue(value));
  return map;
}

function javaValue(value: JsonValue): Value {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value) || Object.is(value, -0)) return new JavaDouble(value);
    return value === (value | 0) ? value : new JavaLong(BigInt(value));
  }
  if (isList(value)) return new JavaList(value.map(javaValue));
  return mapOf(value);
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
