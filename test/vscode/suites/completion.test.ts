import * as assert from "node:assert/strict";
import { accept, completionsAt, itemLabelled, labelOf } from "../support/host/completion";
import { serverLookedAtAll } from "../support/host/diagnostics";
import { openAtCursor } from "../support/host/files";

/** [description, file, text with the cursor, accepted label, resulting text] */
const inStrings: readonly (readonly [string, string, string, string, string])[] = [
  [
    "a mapping key",
    "key.integration.json",
    '{ "PayloadFormatVersion": "2.0", "RequestParameters": { "over|": "a" } }',
    "overwrite:path",
    '{ "PayloadFormatVersion": "2.0", "RequestParameters": { "overwrite:path": "a" } }',
  ],
  [
    "a variable inside other text",
    "variable.integration.json",
    '{ "RequestParameters": { "overwrite:path": "/v2/${requ|}" } }',
    "${request.path",
    '{ "RequestParameters": { "overwrite:path": "/v2/${request.path}" } }',
  ],
  [
    "the source of a REST API mapping",
    "rest.put-integration.json",
    '{ "requestParameters": { "integration.request.header.x": "context.reques|" } }',
    "requestId",
    '{ "requestParameters": { "integration.request.header.x": "context.requestId" } }',
  ],
];

describe("completion", () => {
  // Before the server runs, VS Code answers requests with nothing.
  before(serverLookedAtAll);

  it("offers missing members, and inserts one with its value and comma", async () => {
    const editor = await openAtCursor("name.integration.json", '{\n  "IntegrationType": "MOCK"\n  |\n}\n');
    const items = await completionsAt(editor);
    const labels = items.map(labelOf);
    assert.ok(labels.includes("ConnectionType"));
    assert.ok(!labels.includes("IntegrationType"));
    await accept(editor, itemLabelled(items, "ConnectionType"));
    assert.equal(editor.document.getText(), '{\n  "IntegrationType": "MOCK",\n  "ConnectionType": ""\n}\n');
  });

  it("replaces existing quotes", async () => {
    const editor = await openAtCursor("quotes.integration.json", '{\n  "|"\n}\n');
    await accept(editor, itemLabelled(await completionsAt(editor), "IntegrationType"));
    assert.equal(editor.document.getText(), '{\n  "IntegrationType": ""\n}\n');
  });

  it("offers the values of a member, and inserts one inside the quotes", async () => {
    const editor = await openAtCursor("value.integration.json", '{ "PassthroughBehavior": "|" }\n');
    const items = await completionsAt(editor);
    for (const label of ["WHEN_NO_MATCH", "WHEN_NO_TEMPLATES", "NEVER"]) itemLabelled(items, label);
    await accept(editor, itemLabelled(items, "NEVER"));
    assert.equal(editor.document.getText(), '{ "PassthroughBehavior": "NEVER" }\n');
  });

  for (const [what, name, before, label, after] of inStrings) {
    it(`completes ${what}`, async () => {
      const editor = await openAtCursor(name, before);
      await accept(editor, itemLabelled(await completionsAt(editor), label));
      assert.equal(editor.document.getText(), after);
    });
  }

  it("documents the items", async () => {
    const editor = await openAtCursor("documented.integration.json", "{ | }\n");
    const { documentation } = itemLabelled(await completionsAt(editor), "TimeoutInMillis");
    const text = typeof documentation === "object" ? documentation.value : documentation;
    assert.match(text ?? "", /\*\*TimeoutInMillis\*\*/);
  });
});
