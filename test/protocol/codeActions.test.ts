import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { MOCK, TEMPLATES } from "../support/inputs";
import { afterAction, wholeOf } from "../support/lspEdits";
import { FOLDER, withServer } from "../support/lspServer";

const URI = `${FOLDER}/integration-params.json`;

/** [title, text before, text after] */
const fixes: readonly (readonly [string, string, string])[] = [
  ['Write "MOCK"', `{"IntegrationType": "mock", ${TEMPLATES}}`, `{${MOCK}}`],
  ['Rename to "IntegrationType"', `{"integrationType": "MOCK", ${TEMPLATES}}`, `{${MOCK}}`],
  ['Remove "$schema"', `{\n  "$schema": "x",\n  ${MOCK}\n}`, `{\n  ${MOCK}\n}`],
  [
    "Write 29000",
    `{\r\n\t${MOCK}, "Description": "👋",\r\n\t"TimeoutInMillis": 29001\r\n}`,
    `{\r\n\t${MOCK}, "Description": "👋",\r\n\t"TimeoutInMillis": 29000\r\n}`,
  ],
  [
    'Insert IntegrationMethod "ANY"',
    '{\n    "IntegrationType": "HTTP_PROXY",\n    "IntegrationUri": "https://example.com",\n    "PayloadFormatVersion": "1.0"\n}',
    '{\n    "IntegrationType": "HTTP_PROXY",\n    "IntegrationUri": "https://example.com",\n    "PayloadFormatVersion": "1.0",\n    "IntegrationMethod": "ANY"\n}',
  ],
];

describe("Code actions", () => {
  for (const [title, before, after] of fixes) {
    it(`mend a file: ${title}`, async () => {
      await withServer({}, async (server) => {
        const diagnostics = await server.open(URI, before);
        const actions = await server.codeActions(URI, wholeOf(before), ["quickfix"]);
        assert.equal(afterAction(before, URI, actions, title), after);
        for (const action of actions ?? []) {
          assert.equal(action.kind, "quickfix");
          // Each says which of the client's diagnostics it is for.
          assert.equal(action.diagnostics?.length, 1);
          assert.ok(diagnostics.some(({ message }) => message === action.diagnostics?.[0]?.message));
        }
        await server.change(URI, { text: after });
        assert.deepEqual(await server.diagnostics(URI), []);
      });
    });
  }

  const twoFaults = `{"IntegrationType": "mock", ${TEMPLATES},\n"TimeoutInMillis": "50"}`;

  it("are those of the place that is asked for", async () => {
    await withServer({}, async (server) => {
      await server.open(URI, twoFaults);
      const at = { line: 1, character: 20 };
      const actions = await server.codeActions(URI, { start: at, end: at }, ["quickfix"]);
      assert.deepEqual(
        actions?.map(({ title }) => title),
        ["Write 50"],
      );
    });
  });

  it("are of no other kind", async () => {
    await withServer({}, async (server) => {
      await server.open(URI, twoFaults);
      const whole = wholeOf(twoFaults);
      assert.deepEqual(
        await server.codeActions(URI, whole, ["refactor.extract", "source.organizeImports"]),
        [],
      );
      assert.equal((await server.codeActions(URI, whole, ["quickfix"]))?.length, 2);
      const any = await server.codeActions(URI, whole, [""]);
      assert.equal(any?.filter(({ kind }) => kind === "quickfix").length, 2);
    });
  });

  it("mend a whole file on request, with what is safe", async () => {
    await withServer({}, async (server) => {
      const text = `{"integrationType": "MOCK", ${TEMPLATES},\n"TimeoutInMillis": "50"}`;
      await server.open(URI, text);
      const [action, ...others] = (await server.codeActions(URI, wholeOf(text), ["source.fixAll"])) ?? [];
      assert.ok(action && others.length === 0);
      const after = `{"IntegrationType": "MOCK", ${TEMPLATES},\n"TimeoutInMillis": 50}`;
      assert.equal(afterAction(text, URI, [action], action.title), after);
    });
  });

  it("are none for a sound file", async () => {
    await withServer({}, async (server) => {
      const text = `{${MOCK}}`;
      await server.open(URI, text);
      assert.deepEqual(await server.codeActions(URI, wholeOf(text), ["quickfix"]), []);
    });
  });
});
