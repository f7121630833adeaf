import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { type FileCoverage, mergeCoverage, type TestCase } from "../../../server/src/service";
import { MILLISECONDS_OPTION, millisecondsOf, oneOf } from "../arguments";
import type { Command } from "../command";
import { type OptionTable, type OptionValues, readArguments } from "../options";
import { complain } from "../report";
import { UsageError } from "../usageError";
import { coverageTable, lcov } from "./coverageReport";
import { findTestFiles } from "./findTestFiles";
import { jsonReport } from "./jsonReport";
import { junitReport } from "./junitReport";
import { type FileRun, type RunFileOptions, runFile } from "./runFile";
import { styleFor } from "./style";
import { tapReport } from "./tapReport";
import { textReport } from "./textReport";
import { isGood, totalsOf } from "./totals";
import { watchTests } from "./watch";

const FORMATS = ["text", "json", "junit", "tap"] as const;
const COVERAGE_FILE = "coverage/lcov.info";

const OPTIONS = {
  format: { value: "FORMAT", description: "text (default), json, junit or tap" },
  grep: { value: "PATTERN", description: "run only the tests whose name matches the regular expression" },
  name: { value: "NAME", multiple: true, description: "run only the test with exactly this name" },
  update: {
    description:
      "write the snapshots of tests that have none or another one, and remove those that no test uses",
  },
  coverage: {
    value: "FORMAT",
    description: `report which parts of the templates ran: text, or lcov in ${COVERAGE_FILE}`,
  },
  "coverage-file": { value: "FILE", description: `where to write lcov (${COVERAGE_FILE} by default)` },
  watch: { description: "run the tests again whenever a file that they read changes" },
  milliseconds: {
    ...MILLISECONDS_OPTION,
    description: MILLISECONDS_OPTION.description.replace("the templates", "the templates of each test"),
  },
} as const satisfies OptionTable;

/** `apigw test`. */
export const testCommand: Command = {
  name: "test",
  usage: "[FILE...]",
  summary: "run the tests of templates and integrations",
  description: `Runs template tests without AWS. A FILE is a test file (NAME.test.json or NAME.test.yaml), the file
that it tests, a folder, or a glob; by default the current folder. Each test renders a template or
runs a request through an integration, and compares the result with what the test expects or
with its snapshot.`,
  options: OPTIONS,
  notes: `Snapshots are written with --update only, and never where the environment variable CI is set.
Text is colored on a terminal unless NO_COLOR is set.`,
  exitStatus: "0 all tests passed, 1 a test failed, 2 could not run.",
  run: async (args) => {
    const { values, positionals } = readArguments(args, OPTIONS);
    const plan = planOf(values);
    const paths = positionals.length > 0 ? positionals : ["."];
    return values.watch ? watchTests(paths, plan.options, printRuns(plan)) : runOnce(paths, plan);
  },
};

interface Plan {
  readonly format: (typeof FORMATS)[number];
  readonly coverage?: "text" | "lcov";
  readonly coverageFile: string;
  readonly options: RunFileOptions;
}

function planOf(values: OptionValues<typeof OPTIONS>): Plan {
  const format = oneOf("format", values.format ?? "text", FORMATS);
  const coverage =
    values.coverage === undefined
      ? undefined
      : oneOf("coverage format", values.coverage, ["text", "lcov"] as const);
  if (values["coverage-file"] !== undefined && coverage !== "lcov") {
    throw new UsageError("--coverage-file needs --coverage lcov");
  }
  if (values.watch && format !== "text") throw new UsageError("--watch prints text only");
  if (values.update && isSet(process.env.CI)) {
    throw new UsageError("--update is not available where CI is set: a pipeline must not change snapshots");
  }
  return {
    format,
    ...(coverage && { coverage }),
    coverageFile: values["coverage-file"] ?? COVERAGE_FILE,
    options: {
      isWanted: filterOf(values.grep, values.name),
      milliseconds: millisecondsOf(values.milliseconds),
      coverage: coverage !== undefined,
      update: values.update === true,
    },
  };
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== "" && value !== "false" && value !== "0";
}

function filterOf(grep: string | undefined, names: readonly string[] | undefined) {
  const pattern = grep === undefined ? undefined : patternOf(grep);
  const wanted = names && new Set(names);
  return ({ name }: TestCase): boolean =>
    (pattern === undefined || pattern.test(name)) && (wanted === undefined || wanted.has(name));
}

function patternOf(grep: string): RegExp {
  try {
    return new RegExp(grep, "u");
  } catch {
    throw new UsageError(`invalid --grep "${grep}": expected a regular expression`);
  }
}

async function runOnce(paths: readonly string[], plan: Plan): Promise<number> {
  const start = new Date();
  const { found } = await findTestFiles(paths);
  const runs: FileRun[] = [];
  let couldRun = true;
  const fail = (path: string, message: string): void => {
    complain(path, message);
    couldRun = false;
  };
  for (const each of found) {
    if (each.kind === "failed") {
      fail(each.path, each.message);
      continue;
    }
    const run = await runFile(each.path, plan.options);
    if ("message" in run) fail(each.path, run.message);
    else runs.push(run);
  }
  const totals = totalsOf(runs);
  if (couldRun && totals.tests === 0 && totals.problems === 0) {
    fail(
      "test",
      runs.some(({ file }) => file.cases.length > 0) ? "no test has such a name" : "there are no tests",
    );
  }
  if (runs.length > 0) await report(runs, plan, start);
  return couldRun ? (isGood(totals) ? 0 : 1) : 2;
}

/** Prints the results of a run in watch mode. */
function printRuns(plan: Plan): (runs: readonly FileRun[]) => Promise<void> {
  return (runs) => report(runs, plan, new Date());
}

/** Prints results, and writes the snapshots and the coverage. */
async function report(runs: readonly FileRun[], plan: Plan, start: Date): Promise<void> {
  const { format } = plan;
  for (const { snapshots } of runs) {
    if (snapshots.text === null) await rm(snapshots.path, { force: true });
    else if (snapshots.text !== undefined) await writeFile(snapshots.path, snapshots.text);
  }
  const coverage = plan.coverage && mergeCoverage(runs.flatMap((run) => run.coverage ?? []));
  const texts = new Map(runs.flatMap((run) => [...run.texts]));
  const textOf = (path: string): string => texts.get(resolve(path)) ?? "";
  process.stdout.write(print(runs, plan, start, coverage));
  if (coverage && plan.coverage === "text" && format !== "json") {
    const table = coverageTable(coverage, textOf);
    (format === "text" ? process.stdout : process.stderr).write(`${format === "text" ? "\n" : ""}${table}`);
  }
  if (coverage && plan.coverage === "lcov") {
    await mkdir(dirname(plan.coverageFile), { recursive: true });
    await writeFile(plan.coverageFile, lcov(coverage, textOf));
  }
}

function print(
  runs: readonly FileRun[],
  { format }: Plan,
  start: Date,
  coverage: readonly FileCoverage[] | undefined,
): string {
  switch (format) {
    case "text":
      return textReport(runs, styleFor(process.stdout, process.env));
    case "json":
      return jsonReport(runs, coverage);
    case "junit":
      return junitReport(runs, start);
    case "tap":
      return tapReport(runs);
  }
}
