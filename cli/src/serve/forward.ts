/** Forwards the requests of HTTP integrations to a backend. */
import {
  type ClientRequest,
  Agent as HttpAgent,
  request as httpRequest,
  type IncomingMessage,
} from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import type { IntegrationRequest, Parameters } from "../../../server/src/service";
import { headersOf, isValidHeader, MOST_BYTES, OWN_HEADERS } from "./message";

export type ForwardResult =
  | {
      readonly kind: "response";
      readonly status: number;
      readonly headers: Parameters;
      readonly body: Buffer;
    }
  | { readonly kind: "timeout" | "network" | "badEndpoint" | "responseTooLarge" | "badRequest" };

/** A request to a backend, with the path at the backend. */
export interface Forwarded {
  readonly request: IntegrationRequest;
  readonly method: string;
  readonly body: Buffer;
  /** Headers that API Gateway adds if the integration does not set them. */
  readonly defaults: Readonly<Record<string, string>>;
  /** The path of the client's request, for integrations whose URI is not known. */
  readonly clientPath: string;
  /** In milliseconds. */
  readonly timeout: number;
}

const MOST_SOCKETS = 256;

/** Connections to one backend. */
export class Forwarder {
  readonly #http = new HttpAgent({ keepAlive: true, maxSockets: MOST_SOCKETS });
  readonly #https = new HttpsAgent({ keepAlive: true, maxSockets: MOST_SOCKETS });

  constructor(readonly backend: URL) {}

  close(): void {
    this.#http.destroy();
    this.#https.destroy();
  }

  /** Returns where a request goes. */
  urlOf({ request, clientPath }: Pick<Forwarded, "request" | "clientPath">): string {
    return this.backend.origin + this.#pathOf(request, clientPath);
  }

  send(forwarded: Forwarded): Promise<ForwardResult> {
    const { request, method, body, timeout, clientPath } = forwarded;
    const path = this.#pathOf(request, clientPath);
    // The backend must not see another path than the one that the integration names.
    if (hasDotSegments(path)) return Promise.resolve({ kind: "badRequest" });
    const isSecure = this.backend.protocol === "https:";
    return new Promise((resolve) => {
      let sent: ClientRequest | undefined;
      const timer = setTimeout(() => {
        resolve({ kind: "timeout" });
        sent?.destroy();
      }, timeout);
      const settle = (result: ForwardResult): void => {
        clearTimeout(timer);
        resolve(result);
      };
      const onError = (error: NodeJS.ErrnoException): void => settle({ kind: faultOf(error) });
      try {
        sent = (isSecure ? httpsRequest : httpRequest)({
          agent: isSecure ? this.#https : this.#http,
          host: this.backend.hostname.replace(/^\[|\]$/g, ""),
          port: this.backend.port || (isSecure ? 443 : 80),
          method,
          path,
          headers: headerList(forwarded, this.backend.host),
        });
      } catch {
        settle({ kind: "badEndpoint" });
        return;
      }
      sent.on("error", onError);
      sent.on("response", (response) => receive(response, settle));
      sent.end(body.length > 0 ? body : undefined);
    });
  }

  #pathOf({ uri, path, querystring }: IntegrationRequest, clientPath: string): string {
    const [, inUri] = /^https?:\/\/[^/?#]*([^#]*)/i.exec(uri ?? "") ?? [];
    const target = inUri ?? path ?? clientPath;
    const mark = target.indexOf("?");
    const pathname = mark < 0 ? target : target.slice(0, mark);
    const own = mark < 0 ? [] : [encodedPath(target.slice(mark + 1))];
    const query = Object.entries(querystring).flatMap(([name, given]) =>
      (typeof given === "string" ? [given] : given).map(
        (value) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`,
      ),
    );
    const base = this.backend.pathname.replace(/\/$/, "");
    const all = [...own, ...query].join("&");
    return base + encodedPath(pathname === "" ? "/" : pathname) + (all === "" ? "" : `?${all}`);
  }
}

function receive(response: IncomingMessage, settle: (result: ForwardResult) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  response.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size <= MOST_BYTES) {
      chunks.push(chunk);
      return;
    }
    settle({ kind: "responseTooLarge" });
    response.destroy();
  });
  response.on("end", () =>
    settle({
      kind: "response",
      status: response.statusCode ?? 200,
      headers: new Map([...headersOf(response)].filter(([name]) => !OWN_HEADERS.has(name.toLowerCase()))),
      body: Buffer.concat(chunks),
    }),
  );
  response.on("error", () => settle({ kind: "network" }));
}

/** Names that do not exist are a fault of the API, everything else is one of the network. */
function faultOf({ code }: NodeJS.ErrnoException): "network" | "badEndpoint" {
  return code === "ENOTFOUND" || code === "EAI_AGAIN" ? "badEndpoint" : "network";
}

function headerList(
  { request, body, defaults }: Forwarded,
  host: string,
): Readonly<Record<string, string | string[]>> {
  const headers: Record<string, string | string[]> = {};
  const seen = new Set<string>();
  for (const [name, given] of Object.entries(request.headers)) {
    const lower = name.toLowerCase();
    if (lower === "host" || lower === "expect" || OWN_HEADERS.has(lower)) continue;
    const values = (typeof given === "string" ? [given] : given).filter((value) =>
      isValidHeader(name, value),
    );
    if (values.length === 0) continue;
    seen.add(lower);
    headers[name] = values.length === 1 ? (values[0] ?? "") : values;
  }
  for (const [name, value] of Object.entries(defaults)) {
    if (!seen.has(name.toLowerCase())) headers[name] = value;
  }
  return { ...headers, Host: host, ...(body.length > 0 && { "Content-Length": String(body.length) }) };
}

/** Encodes what a request line cannot hold. What is encoded already stays. */
function encodedPath(text: string): string {
  return text
    .replaceAll(/%(?![\da-f]{2})/gi, "%25")
    .replaceAll(/[^\w\-.~!$&'()*+,;=:@/%?]+/g, (characters) =>
      Buffer.from(characters, "utf8").toString("hex").toUpperCase().replaceAll(/../g, "%$&"),
    );
}

function hasDotSegments(path: string): boolean {
  const [pathname = ""] = path.split("?", 1);
  return pathname.split("/").some((segment) => /^(?:\.|%2e){1,2}$/i.test(segment));
}
