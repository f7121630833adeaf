// Builds the bundles in dist/. Flags: --minify (for packaging), --watch.
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import * as esbuild from "esbuild";

const { values: flags } = parseArgs({
  options: { minify: { type: "boolean" }, watch: { type: "boolean" } },
});

/** @type {esbuild.BuildOptions} */
const shared = {
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node22",
  // The "main" entry of jsonc-parser is a UMD build whose requires a bundler cannot follow.
  mainFields: ["module", "main"],
  minify: flags.minify ?? false,
  sourcemap: flags.minify ? false : "linked",
  legalComments: "none",
  logLevel: "warning",
};

/**
 * Keeps the AWS SDK in a separate bundle that is loaded when a connection is first opened: it is larger than
 * everything else, and often not needed at all.
 * @type {esbuild.Plugin}
 */
const separateAwsBundle = {
  name: "separate-aws-bundle",
  setup(build) {
    build.onResolve({ filter: /^\.\/sdk$/ }, ({ kind }) =>
      kind === "dynamic-import" ? { path: "./aws.js", external: true } : undefined,
    );
  },
};

/** @type {esbuild.BuildOptions[]} */
const outputs = [
  {
    entryPoints: { extension: "client/src/extension.ts" },
    external: ["vscode"],
    plugins: [separateAwsBundle],
  },
  { entryPoints: { server: "server/src/lsp/main.ts" }, banner: { js: "#!/usr/bin/env node" } },
  {
    entryPoints: { cli: "cli/src/main.ts" },
    banner: { js: "#!/usr/bin/env node" },
    plugins: [separateAwsBundle],
  },
  { entryPoints: { index: "server/src/index.ts" } },
  {
    entryPoints: { aws: "deployment/src/sdk/index.ts" },
    // The SDK warns about future Node.js requirements, which do not concern a bundled version.
    define: { "process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED": '"true"' },
  },
].map((output) => ({ ...shared, ...output, outdir: "dist" }));

// Bundled tests stay: they may be what runs this.
mkdirSync("dist", { recursive: true });
for (const name of readdirSync("dist")) {
  if (name !== "test") rmSync(join("dist", name), { recursive: true });
}

if (flags.watch) {
  const contexts = await Promise.all(
    outputs.map((output) => esbuild.context({ ...output, logLevel: "info" })),
  );
  await Promise.all(contexts.map((context) => context.watch()));
} else {
  await Promise.all(outputs.map((output) => esbuild.build(output)));
}
