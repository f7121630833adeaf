import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { type ClientCapabilities, type Hover, MarkupKind } from "vscode-languageserver/node";
import { positionAt, textAt } from "../support/lspEdits";
import { FOLDER, type LspServer, withServer } from "../support/lspServer";
import { parseCursor } from "../support/markers";

const URI = `${FOLDER}/integration-params.json`;

function contentFormats(...contentFormat: MarkupKind[]): ClientCapabilities {
  return { textDocument: { hover: { contentFormat } } };
}

describe("Hover", () => {
  it("documents a name in Markdown, with limits, an example and a link", async () => {
    await withServer({ capabilities: contentFormats(MarkupKind.Markdown) }, async (server) => {
      const { value, kind, on } = await hoverAt(server, '{"Timeout<|>InMillis": 29000}');
      assert.deepEqual([kind, on], ["markdown", '"TimeoutInMillis"']);
      assert.match(value, /^\*\*TimeoutInMillis\*\* · integer\n/);
      assert.match(value, /Applies to: HTTP APIs, WebSocket APIs/);
      assert.match(value, /50 to 30,000/);
      assert.match(value, /```json\n"TimeoutInMillis": 29000\n```/);
      assert.match(value, /\[AWS documentation\]\(https:\/\/docs\.aws\.amazon\.com\//);
    });
  });

  it("documents a value", async () => {
    await withServer({}, async (server) => {
      const { value, on } = await hoverAt(server, '{"Ä": "👋", "IntegrationType": "MO<|>CK"}');
      assert.equal(on, '"MOCK"');
      assert.match(value, /^\*\*MOCK\*\* · IntegrationType\n/);
      assert.match(value, /WebSocket APIs/);
    });
  });

  it("contains no Markdown in plain text", async () => {
    await withServer({ capabilities: contentFormats(MarkupKind.PlainText) }, async (server) => {
      const { value, kind } = await hoverAt(server, '{"Integration<|>Uri": "https://example.com"}');
      assert.equal(kind, "plaintext");
      assert.match(value, /^IntegrationUri · string\n/);
      assert.doesNotMatch(value, /\*\*|`|^json$|\]\(/m);
    });
  });

  it("is empty where nothing can be explained", async () => {
    await withServer({}, async (server) => {
      for (const marked of ['{"Unkn<|>own": 1}', '<|>{"IntegrationType": "MOCK"}', "<|>", "[1<|>]"]) {
        const { text, offset } = parseCursor(marked);
        await server.open(URI, text);
        assert.equal(await server.hover(URI, positionAt(text, offset)), null, marked);
        await server.close(URI);
      }
    });
  });
});

async function hoverAt(server: LspServer, marked: string) {
  const { text, offset } = parseCursor(marked);
  await server.open(URI, text);
  const hover: Hover | null = await server.hover(URI, positionAt(text, offset));
  assert.ok(hover?.range && typeof hover.contents === "object" && "kind" in hover.contents);
  return { ...hover.contents, on: textAt(text, hover.range) };
}
