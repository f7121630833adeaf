/** Sample requests from captured text, whose kind is detected. */
import { isRecord, type Json, toJson } from "../../syntax/json";
import type { ValueNode } from "../../syntax/nodes";
import { parseJson } from "../../syntax/parseJson";
import type { NewSample } from "../newSample";
import { jsonLogRecord, type LogRecord, readLogLine, sampleFromLog } from "./accessLog";
import { isCurl, sampleFromCurl } from "./curl";
import { eventKind, sampleFromEvent } from "./events";
import { harEntries, samplesFromHar } from "./har";
import {
  isTestInvoke,
  isTestInvokeCommand,
  sampleFromTestInvoke,
  sampleFromTestInvokeCommand,
} from "./testInvoke";

/** What a text was recognized as. */
export type CaptureSource = keyof typeof SOURCES;

/** The sources in words, for people. */
export const SOURCES = {
  event: "the event of a Lambda function",
  webSocketEvent: "the event of a WebSocket API",
  accessLog: "an access log",
  curl: "a curl command",
  har: "a HAR file",
  testInvoke: "the input of test-invoke-method",
} as const;

export type Captured =
  /** At least one sample, in the order of the text. */
  | { readonly kind: "samples"; readonly source: CaptureSource; readonly samples: readonly NewSample[] }
  /** `reason` is a sentence or two. */
  | { readonly kind: "refused"; readonly reason: string };

/** Longer texts are not read, in UTF-16 code units. A long recording of a browser has some ten million. */
const MAX_LENGTH = 100_000_000;
const MOST_LINES = 1000;

/** Makes sample requests from a captured text. Never throws, and takes linear time. */
export function readCapture(given: string): Captured {
  const text = given.replace(/^\ufeff/, "");
  if (text.trim() === "") return refused("The text is empty.");
  if (text.length > MAX_LENGTH) return refused("The text is too long. Keep only the request.");
  if (isCurl(text)) return fromCommand("curl", sampleFromCurl(text));
  if (isTestInvokeCommand(text)) return fromCommand("testInvoke", sampleFromTestInvokeCommand(text));
  const isJson = /^\s*[[{]/.test(text);
  const { root, problems } = isJson ? parseJson(text) : { root: undefined, problems: [] };
  const found = problems.length === 0 && root ? fromJson(root) : undefined;
  if (found) return found;
  const lines = fromLines(text);
  if (lines) return lines;
  const [problem] = problems;
  if (problem) {
    return refused(`The text looks like JSON, but it cannot be read: ${problem.message} ${EXPECTED}`);
  }
  return refused(`The text is not a captured request. ${EXPECTED}`);
}

const EXPECTED =
  "Expected the event of a Lambda function or a WebSocket API, a line of an access log, a curl command, a HAR file, or the input of test-invoke-method.";

function refused(reason: string): Captured {
  return { kind: "refused", reason };
}

function fromCommand(source: CaptureSource, result: ReturnType<typeof sampleFromCurl>): Captured {
  return result.kind === "refused"
    ? refused(result.reason)
    : { kind: "samples", source, samples: [result.sample] };
}

function fromJson(root: ValueNode): Captured | undefined {
  const entries = harEntries(root);
  if (entries) {
    if (entries.length === 0) return refused("The HAR file has no requests.");
    return { kind: "samples", source: "har", samples: samplesFromHar(entries) };
  }
  const items = root.kind === "array" ? root.items.slice(0, MOST_LINES) : [root];
  const all = items.flatMap((item) => fromValue(toJson(item)) ?? []);
  const [first] = all;
  return first && { kind: "samples", source: first.source, samples: all.map(({ sample }) => sample) };
}

function fromValue(
  value: Json | undefined,
): { readonly source: CaptureSource; readonly sample: NewSample } | undefined {
  if (!isRecord(value)) return undefined;
  const kind = eventKind(value);
  if (kind) {
    return {
      source: kind === "webSocket" ? "webSocketEvent" : "event",
      sample: sampleFromEvent(value, kind),
    };
  }
  if (isTestInvoke(value)) return { source: "testInvoke", sample: sampleFromTestInvoke(value) };
  const record = jsonLogRecord(value) ?? messageRecord(value);
  return record && { source: "accessLog", sample: sampleFromLog(record) };
}

/** CloudWatch Logs wraps lines: `{"timestamp": 1, "message": "…"}`. */
function messageRecord({
  message,
  "@message": inInsights,
}: {
  readonly [name: string]: Json;
}): LogRecord | undefined {
  const line =
    typeof message === "string" ? message : typeof inInsights === "string" ? inInsights : undefined;
  return line === undefined ? undefined : recordOf(line);
}

function fromLines(text: string): Captured | undefined {
  const lines = text.trim().startsWith("<") ? xmlLines(text) : text.split("\n", MOST_LINES);
  const records = lines.map(recordOf).filter((record) => record !== undefined);
  if (records.length === 0) return undefined;
  return { kind: "samples", source: "accessLog", samples: records.map(sampleFromLog) };
}

/** XML may extend over several lines. */
function xmlLines(text: string): readonly string[] {
  return text.split("</request>", MOST_LINES).map((part) => `${part.trim()}</request>`);
}

/** CloudWatch prints the time before a line. */
function recordOf(text: string): LogRecord | undefined {
  const line = text
    .slice(0, 30_000)
    .replace(/^\s*\d{4}-\d\d-\d\dT[\d:.]+Z?\s+/, "")
    .trim();
  if (!line.startsWith("{")) return readLogLine(line);
  const { root, problems } = parseJson(line);
  return problems.length > 0 ? undefined : jsonLogRecord(toJson(root));
}
