/** Running one case of a test file. */
import {
  type MessageProblem,
  type ObserverOf,
  previewTemplate,
  type SimulatedResponse,
  simulateInputs,
} from "../simulate";
import type { IntegrationRequest, SimulationProblem } from "../simulate/steps";
import type { ParsedDocument } from "../syntax/nodes";
import { formatOfFileName, parse } from "../syntax/parse";
import type { IsCancelled, Observer } from "../vtl";
import type { CoverageCollector } from "./coverage";
import { failuresOf } from "./expectations";
import { fingerprintOf } from "./fingerprint";
import { both } from "./observers";
import { asRecorded, type Recording, type Recordings, readRecordings } from "./recordings";
import type { Actual, ActualProblem, Failure, RecordingUse, TestResult } from "./result";
import { readSnapshots, type Snapshots, snapshotFailure } from "./snapshots";
import type { Subject, TestedFiles } from "./subject";
import type { TestCase, TestFile, TestMessage } from "./testFile";

export interface RunOptions {
  /** The text of a file that the test file names; undefined if it does not exist. */
  readonly textOf: (path: string) => string | undefined;
  readonly isCancelled?: IsCancelled;
  /** Follows the templates of an integration as they run, or the one template of a case. */
  readonly observerOf?: ObserverOf;
  readonly observer?: Observer;
  /** Whether templates keep track of what each piece of their output comes from. */
  readonly trace?: boolean;
  /** Counts what runs. */
  readonly coverage?: CoverageCollector;
  /** Whether the simulation counts even where AWS was recorded. */
  readonly ignoresRecordings?: boolean;
}

/** What the cases of a test file share. */
export interface TestSuite {
  readonly files: TestedFiles;
  readonly document: ParsedDocument;
  readonly snapshots: Snapshots;
  readonly recordings: Recordings;
  /** The sample messages in files, which thousands of tests may share. */
  readonly messages: Map<string, ParsedDocument>;
}

/** Reads what the cases of a test file share. */
export function testSuite(
  { document, snapshots, recordings }: TestFile,
  files: TestedFiles,
  textOf: RunOptions["textOf"],
): TestSuite {
  return {
    files,
    document,
    snapshots: readSnapshots(textOf(snapshots), snapshots),
    recordings: readRecordings(textOf(recordings), recordings),
    messages: new Map(),
  };
}

/** Runs a case on the files under test, and compares the result with what the case expects. */
export function runTest(test: TestCase, suite: TestSuite, options: RunOptions): TestResult {
  const { files, recordings } = suite;
  const { name, nameSpan: span } = test;
  const errored = (failures: readonly Failure[]): TestResult => ({ name, outcome: "errored", failures });
  if (recordings.kind === "broken" && !options.ignoresRecordings) {
    return errored([{ message: recordings.message, span }]);
  }
  const messages = messagesOf(test, suite, options);
  if (messages.kind === "missing") return errored(messages.failures);
  const subject = files.find(test.input, test.template);
  const done = run(test, subject, files, messages, options);
  if (done.kind === "errored") return errored(done.failures);
  const found = options.ignoresRecordings ? undefined : recordingFor(name, suite, subject, messages);
  const actual = found?.state === "used" ? asRecorded(done.actual, found.recording) : done.actual;
  const recording = found && { state: found.state, recorded: found.recording.recorded };
  const result = { name, actual, ...(recording && { recording }) };
  const failures = failuresIn(test, suite, actual);
  return failures.length === 0
    ? { ...result, outcome: "passed" }
    : { ...result, outcome: "failed", failures };
}

function recordingFor(
  name: string,
  { recordings }: TestSuite,
  subject: Subject,
  { request, backend }: Messages,
): { readonly state: RecordingUse["state"]; readonly recording: Recording } | undefined {
  const recording = recordings.kind === "read" ? recordings.byTest.get(name) : undefined;
  if (!recording) return undefined;
  const isSame = fingerprintOf(subject, request, backend) === recording.fingerprint;
  return { state: isSame ? "used" : "stale", recording };
}

/**
 * Returns the fingerprint for a recording of a test: of the template or the integration, the request and the backend's
 * response. Undefined if the test cannot run.
 */
export function fingerprintOfTest(
  test: TestCase,
  suite: TestSuite,
  options: Pick<RunOptions, "textOf">,
): string | undefined {
  const messages = messagesOf(test, suite, options);
  if (messages.kind === "missing") return undefined;
  return fingerprintOf(suite.files.find(test.input, test.template), messages.request, messages.backend);
}

function failuresIn(test: TestCase, { document, snapshots }: TestSuite, actual: Actual): readonly Failure[] {
  if (test.expect.kind !== "snapshot") return failuresOf(test, actual, document);
  const failure = snapshotFailure(test, actual, snapshots);
  return failure ? [failure] : [];
}

const EMPTY = /* @__PURE__ */ parse("{}", "json");

/** The sample messages of a test. */
interface Messages {
  readonly request: ParsedDocument;
  readonly backend?: ParsedDocument;
}

function messagesOf(
  test: TestCase,
  suite: TestSuite,
  options: Pick<RunOptions, "textOf">,
):
  | ({ readonly kind: "read" } & Messages)
  | { readonly kind: "missing"; readonly failures: readonly Failure[] } {
  const request = test.request ? messageOf(test.request, suite, options) : EMPTY;
  const backend = test.backend && messageOf(test.backend, suite, options);
  const failures = [request, backend].flatMap((read) => (read && "message" in read ? [read] : []));
  if (failures.length > 0 || "message" in request) return { kind: "missing", failures };
  return { kind: "read", request, ...(backend && !("message" in backend) && { backend }) };
}

function messageOf(
  message: TestMessage,
  { messages }: TestSuite,
  { textOf }: Pick<RunOptions, "textOf">,
): ParsedDocument | Failure {
  if (message.kind === "inline") return message.document;
  const { path, span } = message;
  const known = messages.get(path);
  if (known) return known;
  const text = textOf(path);
  if (text === undefined) return { message: `The file ${path} does not exist.`, span };
  const document = parse(text, formatOfFileName(path));
  messages.set(path, document);
  return document;
}

type Done =
  | { readonly kind: "done"; readonly actual: Actual }
  | { readonly kind: "errored"; readonly failures: readonly Failure[] };

function run(
  test: TestCase,
  subject: Subject,
  files: TestedFiles,
  { request, backend }: Messages,
  options: RunOptions,
): Done {
  const { isCancelled, trace = false } = options;
  if (subject.kind === "unknown")
    return { kind: "errored", failures: [{ message: subject.message, span: test.nameSpan }] };
  if (subject.kind === "template") {
    const observer = both(options.observer, options.coverage?.observer(subject.index, subject.node));
    const samples = { request, ...(backend && { response: backend }) };
    const preview = previewTemplate(subject.template, samples, {
      trace,
      ...(isCancelled && { isCancelled }),
      ...(observer && { observer }),
    });
    if (preview.kind !== "done") {
      const message = preview.kind === "badRequest" ? test.request : test.backend;
      return { kind: "errored", failures: messageFailures(test, message, preview.problems) };
    }
    const { output, overrides, problems } = preview;
    return {
      kind: "done",
      actual: {
        output,
        overrides,
        problems: problems.map(({ code, severity, message, range }) => ({
          code,
          severity,
          message,
          where: files.placeInTemplate(subject, range),
        })),
      },
    };
  }
  const observerOf = observersOf(options, files);
  const simulated = simulateInputs(subject.inputs, request, {
    ...subject.options,
    trace,
    ...(backend && { backend }),
    ...(isCancelled && { isCancelled }),
    ...(observerOf && { observerOf }),
  });
  if (simulated.kind !== "done") {
    const message = simulated.kind === "badRequest" ? test.request : test.backend;
    return { kind: "errored", failures: messageFailures(test, message, simulated.problems) };
  }
  const { simulation } = simulated;
  const { outcome, steps, response, problems } = simulation;
  if (outcome === "badInput") {
    return { kind: "errored", failures: problems.map(({ message }) => ({ message, span: test.nameSpan })) };
  }
  const sent = steps.flatMap((step) => (step.kind === "integrationRequest" ? [step.request] : [])).at(-1);
  return {
    kind: "done",
    actual: { ...resultOf(response, sent), problems: problems.map((each) => actualProblem(each, files)) },
  };
}

function actualProblem(
  { place, output: _, ...problem }: SimulationProblem,
  files: TestedFiles,
): ActualProblem {
  return { ...problem, ...(place && { where: files.placeIn(place) }) };
}

function observersOf({ observerOf, coverage }: RunOptions, files: TestedFiles): ObserverOf | undefined {
  if (!coverage) return observerOf;
  return (template) =>
    both(observerOf?.(template), coverage.observer(files.fileOf(template.document), template.node));
}

function resultOf(
  response: SimulatedResponse | undefined,
  sent: IntegrationRequest | undefined,
): Omit<Actual, "problems"> {
  return {
    output: response?.body ?? sent?.body ?? "",
    ...(response && { status: response.status, headers: response.headers }),
    ...(sent && { backendRequest: sent }),
  };
}

/** The problems of a sample: in the test file at their place, in a file of its own with the place in words. */
function messageFailures(
  test: TestCase,
  message: TestMessage | undefined,
  problems: readonly MessageProblem[],
): readonly Failure[] {
  return problems.map(({ message: text, span, range: { start } }) => {
    if (message?.kind !== "file") return { message: text, span: message ? span : test.nameSpan };
    const place = `${message.path}:${start.line + 1}:${start.character + 1}`;
    return { message: `${place}: ${text}`, span: message.span };
  });
}
