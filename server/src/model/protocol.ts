/** The protocol types of API Gateway V2, in AWS's spelling. */
export type Protocol = "HTTP" | "WEBSOCKET";

export const PROTOCOLS: readonly Protocol[] = ["HTTP", "WEBSOCKET"];

/** What AWS calls an API of that protocol in its documentation. */
export const API_NAME: Readonly<Record<Protocol, string>> = { HTTP: "HTTP API", WEBSOCKET: "WebSocket API" };

/** The same with its article. */
export const AN_API: Readonly<Record<Protocol, string>> = {
  HTTP: "an HTTP API",
  WEBSOCKET: "a WebSocket API",
};

/** Finds a protocol by its name in any case; undefined when there is none. */
export function findProtocol(name: string): Protocol | undefined {
  return PROTOCOLS.find((protocol) => protocol === name.toUpperCase());
}
