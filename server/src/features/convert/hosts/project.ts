/** What a host file to be printed is about: methods of REST APIs, and integrations of HTTP APIs and WebSocket APIs. */
import type { Protocol } from "../../../model/protocol";
import { defined } from "../../../syntax/defined";
import { isRecord, type Json } from "../../../syntax/json";
import { slug } from "../extracted";
import type { PlainInput } from "../plainInput";

export type Members = { readonly [name: string]: Json };

/** A method of a REST API, with its integration. */
export interface Method {
  readonly title: string;
  /** `GET` or `ANY`. */
  readonly method: string;
  /** Absent if it is not known. */
  readonly path?: string;
  readonly restApiId?: string;
  readonly resourceId?: string;
  /** The request parameters that it declares, in order: `method.request.path.id`. */
  readonly parameters: readonly string[];
  /** Without the IDs and the method. */
  readonly integration: Members;
  readonly responses: readonly Response[];
}

/** An integration response, without the IDs and the method. */
export interface Response {
  readonly title: string;
  readonly members: Members;
}

/** An integration of an HTTP API or a WebSocket API. */
export interface V2Integration {
  readonly title: string;
  readonly protocol: Exclude<Protocol, "REST">;
  readonly apiId?: string;
  readonly routeKeys: readonly string[];
  readonly integration: Members;
  readonly responses: readonly Response[];
}

/** An integration response of a WebSocket API whose integration is elsewhere. */
export interface LoneResponse extends Response {
  readonly apiId?: string;
  readonly integrationId?: string;
}

export interface Project {
  readonly methods: readonly Method[];
  readonly integrations: readonly V2Integration[];
  readonly loneResponses: readonly LoneResponse[];
  /** What the inputs do not say, as sentences. */
  readonly added: readonly string[];
}

const isResponse = ({ operation }: PlainInput): boolean => operation.endsWith("-response");
const isRest = ({ operation }: PlainInput): boolean => operation.startsWith("put-");

/** Returns what the inputs describe together: responses belong to their integrations. */
export function projectOf(inputs: readonly PlainInput[]): Project {
  const added: string[] = [];
  const rest = inputs.filter(isRest);
  const v2 = inputs.filter((input) => !isRest(input));
  const restResponses = groupedBy(rest.filter(isResponse), ownerIn(rest, ["resourceId", "httpMethod"]));
  const v2Responses = groupedBy(v2.filter(isResponse), ownerIn(v2, ["IntegrationId"]));
  const methods = rest
    .filter((input) => !isResponse(input))
    .map((input) => methodOf(input, restResponses.get(input) ?? [], added));
  const lone = restResponses.get(undefined) ?? [];
  for (const [, responses] of groupedBy(lone, methodKey)) {
    const [first] = responses;
    if (!first) continue;
    added.push(
      `${first.title}: an integration response is part of a method, which gets a MOCK integration here`,
    );
    methods.push(methodOf({ ...first, members: { ...idsOf(first), type: "MOCK" } }, responses, added));
  }
  return {
    methods,
    integrations: v2
      .filter((input) => !isResponse(input))
      .map((input) => v2IntegrationOf(input, v2Responses.get(input) ?? [], added)),
    loneResponses: (v2Responses.get(undefined) ?? []).map((input) => ({
      ...responseOf(input),
      ...defined({ apiId: textOf(input, "ApiId"), integrationId: textOf(input, "IntegrationId") }),
    })),
    added,
  };
}

type FindOwner = (response: PlainInput) => PlainInput | undefined;

/** Finds a response's integration: by the ID that the file gives, by common members, or because it is the only one. */
function ownerIn(inputs: readonly PlainInput[], names: readonly string[]): FindOwner {
  const integrations = inputs.filter((input) => !isResponse(input));
  const byId = new Map(integrations.map((input) => [input.id.join("\n"), input]));
  return (response) => {
    if (response.integration) return byId.get(response.integration.join("\n"));
    // Responses of a host file say where they belong, if that is known.
    if (response.id.length > 0) return undefined;
    const fitting = integrations.filter((input) =>
      names.every((name) => {
        const [own, its] = [textOf(response, name), textOf(input, name)];
        return own === undefined || its === undefined || own === its;
      }),
    );
    return fitting.length === 1 ? fitting[0] : undefined;
  };
}

function groupedBy<K>(inputs: readonly PlainInput[], keyOf: (input: PlainInput) => K): Map<K, PlainInput[]> {
  const groups = new Map<K, PlainInput[]>();
  for (const input of inputs) {
    const key = keyOf(input);
    const group = groups.get(key);
    if (group) group.push(input);
    else groups.set(key, [input]);
  }
  return groups;
}

function methodKey(input: PlainInput): string {
  return JSON.stringify(idsOf(input));
}

const REST_IDS = ["restApiId", "resourceId", "httpMethod"] as const;
const V2_IDS = ["ApiId", "IntegrationId"] as const;

function idsOf({ members }: PlainInput): Members {
  return Object.fromEntries(Object.entries(members).filter(([name]) => REST_IDS.some((id) => id === name)));
}

function without(members: Members, names: readonly string[]): Members {
  return Object.fromEntries(Object.entries(members).filter(([name]) => !names.includes(name)));
}

function responseOf({ title, members }: PlainInput): Response {
  return { title, members: without(members, [...REST_IDS, ...V2_IDS]) };
}

function methodOf(input: PlainInput, responses: readonly PlainInput[], added: string[]): Method {
  const [, routeMethod, known] = /^([A-Z]+) (\/\S*)$/.exec(input.routes?.[0] ?? "") ?? [];
  const path = known ?? madePath(input, added);
  const method = textOf(input, "httpMethod") ?? routeMethod;
  if (method === undefined) added.push(`${input.title}: httpMethod is not known, and ANY here`);
  return {
    title: input.title,
    method: method ?? "ANY",
    ...defined({
      path,
      restApiId: textOf(input, "restApiId"),
      resourceId: textOf(input, "resourceId"),
    }),
    parameters: parametersOf(input, path),
    integration: without(input.members, REST_IDS),
    responses: responses.map(responseOf),
  };
}

/** The methods of a file need different paths, even if the file does not say them. */
function madePath(input: PlainInput, added: string[]): string | undefined {
  if (input.id.length === 0 || textOf(input, "resourceId") !== undefined) return undefined;
  const path = [slug(input.title), ...pathParametersIn(parametersOf(input))]
    .map((part) => `/${part}`)
    .join("");
  added.push(`${input.title}: the path ${path}, because the file does not say it in one place`);
  return path;
}

function pathParametersIn(parameters: readonly string[]): readonly string[] {
  const names = parameters.flatMap((name) => /^method\.request\.path\.(.+)$/.exec(name)?.[1] ?? []);
  return names.map((name) => (name === "proxy" ? "{proxy+}" : `{${name}}`));
}

const PARAMETER = /^method\.request\.(?:multivalue)?(path|querystring|header)\.(.+)$/;

/** The parameters that the input uses or the method declares, and those in its path. */
function parametersOf({ members, requestParameters = [] }: PlainInput, path = ""): readonly string[] {
  const mappings = isRecord(members.requestParameters) ? Object.values(members.requestParameters) : [];
  const cached = Array.isArray(members.cacheKeyParameters) ? members.cacheKeyParameters : [];
  const used = [...mappings, ...cached].flatMap((value: Json) => {
    const [, place, name] = (typeof value === "string" && PARAMETER.exec(value)) || [];
    return place === undefined ? [] : [`method.request.${place}.${name}`];
  });
  const inPath = [...path.matchAll(/\{([^{}+]+)\+?\}/g)].map(([, name]) => `method.request.path.${name}`);
  return [...new Set([...inPath, ...requestParameters, ...used])];
}

function v2IntegrationOf(
  input: PlainInput,
  responses: readonly PlainInput[],
  added: string[],
): V2Integration {
  const { title, protocol, members, routes = [] } = input;
  const apiId = textOf(input, "ApiId");
  if (!protocol && apiId === undefined) {
    added.push(`${title}: an HTTP API, because the input fits both HTTP APIs and WebSocket APIs`);
  }
  return {
    title,
    protocol: protocol === "WEBSOCKET" ? protocol : "HTTP",
    ...defined({ apiId }),
    routeKeys: routes,
    integration: without(members, V2_IDS),
    responses: responses.map(responseOf),
  };
}

function textOf({ members }: PlainInput, name: string): string | undefined {
  const value = members[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** The path of a method: as it is known, or one with all of its path parameters. */
export function pathOf({ path, parameters }: Pick<Method, "path" | "parameters">): string {
  if (path !== undefined) return path;
  return `/${pathParametersIn(parameters).join("/")}`;
}

/** The status codes that a method declares, with the headers that its integration responses set. */
export function declaredResponses({
  responses,
}: Pick<Method, "responses">): ReadonlyMap<string, readonly string[]> {
  const declared = new Map<string, string[]>();
  for (const { members } of responses) {
    const { statusCode, responseParameters } = members;
    if (typeof statusCode !== "string") continue;
    const headers = declared.get(statusCode) ?? [];
    declared.set(statusCode, headers);
    for (const name of isRecord(responseParameters) ? Object.keys(responseParameters) : []) {
      if (name.startsWith("method.response.header.") && !headers.includes(name)) headers.push(name);
    }
  }
  return declared;
}
