import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { fixture, fixturesIn, seeded } from "../support/fixtures";
import { positionAt, wholeOf } from "../support/lspEdits";
import { FOLDER, type LspServer, withServer } from "../support/lspServer";

const LANGUAGES = ["json", "yaml"] as const;
const LIMIT_MS = 60_000;

/** Texts that are not integrations, and mostly not JSON or YAML. */
const garbage: Readonly<Record<string, string>> = {
  "open brackets": "[".repeat(100_000),
  "closing brackets": "]}".repeat(50_000),
  "open objects": '{"a":'.repeat(50_000),
  "objects in a template": `{"RequestTemplates": {"a": ${'{"b": ['.repeat(20_000)}`,
  quotes: '"'.repeat(50_001),
  commas: ",".repeat(100_000),
  colons: ":".repeat(100_000),
  comments: "/**/".repeat(25_000),
  "line breaks": "\r\n\r".repeat(50_000),
  "one long number": "1".repeat(100_000),
  "one long word": "é".repeat(100_000),
  "invalid escapes": '{"\\u12": "\\x", "\\uD800": "\\'.repeat(2_000),
  "names of members of Object.prototype":
    '{"__proto__": {}, "constructor": 1, "toString": [], "hasOwnProperty": null, "IntegrationType": "MOCK"}',
  "maps with such keys":
    '{"RequestTemplates": {"__proto__": ""}, "ResponseParameters": {"constructor": {"toString": 1}}}',
  "many misspelt names": `{${'"IntegrationTipe": 1,'.repeat(20_000)}}`,
  "many different names": `{${Array.from({ length: 20_000 }, (_, i) => `"Integration${i}": 1`).join()}}`,
  "many directives": `${"# apigw-disable-line AG9999\n".repeat(10_000)}${"Nope: 1\n".repeat(10_000)}`,
  "nested YAML": Array.from({ length: 2_000 }, (_, i) => `${" ".repeat(i)}a:\n`).join(""),
  "nested YAML lists": "- ".repeat(50_000),
  "YAML aliases": `a: &a [x,x]\n${Array.from({ length: 5_000 }, (_, i) => `k${i}: &k${i} [*a, *a]`).join("\n")}`,
  "YAML documents": "---\n".repeat(30_000),
  "YAML block scalars": "k: |\n\n\n  x\n".repeat(10_000),
  tabs: "\t".repeat(100_000),
  "control characters": "\u202e{\u0000}\ufeff\u2028\u2029",
};

/** The server works with every file, whatever it holds. */
const ALL_FILES = { configuration: { apigw: { files: ["**"] } } };

describe("the server keeps responding", () => {
  for (const language of LANGUAGES) {
    for (const [what, text] of Object.entries(garbage)) {
      it(`to ${what} as ${language}`, async () => {
        await withServer(ALL_FILES, async (server) => {
          await server.open(uriOf(language), text, language);
          await askEverything(server, uriOf(language), text, Math.floor(text.length / 2));
        });
      });
    }

    it(`to random texts as ${language}`, () => askOfRandomTexts(language));
  }

  for (const name of ["mock.json", ...fixturesIn("skeletons")]) {
    it(`to every prefix of ${name}`, async function () {
      this.timeout(LIMIT_MS + 1000);
      const text = fixture(name);
      const language = name.endsWith(".yaml") ? "yaml" : "json";
      const body = async (server: LspServer) => {
        await server.open(uriOf(language), "", language);
        for (let end = 0; end <= text.length; end++) {
          await server.change(uriOf(language), { text: text.slice(0, end) });
          await askEverything(server, uriOf(language), text.slice(0, end), end);
        }
      };
      await withServer(ALL_FILES, body, LIMIT_MS);
    });
  }

  it("to positions that do not exist", async () => {
    await withServer(ALL_FILES, async (server) => {
      const uri = uriOf("json");
      await server.open(uri, '{"IntegrationType": "MOCK"}');
      const far = { line: 999_999, character: 999_999 };
      assert.deepEqual(await server.complete(uri, far), []);
      assert.equal(await server.hover(uri, far), null);
      assert.deepEqual(await server.codeActions(uri, { start: far, end: far }), []);
    });
  });

  it("to requests for documents that were never opened", async () => {
    await withServer(ALL_FILES, async (server) => {
      const start = { line: 0, character: 0 };
      const never = `${FOLDER}/never.integration.json`;
      assert.equal(await server.complete(never, start), null);
      assert.equal(await server.hover(never, start), null);
    });
  });
});

async function askOfRandomTexts(language: (typeof LANGUAGES)[number]): Promise<void> {
  const random = seeded(1);
  const below = (limit: number) => Math.floor(random() * limit);
  await withServer(ALL_FILES, async (server) => {
    await server.open(uriOf(language), "", language);
    for (let round = 0; round < 300; round++) {
      // First only bytes, then any UTF-16 code units, including halves of surrogate pairs.
      const limit = round < 150 ? 256 : 65_536;
      const units = Array.from({ length: below(200) }, () => below(limit));
      const text = `${round % 2 ? "{" : ""}${String.fromCharCode(...units)}`;
      await server.change(uriOf(language), { text });
      await askEverything(server, uriOf(language), text, below(text.length + 1));
    }
  });
}

async function askEverything(server: LspServer, uri: string, text: string, offset: number): Promise<void> {
  const position = positionAt(text, offset);
  const answers = await Promise.all([
    server.complete(uri, position),
    server.hover(uri, position),
    server.codeActions(uri, wholeOf(text)),
    server.ask("documentSymbol", uri),
    server.ask("foldingRange", uri),
    server.ask("selectionRange", uri, { positions: [position] }),
    server.ask("documentLink", uri),
    server.ask("formatting", uri, { options: { tabSize: 2, insertSpaces: true } }),
  ]);
  // Hovers may be null. The other results are lists.
  const missing = answers.findIndex((answer, i) => i !== 1 && !Array.isArray(answer));
  assert.equal(missing, -1, `request ${missing} of ${JSON.stringify(text.slice(0, 100))}`);
}

function uriOf(language: (typeof LANGUAGES)[number]): string {
  return `${FOLDER}/integration-params.${language}`;
}
