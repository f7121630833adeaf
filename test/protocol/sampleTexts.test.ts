import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { SignatureHelp } from "vscode-languageserver/node";
import { FILE_TEXTS_NOTIFICATION, type FileTextsParams } from "../../server/src/protocol";
import { positionAt } from "../support/lspEdits";
import { FOLDER, type LspServer, withServer } from "../support/lspServer";
import { parseCursor } from "../support/markers";

const URI = `${FOLDER}/my%20files/put-integration.json`;
const REQUEST = `${FOLDER}/my%20files/put-integration.request.json`;

const input = (template: string) => JSON.stringify({ requestTemplates: { "application/json": template } });

async function labelsAt(server: LspServer, template: string): Promise<readonly string[]> {
  const { text, offset } = parseCursor(input(template));
  await server.change(URI, { text });
  await server.diagnostics(URI);
  return ((await server.complete(URI, positionAt(text, offset), ".")) ?? []).map(({ label }) => label);
}

async function send(server: LspServer, texts: FileTextsParams["texts"]): Promise<void> {
  await server.connection.sendNotification(FILE_TEXTS_NOTIFICATION, { texts });
}

describe("texts of sample files and models from the client", () => {
  it("are used by completion, until a file is gone", async () => {
    await withServer({}, async (server) => {
      await server.open(URI, input(""));
      assert.deepEqual(await labelsAt(server, "$input.path('$.<|>')"), []);
      // Clients encode URIs in different ways.
      await send(server, { [REQUEST.replace("%20", " ")]: '{"body": {"name": "Ann"}}' });
      assert.deepEqual(await labelsAt(server, "$input.path('$.<|>')"), ["name"]);
      await send(server, { [REQUEST]: null });
      assert.deepEqual(await labelsAt(server, "$input.path('$.<|>')"), []);
    });
  });

  it("are those of the open document, if there is one", async () => {
    await withServer({}, async (server) => {
      await server.open(URI, input(""));
      await send(server, { [REQUEST]: '{"body": {"saved": 1}}' });
      await server.open(REQUEST, '{"body": {"unsaved": 1}}');
      assert.deepEqual(await labelsAt(server, "$input.path('$.<|>')"), ["unsaved"]);
      await server.close(REQUEST);
      assert.deepEqual(await labelsAt(server, "$input.path('$.<|>')"), ["saved"]);
    });
  });

  it("include the models of the settings", async () => {
    const configuration = {
      apigw: { models: { "application/JSON": "./models/order.json", "text/plain": 7 } },
    };
    await withServer({ configuration }, async (server) => {
      await server.open(URI, input(""));
      await send(server, {
        [`${FOLDER}/models/order.json`]: '{"properties": {"total": {"type": "number"}}}',
      });
      assert.deepEqual(await labelsAt(server, "$input.path('$.<|>')"), ["total"]);
    });
  });

  it("are ignored if they have another shape", async () => {
    await withServer({}, async (server) => {
      await server.open(URI, input(""));
      for (const params of [null, [], { texts: 1 }, { texts: { [REQUEST]: 7 } }]) {
        await server.connection.sendNotification(FILE_TEXTS_NOTIFICATION, params);
      }
      assert.deepEqual(await labelsAt(server, "$input.path('$.<|>')"), []);
    });
  });
});

describe("signature help", () => {
  it("marks the parameter at the cursor", async () => {
    await withServer({}, async (server) => {
      const { text, offset } = parseCursor(input("$input.params('a').replaceAll('x', <|>)"));
      await server.open(URI, text);
      const help = await server.ask<SignatureHelp>("signatureHelp", URI, {
        position: positionAt(text, offset),
      });
      assert.deepEqual(
        help?.signatures.map(({ label, parameters }) => [
          label,
          parameters?.map((parameter) => parameter.label),
        ]),
        [["replaceAll(pattern, new)", ["pattern", "new"]]],
      );
      assert.equal(help?.activeParameter, 1);
    });
  });
});
