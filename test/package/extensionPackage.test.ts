import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { before, describe, it } from "mocha";
import { PROJECT } from "../support/fixtures";
import { zipEntries } from "../support/zip";

/**
 * What most users never load is counted apart: the AWS SDK, for whom opens a connection, and the parser of HCL with its
 * WebAssembly, for whom opens a file of Terraform.
 */
const APART: ReadonlyMap<string, number> = new Map([
  ["extension/dist/aws.js", 200_000],
  ["extension/dist/hcl.js", 130_000],
]);
const LIMIT = 1_000_000;

describe("The extension's package", () => {
  let sizes: ReadonlyMap<string, number> = new Map();
  const read = (name: string) =>
    zipEntries(readFileSync(join(PROJECT, "apigateway-integrations.vsix"))).get(name);

  before(() => {
    execFileSync(process.execPath, ["scripts/package.mjs"], {
      cwd: PROJECT,
      stdio: ["ignore", "ignore", "inherit"],
    });
    const entries = zipEntries(readFileSync(join(PROJECT, "apigateway-integrations.vsix")));
    sizes = new Map(Array.from(entries, ([name, { compressedSize }]) => [name, compressedSize]));
  });

  it("holds the bundles, the grammars, the pictures and the notices, and nothing else", () => {
    assert.deepEqual([...sizes.keys()].sort(), [
      "[Content_Types].xml",
      "extension.vsixmanifest",
      "extension/LICENSE.txt",
      "extension/THIRD-PARTY-NOTICES.txt",
      "extension/changelog.md",
      "extension/dist/aws.js",
      "extension/dist/core.js",
      "extension/dist/debugAdapter.js",
      "extension/dist/deployment.js",
      "extension/dist/extension.js",
      "extension/dist/hcl.js",
      "extension/dist/languageClient.js",
      "extension/dist/newFile.js",
      "extension/dist/serve.js",
      "extension/dist/server.js",
      "extension/dist/testing.js",
      "extension/images/icon.png",
      "extension/images/view.svg",
      "extension/images/walkthrough/check.webp",
      "extension/images/walkthrough/complete.webp",
      "extension/images/walkthrough/deploy.webp",
      "extension/images/walkthrough/preview.webp",
      "extension/package.json",
      "extension/readme.md",
      "extension/schemas/sample-request.schema.json",
      "extension/schemas/sample-response.schema.json",
      "extension/syntaxes/vtl.escaped.tmLanguage.json",
      "extension/syntaxes/vtl.json-injection.tmLanguage.json",
      "extension/syntaxes/vtl.language-configuration.json",
      "extension/syntaxes/vtl.tmLanguage.json",
      "extension/syntaxes/vtl.yaml-injection.tmLanguage.json",
    ]);
  });

  it("holds every file that the manifest names", () => {
    const text = read("extension/package.json")?.text ?? "";
    const named = Array.from(
      text.matchAll(/"(?:\.\/)?((?:images|schemas|syntaxes|docs)\/[^"]+)"/g),
      ([, name]) => name,
    );
    assert.ok(named.length > 4, named.join());
    for (const name of named) assert.ok(sizes.has(`extension/${name}`), name);
  });

  it("is small, with what is rarely loaded counted apart", () => {
    let rest = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    for (const [name, limit] of APART) {
      const size = sizes.get(name) ?? 0;
      assert.ok(size > 0 && size < limit, `${size} bytes of ${name}`);
      rest -= size;
    }
    assert.ok(rest < LIMIT, `${rest} bytes of all others`);
  });

  it("shows a page without pictures and links that only work in the repository", () => {
    const page = read("extension/readme.md")?.text ?? "";
    assert.match(page, /^# API Gateway Integrations/);
    assert.deepEqual(page.match(/\]\((?!https:|#)[^)]*\)/g) ?? [], []);
  });

  it("has up-to-date notices of all bundled packages (if not, run npm run notices)", () => {
    const { status, stderr } = spawnSync(process.execPath, ["scripts/notices.mjs", "--check"], {
      cwd: PROJECT,
      encoding: "utf8",
    });
    assert.equal(status, 0, stderr);
  });
});
