/** Running the tests of one file. */
import { dirname, isAbsolute, join, normalize, relative, resolve } from "node:path";
import { deadline } from "../../../server/src/deadline";
import {
  CoverageCollector,
  type FileCoverage,
  filesOfTests,
  obsoleteSnapshots,
  readTestFile,
  runTests,
  type TestCase,
  type TestFile,
  type TestResult,
  updatedSnapshots,
} from "../../../server/src/service";
import { readInput } from "../readInput";

export interface RunFileOptions {
  readonly isWanted: (test: TestCase) => boolean;
  /** The time limit of each test. */
  readonly milliseconds: number;
  readonly coverage: boolean;
  /** Whether snapshots become what happens. */
  readonly update: boolean;
  /** Asked now and then; the remaining tests do not run then. */
  readonly isStopped?: () => boolean;
}

/** What the tests of a file did. */
export interface FileRun {
  /** As given or found. */
  readonly path: string;
  readonly file: TestFile;
  readonly tests: readonly TestRun[];
  readonly milliseconds: number;
  readonly coverage?: readonly FileCoverage[];
  readonly snapshots: SnapshotReport;
  /** The texts of all files that were looked for, the test file among them; undefined for those that do not exist. */
  readonly texts: ReadonlyMap<string, string | undefined>;
}

export interface TestRun {
  readonly test: TestCase;
  readonly result: TestResult;
  readonly milliseconds: number;
}

export interface SnapshotReport {
  readonly path: string;
  /** The new text of the file; absent if it stays as it is, null if there should be none. */
  readonly text?: string | null;
  readonly written: readonly string[];
  readonly removed: readonly string[];
  readonly obsolete: readonly string[];
}

/** Tests run for so many milliseconds before signals and watchers get their turn. */
const TURN = 50;

/** Runs the tests of a file, or says why it cannot be read. */
export async function runFile(
  path: string,
  options: RunFileOptions,
): Promise<FileRun | { readonly message: string }> {
  const start = performance.now();
  const read = await readInput(path);
  if (read.kind === "failed") return { message: read.message };
  const file = readTestFile(read.text, path);
  const texts = new Map<string, string | undefined>();
  await Promise.all(
    filesOfTests(file).map(async (each) => {
      const found = await readInput(inFolderOf(path, each));
      texts.set(each, found.kind === "text" ? found.text : undefined);
    }),
  );
  const coverage = options.coverage ? new CoverageCollector() : undefined;
  const tests = await runCases(file, (each) => texts.get(each), options, coverage);
  const before = texts.get(file.snapshots);
  const snapshots = snapshotsAfter(file, before, tests, options.update);
  return {
    path,
    file,
    tests: options.update ? tests.map((each) => withSnapshot(each, snapshots)) : tests,
    milliseconds: performance.now() - start,
    ...(coverage && {
      coverage: coverage.files().map((each) => ({ ...each, path: shownPath(path, each.path) })),
    }),
    snapshots: { ...snapshots, path: inFolderOf(path, file.snapshots) },
    texts: new Map([
      [resolve(path), read.text],
      ...[...texts].map(([each, text]) => [resolve(inFolderOf(path, each)), text] as const),
    ]),
  };
}

async function runCases(
  file: TestFile,
  textOf: (path: string) => string | undefined,
  { isWanted, milliseconds, isStopped }: RunFileOptions,
  coverage: CoverageCollector | undefined,
): Promise<readonly TestRun[]> {
  const cases = file.cases.filter(isWanted);
  let limit = deadline(milliseconds);
  const results = runTests(file, cases, {
    textOf,
    isCancelled: () => limit(),
    ...(coverage && { coverage }),
  });
  const runs: TestRun[] = [];
  let turn = performance.now();
  for (const test of cases) {
    const start = performance.now();
    limit = deadline(milliseconds);
    const { value: result } = results.next();
    if (!result) break;
    const end = performance.now();
    runs.push({ test, result, milliseconds: end - start });
    if (end - turn < TURN) continue;
    await new Promise((resume) => setImmediate(resume));
    if (isStopped?.()) break;
    turn = performance.now();
  }
  return runs;
}

function snapshotsAfter(
  file: TestFile,
  before: string | undefined,
  tests: readonly TestRun[],
  isUpdated: boolean,
): Omit<SnapshotReport, "path"> {
  if (!isUpdated) return { written: [], removed: [], obsolete: obsoleteSnapshots(before, file) };
  const { text, written, removed } = updatedSnapshots(
    before,
    file,
    tests.map(({ result }) => result),
  );
  return { ...(text !== before && { text: text ?? null }), written, removed, obsolete: [] };
}

/** A test whose snapshot was written passes. */
function withSnapshot(run: TestRun, { written }: Pick<SnapshotReport, "written">): TestRun {
  const { result } = run;
  if (result.outcome !== "failed" || !written.includes(result.name)) return run;
  const { failures: _, ...rest } = result;
  return { ...run, result: { ...rest, outcome: "passed" } };
}

/** Returns a path that a test file names as it is seen from the current folder. */
function inFolderOf(testFile: string, path: string): string {
  return isAbsolute(path) ? path : join(dirname(testFile), path);
}

/** The path of a file under test: relative to the current folder if it is in it. */
function shownPath(testFile: string, path: string): string {
  const inside = relative(process.cwd(), resolve(inFolderOf(testFile, path)));
  return inside.startsWith("..") || isAbsolute(inside) ? normalize(inFolderOf(testFile, path)) : inside;
}
