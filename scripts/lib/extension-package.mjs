// Makes the extension's package (.vsix).
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { extensionPage } from "./extension-page.mjs";
import { node24, root } from "./paths.mjs";
import { run } from "./processes.mjs";

/** Where `npm run package` puts the package. */
export const packageFile = path.join(root, "apigateway-integrations.vsix");

const vsce = [
  ...["node_modules/@vscode/vsce/vsce", "package"],
  // Everything is bundled; there is no repository to link to.
  ...["--no-dependencies", "--allow-missing-repository", "--no-rewrite-relative-links"],
  ...["--readme-path", "dist/readme.md", "--out", packageFile],
];

/**
 * Builds the bundles and packs them.
 * @param {{ quiet?: boolean }} [options] `quiet` prints errors only
 * @returns {Promise<string>} the path of the package
 */
export async function packageExtension({ quiet = false } = {}) {
  await succeed(["esbuild.mjs", "--minify"], quiet);
  mkdirSync(path.join(root, "dist"), { recursive: true });
  const readme = readFileSync(path.join(root, "README.md"), "utf8");
  writeFileSync(path.join(root, "dist", "readme.md"), extensionPage(readme));
  await succeed(vsce, quiet);
  return packageFile;
}

/**
 * @param {string[]} args
 * @param {boolean} quiet
 */
async function succeed(args, quiet) {
  const { code } = await run(node24(), args, {
    cwd: root,
    stdio: ["ignore", quiet ? "ignore" : "inherit", "inherit"],
  });
  if (code !== 0) throw new Error(`${path.basename(args[0] ?? "")} failed with exit code ${code}.`);
}
