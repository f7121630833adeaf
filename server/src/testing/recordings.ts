/**
 * Recordings: what AWS responded to a test, in a file next to the test file. A recording takes the place of what the
 * simulation says about the same things, as long as the test still runs what was recorded.
 */
import type { PlainParameters } from "../simulate";
import type { IntegrationRequest } from "../simulate/steps";
import { isRecord, toJson } from "../syntax/json";
import { LineIndex } from "../syntax/lines";
import type { ValueNode } from "../syntax/nodes";
import { parse } from "../syntax/parse";
import { type Doc, docOf, docOfValue, lastMembers, printDoc } from "./doc";
import type { Actual } from "./result";

/** What AWS responded to a test. Contains no credentials; its texts are exactly those of AWS. */
export interface Recording {
  /** When, as an ISO 8601 date and time. */
  readonly recorded: string;
  /** Where, for people: such as the region, the ID of the API, the path and the method. */
  readonly from?: Readonly<Record<string, string>>;
  /** Of what was run: see `fingerprintOfTest`. */
  readonly fingerprint: string;
  /** The output of the template, or the body of the response. */
  readonly output?: string;
  readonly status?: number;
  readonly headers?: PlainParameters;
  readonly backendRequest?: IntegrationRequest;
}

/** The text of a recordings file after reading. */
export type Recordings =
  | { readonly kind: "read"; readonly byTest: ReadonlyMap<string, Recording> }
  | { readonly kind: "none" }
  /** A sentence about what is wrong. */
  | { readonly kind: "broken"; readonly message: string };

/** @param text undefined if there is no such file. */
export function readRecordings(text: string | undefined, path: string): Recordings {
  if (text === undefined || text.trim() === "") return { kind: "none" };
  const { root, problems } = parse(text, "json");
  const lines = new LineIndex(text);
  const broken = (offset: number, message: string): Recordings => {
    const { line, character } = lines.position(offset);
    return { kind: "broken", message: `${path}:${line + 1}:${character + 1}: ${message}` };
  };
  const [problem] = problems;
  if (problem) return broken(problem.span.start, problem.message);
  if (root?.kind !== "object") return broken(0, "Recordings must be an object with a member for each test.");
  const byTest = new Map<string, Recording>();
  for (const [name, node] of lastMembers(root)) {
    const recording = recordingOf(node);
    if (!recording) {
      return broken(
        node.span.start,
        "A recording must have the members recorded and fingerprint, and what AWS responded.",
      );
    }
    byTest.set(name, recording);
  }
  return { kind: "read", byTest };
}

function recordingOf(node: ValueNode): Recording | undefined {
  const value = toJson(node);
  if (!isRecord(value)) return undefined;
  const { recorded, from, fingerprint, output, status, headers, backendRequest } = value;
  if (typeof recorded !== "string" || typeof fingerprint !== "string") return undefined;
  if (output !== undefined && typeof output !== "string") return undefined;
  if (status !== undefined && typeof status !== "number") return undefined;
  if (headers !== undefined && !isParameters(headers)) return undefined;
  if (backendRequest !== undefined && !isRequest(backendRequest)) return undefined;
  return {
    recorded,
    fingerprint,
    ...(isTexts(from) && { from }),
    ...(output !== undefined && { output }),
    ...(status !== undefined && { status }),
    ...(headers !== undefined && { headers }),
    ...(backendRequest !== undefined && { backendRequest }),
  };
}

function isTexts(value: unknown): value is Readonly<Record<string, string>> {
  return isRecord(value) && Object.values(value).every((text) => typeof text === "string");
}

function isParameters(value: unknown): value is PlainParameters {
  if (!isRecord(value)) return false;
  return Object.values(value).every(
    (one) => typeof one === "string" || (Array.isArray(one) && one.every((text) => typeof text === "string")),
  );
}

function isRequest(value: unknown): value is IntegrationRequest {
  return (
    isRecord(value) &&
    typeof value.body === "string" &&
    isParameters(value.headers) &&
    isParameters(value.querystring)
  );
}

/**
 * Returns the text of a recordings file with the recording of one more test, in place of an earlier one. The recordings
 * are sorted by name, and the others stay as they are written.
 * @param text undefined if there is no file yet. A text that cannot be read is replaced.
 */
export function withRecording(text: string | undefined, testName: string, recording: Recording): string {
  const { root, problems } = parse(text ?? "", "json");
  const docs = new Map<string, Doc>();
  if (root?.kind === "object" && problems.length === 0) {
    for (const [name, node] of lastMembers(root)) docs.set(name, docOf(node));
  }
  const { recorded, from, fingerprint, ...result } = recording;
  docs.set(testName, docOfValue({ recorded, from, fingerprint, ...result }));
  const sorted = [...docs].sort(([a], [b]) => (a < b ? -1 : 1));
  return `${printDoc({ kind: "object", members: new Map(sorted) })}\n`;
}

/**
 * Returns what happened according to AWS, where it was recorded. If AWS responded without an error, the errors that the
 * simulation expects did not happen.
 */
export function asRecorded(actual: Actual, recording: Recording): Actual {
  const { output, status, headers, backendRequest } = recording;
  const isFine = status !== undefined && status < 400;
  return {
    ...actual,
    ...(output !== undefined && { output }),
    ...(status !== undefined && { status }),
    ...(headers !== undefined && { headers }),
    ...(backendRequest !== undefined && { backendRequest }),
    ...(isFine && { problems: actual.problems.filter(({ severity }) => severity !== "error") }),
  };
}
