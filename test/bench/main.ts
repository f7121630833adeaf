/** Runs every benchmark and prints its table; see scripts/bench.mjs for how to read them. */
import { cpus, loadavg } from "node:os";
import { ensureSchemaHolds } from "./alternatives";
import { measureActivation } from "./aws/activation";
import { measureTree } from "./aws/tree";
import { faultyFile, sampleFile, soundFile } from "./files";
import { measureRules } from "./rules";
import { measureAnalysis, measureQuestions } from "./services";
import { measureStart } from "./start";
import { measureTemplateGrowth, measureTemplates } from "./templates";

const SMALL = 40;
const LARGE = 5_000;

async function main(): Promise<void> {
  const processors = cpus();
  const load = loadavg()[0]?.toFixed(1);
  console.log(`Node.js ${process.version}, ${processors.length} x ${processors[0]?.model ?? "unknown"}.`);
  console.log(`Load of the machine before: ${load}. All times are milliseconds.`);
  console.log("Ratios are ours by theirs: 0.50x is twice as fast as the other, 2.00x half as fast.\n");

  await ensureSchemaHolds();
  const sound = [SMALL, LARGE].flatMap((lines) => [soundFile("json", lines), soundFile("yaml", lines)]);
  const faulty = [faultyFile("json", LARGE), faultyFile("yaml", LARGE)];
  await print(
    "ANALYSIS: from the text to its problems; ours with all rules, theirs by the schema alone",
    () => measureAnalysis([sampleFile(), ...sound, ...faulty]),
  );
  await print("COMPLETION AND HOVER: on a file that is analyzed already, at its end", () =>
    measureQuestions(sound),
  );
  await print("START: from spawning the server to its first diagnostics", () =>
    measureStart(process.argv[2]),
  );
  await print("ACTIVATION: of the extension, without an editor around it", measureActivation);
  await print("VIEW OF THE APIS: what a person does in it, beside the SDK's bare lists", measureTree);
  await print("TEMPLATES: a second, on one request; by: ours by the other's, more is faster", () =>
    measureTemplates("test/oracle/VelocityOracle.java"),
  );
  await print("TEMPLATES GROWING: the same to a megabyte", measureTemplateGrowth);
  await print("RULES: the time each takes of an analysis, and how it grows with the file", measureRules);
}

async function print(heading: string, measure: () => string | Promise<string>): Promise<void> {
  console.log(`${heading}\n`);
  console.log(await measure());
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
