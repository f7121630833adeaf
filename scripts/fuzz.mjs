// Compares the template engine with Velocity in Java; see test/oracle for the requirements. Also available as
// `npm run fuzz -- …`:
//   node scripts/fuzz.mjs templates [--count 100000] [--seed 1]
//   node scripts/fuzz.mjs record <file> [--count 1500] [--seed 1]   for the unit tests
//   node scripts/fuzz.mjs corpus <file>
// Compares JSONPath, JSON and the functions of $util with Jayway, json-smart and Java:
//   node scripts/fuzz.mjs json [--count 30000] [--seed 1]
//   node scripts/fuzz.mjs record-json <folder> [--count 1000] [--seed 1]   for the unit tests
// Sends the language server every request for changed files, and applies what it answers. Needs no Java:
//   node scripts/fuzz.mjs server [--count 10000] [--seed 1]
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { parseArgs } from "node:util";
import { bundleOf, bundleTests } from "./lib/bundle-tests.mjs";
import { root } from "./lib/paths.mjs";

/** How many templates are sent to Java at a time. */
const BATCH_SIZE = 20_000;

const jsonOracle = path.join(root, "test/oracle/JsonPathOracle.java");
const oracle = path.join(root, "test/oracle/VelocityOracle.java");

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { count: { type: "string" }, seed: { type: "string" } },
  });
  const [what = "templates", file] = positionals;
  const seed = Number(values.seed ?? 1);
  if (what === "json" || what === "record-json") {
    await bundleTests(["test/fuzz/json.fuzz.ts"]);
    const json = createRequire(import.meta.url)(bundleOf("test/fuzz/json.fuzz.ts"));
    if (what === "json") return compareJson(json, Number(values.count ?? 30_000), seed);
    if (file === undefined)
      throw new Error("Missing the folder. Usage: node scripts/fuzz.mjs record-json <folder>");
    return recordJson(json, file, Number(values.count ?? 1000), seed);
  }
  if (what === "server") {
    await bundleTests(["test/fuzz/server.fuzz.ts"]);
    const bundle = createRequire(import.meta.url)(bundleOf("test/fuzz/server.fuzz.ts"));
    return server(bundle, Number(values.count ?? 10_000), seed);
  }
  const name = what === "corpus" ? "test/fuzz/corpus.ts" : "test/fuzz/templates.fuzz.ts";
  await bundleTests([name]);
  const bundle = createRequire(import.meta.url)(bundleOf(name));
  if (what === "templates") return templates(bundle, Number(values.count ?? 100_000), seed);
  if (file === undefined) throw new Error(`Missing the file. Usage: node scripts/fuzz.mjs ${what} <file>`);
  if (what === "record") return record(bundle, file, Number(values.count ?? 1500), seed);
  if (what === "corpus") return corpus(bundle, file);
  throw new Error(`Unknown command: ${what}`);
}

/**
 * @param {typeof import("../test/fuzz/templates.fuzz")} bundle
 * @param {number} count
 * @param {number} seed
 */
function templates(bundle, count, seed) {
  let missed = 0;
  for (let done = 0, lot = 0; done < count; done += BATCH_SIZE, lot++) {
    const misses = bundle.fuzz(Math.min(BATCH_SIZE, count - done), seed + lot * 1_000_003, oracle);
    missed += misses.length;
    for (const miss of misses.slice(0, 20)) console.log(JSON.stringify(miss, null, 1));
  }
  console.log(`${count} templates, ${missed} differences from Velocity`);
  process.exitCode = missed === 0 ? 0 : 1;
}

/**
 * @param {typeof import("../test/fuzz/templates.fuzz")} bundle
 * @param {string} file
 * @param {number} count
 * @param {number} seed
 */
function record(bundle, file, count, seed) {
  const lines = bundle.record(count, seed, oracle).map((line) => `${JSON.stringify(line)}\n`);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, lines.join(""));
  console.log(`Recorded ${lines.length} templates in ${file}`);
}

/**
 * @param {typeof import("../test/fuzz/json.fuzz")} bundle
 * @param {number} count
 * @param {number} seed
 */
function compareJson(bundle, count, seed) {
  const misses = bundle.fuzz(count, seed, jsonOracle);
  for (const miss of misses.slice(0, 20)) console.log(JSON.stringify(miss, null, 1));
  console.log(`${count} queries, ${misses.length} differences from Java`);
  process.exitCode = misses.length === 0 ? 0 : 1;
}

/**
 * @param {typeof import("../test/fuzz/json.fuzz")} bundle
 * @param {string} folder
 * @param {number} count
 * @param {number} seed
 */
function recordJson(bundle, folder, count, seed) {
  mkdirSync(folder, { recursive: true });
  const recordings = bundle.record(count, seed, jsonOracle);
  for (const op of new Set(recordings.map(({ question }) => question.op))) {
    const lines = recordings.filter(({ question }) => question.op === op);
    writeFileSync(
      path.join(folder, `${op}.jsonl`),
      lines.map((line) => `${JSON.stringify(line)}\n`).join(""),
    );
    console.log(`Recorded ${lines.length} queries in ${op}.jsonl`);
  }
}

/**
 * @param {typeof import("../test/fuzz/server.fuzz")} bundle
 * @param {number} count
 * @param {number} seed
 */
async function server(bundle, count, seed) {
  const misses = await bundle.fuzz(count, seed, root);
  for (const miss of misses.slice(0, 20)) console.log(JSON.stringify(miss, null, 1));
  console.log(`${count} files, ${misses.length} with wrong responses`);
  process.exitCode = misses.length === 0 ? 0 : 1;
}

/**
 * @param {typeof import("../test/fuzz/corpus")} bundle
 * @param {string} file
 */
function corpus(bundle, file) {
  const { total, misses } = bundle.runCorpus(file);
  for (const { line, ours } of misses) console.log(JSON.stringify({ ...line, ours }, null, 1));
  console.log(`${total} templates, ${misses.length} differences`);
  process.exitCode = misses.length === 0 ? 0 : 1;
}

await main();
