/** A region of many APIs with many integrations each, behind HTTP as AWS answers it, that counts its calls. */
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** What AWS puts on a page, whatever more is asked for. */
const PAGE = 100;

export class Region {
  calls = 0;
  readonly #server: Server;

  private constructor(apis: number, integrations: number) {
    this.#server = createServer(({ url = "/" }, response) => {
      this.calls++;
      const { pathname, searchParams } = new URL(url, "http://region");
      const start = Number(searchParams.get("nextToken") ?? 0);
      const page = (count: number, item: (index: number) => object) => {
        const end = Math.min(count, start + PAGE);
        const items = Array.from({ length: end - start }, (_, index) => item(start + index));
        return { items, ...(end < count && { nextToken: String(end) }) };
      };
      const answer = () => {
        if (pathname === "/v2/apis") return page(apis, apiOf);
        if (pathname.endsWith("/integrations")) return page(integrations, integrationOf);
        if (pathname.endsWith("/routes")) return page(integrations, routeOf);
        return { items: [], item: [] };
      };
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(answer()));
    });
  }

  static async of(apis: number, integrations: number): Promise<Region> {
    const region = new Region(apis, integrations);
    region.#server.listen(0, "127.0.0.1");
    await once(region.#server, "listening");
    return region;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

const apiOf = (index: number) => ({
  apiId: `api${index}`,
  name: `orders ${index}`,
  protocolType: index % 3 === 0 ? "WEBSOCKET" : "HTTP",
  routeSelectionExpression: "$request.body.action",
});

const integrationOf = (index: number) => ({
  integrationId: `int${index}`,
  integrationType: "HTTP_PROXY",
  integrationMethod: "ANY",
  integrationUri: `https://orders.example.com/${index}`,
  payloadFormatVersion: "1.0",
  timeoutInMillis: 30_000,
});

const routeOf = (index: number) => ({
  routeId: `route${index}`,
  routeKey: `GET /orders/${index}`,
  target: `integrations/int${index}`,
});
