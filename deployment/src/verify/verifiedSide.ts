/** The two sides of a verification: what the simulation says and what AWS did, as texts of the same shape. */
import type { PlainParameters } from "../../../server/src/service";

/** One side. What is absent is unknown. */
export interface VerifiedSide {
  readonly status?: number;
  readonly headers?: PlainParameters;
  readonly body?: string;
  readonly backendRequest?: {
    /** Without the query string; absent if the two sides write it in different ways. */
    readonly uri?: string;
    readonly query?: readonly (readonly [name: string, value: string])[];
    readonly headers: PlainParameters;
    readonly body?: string;
  };
  /** Why there is no response. */
  readonly reason?: string;
}

/** The parts of a side, for messages. */
export type VerifiedPart = "status" | "headers" | "body" | "request to the backend";

/** Headers of responses that API Gateway and the network add, and that the simulation does not know. */
const ADDED_HEADERS: readonly RegExp[] = [
  /^x-amzn?-(trace-id|requestid|apigw-id|cf-id|cf-pop)$/,
  /^(date|via|connection|content-length|x-cache|server)$/,
  /^x-amzn-remapped-(date|connection|content-length|server)$/,
];

/** Headers whose values must not end up in files. */
const SECRET_HEADERS =
  /^(authorization|cookie|set-cookie|proxy-authorization|x-api-key|x-amz-security-token)$/;

/** The headers that can be compared, in alphabetical order. */
export function comparableHeaders(headers: PlainParameters): PlainParameters {
  return sorted(headers, (name) => !ADDED_HEADERS.some((pattern) => pattern.test(name)));
}

/** The comparable headers without those that may hold secrets. */
export function recordableHeaders(headers: PlainParameters): PlainParameters {
  return sorted(comparableHeaders(headers), (name) => !SECRET_HEADERS.test(name));
}

function sorted(headers: PlainParameters, isWanted: (name: string) => boolean): PlainParameters {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => isWanted(name.toLowerCase()))
      .sort(([a], [b]) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)),
  );
}

const NOT_COMPARED = [
  "Not compared:",
  "- headers that API Gateway adds, such as X-Amzn-Trace-Id",
  "- headers to the backend that nothing in the integration sets",
];

/** Formats a side. Both sides of a verification get the same headings and notes. */
export function sideText(
  { status, headers = {}, body = "", backendRequest, reason }: VerifiedSide,
  notes: readonly string[],
): string {
  const request = backendRequest && [
    "",
    "Request to the backend:",
    ...(backendRequest.uri === undefined ? [] : [backendRequest.uri]),
    ...(backendRequest.query ?? []).map(([name, value]) => `query ${name}: ${value}`),
    ...headerLines(backendRequest.headers),
    "",
    backendRequest.body ?? "(not in the log)",
  ];
  return [
    ...(status === undefined ? [reason ?? "No response."] : [`Status: ${status}`]),
    "",
    "Headers:",
    ...headerLines(headers),
    "",
    "Body:",
    body,
    ...(request ?? []),
    "",
    ...notes,
    ...NOT_COMPARED,
    "",
  ].join("\n");
}

/** Returns the parts that differ. */
export function differingParts(one: VerifiedSide, other: VerifiedSide): readonly VerifiedPart[] {
  const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
  const lines = (headers: PlainParameters = {}) =>
    headerLines(headers).map((line) => line.replace(/^[^:]*/, (name) => name.toLowerCase()));
  return [
    ...(one.status === other.status ? [] : ["status" as const]),
    ...(isSame(lines(one.headers), lines(other.headers)) ? [] : ["headers" as const]),
    ...(one.body === other.body ? [] : ["body" as const]),
    ...(isSame(one.backendRequest, other.backendRequest) ? [] : ["request to the backend" as const]),
  ];
}

function headerLines(headers: PlainParameters): readonly string[] {
  return Object.entries(headers).flatMap(([name, values]) =>
    (typeof values === "string" ? [values] : values).map((value) => `${name}: ${value}`),
  );
}
