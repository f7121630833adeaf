/** Headers that mappings of an HTTP API cannot change, in lower case. */
export const RESERVED_HEADERS: readonly string[] = [
  "authorization",
  "connection",
  "content-encoding",
  "content-length",
  "content-location",
  "forwarded",
  "keep-alive",
  "origin",
  "proxy-authenticate",
  "proxy-authorization",
  "te",
  "trailers",
  "transfer-encoding",
  "upgrade",
  "via",
  "x-forwarded-for",
  "x-forwarded-host",
  "x-forwarded-proto",
];

/** Prefixes of other reserved headers, in lower case. */
export const RESERVED_HEADER_PREFIXES: readonly string[] = ["access-control-", "apigw-", "x-amz-", "x-amzn-"];

/** True if mappings of an HTTP API cannot change the header. The name is case-insensitive. */
export function isReservedHeader(name: string): boolean {
  const lower = name.toLowerCase();
  return (
    RESERVED_HEADERS.includes(lower) || RESERVED_HEADER_PREFIXES.some((prefix) => lower.startsWith(prefix))
  );
}

/** The kind of backend of a REST API. Each handles mapped headers differently. */
export type RestBackend = "http" | "aws";

const REFUSED: Readonly<Record<RestBackend, readonly string[]>> = {
  http: ["content-length", "transfer-encoding"],
  aws: [
    "content-length",
    "transfer-encoding",
    "authorization",
    "connection",
    "expect",
    "proxy-authenticate",
    "te",
  ],
};

/** True if a REST API responds to every request with 500 once a mapping sets this header for the backend. */
export function breaksRestCalls(name: string, backend: RestBackend): boolean {
  return REFUSED[backend].includes(name.toLowerCase());
}

const DROPPED: Readonly<Record<RestBackend, readonly string[]>> = {
  http: ["expect", "proxy-authenticate", "te", "via"],
  aws: ["expect", "proxy-authenticate", "te", "referer"],
};

/** True if a REST API silently drops this header from a mapping. */
export function dropsFromRestCalls(name: string, backend: RestBackend): boolean {
  return DROPPED[backend].includes(name.toLowerCase());
}
