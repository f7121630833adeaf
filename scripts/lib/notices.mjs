// The notices of the packages that are bundled into dist/: names, versions and license texts.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import * as esbuild from "esbuild";
import { bundles } from "./bundles.mjs";
import { root } from "./paths.mjs";

/** The generated file, which both packages include. */
export const noticesFile = path.join(root, "THIRD-PARTY-NOTICES.txt");

const LICENSE_FILE = /^(licen[cs]e|copying)(\.(md|txt))?$/i;
const NOTICE_FILE = /^notice(\.(md|txt))?$/i;
const rule = "-".repeat(80);

/** @returns {Promise<string>} the text that `noticesFile` should have */
export async function notices() {
  const folders = await bundledPackages();
  const entries = folders.map((folder) => ({ ...manifestOf(folder), text: licenseOf(folder, folders) }));
  /** @type {Map<string, string[]>} the packages of each license text, as many share one */
  const byText = new Map();
  for (const { name, version, license, text } of entries) {
    const title = `${name} ${version} (${license})`;
    byText.set(text, [...(byText.get(text) ?? []), title]);
  }
  const parts = Array.from(byText, ([text, titles]) => `${rule}\n${titles.join("\n")}\n\n${text}\n`);
  return `This product includes the following packages, each under its own license.\n\n${parts.join("\n")}`;
}

/** @returns {Promise<string[]>} the folders of the packages that the bundles hold, sorted by name */
async function bundledPackages() {
  const found = new Set();
  for (const options of bundles({ minify: true })) {
    const { metafile } = await esbuild.build({
      ...options,
      absWorkingDir: root,
      write: false,
      metafile: true,
    });
    for (const { inputs } of Object.values(metafile.outputs)) {
      for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
        const [folder] = /^.*node_modules\/(@[^/]+\/)?[^/]+/.exec(file) ?? [];
        if (folder !== undefined && bytesInOutput > 0) found.add(path.join(root, folder));
      }
    }
  }
  return [...found].sort((a, b) => (manifestOf(a).name < manifestOf(b).name ? -1 : 1));
}

/**
 * @typedef {{ name: string, version: string, license: string, repository: { url: string } }} Manifest
 * @param {string} folder
 * @returns {Manifest}
 */
function manifestOf(folder) {
  return JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
}

/**
 * @param {string} folder
 * @param {readonly string[]} others the folders of all bundled packages
 * @returns {string} the text of the license, and of the notice that Apache-2.0 requires to be kept
 */
function licenseOf(folder, others) {
  const { name, license, repository } = manifestOf(folder);
  const own = filesOf(folder, LICENSE_FILE);
  // Some packages leave the file out that the others of the same repository have.
  const sibling = others.find((other) => {
    const manifest = manifestOf(other);
    const isSame = manifest.license === license && manifest.repository.url === repository.url;
    return isSame && filesOf(other, LICENSE_FILE).length > 0;
  });
  const licenses = own.length > 0 || sibling === undefined ? own : filesOf(sibling, LICENSE_FILE);
  if (licenses.length === 0) throw new Error(`${name} (${license}) has no license file.`);
  return [...licenses, ...filesOf(folder, NOTICE_FILE)]
    .map((file) => readFileSync(file, "utf8").replaceAll("\r\n", "\n").trim())
    .join("\n\n");
}

/**
 * @param {string} folder
 * @param {RegExp} name
 * @returns {string[]} the full paths of the files with such a name
 */
function filesOf(folder, name) {
  return readdirSync(folder)
    .filter((file) => name.test(file))
    .sort()
    .map((file) => path.join(folder, file));
}
