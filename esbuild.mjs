// Builds the bundles in dist/. Flags: --minify (for packaging), --watch.
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import * as esbuild from "esbuild";
import { bundles } from "./scripts/lib/bundles.mjs";

const { values: flags } = parseArgs({
  options: { minify: { type: "boolean" }, watch: { type: "boolean" } },
});
const outputs = bundles({ minify: flags.minify ?? false });

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
