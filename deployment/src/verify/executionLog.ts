/** Reads the execution log that API Gateway returns with a method test. */

/** What the log of one request says, as far as it does. */
export interface ExecutionLog {
  readonly requestId?: string;
  /** What was sent to the backend; absent if nothing was, as with a MOCK. */
  readonly sent?: LoggedMessage & { readonly uri?: string };
  /** What the backend responded. */
  readonly received?: LoggedMessage & { readonly status?: number };
  /** The body that was sent to the client, after its template. */
  readonly responseBody?: string;
}

/** A message in the log. Long ones are cut by API Gateway. */
export interface LoggedMessage {
  /** In the log's order. A name may occur several times. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Absent if the log does not contain it. */
  readonly body?: string;
  readonly isCut: boolean;
}

/** The start of an entry, with its time. The text of an entry may have several lines. */
const ENTRY = /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \S+ \d{4} : /m;

/** What API Gateway writes in place of the rest of a long text. */
const CUT = "[TRUNCATED]";

/** Reads a log. Entries that it does not know are left out. */
export function readExecutionLog(log: string): ExecutionLog {
  const entries = log
    .replaceAll("\r\n", "\n")
    .split(ENTRY)
    .map((entry) => entry.replace(/\n$/, ""));
  const after = (start: string): string | undefined =>
    entries.find((entry) => entry.startsWith(start))?.slice(start.length);
  const requestId = /^Execution log for request (\S+)/.exec(entries[0] ?? "")?.[1];
  const uri = after("Endpoint request URI: ");
  const sentHeaders = after("Endpoint request headers: ");
  const sentBody = after("Endpoint request body after transformations: ");
  const status = /^Received response\. Status: (\d{3})\b/.exec(
    entries.find((entry) => entry.startsWith("Received response.")) ?? "",
  )?.[1];
  const receivedHeaders = after("Endpoint response headers: ");
  const receivedBody = after("Endpoint response body before transformations: ");
  const responseBody = after("Method response body after transformations: ");
  const isSent = uri !== undefined || sentHeaders !== undefined || sentBody !== undefined;
  const isReceived = receivedHeaders !== undefined || receivedBody !== undefined || status !== undefined;
  return {
    ...(requestId !== undefined && { requestId }),
    ...(isSent && { sent: { ...messageOf(sentHeaders, sentBody), ...(uri !== undefined && { uri }) } }),
    ...(isReceived && {
      received: {
        ...messageOf(receivedHeaders, receivedBody),
        ...(status !== undefined && { status: Number(status) }),
      },
    }),
    ...(responseBody !== undefined && { responseBody }),
  };
}

function messageOf(headers: string | undefined, body: string | undefined): LoggedMessage {
  return {
    headers: headers === undefined ? [] : mapIn(headers),
    ...(body !== undefined && { body }),
    isCut: [headers, body].some((text) => text?.includes(CUT)),
  };
}

/**
 * Reads `{Name=value, Other=value}`. A comma in a value is part of it, unless something that looks like the next name
 * follows.
 */
function mapIn(text: string): readonly (readonly [string, string])[] {
  const inner = text.trim().replace(/^\{/, "").replace(/\}$/, "");
  return inner.split(/, (?=[\w-]+=)/).flatMap((pair) => {
    const at = pair.indexOf("=");
    return at < 1 ? [] : [[pair.slice(0, at), pair.slice(at + 1)] as const];
  });
}
