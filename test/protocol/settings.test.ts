import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { DiagnosticSeverity } from "vscode-languageserver/node";
import { FOLDER, type LspServer, withServer } from "../support/lspServer";

const URI = `${FOLDER}/deploy/any.json`;
const NAMED = `${FOLDER}/any.integration.json`;
const FAULTY = '{"Timeout": 1}';
const SOUND = '{"TimeoutInMillis": 50}';

/** [what, the value of `apigw`] of invalid and unusual settings. */
const odd: readonly (readonly [string, unknown])[] = [
  ["nothing", null],
  ["a string", "files"],
  ["a string as files", { files: "*.json", pins: "no" }],
  ["files that are not strings", { files: [1, null, {}], pins: [] }],
  ["pins that are not objects", { pins: { "any.json": "HTTP", "deploy/any.json": null } }],
  ["pins with other values", { pins: { "other.json": { operation: 7, protocol: [] } } }],
  ["an empty glob, like a new row in the settings editor", { files: [""] }],
  ["an empty glob in pins", { pins: { "": { protocol: "HTTP" } } }],
  ["globs with unclosed brackets", { files: ["[", "{a", "(", "\\", "**[!"], pins: { "{[(": {} } }],
  ["a very long glob", { files: ["*".repeat(70_000)] }],
  ["names of members of Object.prototype", { files: ["constructor"], pins: { __proto__: {}, toString: {} } }],
];

describe("settings", () => {
  for (const [what, apigw] of odd) {
    it(`can be ${what}`, async () => {
      await withServer({ configuration: { apigw } }, async (server) => {
        assert.deepEqual(await server.open(URI, FAULTY), []);
        await server.open(NAMED, SOUND);
        assert.ok(await server.status(NAMED), "not recognized");
      });
    });
  }

  it("apply to open files when they change", async () => {
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

  it("change the severity of rules and turn rules off", async () => {
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

  it("use paths relative to the file's folder, which can be added and removed", async () => {
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

  it("are not requested from clients without configuration", async () => {
    await withServer({}, async (server) => {
      await server.open(`${FOLDER}/integration-params.json`, FAULTY);
      assert.equal(server.configurationRequests, 0);
    });
  });

  it("are requested once per file, not for each version", async () => {
    await withServer({ configuration: {} }, async (server) => {
      await server.open(URI, FAULTY);
      for (const text of ["{", "{}", '{"a": 1}']) {
        await server.change(URI, { text });
        await server.diagnostics(URI);
      }
      assert.equal(server.configurationRequests, 1);
    });
  });

  it("have defaults if the client rejects the request", async () => {
    const refusing = {
      get apigw(): never {
        throw new Error("no settings here");
      },
    };
    await withServer({ configuration: refusing }, async (server) => {
      const diagnostics = await server.open(
        `${FOLDER}/integration-params.json`,
        '{"ApiId": "a", "Timeout": 1}',
      );
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
