import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { MOCK } from "../support/inputs";
import { FOLDER, type LspServer, withServer } from "../support/lspServer";

const URI = `${FOLDER}/integration-params.json`;

/** [what, text, the code that the server reports, whether VS Code reports the problem in jsonc] */
const faults: readonly (readonly [string, string, string, boolean])[] = [
  ["a missing comma", `{${MOCK} "TimeoutInMillis": 50}`, "AG0001", true],
  ["a missing brace", `{${MOCK}`, "AG0001", true],
  ["a missing quote", `{${MOCK}, "Description": "a}`, "AG0001", true],
  ["a line break in a string", `{${MOCK}, "Description": "a\nb"}`, "AG0001", true],
  ["a trailing comma", `{${MOCK},}`, "AG0001", true],
  ["a duplicate key", `{${MOCK}, "IntegrationType": "MOCK"}`, "AG0010", true],
  ["a comment", `{${MOCK}} // fine?`, "AG0001", false],
  ["a block comment", `{/* fine? */${MOCK}}`, "AG0001", false],
];

const VSCODE = { initializationOptions: { editorValidatesJson: true }, configuration: {} };

describe("invalid JSON", () => {
  for (const [what, text, code, reportedInJsonc] of faults) {
    it(`is reported if the editor does not report it: ${what}`, async () => {
      await withServer({}, async (server) => {
        assert.deepEqual([...new Set(await codes(server, text, "json"))], [code]);
      });
    });

    it(`is not reported if the editor reports it: ${what}`, async () => {
      await withServer(VSCODE, async (server) => {
        assert.deepEqual(await codes(server, text, "json"), []);
        await server.close(URI);
        const own = reportedInJsonc ? [] : [code];
        assert.deepEqual(await codes(server, text, "jsonc"), own);
        await server.close(URI);
        assert.deepEqual([...new Set(await codes(server, text, "plaintext"))], [code]);
      });
    });

    it(`is reported while json.validate.enable is off: ${what}`, async () => {
      await withServer(VSCODE, async (server) => {
        assert.deepEqual(await codes(server, text, "json"), []);
        await server.configure({ "json.validate.enable": false });
        assert.deepEqual([...new Set(await latest(server))], [code]);
        await server.configure({ "json.validate.enable": true });
        assert.deepEqual(await latest(server), []);
      });
    });
  }

  it("does not hide other problems", async () => {
    await withServer(VSCODE, async (server) => {
      const text = `{${MOCK}, "Timeout": 1,}`;
      assert.deepEqual(await codes(server, text, "json"), ["AG0003"]);
      await server.close(URI);
      assert.deepEqual(await codes(server, "", "json"), ["AG0001"]);
    });
  });
});

async function codes(server: LspServer, text: string, languageId: string) {
  return (await server.open(URI, text, languageId)).map(({ code }) => code);
}

async function latest(server: LspServer) {
  return (await server.diagnostics(URI)).map(({ code }) => code);
}
