/** An HTTP server that answers as API Gateway would. */
import { createServer, type IncomingMessage, type Server, ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { type Fault, gatewayAnswer, type Protocol, responseLines } from "../../../server/src/service";
import { newCall, withForwarded } from "./calls";
import type { EndpointOptions, Timeouts } from "./endpointOptions";
import { exchange } from "./exchange";
import { type Incoming, type Outgoing, queryOf, readBody, send, targetOf } from "./message";
import type { Served } from "./routesSource";
import { WebSockets } from "./webSockets";

const TIMEOUTS: Timeouts = { headers: 20_000, request: 60_000, keepAlive: 75_000, interval: 5_000 };

/** What API Gateway accepts: the request line and all headers, in bytes. */
const MOST_HEADER_BYTES = 10_240;

/** Connections that wait to be accepted. The system may allow fewer. */
const BACKLOG = 4096;

export class Endpoint {
  readonly #server: Server;
  readonly #sockets: WebSockets;
  #served: Served;

  constructor(
    served: Served,
    private readonly options: EndpointOptions,
  ) {
    this.#served = served;
    const timeouts = { ...TIMEOUTS, ...options.timeouts };
    this.#server = createServer({
      maxHeaderSize: MOST_HEADER_BYTES,
      headersTimeout: timeouts.headers,
      requestTimeout: timeouts.request,
      keepAliveTimeout: timeouts.keepAlive,
      connectionsCheckingInterval: timeouts.interval,
      // We answer ourselves, in the words of API Gateway.
      requireHostHeader: false,
    });
    this.#sockets = new WebSockets(() => this.#served, options);
    this.#server.on("request", (request, response) => void this.#serve(request, response));
    this.#server.on("upgrade", (request: IncomingMessage, socket: Socket, head: Buffer) =>
      this.#upgrade(request, socket, head),
    );
    this.#server.on("clientError", refuse);
  }

  /** Starts to listen, and returns the address. Rejects if the address is in use or does not exist. */
  listen(): Promise<AddressInfo> {
    const { port, host } = this.options;
    return new Promise((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen({ port, host, backlog: BACKLOG }, () => {
        this.#server.off("error", reject);
        // Too many open files, for example: the server goes on with the connections that it has.
        this.#server.on("error", ({ message }) => this.options.log.note(message));
        resolve(this.#server.address() as AddressInfo);
      });
    });
  }

  /** Serves other routes from the next request on. */
  update(served: Served): void {
    this.#served = served;
  }

  /** Ends all connections. */
  close(): Promise<void> {
    this.#sockets.close();
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on("error", () => undefined);
    try {
      const outgoing = await this.#answer(request);
      if (outgoing) send(response, outgoing);
    } catch (error) {
      // The client went away, or this is a fault of ours: the server must go on.
      if (request.destroyed || response.headersSent) {
        response.destroy();
        return;
      }
      this.options.log.note(
        `Internal error: ${error instanceof Error ? (error.stack ?? "") : String(error)}`,
      );
      send(response, { status: 500, headers: {}, body: Buffer.from('{"message":"Internal server error"}') });
    }
  }

  /** Returns the response; undefined if the client went away. */
  async #answer(request: IncomingMessage): Promise<Outgoing | undefined> {
    const { table } = this.#served;
    const { method = "GET", url = "/" } = request;
    const { host } = request.headers;
    const target = targetOf(url);
    const fallback: Protocol = table.routes.some(({ protocol }) => protocol === "REST") ? "REST" : "HTTP";
    const isOld = request.httpVersionMajor < 1;
    if (!target || isOld || (host === undefined && request.httpVersion === "1.1")) {
      return outgoingFault("badRequest", fallback);
    }
    if (!this.#isAllowedHost(host)) return outgoingFault("forbidden", fallback);
    const body = await readBody(request);
    if (!body) return outgoingFault("tooLarge", fallback);
    const incoming: Incoming = {
      method,
      ...target,
      query: queryOf(target.rawQuery),
      headers: withForwarded(request),
      body,
    };
    if (table.hasWebSocket) {
      const managed = this.#sockets.manage(incoming);
      if (managed) return managed;
      if (!table.hasHttp) {
        return {
          status: 426,
          headers: { "Content-Type": "application/json", Upgrade: "websocket" },
          body: Buffer.from('{"message":"Upgrade Required"}'),
        };
      }
    }
    const found = table.find(method, target.path);
    const call = newCall(request, incoming);
    if (typeof found === "string") {
      const { response } = gatewayAnswer(found, found === "notFound" ? "HTTP" : "REST");
      this.options.log.lines(call.requestId, [
        `No route for ${method} ${target.path}`,
        ...responseLines(response, true),
      ]);
      return { ...response, body: Buffer.from(response.body) };
    }
    const { route, pathParameters } = found;
    return exchange(
      {
        route,
        pathParameters,
        call,
        incoming,
        samples: this.#served.samplesOf(route),
        variables: this.options.variables,
      },
      this.options,
    );
  }

  #upgrade(request: IncomingMessage, socket: Socket, head: Buffer): void {
    socket.on("error", () => undefined);
    const isWebSocket = request.headers.upgrade?.toLowerCase() === "websocket";
    const { table } = this.#served;
    if (isWebSocket && table.hasWebSocket && this.#isAllowedHost(request.headers.host)) {
      const target = targetOf(request.url ?? "/") ?? { path: "/", rawQuery: "" };
      const incoming: Incoming = {
        method: "GET",
        ...target,
        query: queryOf(target.rawQuery),
        headers: withForwarded(request),
        body: Buffer.alloc(0),
      };
      this.#sockets.connect(request, socket, head, incoming);
      return;
    }
    // Nothing to upgrade to, so that it is an ordinary request, and the last one of its connection.
    const response = new ServerResponse(request);
    response.shouldKeepAlive = false;
    response.assignSocket(socket);
    response.on("finish", () => socket.end());
    void this.#serve(request, response);
  }

  /** On loopback, only names of this machine, so that no web page can reach the endpoint by a name of its own. */
  #isAllowedHost(host: string | undefined): boolean {
    if (!isLoopback(this.options.host) || host === undefined) return true;
    const name = host.toLowerCase().replace(/:\d*$/, "").replace(/\.$/, "");
    return name === "localhost" || name.endsWith(".localhost") || isLoopback(name);
  }
}

/** Whether an address, or a name of this machine, is not reachable from others. */
export function isLoopback(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, "");
  return name === "localhost" || name === "::1" || /^127(?:\.\d{1,3}){3}$/.test(name);
}

function outgoingFault(fault: Fault, protocol: Protocol): Outgoing {
  const { response } = gatewayAnswer(fault, protocol);
  return { ...response, body: Buffer.from(response.body) };
}

/** Answers what is not HTTP. */
function refuse(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, message] = REFUSALS[error.code ?? ""] ?? [400, "Bad Request"];
  const body = JSON.stringify({ message });
  socket.end(
    `HTTP/1.1 ${status} ${message}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
  );
}

const REFUSALS: Readonly<Record<string, readonly [number, string]>> = {
  HPE_HEADER_OVERFLOW: [431, "Request Header Fields Too Large"],
  ERR_HTTP_REQUEST_TIMEOUT: [408, "Request Timeout"],
};
