import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readlinkSync } from "node:fs";
import { describe, it } from "mocha";
import { TextDocumentSyncKind } from "vscode-languageserver/node";
import { SERVER } from "../support/lspProcess";
import { LspServer, withServer } from "../support/lspServer";

const URI = "file:///workspace/integration-params.json";

/** What a client can only use if the server announces it when it starts. */
const STATIC = [
  "completionProvider",
  "hoverProvider",
  "signatureHelpProvider",
  "definitionProvider",
  "referencesProvider",
  "documentHighlightProvider",
  "renameProvider",
  "codeActionProvider",
  "semanticTokensProvider",
  "documentSymbolProvider",
  "foldingRangeProvider",
  "selectionRangeProvider",
  "inlayHintProvider",
  "documentFormattingProvider",
  "documentRangeFormattingProvider",
  "documentOnTypeFormattingProvider",
] as const;

describe("the server process", () => {
  it("announces its capabilities", async () => {
    const server = new LspServer();
    try {
      const { capabilities, serverInfo } = await server.initialize();
      assert.equal(serverInfo?.name, "API Gateway Integrations");
      assert.equal(capabilities.textDocumentSync, TextDocumentSyncKind.Incremental);
      assert.ok(capabilities.completionProvider?.triggerCharacters?.includes('"'));
      assert.equal(capabilities.hoverProvider, true);
      for (const kind of ["quickfix", "refactor.extract", "refactor.inline", "refactor.rewrite"]) {
        assert.ok(JSON.stringify(capabilities.codeActionProvider).includes(`"${kind}"`));
      }
      const folders = { supported: true, changeNotifications: true };
      assert.deepEqual(capabilities.workspace?.workspaceFolders, folders);
    } finally {
      server.kill();
    }
  });

  it("announces every feature for templates at once to a client without dynamic registration", async () => {
    const server = new LspServer({ capabilities: {} });
    try {
      const { capabilities } = await server.initialize();
      for (const feature of STATIC) assert.ok(capabilities[feature], feature);
      assert.deepEqual(capabilities.signatureHelpProvider?.triggerCharacters, ["(", ","]);
      assert.deepEqual(capabilities.renameProvider, { prepareProvider: true });
      const { full, range, legend } = capabilities.semanticTokensProvider ?? {};
      assert.deepEqual([full, range], [{ delta: true }, true]);
      assert.ok(legend?.tokenTypes.includes("variable"));
      // A later request would come after a registration.
      await server.open(URI, "{}");
      assert.deepEqual(server.registrations, []);
      assert.equal(await server.stop(), 0);
    } finally {
      server.kill();
    }
  });

  it("exits with 0 after shutdown", async () => {
    // withServer asserts this.
    await withServer({}, async (server) => {
      await server.open(URI, "{}");
    });
  });

  it("exits when its input ends, for example after a crash of the editor", async () => {
    const server = new LspServer();
    await server.initialize();
    server.process.stdin.end();
    assert.equal(await server.exited, 1);
  });

  it("prints its usage and exits with 2 without a flag", () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [SERVER], { encoding: "utf8" });
    assert.deepEqual([status, stdout], [2, ""]);
    assert.match(stderr, /^Usage: .*--stdio.*\n$/);
  });

  it("supports Node.js IPC", async () => {
    const child = spawn(process.execPath, [SERVER, "--node-ipc"], {
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    try {
      const answer = new Promise((resolve) => child.once("message", resolve));
      const params = { processId: process.pid, rootUri: null, capabilities: {} };
      child.send({ jsonrpc: "2.0", id: 1, method: "initialize", params });
      assert.match(JSON.stringify(await answer), /^\{"jsonrpc":"2\.0","id":1,"result":\{/);
    } finally {
      child.kill("SIGKILL");
    }
  });

  it("opens no socket", async function () {
    if (!existsSync("/proc/self/fd")) {
      console.error("SKIPPED: which sockets a process has can be seen on Linux only.");
      this.skip();
    }
    await withServer({}, async (server) => {
      await server.open(URI, '{"IntegrationType": "MOCK"}');
      await server.hover(URI, { line: 0, character: 3 });
      const folder = `/proc/${server.process.pid}/fd`;
      // The first three are the pipes to this process, for which Node.js uses socket pairs.
      const open = readdirSync(folder).filter((fd) => Number(fd) > 2);
      const targets = open.map((fd) => readlinkSync(`${folder}/${fd}`));
      assert.ok(targets.length > 0, "nothing to be seen");
      assert.deepEqual(
        targets.filter((target) => target.startsWith("socket:")),
        [],
      );
    });
  });
});
