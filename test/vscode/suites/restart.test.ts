import * as assert from "node:assert/strict";
import { MOCK, TEMPLATES } from "../../support/inputs";
import { oursWithCodes } from "../support/host/diagnostics";
import { openWith, replaceText } from "../support/host/files";
import { languageServersUnder } from "../support/processes";

describe("a language server that crashes", () => {
  before(function () {
    // The test finds processes in a way that does not work on Windows.
    if (process.platform === "win32") this.skip();
  });

  it("is restarted, and reports problems again", async () => {
    const editor = await openWith("restart.integration.json", `{ ${MOCK}, "NoSuchMember": 1 }\n`);
    const { uri } = editor.document;
    await oursWithCodes(uri, ["AG0003"]);
    const [before, ...others] = await languageServersUnder(process.pid);
    assert.ok(before !== undefined && others.length === 0, "one server is running");

    process.kill(before, "SIGKILL");
    // What is sent to the dead process fails, message by message.
    for (const type of ["M", "MO", "MOC", "MO", "M", "", "M", "MO", "MOK"]) {
      await replaceText(editor, `{ "IntegrationType": "${type}", ${TEMPLATES} }\n`);
    }
    await oursWithCodes(uri, ["AG0009"]);
    const [after] = await languageServersUnder(process.pid);
    assert.ok(after !== undefined && after !== before, "another server is running");
  });
});
