// `npm run bench`: compares our performance with the alternatives, in one run on this machine.
//
// Every row times the same work on the same text, with our code and with the general JSON and YAML support of
// editors: vscode-json-languageservice and yaml-language-server as libraries in this process, with our schema of
// create-integration. Half of the calls took no longer than p50, and 99 of 100 no longer than p99. The ratio is
// our p50 divided by theirs: 0.50x is twice as fast, 2.00x is half as fast. Compare numbers of one run only, on
// an otherwise idle machine. Nothing here passes or fails; an analysis under 16 ms is unnoticeable while typing.
//
// - Analysis: from the text to all problems. We parse, infer the protocol and run every rule; the others parse
//   and validate against the schema, which has none of these rules. Every call gets a new text: "opened" has a
//   new comment in every template, "a key typed" only in the last one, so that results for the others are cached.
// - Completion, hover: on a completed analysis, near the end of the file.
// - Keystrokes: 500 edits in a template of 30 KB, after 300 to warm up: the analysis after each, and completion and
//   hover at the cursor. A frame takes 16 ms. The times of the thread leave out what other processes took.
// - Host files: an OpenAPI document with 300 integrations and a CloudFormation template with 75. We find the
//   integrations, evaluate what the host expresses by functions, and run every rule; the others only parse. A keystroke
//   changes the template of one integration. Other files of the same formats get a look at their text and nothing more.
// - Memory: the heap after a garbage collection, before and after thousands of edits, and once the file is closed.
// - Start: from spawning the process to the first diagnostics of a file, over stdio. Diagnostics are pulled from
//   VS Code's JSON server, as VS Code does; it would delay pushed ones by half a second.
// - Activation: from loading the extension's bundle until it is active, in a process with a VS Code API that does
//   nothing; and the same with the bundles that it loads later, to show what loading them late saves.
// - APIs view: on a simulated region that answers over HTTP from this process, 100 items per page. Calls are
//   counted there. "Blocked" is the longest time during which the process did nothing else.
// - Templates: how many templates of a size are parsed, or parsed and rendered for one request, per second.
// - Debugger: the preview of a template beside a run of the debugger that its breakpoint does not stop, and commands in
//   the middle of the template. Each command runs the template from the start.
// - Local endpoint: `apigw serve` next to a bare HTTP server of Node.js, which prints a constant, and to serverless-offline,
//   which renders the same template with a port of Velocity. It is installed when it is first needed, into a cache, and
//   left out if that fails. It calls its function in a worker thread; ours takes a recorded response. The load comes from
//   this process, so that it takes a share of the machine.
// - Template tests: the tests of one file, each of which renders a template and compares its output as JSON, beside a Jest
//   suite that does the same with velocityjs. Jest is installed into node_modules/.cache on first use; without it, the
//   row says why it is missing.
// - Growth: the time for each unit of work, as the number of units doubles three times. Linear work takes the same
//   time for each; quadratic work takes eight times as long in the last column as in the first.
// - Rules: the time of each rule at three file sizes, the fastest of a few runs, on files designed to keep the
//   rules busy. If the growth of a rule stands out, run the benchmark again before investigating.
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { ensureDependencies } from "./lib/dependencies.mjs";
import { cacheDir, node24, root } from "./lib/paths.mjs";
import { run } from "./lib/processes.mjs";
import { messageOf } from "./lib/text.mjs";
import { treeSitter } from "./lib/wasm.mjs";

async function main() {
  await ensureDependencies();
  const build = await run(node24(), ["esbuild.mjs", "--minify"], { cwd: root });
  if (build.code !== 0) throw new Error("Building the language server failed. See the messages above.");
  await bundle();
  const { code } = await run(node24(), ["dist/bench/main.js", ...jsonServers()], {
    cwd: root,
  });
  process.exitCode = code;
}

async function bundle() {
  // Imported late, because it may not be installed yet when this file loads.
  const esbuild = await import("esbuild");
  await esbuild.build({
    plugins: [treeSitter],
    absWorkingDir: root,
    entryPoints: ["test/bench/main.ts"],
    outdir: "dist/bench",
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node24",
    mainFields: ["module", "main"],
    alias: { vscode: "./test/bench/aws/vscode.ts" },
    logLevel: "warning",
  });
}

/** The JSON server of the VS Code that the tests use, if it is installed. */
function jsonServers() {
  const installed = existsSync(cacheDir) ? readdirSync(cacheDir) : [];
  return installed
    .filter((name) => /^code-server-[\d.]+$/.test(name))
    .map((name) =>
      path.join(
        cacheDir,
        name,
        "node_modules/code-server/lib/vscode/extensions/json-language-features/server/dist/node/jsonServerMain.js",
      ),
    )
    .filter((file) => existsSync(file))
    .slice(0, 1);
}

main().catch((error) => {
  console.error(messageOf(error));
  process.exitCode = 1;
});
