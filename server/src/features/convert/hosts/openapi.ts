/** Prints inputs as an OpenAPI document. */
import { HTTP_NAMES, INTEGRATION, METHODS, RESPONSE_NAMES, REST_NAMES } from "../../../hosts/openapi/members";
import { isRecord, type Json } from "../../../syntax/json";
import { printInput } from "../print";
import { Losses, type PrintedHost } from "./printed";
import { declaredResponses, type Method, type Project, pathOf, type V2Integration } from "./project";

const REST = inverted(REST_NAMES);
const HTTP = inverted(HTTP_NAMES);
const VERBS = inverted(METHODS);

function inverted(names: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...names].map(([own, aws]) => [aws, own]));
}

/** Returns an OpenAPI document; the reason if it cannot describe any of the inputs. */
export function printOpenApi(project: Project, title: string, format: "json" | "yaml"): PrintedHost | string {
  const { methods, integrations, loneResponses, added } = project;
  const losses = new Losses();
  const http = integrations.filter(({ protocol }) => protocol === "HTTP");
  const isHttp = methods.length === 0;
  if (isHttp && http.length === 0) return "OpenAPI documents describe REST APIs and HTTP APIs only";
  for (const { title: name } of loneResponses) losses.add(name, "OpenAPI has no WebSocket APIs");
  for (const each of integrations) {
    if (each.protocol === "WEBSOCKET") losses.add(each.title, "OpenAPI has no WebSocket APIs");
    else if (!isHttp) losses.add(each.title, "a document describes either a REST API or an HTTP API");
  }
  const paths = new Paths(losses);
  for (const method of methods)
    paths.add(pathOf(method), verbOf(method.method), method.title, operationOf(method, losses));
  if (isHttp) for (const each of http) addRoutes(each, paths, losses);
  const document: Json = {
    openapi: "3.0.1",
    info: { title, version: "1.0" },
    ...(isHttp && { "x-amazon-apigateway-importexport-version": "1.0" }),
    paths: paths.document(),
  };
  return { text: printInput(document, format), format, lost: losses.lost, added };
}

class Paths {
  readonly #items = new Map<string, Map<string, Json>>();

  constructor(private readonly losses: Losses) {}

  add(path: string, verb: string, title: string, operation: Json): void {
    const item = this.#items.get(path) ?? new Map<string, Json>();
    this.#items.set(path, item);
    if (item.has(verb)) this.losses.add(title, `the document already has ${verb} ${path}`);
    else item.set(verb, operation);
  }

  document(): Json {
    return Object.fromEntries([...this.#items].map(([path, item]) => [path, Object.fromEntries(item)]));
  }
}

function verbOf(method: string): string {
  return VERBS.get(method.toUpperCase()) ?? "x-amazon-apigateway-any-method";
}

function operationOf(method: Method, losses: Losses): Json {
  const { title, restApiId, resourceId, parameters, integration, responses } = method;
  if (restApiId !== undefined) losses.add(title, "restApiId");
  if (resourceId !== undefined) losses.add(title, "resourceId");
  const byPattern = new Map<string, Json>();
  for (const { title: name, members } of responses) {
    const { selectionPattern, ...rest } = members;
    const key =
      typeof selectionPattern === "string" && selectionPattern !== "" ? selectionPattern : "default";
    if (byPattern.has(key)) losses.add(name, `a second response for ${key}`);
    else
      byPattern.set(
        key,
        losses.renamed(name, rest, (member) => RESPONSE_NAMES.get(member)),
      );
  }
  return {
    ...(parameters.length > 0 && { parameters: parameters.map(parameterOf) }),
    responses: Object.fromEntries(
      [...declaredResponses(method)].map(([status, headers]) => [
        status,
        {
          description: `${status} response`,
          ...(headers.length > 0 && {
            headers: Object.fromEntries(
              headers.map((name) => [name.replace("method.response.header.", ""), TEXT]),
            ),
          }),
        },
      ]),
    ),
    [INTEGRATION]: {
      ...losses.renamed(title, integration, (name) => REST.get(name), spelled),
      ...(byPattern.size > 0 && { responses: Object.fromEntries(byPattern) }),
    },
  };
}

const TEXT = { schema: { type: "string" } };
const PLACES: Readonly<Record<string, string>> = { querystring: "query", path: "path", header: "header" };

function parameterOf(parameter: string): Json {
  const [, , place = "", ...name] = parameter.split(".");
  return {
    name: name.join("."),
    in: PLACES[place] ?? "query",
    ...(place === "path" && { required: true }),
    ...TEXT,
  };
}

function addRoutes(each: V2Integration, paths: Paths, losses: Losses): void {
  const { title, apiId, integration, routeKeys, responses } = each;
  if (apiId !== undefined) losses.add(title, "ApiId");
  for (const response of responses) losses.add(response.title, "HTTP APIs have no integration responses");
  const extension = losses.renamed(title, integration, (name) => HTTP.get(name), spelled);
  for (const key of routeKeys.length > 0 ? routeKeys : ["$default"]) {
    const [, method, path] = /^([A-Z]+) (\/\S*)$/.exec(key) ?? [];
    const parameters = [...(path ?? "").matchAll(/\{([^{}+]+)\+?\}/g)].map(([, name]) =>
      parameterOf(`method.request.path.${name}`),
    );
    paths.add(path ?? "/$default", path === undefined ? ANY : verbOf(method ?? ""), title, {
      ...(path === undefined && { isDefaultRoute: true }),
      ...(parameters.length > 0 && { parameters }),
      responses: { default: { description: `Default response for ${key}` } },
      [INTEGRATION]: extension,
    });
  }
}

const ANY = "x-amazon-apigateway-any-method";

/** The extension documents types and passthrough behaviors in lower case, and the members of tlsConfig as well. */
function spelled(name: string, value: Json): Json {
  if (typeof value === "string" && LOWER_CASE.test(name)) return value.toLowerCase();
  if (name !== "TlsConfig" || !isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([member, each]) => [`${member[0]?.toLowerCase()}${member.slice(1)}`, each]),
  );
}

const LOWER_CASE = /^(?:type|IntegrationType|passthroughBehavior)$/;
