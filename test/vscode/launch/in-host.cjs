// Runs one suite with mocha in the extension host. VS Code passes no arguments on, so the request is in a file
// next to the workspace. The output goes to a file, too, because VS Code mixes printed text with its own.
const { appendFileSync, readFileSync } = require("node:fs");
const path = require("node:path");
const { format } = require("node:util");
const Mocha = require("mocha");
const vscode = require("vscode");

/** @typedef {import("./run-folder.mjs").RunRequest} RunRequest */

/** @returns {Promise<void>} */
exports.run = () => {
  const workspace = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "";
  /** @type {RunRequest} */
  const request = JSON.parse(readFileSync(path.join(workspace, "..", "run.json"), "utf8"));
  Mocha.reporters.Base.consoleLog = (...args) => appendFileSync(request.outputFile, `${format(...args)}\n`);
  const mocha = new Mocha({ ...request.mocha, forbidOnly: true, timeout: 30_000 });
  mocha.addFile(request.suite);
  return new Promise((resolve, reject) => {
    mocha.run((failed) => (failed > 0 ? reject(new Error(`${failed} tests failed.`)) : resolve()));
  });
};
