// Compares the template engine with Velocity, in Java (test/oracle says what it needs):
//   node scripts/fuzz.mjs templates [--count 100000] [--seed 1]
//   node scripts/fuzz.mjs record <file> [--count 1500] [--seed 1]   for the unit tests
//   node scripts/fuzz.mjs corpus <file>
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { parseArgs } from "node:util";
import { bundleOf, bundleTests } from "./lib/bundle-tests.mjs";
import { root } from "./lib/paths.mjs";

/** Templates that Java is asked about at once. */
const LOT = 20_000;

const oracle = path.join(root, "test/oracle/VelocityOracle.java");

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { count: { type: "string" }, seed: { type: "string" } },
  });
  const [what = "templates", file] = positionals;
  const seed = Number(values.seed ?? 1);
  const name = what === "corpus" ? "test/fuzz/corpus.ts" : "test/fuzz/templates.fuzz.ts";
  await bundleTests([name]);
  const bundle = createRequire(import.meta.url)(bundleOf(name));
  if (what === "templates") return templates(bundle, Number(values.count ?? 100_000), seed);
  if (file === undefined) throw new Error(`Which file? node scripts/fuzz.mjs ${what} <file>`);
  if (what === "record") return record(bundle, file, Number(values.count ?? 1500), seed);
  if (what === "corpus") return corpus(bundle, file);
  throw new Error(`Unknown: ${what}`);
}

/**
 * @param {typeof import("../test/fuzz/templates.fuzz")} bundle
 * @param {number} count
 * @param {number} seed
 */
function templates(bundle, count, seed) {
  let missed = 0;
  for (let done = 0, lot = 0; done < count; done += LOT, lot++) {
    const misses = bundle.fuzz(Math.min(LOT, count - done), seed + lot * 1_000_003, oracle);
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
  console.log(`${lines.length} templates recorded in ${file}`);
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
