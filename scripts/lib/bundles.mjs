// What esbuild makes of the sources: the bundles in dist/.

import { join, resolve } from "node:path";
import { root } from "./paths.mjs";
import { treeSitter } from "./wasm.mjs";

/** @typedef {import("esbuild").BuildOptions} BuildOptions */

/**
 * Parts of a bundle that are bundles of their own, because they are large and often not needed. A bundle loads one
 * with `import(…)` of the module here, or with `require(…)` if it cannot wait.
 */
const LAZY = {
  // The AWS SDK, loaded when a connection is first opened.
  "./sdk": "./aws.js",
  // VS Code's language client, loaded with the first file that may be an integration input.
  "./languageClient": "./languageClient.js",
  // The core and the deployment, loaded when a view is shown or a command is run.
  "./deployment": "./deployment.js",
  // The debug adapter, loaded with the first debug session.
  "./debugAdapter": "./debugAdapter.js",
  // The command that creates integrations, with its tables.
  "./newFile": "./newFile.js",
  // The Test Explorer, loaded with the first test file.
  "./explorer": "./testing.js",
  // The parser of Terraform's language, loaded when the first such file is parsed.
  "./hclParser": "./hcl.js",
};

/** @type {import("esbuild").Plugin} */
const lazyBundles = {
  name: "lazy-bundles",
  setup(build) {
    build.onResolve(
      { filter: /^\.\/(sdk|languageClient|deployment|debugAdapter|newFile|explorer|hclParser)$/ },
      ({ kind, path }) =>
        (kind === "dynamic-import" || kind === "require-call") && isLazy(path)
          ? { path: LAZY[path], external: true }
          : undefined,
    );
  },
};

/**
 * @param {string} path
 * @returns {path is keyof typeof LAZY}
 */
function isLazy(path) {
  return Object.hasOwn(LAZY, path);
}

/**
 * The core, which the server, the deployment and the command line share as a bundle of its own: in each of them, it
 * would be the largest part.
 * @type {import("esbuild").Plugin}
 */
const sharedCore = {
  name: "shared-core",
  setup(build) {
    const doors = ["service", "hcl"].map((name) => join(root, "server", "src", name));
    build.onResolve({ filter: /\/(service|hcl)$/ }, ({ path, resolveDir }) =>
      doors.includes(resolve(resolveDir, path)) ? { path: "./core.js", external: true } : undefined,
    );
  },
};

/** The module of the package, for another one of its exports. @type {import("esbuild").Plugin} */
const ownModule = {
  name: "own-module",
  setup(build) {
    build.onResolve({ filter: /\/server\/src\/index$/ }, () => ({ path: "./index.js", external: true }));
  },
};

const command = { js: "#!/usr/bin/env node" };
const vscode = { external: ["vscode"], plugins: [lazyBundles] };

/** @type {BuildOptions[]} */
const outputs = [
  { entryPoints: { extension: "client/src/extension.ts" }, ...vscode },
  { entryPoints: { languageClient: "client/src/languageClient.ts" }, ...vscode },
  { entryPoints: { core: "server/src/core.ts" }, plugins: [lazyBundles] },
  {
    entryPoints: { deployment: "client/src/deployment.ts" },
    ...vscode,
    plugins: [...vscode.plugins, sharedCore],
  },
  { entryPoints: { debugAdapter: "client/src/debug/debugAdapter.ts" }, ...vscode },
  { entryPoints: { newFile: "client/src/commands/newFile.ts" }, ...vscode },
  { entryPoints: { testing: "client/src/testing/explorer.ts" }, ...vscode },
  {
    entryPoints: { server: "server/src/lsp/main.ts" },
    banner: command,
    plugins: [lazyBundles, sharedCore],
  },
  { entryPoints: { cli: "cli/src/main.ts" }, banner: command, plugins: [lazyBundles, sharedCore] },
  { entryPoints: { serve: "cli/src/serveMain.ts" }, plugins: [lazyBundles, sharedCore] },
  { entryPoints: { index: "server/src/index.ts" }, plugins: [lazyBundles] },
  { entryPoints: { cdk: "cdk/src/index.ts" }, plugins: [ownModule] },
  { entryPoints: { hcl: "server/src/hclParser.ts" }, plugins: [treeSitter] },
  {
    entryPoints: { aws: "deployment/src/sdk/index.ts" },
    // The SDK warns about future Node.js requirements, which do not concern a bundled version.
    define: { "process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED": '"true"' },
  },
];

/**
 * The options for esbuild, one for each bundle.
 * @param {{ minify: boolean }} options `minify` is for packaging
 * @returns {BuildOptions[]}
 */
export function bundles({ minify }) {
  return outputs.map((output) => ({
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node22",
    // The "main" entry of jsonc-parser is a UMD build whose requires a bundler cannot follow.
    mainFields: ["module", "main"],
    minify,
    sourcemap: minify ? false : "linked",
    // The licenses are in THIRD-PARTY-NOTICES.txt.
    legalComments: "none",
    logLevel: "warning",
    outdir: "dist",
    ...output,
  }));
}
