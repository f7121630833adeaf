import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { TextDocumentContentChangeEvent } from "vscode-languageserver/node";
import { fixture, fixturesIn, seeded } from "../support/fixtures";
import { applyLspEdits, documentOf, positionAt } from "../support/lspEdits";
import { FOLDER, withServer } from "../support/lspServer";

const TYPED = `${FOLDER}/typed.integration.json`;
const OPENED = `${FOLDER}/opened.integration.json`;
const FAULTY = '{\r\n\t"integrationType": "MOCK",\r"TimeoutInMillis": "29000",\n"Description": "Grüße 👋",}';

describe("Changes", () => {
  for (const name of ["mock.json", ...fixturesIn("skeletons"), FAULTY]) {
    const text = name === FAULTY ? FAULTY : fixture(name);
    it(`typed in one burst end as if the file was opened so: ${JSON.stringify(name)}`, async () => {
      await withServer({}, async (server) => {
        await server.open(TYPED, "");
        for (let offset = 0; offset < text.length; offset++) {
          await server.change(TYPED, typed(text, offset));
        }
        assert.deepEqual(await server.diagnostics(TYPED), await server.open(OPENED, text));
      });
    });
  }

  it("typed slowly are as if the file was opened so after every character", async () => {
    await withServer({}, async (server) => {
      await server.open(TYPED, "");
      for (let offset = 0; offset < FAULTY.length; offset++) {
        await server.change(TYPED, typed(FAULTY, offset));
        const expected = await server.open(OPENED, FAULTY.slice(0, offset + 1));
        assert.deepEqual(await server.diagnostics(TYPED), expected, FAULTY.slice(0, offset + 1));
        await server.close(OPENED);
      }
    });
  });

  it("anywhere, several at once, are as if the file was opened so", async () => {
    const random = seeded(7);
    const below = (limit: number) => Math.floor(random() * limit);
    const pieces = ['"', "{", "}", ",", ":", "\n", "\r\n", " ", "IntegrationType", "👋", "", "// x"];
    await withServer({}, async (server) => {
      let text = FAULTY;
      await server.open(TYPED, text);
      for (let round = 0; round < 200; round++) {
        const changes: TextDocumentContentChangeEvent[] = [];
        for (let i = below(3); i >= 0; i--) {
          const start = below(text.length + 1);
          const end = Math.min(text.length, start + below(4));
          const document = documentOf(text);
          const range = { start: document.positionAt(start), end: document.positionAt(end) };
          const newText = pieces[below(pieces.length)] ?? "";
          changes.push({ range, text: newText });
          text = applyLspEdits(text, [{ range, newText }]);
        }
        await server.change(TYPED, ...changes);
        assert.deepEqual(await server.diagnostics(TYPED), await server.open(OPENED, text), text);
        await server.close(OPENED);
      }
    });
  });

  it("are answered of the latest version, whatever was asked before", async () => {
    await withServer({ configuration: {} }, async (server) => {
      await server.open(TYPED, "{}");
      await server.change(TYPED, { text: '{"IntegrationType": ""}' });
      const answer = server.complete(TYPED, { line: 0, character: 21 });
      const labels = (await answer)?.map(({ label }) => label);
      assert.ok(labels?.includes("MOCK"), labels?.join(", "));
    });
  });
});

/** The change that types the text's character at the offset behind what is before it. */
function typed(text: string, offset: number): TextDocumentContentChangeEvent {
  const at = positionAt(text.slice(0, offset), offset);
  return { range: { start: at, end: at }, text: text[offset] ?? "" };
}
