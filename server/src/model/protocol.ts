/** The protocol of an API: a protocol type of API Gateway V2, or `REST` for the REST APIs of V1. */
export type Protocol = "HTTP" | "WEBSOCKET" | "REST";

export const PROTOCOLS: readonly Protocol[] = ["HTTP", "WEBSOCKET", "REST"];

/** The AWS CLI's two commands for API Gateway. */
export type Family = "apigatewayv2" | "apigateway";

/**
 * The possible protocols of a file for the family. If there are two, a pin can decide.
 */
export const PROTOCOLS_OF: Readonly<Record<Family, readonly Protocol[]>> = {
  apigatewayv2: ["HTTP", "WEBSOCKET"],
  apigateway: ["REST"],
};

/** The AWS CLI's command for APIs with that protocol. */
export const FAMILY_OF: Readonly<Record<Protocol, Family>> = {
  HTTP: "apigatewayv2",
  WEBSOCKET: "apigatewayv2",
  REST: "apigateway",
};

/** The name of an API with that protocol in AWS's documentation. */
export const API_NAME: Readonly<Record<Protocol, string>> = {
  HTTP: "HTTP API",
  WEBSOCKET: "WebSocket API",
  REST: "REST API",
};

/** The same with its article. */
export const AN_API: Readonly<Record<Protocol, string>> = {
  HTTP: "an HTTP API",
  WEBSOCKET: "a WebSocket API",
  REST: "a REST API",
};

/** Finds a protocol by its name in any case. Returns undefined if there is none. */
export function findProtocol(name: string): Protocol | undefined {
  return PROTOCOLS.find((protocol) => protocol === name.toUpperCase());
}
