import * as assert from "node:assert/strict";
import { serverLookedAtAll } from "../support/host/diagnostics";
import { openAtCursor } from "../support/host/files";
import { hoverAt } from "../support/host/hover";

describe("hover", () => {
  // Before the server runs, VS Code answers requests with nothing.
  before(serverLookedAtAll);

  it("documents a member: its purpose, APIs and limits", async () => {
    const text = await hoverAt(
      await openAtCursor("name.integration.json", '{ "Timeout|InMillis": 29000 }\n'),
    );
    assert.match(text, /\*\*TimeoutInMillis\*\* · integer/);
    assert.match(text, /Applies to: HTTP APIs, WebSocket APIs/);
    assert.match(text, /29000/);
  });

  it("documents a value", async () => {
    const text = await hoverAt(
      await openAtCursor("value.integration.json", '{ "IntegrationType": "MO|CK" }\n'),
    );
    assert.match(text, /\*\*MOCK\*\* · IntegrationType/);
  });

  it("shows nothing for an unknown member", async () => {
    assert.equal(await hoverAt(await openAtCursor("unknown.integration.json", '{ "Foo|": 1 }\n')), "");
  });
});
