// Compares what offline validators find in host files with one planted fault each, as Markdown tables for
// docs/validators.md.
//
//   node scripts/compare-validators.mjs PEERS [--terraform-plugins FOLDER] [--ours] [--details]
//
// PEERS is a folder outside this repository in which the validators from npm are installed:
//
//   npm install --ignore-scripts @aws/cloudformation-validate aws-cdk-lib constructs cfn-lint \
//     @stoplight/spectral-cli @redocly/cli @apidevtools/swagger-parser @cdktf/hcl2json
//
// None of them is a dependency of this project. The Python cfn-lint and Terraform are used if they are on the
// PATH; Terraform takes its AWS provider from the folder of --terraform-plugins. Validators that are missing are
// named on standard error, and have no column. --ours adds a column for this project (`npm run build` first);
// --details prints every message that counted.
//
// A fault counts as found if a validator reports an error or a warning about the faulty file that it does not
// report about the clean file, from which the faulty one differs in one place. For this project, it must also have
// one of the codes that the list of faults expects.
import { readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { root } from "./lib/paths.mjs";
import { messageOf } from "./lib/text.mjs";
import { ourselves, validators } from "./lib/validators.mjs";

/** @typedef {import("./lib/validators.mjs").Validator} Validator */
/** @typedef {{ file: string, clean: string, codes: string[] }} Planted */
/** @typedef {{ fault: string, reason: string, hosts: Record<string, Planted | { absent: string }> }} Fault */
/** @typedef {{ found: boolean, messages: string[] }} Outcome */

const HOSTS = { cloudformation: "CloudFormation", sam: "SAM", openapi: "OpenAPI", terraform: "Terraform" };
const folder = path.join(root, "test", "fixtures", "planted");

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    "terraform-plugins": { type: "string" },
    ours: { type: "boolean", default: false },
    details: { type: "boolean", default: false },
  },
});
if (positionals.length !== 1) {
  console.error(
    "Usage: node scripts/compare-validators.mjs PEERS [--terraform-plugins FOLDER] [--ours] [--details]",
  );
  process.exit(2);
}

async function main() {
  /** @type {Fault[]} */
  const faults = JSON.parse(readFileSync(path.join(folder, "faults.json"), "utf8"));
  const all = await validators(path.resolve(positionals[0] ?? ""), flags["terraform-plugins"]);
  const present = all.filter((validator) => {
    if (validator.version === undefined) console.error(`Missing, so not compared: ${validator.name}`);
    return validator.version !== undefined;
  });
  if (flags.ours) present.unshift(await ourselves());
  for (const [host, title] of Object.entries(HOSTS)) {
    const columns = present.filter((validator) => validator.hosts.includes(host));
    console.log(`\n## ${title}\n\n${await table(faults, host, columns)}`);
  }
}

/**
 * @param {readonly Fault[]} faults
 * @param {string} host
 * @param {readonly Validator[]} columns
 */
async function table(faults, host, columns) {
  const header = ["Fault", ...columns.map(({ name, version }) => `${name} ${version}`)];
  const rows = [];
  const totals = columns.map(() => 0);
  for (const { fault, hosts } of faults) {
    const planted = hosts[host];
    if (planted === undefined || "absent" in planted) continue;
    const row = [fault];
    for (const [index, validator] of columns.entries()) {
      const { found, messages } = await outcome(validator, planted);
      if (found) totals[index] = (totals[index] ?? 0) + 1;
      row.push(found ? "yes" : "–");
      if (flags.details)
        for (const message of messages) console.error(`${planted.file}: ${validator.name}: ${message}`);
    }
    rows.push(row);
  }
  const sum = [`Found of ${rows.length}`, ...totals.map(String)];
  return [header, header.map(() => "---"), ...rows, sum]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}

/** @type {Map<string, Promise<string[]>>} what a validator reports about a file, by its name and the file */
const reports = new Map();

/**
 * @param {Validator} validator
 * @param {Planted} planted
 * @returns {Promise<Outcome>}
 */
async function outcome(validator, { file, clean, codes }) {
  const before = new Set(await report(validator, clean));
  const messages = (await report(validator, file)).filter((message) => !before.has(message));
  const counts = validator.ours
    ? (/** @type {string} */ m) => codes.includes(m.split(" ")[0] ?? "")
    : () => true;
  return { found: messages.some(counts), messages };
}

/**
 * @param {Validator} validator
 * @param {string} file
 */
function report(validator, file) {
  const key = `${validator.name}\n${file}`;
  const known = reports.get(key) ?? validator.check(path.join(folder, file));
  reports.set(key, known);
  return known;
}

try {
  await main();
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 2;
}
