import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { SignatureHelp } from "vscode-languageserver/node";
import {
  CHOSEN_SAMPLES_NOTIFICATION,
  type ChosenSamplesParams,
  FILE_TEXTS_NOTIFICATION,
  type FileTextsParams,
  TEMPLATE_AT_REQUEST,
  type TemplateAtParams,
  type TemplateAtResult,
} from "../../server/src/protocol";
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

  it("are those of all sample requests of the file", async () => {
    await withServer({}, async (server) => {
      await server.open(URI, input(""));
      const folder = `${FOLDER}/my%20files/put-integration.requests`;
      await send(server, {
        [REQUEST]: '{"body": {"name": "Ann"}}',
        [`${folder}/other.json`]: '{"body": {"age": 3}}',
        [`${FOLDER}/my%20files/other.requests/x.json`]: '{"body": {"foreign": 1}}',
      });
      assert.deepEqual(await labelsAt(server, "$input.path('$.<|>')"), ["name", "age"]);
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

describe("the chosen sample requests", () => {
  const OTHER = `${FOLDER}/my%20files/put-integration.requests/empty%20cart.json`;

  const choose = (server: LspServer, requests: unknown): Promise<void> =>
    server.connection.sendNotification(CHOSEN_SAMPLES_NOTIFICATION, { requests });

  it("come before the others, in place of the default one", async () => {
    await withServer({}, async (server) => {
      await server.open(URI, input(""));
      await send(server, { [REQUEST]: '{"body": {"default": 1}}', [OTHER]: '{"body": {"other": 1}}' });
      const requests: ChosenSamplesParams["requests"] = { [URI]: { "": OTHER } };
      await choose(server, requests);
      assert.deepEqual(await labelsAt(server, "$input.path('$.<|>')"), ["other", "default"]);
      await send(server, { [OTHER]: null });
      assert.deepEqual(await labelsAt(server, "$input.path('$.<|>')"), ["default"]);
      for (const other of [null, { [URI]: null }, { [URI]: { "": 7 } }]) await choose(server, other);
      assert.deepEqual(await labelsAt(server, "$input.path('$.<|>')"), ["default"]);
    });
  });

  it("belong to one integration of a host file, or to all that have none of their own", async () => {
    const host = `${FOLDER}/api.yaml`;
    const operation = (template: string) => `
      x-amazon-apigateway-integration:
        type: mock
        requestTemplates:
          application/json: "${template}"`;
    const { text, offset } = parseCursor(
      `openapi: 3.0.1\npaths:\n  /pets:\n    get:${operation("$input.path('$.<|>')")}\n    put:${operation("")}\n`,
    );
    const labels = async (server: LspServer): Promise<readonly string[]> =>
      ((await server.complete(host, positionAt(text, offset), ".")) ?? []).map(({ label }) => label);
    await withServer({}, async (server) => {
      await server.open(host, text);
      const [own, all] = [`${FOLDER}/api.GET-pets.requests/a.json`, `${FOLDER}/api.requests/a.json`];
      await send(server, { [own]: '{"body": {"own": 1}}', [all]: '{"body": {"all": 1}}' });
      assert.deepEqual(await labels(server), ["own", "all"]);
      await choose(server, { [host]: { "": all } });
      assert.deepEqual(await labels(server), ["all", "own"]);
      await choose(server, { [host]: { "": all, "GET-pets": own } });
      assert.deepEqual(await labels(server), ["own", "all"]);
      await choose(server, { [host]: { "": all, "PUT-pets": own } });
      assert.deepEqual(await labels(server), ["all", "own"]);
    });
  });
});

describe("the template at the cursor", () => {
  const HOST = `${FOLDER}/api.yaml`;
  const TEXT = `openapi: 3.0.1
paths:
  /pets:
    get:
      x-amazon-apigateway-integration:
        type: mock
        requestTemplates:
          application/json: "{}"
          text/plain: "x"
    put:
      x-amazon-apigateway-integration:
        type: mock
        requestTemplates:
          application/json: "{}"
`;

  it("is the one that contains it, else the first one of the integration, else the first one of the file", async () => {
    await withServer({}, async (server) => {
      await server.open(HOST, TEXT);
      const at = async (line: number, character: number): Promise<readonly [string, boolean]> => {
        const params: TemplateAtParams = { uri: HOST, position: { line, character } };
        const found = await server.connection.sendRequest<TemplateAtResult>(TEMPLATE_AT_REQUEST, params);
        assert.ok(found);
        return [`${found.sampleName} ${found.path.at(-1)}`, found.isAtCursor];
      };
      assert.deepEqual(await at(8, 24), ["GET-pets text/plain", true]);
      assert.deepEqual(await at(8, 12), ["GET-pets text/plain", true]);
      assert.deepEqual(await at(11, 10), ["PUT-pets application/json", false]);
      assert.deepEqual(await at(0, 0), ["GET-pets application/json", false]);
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
