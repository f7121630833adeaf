import { isRecord, type Json } from "../../syntax/json";

type Strings = Readonly<Record<string, string>>;

/** The entries of a map in the other dialect, and the keys of those without a counterpart. */
export interface Translated {
  readonly mappings: Strings;
  readonly lost: readonly string[];
}

type Translate = (key: string, value: string) => readonly [string, string] | undefined;

/** Translates every entry of a map. */
export function translate(mappings: Json | undefined, one: Translate): Translated {
  const translated: Record<string, string> = {};
  const lost: string[] = [];
  for (const [key, value] of Object.entries(isRecord(mappings) ? mappings : {})) {
    const entry = typeof value === "string" ? one(key, value) : undefined;
    if (entry) translated[entry[0]] = entry[1];
    else lost.push(key);
  }
  return { mappings: translated, lost };
}

/** REST → HTTP API: `integration.request.header.x: method.request.header.y` → `overwrite:header.x: $request.header.y`. */
export function restToHttp(key: string, value: string): readonly [string, string] | undefined {
  const target = /^integration\.request\.(header|querystring)\.(.+)$/.exec(key);
  const source = restValueToHttp(value);
  return target && source !== undefined ? [`overwrite:${target[1]}.${target[2]}`, source] : undefined;
}

function restValueToHttp(value: string): string | undefined {
  const text = /^'(.*)'$/s.exec(value);
  // In HTTP APIs, a dollar sign starts a variable.
  if (text) return text[1]?.includes("$") ? undefined : text[1];
  const request = /^method\.request\.(path|querystring|header)\.(.+)$/.exec(value);
  if (request) return `$request.${request[1]}.${request[2]}`;
  const body = /^method\.request\.body(\..+)?$/.exec(value);
  if (body) return `$request.body${body[1] ?? ""}`;
  return /^(?:context|stageVariables)\..+$/.test(value) ? `$${value}` : undefined;
}

/** HTTP API → REST, for mappings that overwrite a header or query parameter with one variable or plain text. */
export function httpToRest(key: string, value: string): readonly [string, string] | undefined {
  const target = /^overwrite:(header|querystring)\.(.+)$/.exec(key);
  const source = httpValueToRest(value);
  return target && source !== undefined
    ? [`integration.request.${target[1]}.${target[2]}`, source]
    : undefined;
}

function httpValueToRest(value: string): string | undefined {
  if (!value.includes("$")) return `'${value}'`;
  const name = /^\$(?:\{([^{}$]+)\}|([^{}$\s]+))$/.exec(value);
  const variable = name?.[1] ?? name?.[2] ?? "";
  if (/^request\.(?:path|querystring|header)\..+$/.test(variable)) return `method.${variable}`;
  if (/^request\.body(?:\..+)?$/.test(variable)) return `method.${variable}`;
  return /^(?:context|stageVariables)\..+$/.test(variable) ? variable : undefined;
}

/** REST ↔ WebSocket: the same keys; sources have another prefix, and WebSocket APIs have no path parameters. */
export function restToWebSocket(key: string, value: string): readonly [string, string] | undefined {
  if (/^method\.request\.path\./.test(value)) return undefined;
  return [key, value.replace(/^method\.request\./, "route.request.")];
}

export function webSocketToRest(key: string, value: string): readonly [string, string] | undefined {
  return [key, value.replace(/^route\.request\./, "method.request.")];
}
