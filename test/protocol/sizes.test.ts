import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { DiagnosticSeverity } from "vscode-languageserver/node";
import { positionAt } from "../support/lspEdits";
import { FOLDER, withServer } from "../support/lspServer";

const URI = `${FOLDER}/integration-params.json`;
const MAX_LENGTH = 4_000_000;
const LIMIT_MS = 60_000;

/** Returns an invalid integration of exactly that length, with many templates. */
function integrationOf(length: number): string {
  const lines: string[] = [];
  const entry = '"{\\"statusCode\\": 200, \\"body\\": $input.json(\'$\')}"';
  for (let size = 200; size + 100 < length; size += (lines.at(-1)?.length ?? 0) + 2) {
    lines.push(`    "route-${lines.length}": ${entry}`);
  }
  const text = `{\n  "RequestTemplates": {\n${lines.join(",\n")}\n  },\n  "IntegrationType": "MOCKED"\n}`;
  return text + " ".repeat(length - text.length);
}

describe("a large file", function () {
  this.timeout(LIMIT_MS + 1000);

  for (const length of [1_000_000, MAX_LENGTH]) {
    it(`of ${length} characters is checked`, async () => {
      const text = integrationOf(length);
      assert.equal(text.length, length);
      const value = positionAt(text, text.indexOf('"MOCKED"') + 1);
      await withServer(
        {},
        async (server) => {
          const codes = (await server.open(URI, text)).map(({ code }) => code);
          assert.deepEqual(codes, ["AG0009"]);
          assert.match(JSON.stringify(await server.complete(URI, value)), /"AWS_PROXY"/);
          const name = { line: value.line, character: 5 };
          assert.match(JSON.stringify(await server.hover(URI, name)), /\*\*IntegrationType\*\*/);
          const end = { ...value, character: value.character + 1 };
          await server.change(URI, { range: { start: value, end }, text: "L" });
          assert.match(String((await server.diagnostics(URI))[0]?.message), /"LOCKED"/);
        },
        LIMIT_MS,
      );
    });
  }

  it("above the limit is not checked until it is shorter", async () => {
    const text = integrationOf(MAX_LENGTH + 1);
    await withServer(
      {},
      async (server) => {
        const [only, ...others] = await server.open(URI, text);
        assert.deepEqual([only?.code, only?.severity], ["too-large", DiagnosticSeverity.Information]);
        assert.deepEqual(others, []);
        assert.equal(only?.source, "apigw");
        assert.match(String(only.message), /4,000,000/);
        assert.equal((await server.status(URI))?.tooLarge, true);
        assert.equal(await server.complete(URI, { line: 0, character: 1 }), null);

        const end = positionAt(text, text.length);
        const start = { line: end.line, character: end.character - 1 };
        await server.change(URI, { range: { start, end }, text: "" });
        const codes = (await server.diagnostics(URI)).map(({ code }) => code);
        assert.deepEqual(codes, ["AG0009"]);
        assert.equal((await server.status(URI))?.tooLarge, false);
      },
      LIMIT_MS,
    );
  });

  it("above the limit has no diagnostics if it is not an input", async () => {
    await withServer({}, async (server) => {
      const uri = `${FOLDER}/data.json`;
      assert.deepEqual(await server.open(uri, `["${"a".repeat(MAX_LENGTH)}"]`), []);
      assert.equal(await server.status(uri), undefined);
    });
  });

  it("above the limit is not checked if a setting matches it", async () => {
    const apigw = { files: ["big-by-glob.json"], pins: { "big-by-pin.json": { protocol: "HTTP" } } };
    await withServer({ configuration: { apigw } }, async (server) => {
      for (const name of ["big-by-glob.json", "big-by-pin.json"]) {
        const codes = (await server.open(`${FOLDER}/${name}`, " ".repeat(MAX_LENGTH + 1))).map(
          ({ code }) => code,
        );
        assert.deepEqual(codes, ["too-large"], name);
      }
    });
  });
});
