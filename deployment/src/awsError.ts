/** What AWS, or the way to it, had against a call. Made of the SDK's errors by their plain fields. */
import { partitionForCalls } from "../../server/src/service";

export type FailureKind =
  | "bad-request"
  | "not-found"
  | "conflict"
  | "throttled"
  | "access-denied"
  | "expired-credentials"
  | "no-credentials"
  | "no-region"
  /** No connection came about, so nothing was sent. */
  | "unreachable"
  /** The connection broke before the answer. */
  | "interrupted"
  | "timed-out"
  | "server-error"
  | "unknown";

/** A call, as IAM sees it. */
export interface Call {
  /** AWS's name: `CreateIntegration`. */
  readonly operation: string;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Below the region: `/apis/abc/integrations`. */
  readonly path: string;
  readonly region: string;
}

export class AwsError extends Error {
  override readonly name = "AwsError";

  constructor(
    readonly kind: FailureKind,
    /** AWS's own words where it said any. */
    message: string,
    /** What to do next, a sentence. */
    readonly advice: string,
    /** Undefined for what failed before any call. */
    readonly call?: Call,
    readonly requestId?: string,
  ) {
    super(message);
  }

  /** AWS's words and what to do next, as sentences. */
  get messageWithAdvice(): string {
    return `${this.message.replace(/(?<![.!?])$/, ".")} ${this.advice}`;
  }

  /** True where the call may have been carried out all the same: its answer did not arrive or said nothing. */
  get isOutcomeOpen(): boolean {
    return ["interrupted", "timed-out", "server-error", "unknown"].includes(this.kind);
  }
}

/** The SDK's half is a bundle of its own, with a class of its own: the name is what both have in common. */
export function isAwsError(error: unknown): error is AwsError {
  return error instanceof Error && error.name === "AwsError";
}

const KINDS: readonly (readonly [FailureKind, RegExp])[] = [
  ["bad-request", /^(?:BadRequest|SerializationException|ValidationException|LimitExceeded)/],
  ["not-found", /^NotFound/],
  ["conflict", /^Conflict/],
  ["throttled", /^(?:TooManyRequests|Throttl|RequestLimitExceeded)/],
  ["expired-credentials", /^(?:ExpiredToken|RequestExpired|TokenProviderError|TokenRefreshRequired)/],
  [
    "access-denied",
    /^(?:AccessDenied|Unauthorized|UnrecognizedClient|InvalidClientTokenId|InvalidSignature|SignatureDoesNotMatch|IncompleteSignature|MissingAuthenticationToken|Forbidden)/,
  ],
  ["timed-out", /^(?:TimeoutError|ETIMEDOUT|RequestTimeout)/],
  ["interrupted", /^(?:ECONNRESET|EPIPE|ECONNABORTED|ERR_HTTP2|ERR_STREAM)/],
  [
    "unreachable",
    /^(?:ECONN|ENOTFOUND|EAI_AGAIN|EHOST|ENET|EPROTO|CERT|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|ERR_)/,
  ],
];

/** Reads an error that the SDK threw during the call; one that is read already stays as it is. */
export function awsError(error: unknown, call: Call): AwsError {
  if (isAwsError(error)) return error;
  const { name, code, message, status, requestId } = fieldsOf(error);
  const kind = kindOf(name, code, message, status);
  return new AwsError(kind, message, adviceFor(kind, message, call), call, requestId);
}

function kindOf(name: string, code: string, message: string, status: number | undefined): FailureKind {
  if (/^(?:Credentials|Token)ProviderError$/.test(name)) {
    return /expired|sso login|refresh/i.test(message) ? "expired-credentials" : "no-credentials";
  }
  if (/security token.*expired|token.*is expired|session.*expired/i.test(message))
    return "expired-credentials";
  if (/^Region is missing/.test(message)) return "no-region";
  if (status !== undefined && status >= 500) return "server-error";
  // The SDK calls every break of a connection a timeout; the system's code tells them apart.
  const known =
    KINDS.find(([, pattern]) => pattern.test(code)) ?? KINDS.find(([, pattern]) => pattern.test(name));
  if (known) return known[0];
  if (status === 429) return "throttled";
  if (status === 403) return "access-denied";
  if (status === 404) return "not-found";
  return status === 400 ? "bad-request" : "unknown";
}

function adviceFor(kind: FailureKind, message: string, call: Call): string {
  switch (kind) {
    case "bad-request":
      if (call.operation.endsWith("Route")) return "Check the route's key, and how many routes the API has.";
      return call.operation === "TestInvokeMethod"
        ? "Correct what is sent and try again."
        : "Correct the file and deploy it again.";
    case "not-found":
      return `Check the identifiers, and whether ${call.region} is the region they belong to.`;
    case "conflict":
      return "Somebody else is changing the API at the same time: wait a moment, make a new plan and deploy that.";
    case "throttled":
      return "AWS takes only so many calls a second of an account: wait a moment and try again.";
    case "access-denied":
      return `Ask for a policy that allows ${missingPermission(message, call)}.`;
    case "expired-credentials":
      return "Sign in again (aws sso login, or new temporary keys) and repeat: what is done already is found to be done.";
    case "no-credentials":
      return "Name a profile, or sign in: aws configure, or aws sso login.";
    case "no-region":
      return "Name a region, or give the profile one.";
    case "interrupted":
    case "timed-out":
      if (call.operation === "TestInvokeMethod") return "The backend may have been called all the same.";
      return "Try again: what was done all the same is found to be done.";
    case "unreachable":
      return "Check the network, the region and the endpoint, and try again.";
    case "server-error":
      return "AWS failed by itself: try again in a while.";
    case "unknown":
      return "Try again; if it stays, AWS's words above are all there is to go by.";
  }
}

/** The action and resource that the caller lacks: as AWS tells them, or else those of the call. */
export function missingPermission(message: string, { method, path, region }: Call): string {
  const told = /perform: (\S+) on resource: (\S+)/.exec(message);
  return told
    ? `${told[1]} on ${told[2]}`
    : `apigateway:${method} on arn:${partitionForCalls(region).name}:apigateway:${region}::${path}`;
}

interface Fields {
  readonly name: string;
  readonly code: string;
  readonly message: string;
  readonly status?: number;
  readonly requestId?: string;
}

function fieldsOf(error: unknown): Fields {
  if (!(error instanceof Error)) return { name: "", code: "", message: String(error) };
  const { code, $metadata } = error as {
    readonly code?: unknown;
    readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string };
  };
  const status = $metadata?.httpStatusCode;
  const requestId = $metadata?.requestId;
  return {
    name: error.name,
    code: typeof code === "string" ? code : "",
    message: error.message || error.name,
    ...(status !== undefined && { status }),
    ...(requestId !== undefined && { requestId }),
  };
}
