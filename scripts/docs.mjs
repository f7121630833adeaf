// `npm run docs`: writes the generated pages of docs/ anew. A test fails while a committed one is stale.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const outfile = join(root, "dist", "pages.cjs");

await esbuild.build({
  entryPoints: [join(root, "server", "src", "rules", "engine", "page.ts")],
  outfile,
  bundle: true,
  platform: "node",
  format: "cjs",
  mainFields: ["module", "main"],
  logLevel: "warning",
});

/** @type {{ rulePages(): readonly { path: string, text: string }[] }} */
const { rulePages } = createRequire(import.meta.url)(outfile);
rmSync(outfile);
rmSync(join(root, "docs", "rules"), { recursive: true, force: true });
for (const { path, text } of rulePages()) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
