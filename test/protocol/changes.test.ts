import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { TextDocumentContentChangeEvent } from "vscode-languageserver/node";
import { fixture, fixturesIn, seeded } from "../support/fixtures";
import { applyLspEdits, documentOf, positionAt } from "../support/lspEdits";
import { FOLDER, withServer } from "../support/lspServer";

const TYPED = `${FOLDER}/typed.integration.json`;
const OPENED = `${FOLDER}/opened.integration.json`;
const FAULTY = '{\r\n\t"integrationType": "MOCK",\r"TimeoutInMillis": "29000",\n"Description": "Grüße 👋",}';

describe("changes of a document", () => {
  for (const name of ["mock.json", ...fixturesIn("skeletons"), FAULTY]) {
    const text = name === FAULTY ? FAULTY : fixture(name);
    it(`have the same result as opening the final text, typed at once: ${JSON.stringify(name)}`, async () => {
      await withServer({}, async (server) => {
        await server.open(TYPED, "");
        for (let offset = 0; offset < text.length; offset++) {
          await server.change(TYPED, typed(text, offset));
        }
        assert.deepEqual(await server.diagnostics(TYPED), await server.open(OPENED, text));
      });
    });
  }

  it("have the same result as opening the text after every character, typed slowly", async () => {
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

  it("have the same result as opening the final text, several at random places", async () => {
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

  it("apply to all later requests", async () => {
    await withServer({ configuration: {} }, async (server) => {
      await server.open(TYPED, "{}");
      await server.change(TYPED, { text: '{"IntegrationType": ""}' });
      const answer = server.complete(TYPED, { line: 0, character: 21 });
      const labels = (await answer)?.map(({ label }) => label);
      assert.ok(labels?.includes("MOCK"), labels?.join(", "));
    });
  });
});

/** Returns the change that types the character at the offset after the text before it. */
function typed(text: string, offset: number): TextDocumentContentChangeEvent {
  const at = positionAt(text.slice(0, offset), offset);
  return { range: { start: at, end: at }, text: text[offset] ?? "" };
}
