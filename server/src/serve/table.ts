/** Selects the route of a request by the rules of API Gateway. */
import { parseSelection } from "../expressions";
import { bodyValue, matchResourcePath, type Parameters } from "../simulate";
import type { Route } from "./route";

export interface FoundRoute {
  readonly route: Route;
  /** Decoded. */
  readonly pathParameters: Parameters;
}

/** The answer of API Gateway itself if no route matches. */
export type Unmatched = "missingAuthenticationToken" | "notFound";

/** Paths, each with its methods. */
interface PathEntry {
  readonly path: string;
  readonly isGreedy: boolean;
  readonly methods: ReadonlyMap<string, Route>;
}

/** The routes of all files. Where two have the same key, the first counts. */
export class RouteTable {
  readonly #rest: readonly PathEntry[];
  readonly #http: readonly PathEntry[];
  readonly #default: Route | undefined;
  readonly #webSocket: ReadonlyMap<string, Route>;
  /** Those that an earlier route hides. */
  readonly hidden: readonly Route[];

  constructor(readonly routes: readonly Route[]) {
    const hidden: Route[] = [];
    this.hidden = hidden;
    this.#rest = entriesOf(routes, "REST", hidden).sort(bySpecificity);
    // A path without a greedy variable that fits is a full match, which comes first.
    this.#http = entriesOf(routes, "HTTP", hidden).sort(
      (one, other) => Number(one.isGreedy) - Number(other.isGreedy) || bySpecificity(one, other),
    );
    const [first, ...others] = routes.filter(
      ({ protocol, key }) => protocol === "HTTP" && key === "$default",
    );
    this.#default = first;
    hidden.push(...others);
    const webSocket = new Map<string, Route>();
    for (const route of routes) {
      if (route.protocol !== "WEBSOCKET") continue;
      if (webSocket.has(route.key)) hidden.push(route);
      else webSocket.set(route.key, route);
    }
    this.#webSocket = webSocket;
  }

  get hasWebSocket(): boolean {
    return this.#webSocket.size > 0;
  }

  get hasHttp(): boolean {
    return this.#rest.length > 0 || this.#http.length > 0 || this.#default !== undefined;
  }

  /**
   * Selects the route of an HTTP request.
   * @param path without the stage and the query string, as the client wrote it.
   */
  find(method: string, path: string): FoundRoute | Unmatched {
    const inRest = findInRest(this.#rest, method, path);
    if (inRest) return inRest === "noMethod" ? "missingAuthenticationToken" : inRest;
    const inHttp = findInHttp(this.#http, method, path);
    if (inHttp) return inHttp;
    if (this.#default) return { route: this.#default, pathParameters: new Map() };
    return this.#rest.length > 0 ? "missingAuthenticationToken" : "notFound";
  }

  /** Returns the WebSocket route with a key, such as `$connect`. */
  webSocket(key: string): Route | undefined {
    return this.#webSocket.get(key);
  }

  /** Selects the WebSocket route of a message; undefined if there is no default route either. */
  routeOfMessage(expression: string | undefined, body: string): Route | undefined {
    const key = selectedKey(expression ?? this.#selection, body);
    // Messages cannot select the routes of connections.
    const route = key.startsWith("$") ? undefined : this.#webSocket.get(key);
    return route ?? this.#webSocket.get("$default");
  }

  get #selection(): string {
    const route = [...this.#webSocket.values()].find(
      ({ routeSelectionExpression }) => routeSelectionExpression,
    );
    return route?.routeSelectionExpression ?? DEFAULT_SELECTION;
  }
}

/** What the console and most examples use. */
export const DEFAULT_SELECTION = "$request.body.action";

function entriesOf(routes: readonly Route[], protocol: "REST" | "HTTP", hidden: Route[]): PathEntry[] {
  const entries = new Map<string, { readonly path: string; readonly methods: Map<string, Route> }>();
  for (const route of routes) {
    const { method, path } = route;
    if (route.protocol !== protocol || method === undefined || path === undefined) continue;
    // The names of variables do not make another path.
    const shape = path.replaceAll(/\{[^{}+]*(\+?)\}/g, "{$1}");
    const entry = entries.get(shape) ?? { path, methods: new Map<string, Route>() };
    if (entry.methods.has(method)) hidden.push(route);
    else entry.methods.set(method, route);
    entries.set(shape, entry);
  }
  return [...entries.values()].map((entry) => ({ ...entry, isGreedy: entry.path.includes("+}") }));
}

/** Segment by segment, text comes before a variable and a variable before a greedy one. */
function bySpecificity(one: PathEntry, other: PathEntry): number {
  const [left, right] = [one.path.split("/"), other.path.split("/")];
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = rankOf(left[index]) - rankOf(right[index]);
    if (difference !== 0) return difference;
  }
  return 0;
}

function rankOf(segment: string | undefined): number {
  if (segment === undefined) return 3;
  if (!segment.startsWith("{")) return 0;
  return segment.endsWith("+}") ? 2 : 1;
}

/** The most specific resource decides, whether it has the method or not. A slash at the end of a path is ignored. */
function findInRest(
  entries: readonly PathEntry[],
  method: string,
  given: string,
): FoundRoute | "noMethod" | undefined {
  const path = given.replace(/(?<=.)\/+$/, "");
  for (const { path: resource, methods } of entries) {
    const values = matchResourcePath(resource, path);
    if (!values) continue;
    const route = methods.get(method) ?? methods.get("ANY");
    return route ? { route, pathParameters: decoded(route, path, values) } : "noMethod";
  }
  return undefined;
}

/** The most specific path that has the method. */
function findInHttp(entries: readonly PathEntry[], method: string, path: string): FoundRoute | undefined {
  for (const { path: resource, methods } of entries) {
    const route = methods.get(method) ?? methods.get("ANY");
    const values = route && matchResourcePath(resource, path);
    if (route && values) return { route, pathParameters: decoded(route, path, values) };
  }
  return undefined;
}

/** The values by the names that the route itself gives to its variables. */
function decoded({ path: own }: Route, path: string, values: Parameters): Parameters {
  const named = (own === undefined ? undefined : matchResourcePath(own, path)) ?? values;
  return new Map([...named].map(([name, texts]) => [name, texts.map(percentDecoded)]));
}

/** Decodes percent-encoded text; text that is not valid stays as it is. */
export function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Evaluates a route selection expression; empty if it cannot be evaluated. */
function selectedKey(expression: string, body: string): string {
  return parseSelection(expression, "request")
    .parts.map((piece) => {
      if (piece.kind === "text") return piece.text;
      if (piece.kind === "escape") return "$";
      if (piece.variable.text !== "request.body" || !piece.path) return "";
      const found = bodyValue(body, piece.path.text);
      return found.kind === "value" ? found.text : "";
    })
    .join("");
}
