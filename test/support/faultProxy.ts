/** A proxy in front of the emulator that simulates network faults, AWS errors and concurrent changes. */
import { once } from "node:events";
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { setTimeout as delay } from "node:timers/promises";

/** A call that passed through the proxy. */
export interface SeenCall {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

export type Fault =
  /** Responds without the emulator. */
  | {
      readonly kind: "answer";
      readonly status: number;
      readonly type?: string;
      readonly body?: object;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** Resets the connection before the call reaches the emulator. */
  | { readonly kind: "reset" }
  /** The emulator handles the call, but the connection breaks before the response. */
  | { readonly kind: "lost" }
  /** Answers 504 or resets the connection at once, and the emulator handles the call later. */
  | { readonly kind: "later"; readonly afterMs: number; readonly how: "504" | "reset" }
  /** Rejects calls that are not signed with the time of a clock that is ahead. */
  | { readonly kind: "skew"; readonly aheadMs: number }
  /** The emulator handles the call, but the response never arrives. */
  | { readonly kind: "late" }
  /** The call is neither handled nor answered. */
  | { readonly kind: "silence" }
  /** Carries out a call that the emulator lacks, and answers with the result, or resets the connection. */
  | {
      readonly kind: "handle";
      readonly handle: (call: SeenCall) => Promise<object>;
      readonly isLost?: boolean;
    }
  /** Runs an action, then forwards the call as usual. */
  | { readonly kind: "first"; readonly action: () => Promise<void> };

interface Rule {
  readonly method: string;
  readonly path: RegExp;
  readonly fault: Fault;
  remaining: number;
}

export class FaultProxy {
  readonly calls: SeenCall[] = [];
  readonly #target: string;
  readonly #server: Server;
  #rules: Rule[] = [];
  readonly #unfinished: Promise<unknown>[] = [];

  private constructor(target: string) {
    this.#target = target;
    this.#server = createServer((incoming, outgoing) => {
      this.#handle(incoming, outgoing).catch(() => outgoing.destroy());
    });
  }

  /** Starts a proxy in front of the target. */
  static async before(target: string): Promise<FaultProxy> {
    const proxy = new FaultProxy(target);
    proxy.#server.listen(0, "127.0.0.1");
    await once(proxy.#server, "listening");
    return proxy;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Applies the fault to the next calls with this method and path. */
  on(method: string, path: RegExp, fault: Fault, times = 1): void {
    this.#rules.push({ method, path, fault, remaining: times });
  }

  /** The calls that may change something: all except GET. */
  get writes(): readonly SeenCall[] {
    return this.calls.filter(({ method }) => method !== "GET");
  }

  /** Resolves when the emulator has handled every call that was answered before. */
  async settled(): Promise<void> {
    await Promise.all(this.#unfinished);
  }

  reset(): void {
    this.#rules = [];
    this.calls.length = 0;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { method = "GET", url = "/" } = incoming;
    const body = await buffer(incoming);
    const path = url.split("?")[0] ?? url;
    const call: SeenCall = { method, path, body: body.length > 0 ? parsed(body.toString()) : undefined };
    this.calls.push(call);
    const rule = this.#rules.find((one) => one.remaining > 0 && one.method === method && one.path.test(path));
    if (rule) rule.remaining--;
    const fault = rule?.fault;
    switch (fault?.kind) {
      case "answer":
        outgoing.writeHead(fault.status, {
          "content-type": "application/json",
          ...(fault.type !== undefined && { "x-amzn-errortype": fault.type }),
          ...fault.headers,
        });
        outgoing.end(JSON.stringify(fault.body ?? {}));
        return;
      case "reset":
        incoming.socket.resetAndDestroy();
        return;
      case "silence":
        return;
      case "lost":
        await this.#forward(incoming, body);
        incoming.socket.resetAndDestroy();
        return;
      case "later": {
        const { how, afterMs } = fault;
        this.#unfinished.push(delay(afterMs).then(() => this.#forward(incoming, body)));
        if (how === "reset") incoming.socket.resetAndDestroy();
        else outgoing.writeHead(504, { "content-type": "application/json" }).end("{}");
        return;
      }
      case "skew": {
        const now = Date.now() + fault.aheadMs;
        if (Math.abs(signedAt(incoming) - now) < 300_000) break;
        outgoing.writeHead(403, {
          "content-type": "application/json",
          "x-amzn-errortype": "InvalidSignatureException",
          date: new Date(now).toUTCString(),
        });
        outgoing.end(JSON.stringify({ message: "Signature expired: it is now earlier than it should be" }));
        return;
      }
      case "late":
        await this.#forward(incoming, body);
        return;
      case "handle": {
        const answer = await fault.handle(call);
        if (fault.isLost) incoming.socket.resetAndDestroy();
        else outgoing.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
        return;
      }
      case "first":
        await fault.action();
    }
    const answer = await this.#forward(incoming, body);
    outgoing.writeHead(answer.status, answer.headers);
    outgoing.end(answer.body);
  }

  async #forward(incoming: IncomingMessage, body: Buffer) {
    const sent = request(new URL(incoming.url ?? "/", this.#target), {
      method: incoming.method ?? "GET",
      headers: incoming.headers,
    });
    sent.end(body);
    const [answer] = (await once(sent, "response")) as [IncomingMessage];
    const { connection: _, "transfer-encoding": __, ...headers } = answer.headers;
    return { status: answer.statusCode ?? 502, headers, body: await buffer(answer) };
  }
}

/** A body as JSON, or as text if it is not JSON, such as in calls to STS. */
function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

/** The time in a call's signature, in milliseconds. */
function signedAt({ headers }: IncomingMessage): number {
  const [, ...parts] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(String(headers["x-amz-date"])) ?? [];
  const [year = 0, month = 0, ...rest] = parts.map(Number);
  return Date.UTC(year, month - 1, ...rest);
}
