import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { InlayHint, TextEdit } from "vscode-languageserver/node";
import { CLOSE_BLOCK_REQUEST, type CloseBlockResult } from "../../server/src/protocol";
import { FOLDER, type LspServer, withServer } from "../support/lspServer";

const VTL = `${FOLDER}/a.vtl`;
const END: TextEdit = {
  range: { start: { line: 1, character: 2 }, end: { line: 1, character: 2 } },
  newText: "\n#end",
};
const AT = { line: 1, character: 2 };

function typed(server: LspServer): Promise<TextEdit[] | null> {
  const options = { tabSize: 2, insertSpaces: true };
  return server.ask("onTypeFormatting", VTL, { position: AT, ch: "\n", options });
}

describe("the #end of a block", () => {
  it("is inserted while typing", async () => {
    await withServer({}, async (server) => {
      await server.open(VTL, "#if($a)\n  ", "vtl");
      assert.deepEqual(await typed(server), [END]);
      await server.change(VTL, { text: "#if($a)\n  \n#end" });
      assert.equal(await typed(server), null);
    });
  });

  it("is only returned on request to a client that inserts it itself", async () => {
    await withServer({ initializationOptions: { closesBlocks: true } }, async (server) => {
      await server.open(VTL, "#if($a)\n  ", "vtl");
      assert.equal(await typed(server), null);
      const params = { uri: VTL, position: AT };
      const answer = await server.connection.sendRequest<CloseBlockResult>(CLOSE_BLOCK_REQUEST, params);
      assert.deepEqual(answer, END);
      const other = { uri: `${FOLDER}/closed.vtl`, position: AT };
      assert.equal(await server.connection.sendRequest(CLOSE_BLOCK_REQUEST, other), null);
    });
  });
});

describe("inlay hints", () => {
  const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
  const text = "#set($a = $input.params('x'))\n$a";
  const hints = async (server: LspServer): Promise<readonly string[] | undefined> => {
    const found = await server.ask<InlayHint[]>("inlayHint", VTL, { range });
    return found?.map(({ position, label }) => `${position.line}:${position.character} ${label}`);
  };

  it("are off by default", async () => {
    await withServer({ configuration: {} }, async (server) => {
      await server.open(VTL, text, "vtl");
      assert.equal(await hints(server), undefined);
    });
  });

  it("follow the settings and the sample request", async () => {
    await withServer({ configuration: { apigw: { inlayHints: { types: true } } } }, async (server) => {
      await server.open(VTL, text, "vtl");
      assert.deepEqual(await hints(server), ["0:7 : string"]);
      await server.open(`${FOLDER}/a.request.json`, '{"pathParameters": {"x": "42"}}');
      await server.configure({ apigw: { inlayHints: { values: true } } });
      await server.diagnostics(VTL);
      assert.deepEqual(await hints(server), ["1:2 = 42"]);
    });
  });

  it("are refreshed when the settings or the sample change, if the client can", async () => {
    const capabilities = { workspace: { inlayHint: { refreshSupport: true } } };
    await withServer({ capabilities, configuration: {} }, async (server) => {
      let refreshes = 0;
      server.connection.onRequest("workspace/inlayHint/refresh", () => {
        refreshes++;
        return null;
      });
      await server.open(VTL, text, "vtl");
      await server.configure({ apigw: { inlayHints: { values: true } } });
      await server.diagnostics(VTL);
      await server.open(`${FOLDER}/a.request.json`, "{}");
      await hints(server);
      assert.equal(refreshes, 2);
    });
  });
});
