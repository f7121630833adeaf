/** Failures of AWS calls, read from the plain fields of the SDK's errors. */
import { partitionForCalls } from "../../server/src/service";

export type FailureKind =
  | "bad-request"
  | "not-found"
  | "conflict"
  | "throttled"
  /** A quota of the account or the API is used up. */
  | "limit-exceeded"
  | "access-denied"
  /** AWS does not recognize the credentials, or the signature made with them. */
  | "invalid-credentials"
  | "expired-credentials"
  /** The clock of this computer differs too much from AWS's. */
  | "clock-skew"
  | "no-credentials"
  | "no-region"
  /** No connection was established, so nothing was sent. */
  | "unreachable"
  /** The connection was lost before the response. */
  | "interrupted"
  | "timed-out"
  | "server-error"
  /** The user stopped waiting. */
  | "cancelled"
  | "unknown";

/** A call as IAM policies describe it. */
export interface Call {
  /** API Gateway if absent. */
  readonly service?: "lambda" | "iam";
  /** AWS's name of the operation, such as `CreateIntegration`. */
  readonly operation: string;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** The path of the resource, such as `/apis/abc/integrations`, or the ARN of a function. */
  readonly path: string;
  readonly region: string;
}

export class AwsError extends Error {
  override readonly name = "AwsError";

  constructor(
    readonly kind: FailureKind,
    /** AWS's own words, if it sent any. */
    message: string,
    /** What to do next, as a sentence. */
    readonly advice: string,
    /** Undefined for a failure before any call. */
    readonly call?: Call,
    readonly requestId?: string,
    /** How long AWS asks to wait before the next attempt, in milliseconds. */
    readonly retryAfterMs?: number,
    /** True if AWS rejected the call because of the clock, and the SDK has corrected it since. */
    readonly isClockCorrected = false,
  ) {
    super(message);
  }

  /** The message followed by the advice, as sentences. */
  get messageWithAdvice(): string {
    return `${this.message.replace(/(?<![.!?])$/, ".")} ${this.advice}`;
  }

  /** True if the call may have succeeded on AWS although its response was lost or inconclusive. */
  get isOutcomeOpen(): boolean {
    return ["interrupted", "timed-out", "server-error", "unknown"].includes(this.kind);
  }
}

/** Returns true for an `AwsError`. Compares the name, because each bundle has a class of its own. */
export function isAwsError(error: unknown): error is AwsError {
  return error instanceof Error && error.name === "AwsError";
}

const KINDS: readonly (readonly [FailureKind, RegExp])[] = [
  ["bad-request", /^(?:BadRequest|SerializationException|ValidationException|InvalidParameterValue)/],
  ["not-found", /^(?:Resource)?NotFound/],
  ["conflict", /^(?:Resource)?Conflict/],
  ["throttled", /^(?:TooManyRequests|Throttl|RequestLimitExceeded)/],
  ["limit-exceeded", /^(?:LimitExceeded|PolicyLengthExceeded)/],
  ["clock-skew", /^(?:RequestTimeTooSkewed|RequestExpired|RequestInTheFuture)/],
  ["expired-credentials", /^(?:ExpiredToken|TokenProviderError|TokenRefreshRequired)/],
  [
    "invalid-credentials",
    /^(?:UnrecognizedClient|InvalidClientTokenId|InvalidAccessKeyId|InvalidSignature|SignatureDoesNotMatch|IncompleteSignature|MissingAuthenticationToken|AuthFailure)/,
  ],
  ["access-denied", /^(?:AccessDenied|Unauthorized|Forbidden)/],
  ["timed-out", /^(?:TimeoutError|ETIMEDOUT|RequestTimeout)/],
  ["interrupted", /^(?:ECONNRESET|EPIPE|ECONNABORTED|ERR_HTTP2|ERR_STREAM)/],
  [
    "unreachable",
    /^(?:ECONN|ENOTFOUND|EAI_AGAIN|EHOST|ENET|EPROTO|CERT|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|ERR_)/,
  ],
];

/** Converts an error that the SDK threw during the call. Returns an `AwsError` unchanged. */
export function awsError(error: unknown, call: Call): AwsError {
  if (isAwsError(error)) return error;
  const { name, code, message, status, requestId, retryAfterMs, isClockCorrected } = fieldsOf(error);
  const kind = kindOf(name, code, message, status);
  const advice = adviceFor(kind, message, call);
  return new AwsError(kind, message, advice, call, requestId, retryAfterMs, isClockCorrected);
}

function kindOf(name: string, code: string, message: string, status: number | undefined): FailureKind {
  if (/^(?:Credentials|Token)ProviderError$/.test(name)) {
    return /expired|sso login|refresh/i.test(message) ? "expired-credentials" : "no-credentials";
  }
  if (/security token.*expired|token.*is expired|session.*expired/i.test(message))
    return "expired-credentials";
  if (/^Signature (?:expired|not yet current)/i.test(message)) return "clock-skew";
  if (/^Region is missing/.test(message)) return "no-region";
  if (status !== undefined && status >= 500) return "server-error";
  // The SDK reports every lost connection as a timeout; the system's error code tells them apart.
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
      if (call.operation.startsWith("List")) return "Check the region and the endpoint.";
      if (call.service === "lambda") return "Check the function and its policy.";
      if (call.operation.endsWith("Route")) return "Check the route key and the API's number of routes.";
      return call.operation === "TestInvokeMethod"
        ? "Correct the request and try again."
        : "Correct the file and deploy it again.";
    case "not-found":
      return `Check the IDs, and that they belong to the region ${call.region}.`;
    case "conflict":
      return "Somebody else is changing the API at the same time. Wait a moment, then plan and deploy again.";
    case "throttled":
      return "The account has exceeded its rate of API calls. Wait a moment and try again.";
    case "limit-exceeded":
      return "Delete what is no longer needed, or request a higher quota in Service Quotas, and deploy again.";
    case "clock-skew":
      return "Set the clock of this computer, and try again.";
    case "invalid-credentials":
      return `Check the access key and the secret of the profile, and that the region ${call.region} is enabled for the account.`;
    case "access-denied":
      return `Ask for a policy that allows ${missingPermission(message, call)}.`;
    case "expired-credentials":
      return "Sign in again (with aws sso login or new temporary keys) and repeat. Steps that already succeeded are not repeated.";
    case "no-credentials":
      return "Specify a profile, or sign in with aws configure or aws sso login.";
    case "no-region":
      return "Specify a region, or set one for the profile.";
    case "interrupted":
    case "timed-out":
      if (call.operation === "TestInvokeMethod") return "The backend may have been called anyway.";
      return "Try again. Steps that already succeeded are not repeated.";
    case "unreachable":
      return "Check the network, the region and the endpoint, and try again.";
    case "cancelled":
      return "";
    case "server-error":
      return "AWS had an internal error. Try again later.";
    case "unknown":
      return "Try again. If it keeps failing, AWS's message above is all that is known.";
  }
}

/** Returns the missing action and resource, as AWS reports them, or else those of the call. */
export function missingPermission(message: string, call: Call): string {
  const { service, operation, method, path, region } = call;
  const reported = /perform: (\S+) on resource: (\S+)/.exec(message);
  if (reported) return `${reported[1]} on ${reported[2]}`;
  return service !== undefined
    ? `${service}:${operation} on ${path}`
    : `apigateway:${method} on arn:${partitionForCalls(region).name}:apigateway:${region}::${path}`;
}

interface Fields {
  readonly name: string;
  readonly code: string;
  readonly message: string;
  readonly status?: number;
  readonly requestId?: string;
  readonly retryAfterMs?: number;
  readonly isClockCorrected: boolean;
}

function fieldsOf(error: unknown): Fields {
  if (!(error instanceof Error))
    return { name: "", code: "", message: String(error), isClockCorrected: false };
  const { code, $metadata, $response } = error as {
    readonly code?: unknown;
    readonly $metadata?: {
      readonly httpStatusCode?: number;
      readonly requestId?: string;
      readonly clockSkewCorrected?: boolean;
    };
    readonly $response?: { readonly headers?: Readonly<Record<string, string>> };
  };
  const status = $metadata?.httpStatusCode;
  const requestId = $metadata?.requestId;
  const retryAfterMs = delayIn($response?.headers?.["retry-after"]);
  return {
    name: error.name,
    code: typeof code === "string" ? code : "",
    message: error.message || error.name,
    isClockCorrected: $metadata?.clockSkewCorrected === true,
    ...(status !== undefined && { status }),
    ...(requestId !== undefined && { requestId }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
}

/** Returns the delay in a `Retry-After` header, which contains seconds or a date. */
function delayIn(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1_000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}
