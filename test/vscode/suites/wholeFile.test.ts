import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import createIntegration from "../../fixtures/skeletons/v2.apigatewayv2_create-integration.json";
import { MOCK, TEMPLATES } from "../../support/inputs";
import { actionTitles, takeAction } from "../support/host/actions";
import { codeOf, oursWithCodes, rangeOf } from "../support/host/diagnostics";
import { openWith, replaceText } from "../support/host/files";

/** Settles a setting for the workspace until the test is over. */
async function withSetting(section: string, value: unknown, test: () => Promise<void>): Promise<void> {
  const update = (to: unknown): Thenable<void> =>
    vscode.workspace.getConfiguration().update(section, to, vscode.ConfigurationTarget.Workspace);
  await update(value);
  try {
    await test();
  } finally {
    await update(undefined);
  }
}

describe("fixing a whole file on save", () => {
  it("mends what is safe to mend, and nothing else", async () => {
    await withSetting("editor.codeActionsOnSave", { "source.fixAll.apigw": "explicit" }, async () => {
      const fixable = `{ "integrationType": "MOCK", ${TEMPLATES}, "TimeoutInMillis": "500" }\n`;
      const editor = await openWith("saved.integration.json", '{ "IntegrationType": "MOK" }\n');
      const { document } = editor;
      await oursWithCodes(document.uri, ["AG0009"]);
      await replaceText(editor, fixable);
      await oursWithCodes(document.uri, ["AG0004", "AG0006"]);
      await vscode.commands.executeCommand("workbench.action.files.save");
      assert.equal(document.getText(), `{ ${MOCK}, "TimeoutInMillis": 500 }\n`);
      assert.equal(document.isDirty, false);

      // What was meant is the person's to say.
      const unsafe = `{ "IntegrationType": "MOK", ${TEMPLATES} }\n`;
      await replaceText(editor, unsafe);
      await oursWithCodes(document.uri, ["AG0009"]);
      await vscode.commands.executeCommand("workbench.action.files.save");
      assert.equal(document.getText(), unsafe);
    });
  });
});

describe("a skeleton as the AWS CLI prints it", () => {
  const skeleton = `${JSON.stringify(createIntegration, null, 4)}\n`;
  const start = new vscode.Range(0, 0, 0, 0);

  it("is told once, with two ways out of it", async () => {
    const { document } = await openWith("create-integration.json", skeleton);
    const [notice] = await oursWithCodes(document.uri, ["AG0021"]);
    assert.ok(notice);
    assert.deepEqual(
      [codeOf(notice), rangeOf(notice), notice.severity],
      ["AG0021", "1:1-1:2", vscode.DiagnosticSeverity.Information],
    );
    const titles = await actionTitles(document.uri, start);
    for (const title of ["Remove what is unset", "Fill in what is required"]) {
      assert.ok(titles.includes(title), `${title} is among ${titles.join(", ")}`);
    }
  });

  it("is cleared of what is unset", async () => {
    const { document } = await openWith("create-integration.json", skeleton);
    await takeAction(document.uri, start, "Remove what is unset");
    assert.deepEqual(JSON.parse(document.getText()), { IntegrationType: createIntegration.IntegrationType });
  });

  it("is filled in with a sound example", async () => {
    const { document } = await openWith("create-integration-2.json", skeleton);
    await oursWithCodes(document.uri, ["AG0021"]);
    await takeAction(document.uri, start, "Fill in what is required");
    await oursWithCodes(document.uri, []);
    assert.ok("IntegrationUri" in JSON.parse(document.getText()));
  });
});

describe("the setting apigw.rules", () => {
  it("gives a rule another severity, or silences it, at once", async () => {
    const { document } = await openWith(
      "rules.integration.json",
      `{ "IntegrationType": "MOK", ${TEMPLATES}, "NoSuchMember": 1 }\n`,
    );
    await oursWithCodes(document.uri, ["AG0009", "AG0003"]);
    await withSetting("apigw.rules", { AG0003: "off", AG0009: "hint" }, async () => {
      const [found] = await oursWithCodes(document.uri, ["AG0009"]);
      assert.equal(found?.severity, vscode.DiagnosticSeverity.Hint);
    });
    const found = await oursWithCodes(document.uri, ["AG0009", "AG0003"]);
    assert.equal(found[0]?.severity, vscode.DiagnosticSeverity.Error);
  });
});
