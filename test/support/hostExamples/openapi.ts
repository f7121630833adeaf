/** Writes examples as OpenAPI documents. */
import { stringify } from "yaml";
import type { ExampleHost, HostExample, HostFile, Json, JsonObject } from "./example";

const INTEGRATION = "x-amazon-apigateway-integration";

const REST: ReadonlyMap<string, string> = new Map([["integrationHttpMethod", "httpMethod"]]);
const REST_MEMBERS: ReadonlySet<string> = new Set([
  "type",
  "integrationHttpMethod",
  "uri",
  "credentials",
  "connectionType",
  "connectionId",
  "passthroughBehavior",
  "contentHandling",
  "requestParameters",
  "requestTemplates",
  "timeoutInMillis",
  "cacheNamespace",
  "cacheKeyParameters",
  "tlsConfig",
  "responseTransferMode",
  "integrationTarget",
]);
const RESPONSE_MEMBERS: ReadonlySet<string> = new Set([
  "statusCode",
  "selectionPattern",
  "responseParameters",
  "responseTemplates",
  "contentHandling",
]);

const HTTP: ReadonlyMap<string, string> = new Map([
  ["IntegrationType", "type"],
  ["IntegrationMethod", "httpMethod"],
  ["IntegrationUri", "uri"],
  ["CredentialsArn", "credentials"],
  ["ConnectionType", "connectionType"],
  ["ConnectionId", "connectionId"],
  ["RequestParameters", "requestParameters"],
  ["TimeoutInMillis", "timeoutInMillis"],
  ["TlsConfig", "tlsConfig"],
  ["ServerNameToVerify", "serverNameToVerify"],
  ["PayloadFormatVersion", "payloadFormatVersion"],
  ["IntegrationSubtype", "integrationSubtype"],
]);

/** Values that are documented in lower case. */
const LOWER_CASE = /^(?:type|passthroughBehavior)$/;

interface Style {
  readonly print: (document: Json) => string;
  readonly path: string;
  readonly isLowerCase: boolean;
  /** How the document says that it describes a REST API. */
  readonly rest: JsonObject;
}

/** OpenAPI 2.0 in JSON, with AWS's own values. */
export const OPENAPI_JSON: ExampleHost = openapi("OpenAPI, JSON", {
  print: (document) => JSON.stringify(document, null, 2),
  path: "orders.json",
  isLowerCase: false,
  rest: { swagger: "2.0" },
});

/** OpenAPI 3.0 in YAML, with the documented values. */
export const OPENAPI_YAML: ExampleHost = openapi("OpenAPI, YAML", {
  print: (document) => stringify(document, { lineWidth: 0 }),
  path: "orders.yaml",
  isLowerCase: true,
  rest: { openapi: "3.0.1", "x-amazon-apigateway-api-key-source": "HEADER" },
});

function openapi(title: string, style: Style): ExampleHost {
  return {
    title,
    write(example) {
      const made = documentOf(example, style);
      if (typeof made === "string") return made;
      const { document, ...rest } = made;
      return { ...rest, path: style.path, text: style.print(document) };
    },
  };
}

type Written = Omit<HostFile, "path" | "text"> & { readonly document: JsonObject };

/** The document with the example; a reason if OpenAPI cannot say it. */
function documentOf(example: HostExample, style: Style): Written | string {
  const { operation, protocol } = example;
  if (operation.startsWith("put-")) return restDocument(example, style);
  if (protocol === "WEBSOCKET") return "OpenAPI describes no WebSocket APIs";
  if (operation === "create-integration-response") return "HTTP APIs have no integration responses";
  const integration = renamed(example.members, HTTP, style, (name) => HTTP.has(name));
  if (typeof integration === "string") return integration;
  const document = {
    openapi: "3.0.1",
    info: { title: "orders", version: "1.0" },
    "x-amazon-apigateway-importexport-version": "1.0",
    paths: { "/orders": { get: { responses: {}, [INTEGRATION]: integration } } },
  };
  return { document, names: HTTP, head: INTEGRATION, protocol: "HTTP" };
}

function restDocument({ operation, members, facts }: HostExample, style: Style): Written | string {
  const { httpMethod = "POST", ...rest } = members;
  const isResponse = operation === "put-integration-response";
  const has = (name: string): boolean => (isResponse ? RESPONSE_MEMBERS : REST_MEMBERS).has(name);
  const own = renamed(rest, isResponse ? new Map() : REST, style, has);
  if (typeof own === "string") return own;
  const { selectionPattern = "default", ...response } = own;
  const integration: JsonObject = isResponse
    ? { type: "MOCK", requestTemplates: STATUS, responses: { [String(selectionPattern)]: response } }
    : own;
  const { requestParameters = [], methodResponses = [], binaryMediaTypes } = facts;
  const parameters = requestParameters.map((name): JsonObject => {
    const [, , location = "", ...words] = name.split(".");
    const isPath = location === "path";
    const where = location === "querystring" ? "query" : location;
    return { name: words.join("."), in: where, required: isPath, ...typed(style) };
  });
  const placeholders = parameters.filter(({ in: where }) => where === "path").map(({ name }) => `/{${name}}`);
  const responses = methodResponses.map(({ statusCode, responseParameters }) => [
    statusCode,
    {
      description: "A response",
      headers: Object.fromEntries(
        responseParameters.map((name) => [name.replace("method.response.header.", ""), typed(style)]),
      ),
    },
  ]);
  const document = {
    ...style.rest,
    info: { title: "orders", version: "1.0" },
    ...(binaryMediaTypes && { "x-amazon-apigateway-binary-media-types": binaryMediaTypes }),
    paths: {
      [`/orders${placeholders.join("")}`]: {
        [httpMethod === "ANY" ? "x-amazon-apigateway-any-method" : String(httpMethod).toLowerCase()]: {
          parameters,
          responses: Object.fromEntries(responses),
          [INTEGRATION]: integration,
        },
      },
    },
  };
  const head = isResponse ? String(selectionPattern) : INTEGRATION;
  return { document, names: isResponse ? new Map() : REST, head, protocol: "REST" };
}

const STATUS: JsonObject = { "application/json": '{"statusCode": 200}' };

function typed({ rest }: Style): JsonObject {
  return rest.swagger ? { type: "string" } : { schema: { type: "string" } };
}

function renamed(
  members: JsonObject,
  names: ReadonlyMap<string, string>,
  style: Style,
  has: (name: string) => boolean,
): JsonObject | string {
  const missing = Object.keys(members).find((name) => !has(name) && !IDS.has(name));
  if (missing) return `OpenAPI has no ${missing}`;
  return Object.fromEntries(
    Object.entries(members)
      .filter(([name]) => has(name))
      .map(([name, value]) => {
        const own = names.get(name) ?? name;
        return [own, ownValue(own, value, names, style)];
      }),
  );
}

const IDS: ReadonlySet<string> = new Set(["restApiId", "resourceId", "ApiId", "IntegrationId"]);

function ownValue(name: string, value: Json, names: ReadonlyMap<string, string>, style: Style): Json {
  if (style.isLowerCase && LOWER_CASE.test(name) && typeof value === "string") return value.toLowerCase();
  if (name === "tlsConfig" && typeof value === "object" && value !== null && !Array.isArray(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([inner, setting]) => [names.get(inner) ?? inner, setting]),
    );
  }
  return value;
}
