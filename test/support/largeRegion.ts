/** A simulated region with many APIs, integrations and routes, which counts the requests of a view. */
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** The page size, whatever the client requests; AWS limits page sizes, too. */
const PAGE = 100;

interface Counts {
  readonly http: number;
  readonly chat: number;
  readonly rest: number;
  /** The number of integrations and of routes in each API, and of resources in a REST API. */
  readonly integrations: number;
}

type Entry = Readonly<Record<string, unknown>>;

export class LargeRegion {
  readonly #server: Server;
  #asked: string[] = [];
  #calls = 0;

  private constructor(counts: Counts) {
    this.#server = createServer(({ url = "/" }, answer) => {
      const { pathname, searchParams } = new URL(url, "http://localhost");
      this.#asked.push(pathname);
      this.#calls++;
      const entries = listAt(pathname, counts);
      const start = Number(searchParams.get("nextToken") ?? searchParams.get("position") ?? 0);
      const end = start + PAGE;
      const next = entries && end < entries.length ? { nextToken: String(end), position: String(end) } : {};
      const items = entries?.slice(start, end);
      answer.writeHead(entries ? 200 : 404, { "content-type": "application/json" });
      // The two API families have different names for the list.
      answer.end(JSON.stringify({ items, item: items, ...next }));
    });
  }

  /** The IDs of APIs are `http001`, `chat001` and `rest001`; those of their parts are `i001`, `r001` and `p001`. */
  static async start(counts: Counts): Promise<LargeRegion> {
    const region = new LargeRegion(counts);
    region.#server.listen(0, "127.0.0.1");
    await once(region.#server, "listening");
    return region;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The number of calls so far. */
  get calls(): number {
    return this.#calls;
  }

  /** The requests since the last time, sorted, such as `2× /v2/apis` for two pages. */
  asked(): readonly string[] {
    const counts = new Map<string, number>();
    for (const path of this.#asked) counts.set(path, (counts.get(path) ?? 0) + 1);
    this.#asked = [];
    return Array.from(counts, ([path, count]) => `${count}× ${path}`).sort();
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

/** The complete list at a path; undefined for any other path. */
function listAt(path: string, counts: Counts): readonly Entry[] | undefined {
  if (path === "/v2/apis") {
    return [
      ...numbered(counts.http, "http", (apiId) => ({ apiId, name: apiId, protocolType: "HTTP" })),
      ...numbered(counts.chat, "chat", (apiId) => ({ apiId, name: apiId, protocolType: "WEBSOCKET" })),
    ];
  }
  if (path === "/restapis") return numbered(counts.rest, "rest", (id) => ({ id, name: id }));
  if (/^\/v2\/apis\/\w+\/integrations$/.test(path)) {
    return numbered(counts.integrations, "i", (integrationId) => ({
      integrationId,
      integrationType: "HTTP_PROXY",
      integrationUri: `https://${integrationId}.example.com`,
    }));
  }
  if (/^\/v2\/apis\/\w+\/routes$/.test(path)) {
    return numbered(counts.integrations, "r", (routeId, number) => ({
      routeId,
      routeKey: `GET /${number}`,
      target: `integrations/i${number}`,
    }));
  }
  if (/\/integrationresponses$/.test(path)) {
    return [{ integrationResponseId: "d", integrationResponseKey: "$default" }];
  }
  if (/^\/restapis\/\w+\/resources$/.test(path)) {
    return numbered(counts.integrations, "p", (id, number) => ({
      id,
      path: `/${number}`,
      resourceMethods: { GET: {} },
    }));
  }
  return undefined;
}

/** Entries whose IDs end with 001, 002 and so on. */
function numbered(
  count: number,
  prefix: string,
  entry: (id: string, number: string) => Entry,
): readonly Entry[] {
  return Array.from({ length: count }, (_, index) => {
    const number = String(index + 1).padStart(3, "0");
    return entry(`${prefix}${number}`, number);
  });
}
