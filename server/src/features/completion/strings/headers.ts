import { type HttpDirection, isReservedHeader } from "../../../expressions";

/** Headers of requests that mappings often read or set. */
const REQUEST_HEADERS: readonly string[] = [
  "Accept",
  "Accept-Language",
  "Authorization",
  "Content-Type",
  "Cookie",
  "Host",
  "If-None-Match",
  "Origin",
  "Referer",
  "User-Agent",
  "X-Amzn-Trace-Id",
  "X-Api-Key",
  "X-Correlation-Id",
  "X-Forwarded-For",
  "X-Request-Id",
];

const RESPONSE_HEADERS: readonly string[] = [
  "Access-Control-Allow-Headers",
  "Access-Control-Allow-Methods",
  "Access-Control-Allow-Origin",
  "Cache-Control",
  "Content-Disposition",
  "Content-Type",
  "ETag",
  "Last-Modified",
  "Location",
  "Retry-After",
  "Set-Cookie",
  "Strict-Transport-Security",
  "X-Content-Type-Options",
  "X-Request-Id",
];

/** Returns common header names. */
export function commonHeaders(direction: HttpDirection): readonly string[] {
  return direction === "request" ? REQUEST_HEADERS : RESPONSE_HEADERS;
}

/** Returns common header names without those that mappings of HTTP APIs cannot set. */
export function changeableHeaders(direction: HttpDirection): readonly string[] {
  return commonHeaders(direction).filter((name) => !isReservedHeader(name));
}

/** Common static values of headers, by lowercase header name. */
const STATIC_VALUES: Readonly<Record<string, readonly string[]>> = {
  "access-control-allow-origin": ["*"],
  "access-control-allow-headers": ["Content-Type,Authorization,X-Api-Key"],
  "access-control-allow-methods": ["GET,POST,PUT,DELETE,OPTIONS", "GET,OPTIONS"],
  "cache-control": ["no-store", "max-age=300"],
  "content-type": ["application/json", "application/x-www-form-urlencoded", "text/html"],
};

/** Returns common static values for the header. */
export function staticValuesOf(header: string): readonly string[] {
  const lower = header.toLowerCase();
  return Object.hasOwn(STATIC_VALUES, lower) ? (STATIC_VALUES[lower] ?? []) : [];
}
