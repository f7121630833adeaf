/** Runs all benchmarks and prints their tables. See scripts/bench.mjs for how to read them. */
import { cpus, loadavg } from "node:os";
import { ensureSchemaIsUsed } from "./alternatives";
import { measureActivation } from "./aws/activation";
import { measureTree } from "./aws/tree";
import { measureDebugger } from "./debugger";
import { faultyFile, sampleFile, validFile } from "./files";
import { measureGrowth } from "./growth";
import { measureHostChecks, measureHostKeystrokes, measureLooks } from "./hosts";
import { measureKeystrokes, measureMemory } from "./keystrokes";
import { measurePreviews } from "./previews";
import { measureRules } from "./rules";
import { measureServe } from "./serve";
import { measureAnalysis, measureQueries } from "./services";
import { measureStart } from "./start";
import { measureTemplateGrowth, measureTemplates } from "./templates";
import { measureTestRuns } from "./testRuns";

const SMALL = 40;
const LARGE = 5_000;

async function main(): Promise<void> {
  const processors = cpus();
  const load = loadavg()[0]?.toFixed(1);
  console.log(`Node.js ${process.version}, ${processors.length} x ${processors[0]?.model ?? "unknown"}.`);
  console.log(`System load at the start: ${load}. All times are in milliseconds.`);
  console.log("Ratios are ours divided by theirs: 0.50x is twice as fast, 2.00x is half as fast.\n");

  await ensureSchemaIsUsed();
  const valid = [SMALL, LARGE].flatMap((lines) => [validFile("json", lines), validFile("yaml", lines)]);
  const faulty = [faultyFile("json", LARGE), faultyFile("yaml", LARGE)];
  await print(
    "ANALYSIS: from the text to its problems; ours with all rules, theirs with the schema only",
    () => measureAnalysis([sampleFile(), ...valid, ...faulty]),
  );
  await print("COMPLETION AND HOVER: at the end of an analyzed file", () => measureQueries(valid));
  await print("KEYSTROKES: 500 edits inside a large template, after 300 to warm up", measureKeystrokes);
  await print("PREVIEW: from a keystroke in the template to its new output, in the server", measurePreviews);
  await print(
    "HOST FILES: from the text to its problems; theirs from the text to its tree",
    measureHostChecks,
  );
  await print("HOST FILES: 200 keystrokes in the template of one integration", measureHostKeystrokes);
  await print("OTHER FILES: the look at a file without integrations", measureLooks);
  await print("MEMORY: the heap after edits of a template, and once its document is closed", measureMemory);
  await print("START: from spawning the server to its first diagnostics", () =>
    measureStart(process.argv[2]),
  );
  await print("ACTIVATION: of the extension, without an editor", measureActivation);
  await print("APIS VIEW: user actions, compared with the same calls of the SDK alone", measureTree);
  await print(
    "TEMPLATES: per second, for one request; ratios are ours divided by theirs, higher is faster",
    () => measureTemplates("test/oracle/VelocityOracle.java"),
  );
  await print(
    "TEMPLATE TESTS: 1,000 tests on one core; the ratio is ours divided by theirs, higher is faster",
    measureTestRuns,
  );
  await print("TEMPLATE GROWTH: up to one megabyte", measureTemplateGrowth);
  await print(
    "DEBUGGER: rendering beside a run that nothing stops, and the time of each command",
    measureDebugger,
  );
  await print("GROWTH: the time of each unit as their number doubles", measureGrowth);
  await print(
    "LOCAL ENDPOINT: requests over 50 connections that stay open, each server a process of its own",
    measureServe,
  );
  await print("RULES: the time of each rule in an analysis, and how it grows with the file", measureRules);
}

async function print(heading: string, measure: () => string | Promise<string>): Promise<void> {
  console.log(`${heading}\n`);
  console.log(await measure());
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
