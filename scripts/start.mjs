// `npm start`: opens VS Code with this extension on the samples folder.
import path from "node:path";
import { openInBrowserEditor } from "./lib/browser-editor.mjs";
import { ensureDependencies } from "./lib/dependencies.mjs";
import { openInDesktopEditor } from "./lib/desktop-editor.mjs";
import { node24, root } from "./lib/paths.mjs";
import { ending, run } from "./lib/processes.mjs";
import { messageOf } from "./lib/text.mjs";

async function main() {
  await ensureDependencies();
  console.log("Building the extension…");
  const build = await run(node24(), ["esbuild.mjs"], { cwd: root });
  if (build.code !== 0) throw new Error("Building the extension failed. See the messages above.");

  const samples = path.join(root, "samples");
  if (openInDesktopEditor(samples)) {
    console.log("Opened VS Code with the extension. Open integration-params.json to try it.");
    return;
  }
  console.log("Cannot open a desktop VS Code from here. Starting VS Code in the browser…");
  const { address, ended } = await openInBrowserEditor(samples);
  console.log(`
VS Code with the extension is ready. Open this address in a browser:

    ${address}

Then open integration-params.json. Press Ctrl+C here to stop.`);
  await ended;
  if (ending) return;
  throw new Error("VS Code's server stopped unexpectedly. See .vscode-test/start/server.log.");
}

main().catch((error) => {
  console.error(messageOf(error));
  process.exitCode = 1;
});
