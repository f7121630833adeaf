/** How `x-amazon-apigateway-integration` spells the members of an input. */

/** AWS's names for REST APIs by the extension's names. */
export const REST_NAMES: ReadonlyMap<string, string> = new Map([
  ["type", "type"],
  ["httpMethod", "integrationHttpMethod"],
  ...[
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
  ].map((name) => [name, name] as const),
]);

/** AWS's names for HTTP APIs by the extension's names. */
export const HTTP_NAMES: ReadonlyMap<string, string> = new Map([
  ["type", "IntegrationType"],
  ["httpMethod", "IntegrationMethod"],
  ["uri", "IntegrationUri"],
  ["credentials", "CredentialsArn"],
  ["connectionType", "ConnectionType"],
  ["connectionId", "ConnectionId"],
  ["requestParameters", "RequestParameters"],
  ["timeoutInMillis", "TimeoutInMillis"],
  ["tlsConfig", "TlsConfig"],
  ["payloadFormatVersion", "PayloadFormatVersion"],
  ["integrationSubtype", "IntegrationSubtype"],
]);

/** AWS's names by the names in an entry of `responses`. */
export const RESPONSE_NAMES: ReadonlyMap<string, string> = new Map(
  ["statusCode", "responseParameters", "responseTemplates", "contentHandling"].map(
    (name) => [name, name] as const,
  ),
);

/** The verbs that a path item of a REST or HTTP API may have, and the method that each stands for. */
export const METHODS: ReadonlyMap<string, string> = new Map([
  ...["get", "put", "post", "delete", "options", "head", "patch"].map(
    (verb) => [verb, verb.toUpperCase()] as const,
  ),
  ["x-amazon-apigateway-any-method", "ANY"],
]);

export const INTEGRATION = "x-amazon-apigateway-integration";
export const INTEGRATIONS = "x-amazon-apigateway-integrations";
