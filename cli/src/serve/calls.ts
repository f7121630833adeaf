/** What API Gateway adds to a request: IDs, and headers about its way. */
import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { type Call, headerValues, type Parameters } from "../../../server/src/service";
import { headersOf, type Incoming } from "./message";

export function addressOf({ socket }: IncomingMessage): string {
  return (socket.remoteAddress ?? "127.0.0.1").replace(/^::ffff:/, "");
}

/** Returns a call with new IDs. */
export function newCall(request: IncomingMessage, incoming: Incoming): Call {
  const userAgent = headerValues(incoming.headers, "User-Agent")?.at(-1);
  return {
    requestId: randomUUID(),
    extendedRequestId: shortId(),
    time: Date.now(),
    sourceIp: addressOf(request),
    ...(userAgent !== undefined && { userAgent }),
    host: request.headers.host ?? "localhost",
    http: { method: incoming.method, path: incoming.path },
  };
}

/** An ID such as those of connections and extended requests. */
export function shortId(): string {
  return randomHex(22, "base64");
}

function traceId(): string {
  return `Root=1-${Math.floor(Date.now() / 1000).toString(16)}-${randomHex(24, "hex")}`;
}

/** Random digits, from a source that keeps some in stock, in another encoding. */
function randomHex(digits: number, encoding: BufferEncoding): string {
  // The last 12 digits have neither the version nor the variant.
  const text = `${randomUUID().slice(-12)}${randomUUID().slice(-12)}`.slice(0, digits);
  return Buffer.from(text, "hex").toString(encoding);
}

/** Returns the headers of a request with those that API Gateway adds before it looks at them. */
export function withForwarded(request: IncomingMessage): Parameters {
  const headers = new Map(headersOf(request));
  const address = addressOf(request);
  const before = headerValues(headers, "X-Forwarded-For")?.join(", ");
  for (const name of headers.keys()) if (/^x-forwarded-(?:for|port|proto)$/i.test(name)) headers.delete(name);
  headers.set("X-Forwarded-For", [before === undefined ? address : `${before}, ${address}`]);
  headers.set("X-Forwarded-Port", [String(request.socket.localPort ?? 80)]);
  headers.set("X-Forwarded-Proto", ["http"]);
  if (!headerValues(headers, "X-Amzn-Trace-Id")) headers.set("X-Amzn-Trace-Id", [traceId()]);
  return headers;
}
