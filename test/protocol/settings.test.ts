import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { DiagnosticSeverity } from "vscode-languageserver/node";
import { FOLDER, type LspServer, withServer } from "../support/lspServer";

const URI = `${FOLDER}/deploy/any.json`;
const NAMED = `${FOLDER}/any.integration.json`;
const FAULTY = '{"Timeout": 1}';

/** Settings as people come to write them: [what, the value of `apigw`]. */
const odd: readonly (readonly [string, unknown])[] = [
  ["nothing", null],
  ["a text", "files"],
  ["files as a text", { files: "*.json", pins: "no" }],
  ["files that are no texts", { files: [1, null, {}], pins: [] }],
  ["pins that are no objects", { pins: { "any.json": "HTTP", "deploy/any.json": null } }],
  ["pins with other values", { pins: { "other.json": { operation: 7, protocol: [] } } }],
  ["an empty glob, as a new row in an editor is", { files: [""] }],
  ["an empty glob among the pins", { pins: { "": { protocol: "HTTP" } } }],
  ["globs that are not closed", { files: ["[", "{a", "(", "\\", "**[!"], pins: { "{[(": {} } }],
  ["a very long glob", { files: ["*".repeat(70_000)] }],
  ["names of every object's members", { files: ["constructor"], pins: { __proto__: {}, toString: {} } }],
];

describe("Settings", () => {
  for (const [what, apigw] of odd) {
    it(`may hold ${what}`, async () => {
      await withServer({ configuration: { apigw } }, async (server) => {
        assert.deepEqual(await server.open(URI, FAULTY), []);
        await server.open(NAMED, FAULTY);
        assert.ok(await server.status(NAMED), "not recognized");
      });
    });
  }

  it("take effect on open files when they change", async () => {
    await withServer({ configuration: {} }, async (server) => {
      assert.deepEqual(await server.open(URI, FAULTY), []);
      await server.configure({ apigw: { files: ["deploy/*.json"] } });
      assert.deepEqual(await codes(server), ["AG0005", "AG0003"]);
      await server.configure({ apigw: { pins: { "deploy/any.json": { protocol: "http" } } } });
      assert.deepEqual(await codes(server), ["AG0005", "AG0003"]);
      assert.equal((await server.status(URI))?.protocol, "HTTP");
      await server.configure({});
      assert.deepEqual(await codes(server), []);
    });
  });

  it("give rules other severities, or none", async () => {
    const FAULTS = '{"IntegrationType": "MOKC", "Timeout": 1}';
    const severities = async (server: LspServer) =>
      Object.fromEntries((await server.diagnostics(NAMED)).map(({ code, severity }) => [code, severity]));
    await withServer({ configuration: {} }, async (server) => {
      await server.open(NAMED, FAULTS);
      const { Error: ERROR, Hint } = DiagnosticSeverity;
      assert.deepEqual(await severities(server), { AG0003: ERROR, AG0009: ERROR });
      await server.configure({ apigw: { rules: { AG0003: "hint", AG0009: "off", AG9999: "off" } } });
      assert.deepEqual(await severities(server), { AG0003: Hint });
      await server.configure({ apigw: { rules: { AG0003: "fatal", AG0009: 1 } } });
      assert.deepEqual(await severities(server), { AG0003: ERROR, AG0009: ERROR });
    });
  });

  it("are read against the folder that holds the file, which may come and go", async () => {
    const files = { apigw: { files: ["deploy/*.json"] } };
    const folder = { uri: `${FOLDER}/deploy`, name: "deploy" };
    const capabilities = { workspace: { workspaceFolders: true } };
    await withServer({ capabilities, configuration: files }, async (server) => {
      await server.open(URI, FAULTY);
      assert.deepEqual(await codes(server), ["AG0005", "AG0003"]);
      await server.changeFolders({ added: [folder], removed: [] });
      assert.deepEqual(await codes(server), []);
      await server.changeFolders({ added: [], removed: [folder] });
      assert.deepEqual(await codes(server), ["AG0005", "AG0003"]);
    });
  });

  it("are not asked for where the client cannot tell them", async () => {
    await withServer({}, async (server) => {
      await server.open(`${FOLDER}/integration-params.json`, FAULTY);
      assert.equal(server.configurationRequests, 0);
    });
  });

  it("are asked for once for a file, not for each of its versions", async () => {
    await withServer({ configuration: {} }, async (server) => {
      await server.open(URI, FAULTY);
      for (const text of ["{", "{}", '{"a": 1}']) {
        await server.change(URI, { text });
        await server.diagnostics(URI);
      }
      assert.equal(server.configurationRequests, 1);
    });
  });

  it("may be refused by the client: then the file is checked without", async () => {
    const refusing = {
      get apigw(): never {
        throw new Error("no settings here");
      },
    };
    await withServer({ configuration: refusing }, async (server) => {
      const diagnostics = await server.open(`${FOLDER}/integration-params.json`, FAULTY);
      assert.deepEqual(
        diagnostics.map(({ code }) => code),
        ["AG0005", "AG0003"],
      );
    });
  });
});

async function codes(server: LspServer) {
  return (await server.diagnostics(URI)).map(({ code }) => code);
}
