/** What stands for the backends of integrations: a server, a command, a recorded response, or nothing. */
import {
  apiIdOf,
  type BackendResponse,
  type Call,
  type ClientRequest,
  type EventBody,
  endpointUri,
  type Fault,
  headerValues,
  type IntegrationRequest,
  type Json,
  lambdaEvent,
  maskedUri,
  type Parameters,
  type Route,
} from "../../../server/src/service";
import { type Forwarded, Forwarder } from "./forward";
import { LambdaCommand } from "./lambdaCommand";
import type { Incoming } from "./message";
import { type BackendSettings, type RouteSamples, recordedFor } from "./settings";

/** A request to a backend. */
export interface BackendCall {
  readonly route: Route;
  readonly call: Call;
  readonly request: ClientRequest;
  readonly incoming: Incoming;
  readonly sent: IntegrationRequest;
  /** The payload of `sent` in bytes. */
  readonly body: Buffer;
  /** The body as the event of a proxy integration has it. */
  readonly event: EventBody;
  readonly samples: RouteSamples;
  /** Receives what a command prints on standard error, and why it cannot be run. */
  readonly onError: (line: string) => void;
}

export type BackendOutcome =
  | {
      readonly kind: "response";
      readonly response: BackendResponse;
      /** The bytes of the body, if it is known in bytes. */
      readonly bytes?: Buffer;
      /** Whether the body in the output of a function is Base64. */
      readonly isBase64Encoded?: boolean;
    }
  | { readonly kind: "fault"; readonly fault: Fault }
  /** Nothing stands for the backend: what would have been sent, for people. */
  | { readonly kind: "unsent"; readonly what: Readonly<Record<string, unknown>> };

type JsonObject = Readonly<Record<string, Json>>;

export class Backends {
  readonly #forwarder: Forwarder | undefined;
  readonly #lambda: LambdaCommand | undefined;

  constructor(private readonly settings: BackendSettings) {
    this.#forwarder = settings.backend && new Forwarder(settings.backend);
    this.#lambda = settings.lambda && new LambdaCommand(settings.lambda);
  }

  close(): void {
    this.#forwarder?.close();
    this.#lambda?.close();
  }

  async call(call: BackendCall): Promise<BackendOutcome> {
    const { route, samples } = call;
    const explicit = this.settings.responses.get(route.key);
    if (explicit) return recorded(explicit, route);
    const { kind } = route.target;
    if (kind === "http" && this.#forwarder) return this.#forward(this.#forwarder, call);
    if (kind === "lambda" && this.#lambda) return this.#invoke(this.#lambda, call);
    const response = recordedFor(this.settings, route, samples);
    return response ? recorded(response, route) : { kind: "unsent", what: this.#unsent(call) };
  }

  /** Returns where a request goes, without secrets. */
  uriOf(call: BackendCall): string {
    const { sent, route } = call;
    if (this.#forwarder && route.target.kind === "http") {
      return maskedUri(this.#forwarder.urlOf({ request: sent, clientPath: call.incoming.path }));
    }
    return maskedUri(endpointUri(sent.uri ?? sent.path ?? ""));
  }

  /** Returns the event of a proxy integration with a function; undefined for other integrations. */
  eventOf({ route, call, request, event, incoming }: BackendCall): JsonObject | undefined {
    const { target } = route;
    if (target.kind !== "lambda" || !target.isProxy) return undefined;
    return lambdaEvent({ route, call, request, body: event, rawQuery: incoming.rawQuery });
  }

  async #forward(forwarder: Forwarder, call: BackendCall): Promise<BackendOutcome> {
    const { route, sent, body, incoming } = call;
    const forwarded: Forwarded = {
      request: sent,
      method: sent.method ?? incoming.method,
      body,
      defaults: defaultHeaders(call),
      clientPath: incoming.path,
      timeout: route.timeout,
    };
    const result = await forwarder.send(forwarded);
    if (result.kind !== "response") return { kind: "fault", fault: result.kind };
    const { status, headers, body: bytes } = result;
    return { kind: "response", response: { status, headers, body: bytes.toString("utf8") }, bytes };
  }

  async #invoke(lambda: LambdaCommand, call: BackendCall): Promise<BackendOutcome> {
    const { route, sent, body, onError } = call;
    const { target, timeout } = route;
    const functionName = target.kind === "lambda" ? target.functionName : undefined;
    const event = this.eventOf(call);
    const payload = event ? Buffer.from(JSON.stringify(event), "utf8") : body;
    const say = (line: string): void => onError(`Function: ${line}`);
    const isAsync = headerOf(sent, "X-Amz-Invocation-Type") === "Event";
    if (isAsync) {
      void lambda.invoke(payload, functionName, timeout, () => undefined);
      return { kind: "response", response: { status: 202, headers: new Map(), body: "" } };
    }
    const result = await lambda.invoke(payload, functionName, timeout, say);
    if (result.kind === "timeout") return { kind: "fault", fault: "timeout" };
    if (result.kind === "unavailable") {
      onError(`The command could not be run: ${result.message}`);
      return { kind: "fault", fault: "badEndpoint" };
    }
    return recorded(result.response, route);
  }

  #unsent(call: BackendCall): Readonly<Record<string, unknown>> {
    const { route, sent } = call;
    const { method, uri, path, headers, querystring, parameters } = sent;
    const event = this.eventOf(call);
    return {
      message: `Not sent, because nothing stands for the backend. ${ADVICE[route.target.kind]}`,
      route: route.key,
      integration: route.title,
      ...(event === undefined
        ? {
            request: {
              ...(method !== undefined && { method }),
              ...(uri !== undefined && { uri }),
              ...(path !== undefined && { path }),
              headers,
              querystring,
              ...(parameters && { parameters }),
              body: jsonOf(sent.body),
            },
          }
        : { uri, event }),
    };
  }
}

const ADVICE: Readonly<Record<Route["target"]["kind"], string>> = {
  http: "Specify --backend or --response.",
  lambda: "Specify --lambda or --response.",
  service: "Specify --response, or store a response next to the file.",
  mock: "",
};

/** A body in JSON is shown as such. */
function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

function recorded(response: BackendResponse, { target }: Route): BackendOutcome {
  const isBase64Encoded = target.kind === "lambda" && target.isProxy && saysBase64(response.body);
  return { kind: "response", response, isBase64Encoded };
}

function saysBase64(output: string): boolean {
  if (!output.includes('"isBase64Encoded"')) return false;
  const value = jsonOf(output);
  return (
    typeof value === "object" &&
    value !== null &&
    "isBase64Encoded" in value &&
    value.isBase64Encoded === true
  );
}

function headerOf({ headers }: IntegrationRequest, name: string): string | undefined {
  const entries = Object.entries(headers).map(([key, value]) => [key, [value].flat()] as const);
  return headerValues(new Map(entries), name)?.at(-1);
}

/** The headers that API Gateway adds to the request of an HTTP integration. */
function defaultHeaders({ route, call, request, sent }: BackendCall): Readonly<Record<string, string>> {
  const { target, protocol } = route;
  const agent = `AmazonAPIGateway_${apiIdOf(route)}`;
  if (target.kind === "http" && !target.isProxy) {
    return {
      Accept: "application/json",
      "User-Agent": agent,
      "x-amzn-apigateway-api-id": apiIdOf(route),
      ...(sent.body !== "" && { "Content-Type": contentTypeOf(request.headers) }),
    };
  }
  if (protocol === "HTTP") {
    return { Forwarded: `for=${forwardedNode(call.sourceIp)};host=${call.host};proto=http` };
  }
  return { "User-Agent": agent, "x-amzn-apigateway-api-id": apiIdOf(route) };
}

/** Addresses of IPv6 are quoted. */
function forwardedNode(address: string): string {
  return address.includes(":") ? `"[${address}]"` : address;
}

function contentTypeOf(headers: Parameters): string {
  return headerValues(headers, "Content-Type")?.at(-1) ?? "application/json";
}
