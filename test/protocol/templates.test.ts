import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { DocumentSymbol } from "vscode-languageserver/node";
import { accepted, afterAction, positionAt, textAt, wholeOf } from "../support/lspEdits";
import { FOLDER, withServer } from "../support/lspServer";
import { parseCursor } from "../support/markers";

const CLIENT = {
  capabilities: { textDocument: { completion: { completionItem: { snippetSupport: true } } } },
};

describe("template files", () => {
  const marked = '#set($order = 1)\n{"id": "$input.params(\'id\')", "n": $input.<|>}';

  for (const [uri, languageId] of [
    [`${FOLDER}/orders.vtl`, "plaintext"],
    [`${FOLDER}/orders`, "vtl"],
    [`${FOLDER}/orders.vm`, "velocity"],
  ] as const) {
    it(`are detected with the language ID ${languageId}: ${uri.slice(FOLDER.length)}`, async () => {
      const { text, offset } = parseCursor(marked);
      await withServer(CLIENT, async (server) => {
        const diagnostics = await server.open(uri, text, languageId);
        assert.deepEqual(
          diagnostics.map(({ code, range }) => [code, textAt(text, range)]),
          [["AG3025", "$input.params('id')"]],
        );
        assert.equal(await server.status(uri), undefined);

        const items = (await server.complete(uri, positionAt(text, offset))) ?? [];
        const json = items.find(({ label }) => label === "json");
        assert.ok(json);
        assert.equal(accepted(text, json), marked.replace("<|>", "json('$.<|>')"));

        const hover = await server.hover(uri, positionAt(text, text.indexOf("params")));
        assert.match(JSON.stringify(hover?.contents), /query string/);

        const fixed = afterAction(
          text,
          uri,
          await server.codeActions(uri, wholeOf(text)),
          "Escape the value",
        );
        assert.match(fixed, /\$util\.escapeJavaScript\(\$input\.params\('id'\)\)\.replaceAll/);
        const [symbol] = (await server.ask<DocumentSymbol[]>("documentSymbol", uri)) ?? [];
        assert.equal(symbol?.name, "$order");
      });
    });
  }
});
