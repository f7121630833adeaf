/** The lines that API Gateway writes to its execution log, without request ID and time. */

import type { BackendResponse, IntegrationRequest, PlainParameters, SimulatedResponse } from "../simulate";
import type { Json } from "../syntax/json";

/** What is logged about a client's request. */
export interface LoggedRequest {
  readonly method: string;
  readonly resourcePath: string;
  readonly path: PlainParameters;
  readonly query: PlainParameters;
  readonly headers: PlainParameters;
  readonly body: string;
}

/** API Gateway cuts off what is longer, in characters. */
const MOST = 1024;

export function requestLines({ method, resourcePath, path, query, headers, body }: LoggedRequest): string[] {
  return [
    `HTTP Method: ${method}, Resource Path: ${resourcePath}`,
    `Method request path: ${mapText(path)}`,
    `Method request query string: ${mapText(query, isSecretParameter)}`,
    `Method request headers: ${mapText(headers, isSecretHeader)}`,
    `Method request body before transformations: ${printable(body)}`,
  ];
}

/** @param uri where the request goes, without secrets in its query string */
export function endpointRequestLines({ headers, body }: IntegrationRequest, uri: string): string[] {
  return [
    `Endpoint request URI: ${printable(uri)}`,
    `Endpoint request headers: ${mapText(headers, isSecretHeader)}`,
    `Endpoint request body after transformations: ${printable(body)}`,
    `Sending request to ${printable(uri)}`,
  ];
}

/** @param latency in milliseconds */
export function endpointResponseLines(
  { status, body }: BackendResponse,
  headers: PlainParameters,
  latency: number,
): string[] {
  return [
    `Received response. Status: ${status}, Integration latency: ${Math.round(latency)} ms`,
    `Endpoint response headers: ${mapText(headers, isSecretHeader)}`,
    `Endpoint response body before transformations: ${printable(body)}`,
  ];
}

export function responseLines({ status, headers, body }: SimulatedResponse, hasFailed: boolean): string[] {
  return [
    ...(hasFailed
      ? []
      : [
          `Method response body after transformations: ${printable(body)}`,
          `Method response headers: ${mapText(headers, isSecretHeader)}`,
          "Successfully completed execution",
        ]),
    `Method completed with status: ${status}`,
  ];
}

/** Formats a map as `{a=1, b=2}`, with secret values masked. */
export function mapText(values: PlainParameters, isSecret: (name: string) => boolean = () => false): string {
  const entries = Object.entries(values).map(([name, value]) => {
    const text = typeof value === "string" ? value : value.join(",");
    return `${name}=${isSecret(name) ? masked(text) : text}`;
  });
  return printable(`{${entries.join(", ")}}`);
}

/** Headers whose values are credentials. Cookies are, too, although API Gateway itself logs them. */
const SECRET_HEADERS: ReadonlySet<string> = new Set([
  "authorization",
  "proxy-authorization",
  "x-api-key",
  "x-amz-security-token",
  "cookie",
  "set-cookie",
]);

function isSecretHeader(name: string): boolean {
  return SECRET_HEADERS.has(name.toLowerCase());
}

/** Parameters of signed URLs and tokens. */
function isSecretParameter(name: string): boolean {
  return /^(?:x-amz-(?:signature|credential|security-token)|(?:access_|id_|refresh_)?token|api_?key|authorization)$/i.test(
    name,
  );
}

/** Masks all but the last six characters; of short values, all. */
export function masked(value: string): string {
  const shown = value.length > 12 ? 6 : 0;
  return "*".repeat(value.length - shown) + (shown === 0 ? "" : value.slice(-shown));
}

/** Returns an event of a proxy integration as text, with its credentials masked. */
export function maskedEvent(event: Json): string {
  return JSON.stringify(event, (name, value: unknown) => {
    if (name === "cookies" || isSecretHeader(name) || isSecretParameter(name)) {
      if (typeof value === "string") return masked(value);
      if (Array.isArray(value)) return value.map((each) => masked(String(each)));
    }
    return value;
  });
}

/** Returns the URL of a service's API that an integration calls, as the execution log has it. */
export function endpointUri(uri: string): string {
  const [, partition, region = "", service = "", kind, rest = ""] =
    /^arn:([\w-]+):apigateway:([^:]*):([^:]*):(path|action)\/(.*)$/s.exec(uri) ?? [];
  if (partition === undefined) return uri;
  const domain = partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
  const path = kind === "action" ? `?Action=${rest}` : rest.replace(/^\//, "");
  return `https://${service.split(".").reverse().join(".")}.${region}.${domain}/${path}`;
}

/** Masks the secrets in the query string of a URI. */
export function maskedUri(uri: string): string {
  return uri.replace(/([?&])([^=&#]+)=([^&#]*)/g, (all, mark: string, name: string, value: string) =>
    isSecretParameter(name) ? `${mark}${name}=${masked(value)}` : all,
  );
}

/** Cuts a text off, and escapes what a terminal would obey. Line breaks stay. */
export function printable(text: string): string {
  const shown = text.length > MOST ? `${text.slice(0, MOST)}[TRUNCATED]` : text;
  return shown.replaceAll(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach a terminal
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
