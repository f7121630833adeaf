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
import { both } from "./observers";
import type { Actual, ActualProblem, Failure, TestResult } from "./result";
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
}

/** What the cases of a test file share. */
export interface TestSuite {
  readonly files: TestedFiles;
  readonly document: ParsedDocument;
  readonly snapshots: Snapshots;
}

/** Reads what the cases of a test file share. */
export function testSuite(
  { document, snapshots }: TestFile,
  files: TestedFiles,
  textOf: RunOptions["textOf"],
): TestSuite {
  return { files, document, snapshots: readSnapshots(textOf(snapshots), snapshots) };
}

/** Runs a case on the files under test, and compares the result with what the case expects. */
export function runTest(test: TestCase, suite: TestSuite, options: RunOptions): TestResult {
  const { files } = suite;
  const { name } = test;
  const request = messageOf(test.request, options) ?? { kind: "read", document: EMPTY };
  const backend = messageOf(test.backend, options);
  const missing = [request, backend].flatMap((read) => (read?.kind === "missing" ? [read.failure] : []));
  if (missing.length > 0) return { name, outcome: "errored", failures: missing };
  const subject = files.find(test.input, test.template);
  const done = run(
    test,
    subject,
    files,
    request.kind === "read" ? request.document : EMPTY,
    backend?.kind === "read" ? backend.document : undefined,
    options,
  );
  if (done.kind === "errored") return { name, outcome: "errored", failures: done.failures };
  const failures = failuresIn(test, suite, done.actual);
  return failures.length === 0
    ? { name, outcome: "passed", actual: done.actual }
    : { name, outcome: "failed", actual: done.actual, failures };
}

function failuresIn(test: TestCase, { document, snapshots }: TestSuite, actual: Actual): readonly Failure[] {
  if (test.expect.kind !== "snapshot") return failuresOf(test, actual, document);
  const failure = snapshotFailure(test, actual, snapshots);
  return failure ? [failure] : [];
}

const EMPTY = /* @__PURE__ */ parse("{}", "json");

type ReadMessage =
  | { readonly kind: "read"; readonly document: ParsedDocument }
  | { readonly kind: "missing"; readonly failure: Failure };

function messageOf(message: TestMessage | undefined, { textOf }: RunOptions): ReadMessage | undefined {
  if (!message) return undefined;
  if (message.kind === "inline") return { kind: "read", document: message.document };
  const { path, span } = message;
  const text = textOf(path);
  if (text === undefined)
    return { kind: "missing", failure: { message: `The file ${path} does not exist.`, span } };
  return { kind: "read", document: parse(text, formatOfFileName(path)) };
}

type Done =
  | { readonly kind: "done"; readonly actual: Actual }
  | { readonly kind: "errored"; readonly failures: readonly Failure[] };

function run(
  test: TestCase,
  subject: Subject,
  files: TestedFiles,
  request: ParsedDocument,
  backend: ParsedDocument | undefined,
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
