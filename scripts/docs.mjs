// `npm run docs`: regenerates docs/rules and the schemas of sample and test files. Tests fail if a committed file is out of date.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const outfile = join(root, "dist", "pages.cjs");

await esbuild.build({
  stdin: {
    contents: `
      import { RULES } from "./index";
      import { rulePages } from "./engine/page";
      import { schemaFiles } from "../samples/schemaFiles";
      import { testSchemaFile } from "../testing/schema";
      export const pages = [...rulePages(RULES), ...schemaFiles(), testSchemaFile()];`,
    resolveDir: join(root, "server", "src", "rules"),
  },
  outfile,
  bundle: true,
  platform: "node",
  format: "cjs",
  mainFields: ["module", "main"],
  logLevel: "warning",
});

/** @type {{ pages: readonly { path: string, text: string }[] }} */
const { pages } = createRequire(import.meta.url)(outfile);
rmSync(outfile);
rmSync(join(root, "docs", "rules"), { recursive: true, force: true });
for (const { path, text } of pages) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
