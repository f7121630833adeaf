// `npm start`: opens VS Code with this extension in it, in the samples folder.
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
  if (build.code !== 0) throw new Error("The extension could not be built; see the messages above.");

  const samples = path.join(root, "samples");
  if (openInDesktopEditor(samples)) {
    console.log("Opened VS Code with the extension; open integration-params.json there.");
    return;
  }
  console.log("No desktop VS Code can be opened from here; starting VS Code for the browser…");
  const { address, ended } = await openInBrowserEditor(samples);
  console.log(`
VS Code with the extension is ready. Open this address in a browser:

    ${address}

Then open integration-params.json. Press Ctrl-C here to stop.`);
  await ended;
  if (ending) return;
  throw new Error("VS Code's server ended by itself; see .vscode-test/start/server.log.");
}

main().catch((error) => {
  console.error(messageOf(error));
  process.exitCode = 1;
});
