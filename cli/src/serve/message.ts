/** A client's request and the response to it, between HTTP and the simulation. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { type Parameters, type PlainParameters, percentDecoded } from "../../../server/src/service";

/** A request as the client wrote it. */
export interface Incoming {
  readonly method: string;
  /** Without the query string, still encoded. */
  readonly path: string;
  /** Without the question mark. */
  readonly rawQuery: string;
  readonly query: Parameters;
  /** By the names that the client wrote first. */
  readonly headers: Parameters;
  readonly body: Buffer;
}

/** A response to the client. */
export interface Outgoing {
  readonly status: number;
  readonly headers: PlainParameters;
  readonly body: Buffer;
}

/** What API Gateway accepts, in bytes. */
export const MOST_BYTES = 10 * 1024 * 1024;

/** What is still read of a request that is too large, so that the client sees the response, in bytes. */
const MOST_DISCARDED = 64 * 1024 * 1024;

/** Reads a body; undefined if it is too large. Rejects if the client goes away. */
export function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  if (Number(request.headers["content-length"]) > MOST_BYTES) {
    discard(request);
    return Promise.resolve(undefined);
  }
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const add = (chunk: Buffer): void => {
      size += chunk.length;
      if (size <= MOST_BYTES) {
        chunks.push(chunk);
        return;
      }
      request.off("data", add);
      discard(request);
      resolve(undefined);
    };
    request.on("data", add);
    request.on("end", () => resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)));
    request.on("error", reject);
    request.on("close", () => reject(new Error("The client went away.")));
  });
}

function discard(request: IncomingMessage): void {
  let left = MOST_DISCARDED;
  request.on("data", (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) request.destroy();
  });
  request.on("error", () => undefined);
}

/** Returns the headers with their values in order. A header that is repeated keeps its first spelling. */
export function headersOf({ rawHeaders }: Pick<IncomingMessage, "rawHeaders">): Parameters {
  const headers = new Map<string, string[]>();
  const names = new Map<string, string>();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const written = rawHeaders[index] ?? "";
    const lower = written.toLowerCase();
    const name = names.get(lower) ?? written;
    names.set(lower, name);
    const values = headers.get(name);
    const value = rawHeaders[index + 1] ?? "";
    if (values) values.push(value);
    else headers.set(name, [value]);
  }
  return headers;
}

/** Splits the target of a request; undefined if it has no path, as in `OPTIONS *`. */
export function targetOf(url: string): { readonly path: string; readonly rawQuery: string } | undefined {
  const target = url.replace(/^https?:\/\/[^/?#]*/i, "");
  if (!target.startsWith("/") && !target.startsWith("?") && target !== "") return undefined;
  const mark = target.indexOf("?");
  const path = mark < 0 ? target : target.slice(0, mark);
  return { path: path || "/", rawQuery: mark < 0 ? "" : target.slice(mark + 1) };
}

/** Decodes a query string. */
export function queryOf(rawQuery: string): Parameters {
  const query = new Map<string, string[]>();
  if (rawQuery === "") return query;
  for (const part of rawQuery.split("&")) {
    if (part === "") continue;
    const equals = part.indexOf("=");
    const name = decoded(equals < 0 ? part : part.slice(0, equals));
    const value = equals < 0 ? "" : decoded(part.slice(equals + 1));
    const values = query.get(name);
    if (values) values.push(value);
    else query.set(name, [value]);
  }
  return query;
}

function decoded(text: string): string {
  return percentDecoded(text.replaceAll("+", " "));
}

/** Headers that belong to one connection, or that we set ourselves. */
export const OWN_HEADERS: ReadonlySet<string> = new Set([
  "connection",
  "content-length",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

const TOKEN = /^[!#$%&'*+\-.^_`|~\dA-Za-z]+$/;

/** Whether HTTP allows a header. Nothing else is sent, so that a value cannot add headers of its own. */
export function isValidHeader(name: string, value: string): boolean {
  return TOKEN.test(name) && !/[^\t\u0020-\u007e\u0080-\u00ff]/.test(value);
}

/** Sends a response. Statuses below 200 would not end the response, so that they count as an error of the API. */
export function send(response: ServerResponse, { status, headers, body }: Outgoing): void {
  const hasBody = status !== 204 && status !== 304;
  response.statusCode = status < 200 ? 500 : status;
  for (const [name, given] of Object.entries(headers)) {
    if (OWN_HEADERS.has(name.toLowerCase())) continue;
    const values = (typeof given === "string" ? [given] : given)
      .map(headerText)
      .filter((value) => isValidHeader(name, value));
    const [only, ...others] = values;
    if (only !== undefined) response.setHeader(name, others.length === 0 ? only : values);
  }
  if (!hasBody) {
    response.end();
    return;
  }
  response.setHeader("Content-Length", body.length);
  // Text goes out together with the headers, in one write.
  if (body.length <= MOST_TEXT) response.end(body.toString("latin1"), "latin1");
  else response.end(body);
}

/** Bodies that are not worth a write of their own, in bytes. */
const MOST_TEXT = 16 * 1024;

/** Headers are sent in Latin-1; other characters are sent as the bytes of UTF-8. */
function headerText(value: string): string {
  return /[\u0100-\uffff]/.test(value) ? Buffer.from(value, "utf8").toString("latin1") : value;
}
