/** The WebSocket connections of an endpoint. */
import { randomUUID } from "node:crypto";
import { type IncomingMessage, STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { type RawData, WebSocket, WebSocketServer } from "ws";
import { type Call, faultFrame, headerValues, percentDecoded, type Route } from "../../../server/src/service";
import { addressOf, shortId } from "./calls";
import type { EndpointOptions } from "./endpointOptions";
import { type Exchanged, exchange, SIMULATED_HEADER } from "./exchange";
import type { Incoming, Outgoing } from "./message";
import type { Served } from "./routesSource";

/** What API Gateway accepts as a message, in bytes. */
const MOST_MESSAGE_BYTES = 128 * 1024;

/** Messages of one connection that may wait for the ones before them. */
const MOST_WAITING = 100;

/** The statuses with which connections are closed. */
const GOING_AWAY = 1001;
const BINARY_UNSUPPORTED = 1003;

interface Connection {
  readonly id: string;
  readonly connectedAt: number;
  readonly socket: WebSocket;
  readonly host: string;
  readonly sourceIp: string;
  readonly incoming: Incoming;
  /** When the client last sent something. */
  lastActiveAt: number;
}

type Event = Omit<NonNullable<Call["socket"]>, "connectionId" | "connectedAt">;

export class WebSockets {
  readonly #server: WebSocketServer;
  readonly #connections = new Map<string, Connection>();
  /** The subprotocol that `$connect` has accepted. */
  readonly #protocols = new WeakMap<IncomingMessage, string>();

  constructor(
    private readonly served: () => Served,
    private readonly options: EndpointOptions,
  ) {
    this.#server = new WebSocketServer({
      noServer: true,
      maxPayload: MOST_MESSAGE_BYTES,
      perMessageDeflate: false,
      handleProtocols: (_, request) => this.#protocols.get(request) ?? false,
    });
  }

  close(): void {
    for (const { socket } of this.#connections.values()) {
      socket.close(GOING_AWAY, "Going away");
      socket.terminate();
    }
    this.#server.close();
  }

  /** Runs `$connect`, and accepts the connection unless it fails. */
  connect(request: IncomingMessage, socket: Socket, head: Buffer, incoming: Incoming): void {
    void this.#connect(request, socket, head, incoming).catch((error: unknown) => {
      this.options.log.note(
        `Internal error: ${error instanceof Error ? (error.stack ?? "") : String(error)}`,
      );
      socket.destroy();
    });
  }

  async #connect(request: IncomingMessage, socket: Socket, head: Buffer, incoming: Incoming): Promise<void> {
    const about = {
      id: shortId(),
      connectedAt: Date.now(),
      host: request.headers.host ?? "localhost",
      sourceIp: addressOf(request),
      incoming,
      lastActiveAt: Date.now(),
    };
    const route = this.served().table.webSocket("$connect");
    const result = route && (await this.#run(route, about, incoming, { eventType: "CONNECT" }));
    if (socket.destroyed) return;
    if (result && !isAccepted(result)) {
      refuse(socket, result);
      return;
    }
    const protocol =
      result &&
      headerValues(
        new Map(Object.entries(result.headers).map(([name, value]) => [name, [value].flat()])),
        "Sec-WebSocket-Protocol",
      )?.[0];
    if (protocol !== undefined) this.#protocols.set(request, protocol);
    this.#server.handleUpgrade(request, socket, head, (accepted) =>
      this.#accept({ ...about, socket: accepted }),
    );
  }

  #accept(connection: Connection): void {
    const { socket, id } = connection;
    this.#connections.set(id, connection);
    let last = Promise.resolve();
    let waiting = 0;
    socket.on("message", (data: RawData, isBinary: boolean) => {
      connection.lastActiveAt = Date.now();
      if (isBinary) {
        socket.close(BINARY_UNSUPPORTED, "Binary frames are not supported");
        return;
      }
      waiting++;
      if (waiting > MOST_WAITING) socket.pause();
      // In order: an answer never overtakes the one before it.
      last = last
        .then(() => this.#message(connection, bufferOf(data)))
        .catch((error: unknown) => this.options.log.note(`Internal error: ${String(error)}`))
        .finally(() => {
          waiting--;
          if (waiting <= MOST_WAITING && socket.isPaused) socket.resume();
        });
    });
    socket.on("error", () => undefined);
    socket.on("close", (code, reason) => {
      this.#connections.delete(id);
      const route = this.served().table.webSocket("$disconnect");
      if (!route) return;
      const event = {
        eventType: "DISCONNECT",
        disconnectStatusCode: code,
        disconnectReason: reason.toString("utf8"),
      } as const;
      void this.#run(route, connection, connection.incoming, event).catch(() => undefined);
    });
  }

  async #message(connection: Connection, body: Buffer): Promise<void> {
    const { id, socket } = connection;
    const { table } = this.served();
    const route = table.routeOfMessage(this.options.routeSelection, body.toString("utf8"));
    if (!route) {
      const requestId = shortId();
      this.options.log.lines(requestId, ["No route for the message", "Method completed with status: 403"]);
      transmit(socket, faultFrame("Forbidden", id, requestId));
      return;
    }
    const incoming: Incoming = {
      method: "",
      path: "",
      rawQuery: "",
      query: new Map(),
      headers: new Map(),
      body,
    };
    const event = { eventType: "MESSAGE", messageId: shortId() } as const;
    const result = await this.#run(route, connection, incoming, event);
    const isShown = route.isTwoWay || result.isFault || SIMULATED_HEADER in result.headers;
    if (isShown && result.body.length > 0) transmit(socket, result.body.toString("utf8"));
  }

  #run(
    route: Route,
    { id, connectedAt, host, sourceIp, incoming: handshake }: Omit<Connection, "socket">,
    incoming: Incoming,
    event: Event,
  ): Promise<Exchanged> {
    const userAgent = headerValues(handshake.headers, "User-Agent")?.at(-1);
    const call: Call = {
      requestId: randomUUID(),
      extendedRequestId: shortId(),
      time: Date.now(),
      sourceIp,
      host,
      ...(userAgent !== undefined && { userAgent }),
      socket: { ...event, connectionId: id, connectedAt },
    };
    const samples = this.served().samplesOf(route);
    const { variables } = this.options;
    return exchange({ route, pathParameters: new Map(), call, incoming, samples, variables }, this.options);
  }

  /**
   * Answers a request of a backend to a connection, as the management API does: POST sends a message, GET describes the
   * connection, and DELETE closes it. Undefined for any other request.
   */
  manage({ method, path, body }: Incoming): Outgoing | undefined {
    const [, id] = /^(?:\/[^/]+)?\/@connections\/([^/]+)$/.exec(path) ?? [];
    if (id === undefined) return undefined;
    const connection = this.#connections.get(percentDecoded(id));
    if (!connection) return json(410, { message: "Gone" }, { "x-amzn-ErrorType": "GoneException" });
    const { socket, connectedAt, lastActiveAt, sourceIp, incoming } = connection;
    switch (method) {
      case "POST":
        if (body.length > MOST_MESSAGE_BYTES) {
          return json(
            413,
            { message: "Payload Too Large" },
            { "x-amzn-ErrorType": "PayloadTooLargeException" },
          );
        }
        transmit(socket, body.toString("utf8"));
        return { status: 200, headers: {}, body: Buffer.alloc(0) };
      case "GET":
        return json(200, {
          connectedAt: new Date(connectedAt).toISOString(),
          identity: { sourceIp, userAgent: headerValues(incoming.headers, "User-Agent")?.at(-1) },
          lastActiveAt: new Date(lastActiveAt).toISOString(),
        });
      case "DELETE":
        socket.close(GOING_AWAY, "Going away");
        return { status: 204, headers: {}, body: Buffer.alloc(0) };
      default:
        return json(403, { message: "Missing Authentication Token" });
    }
  }
}

function isAccepted({ status, isFault }: Exchanged): boolean {
  return !isFault && status >= 200 && status < 300;
}

function refuse(socket: Socket, { status, body }: Exchanged): void {
  const reason = STATUS_CODES[status] ?? "Error";
  socket.end(
    `HTTP/1.1 ${status} ${reason}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body.toString("latin1")}`,
    "latin1",
  );
}

function bufferOf(data: RawData): Buffer {
  if (Buffer.isBuffer(data)) return data;
  return Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data);
}

/** A client that is gone, or does not read, gets nothing. */
function transmit(socket: WebSocket, text: string): void {
  if (socket.readyState === WebSocket.OPEN) socket.send(text, () => undefined);
}

function json(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): Outgoing {
  return {
    status,
    headers: { "Content-Type": "application/json", ...headers },
    body: Buffer.from(JSON.stringify(value)),
  };
}
