// `npm run bench`: figures beside the alternatives, in one run on this machine.
//
// How to read them: every row times the same work on the same text, once by us and once by what editors have
// for any JSON or YAML file, with our schema of create-integration: vscode-json-languageservice and
// yaml-language-server as libraries, in this process. Half of the calls took no longer than p50, 99 of 100 no
// longer than p99. The ratio is our p50 by theirs: 0.50x is twice as fast as the other, 2.00x half as fast.
// Compare within one run only, and on an otherwise idle machine. Nothing here passes or fails: an analysis that
// is to be unnoticed while typing stays below 16 ms.
//
// - Analysis: from the text to all problems. Ours parses, finds out the protocol and runs every rule; the
//   others parse and validate by the schema, which has none of these rules. Every call gets a new text: "opened"
//   with another comment in each of its templates, "a key typed" with one in the last, while what was found in
//   the others is remembered.
// - Completion, hover: on the analysis that is there already, near the end of the file.
// - Start: from spawning the process to the first diagnostics of a file, over stdio. VS Code's own JSON server
//   is asked for them as VS Code does; pushing them, it would wait for half a second first.
// - Activation: from loading the extension's bundle to its being active, in a process where VS Code's API does
//   nothing; and the same with the bundle of the AWS SDK loaded as well, as it would be if it were not put off.
// - View of the APIs: on a region that answers over HTTP from this process, a hundred things a page. Calls are
//   counted there. "Blocked" is the longest time in which the process did nothing else.
// - Templates: how many of a size are parsed, and rendered for one request, in a second.
// - Rules: the time of each rule at three sizes, the fastest of a few runs, over files that are made to keep
//   the rules busy. A rule whose growth stands out is worth a second run before it is worth a look.
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { ensureDependencies } from "./lib/dependencies.mjs";
import { cacheDir, node24, root } from "./lib/paths.mjs";
import { run } from "./lib/processes.mjs";
import { messageOf } from "./lib/text.mjs";

async function main() {
  await ensureDependencies();
  const build = await run(node24(), ["esbuild.mjs", "--minify"], { cwd: root });
  if (build.code !== 0) throw new Error("The language server could not be built; see the messages above.");
  await bundle();
  const { code } = await run(node24(), ["dist/bench/main.js", ...jsonServers()], {
    cwd: root,
  });
  process.exitCode = code;
}

async function bundle() {
  // Not imported above, for it may not be installed yet when this file loads.
  const esbuild = await import("esbuild");
  await esbuild.build({
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

/** The JSON server of the VS Code that the tests run in, where that is installed. */
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
