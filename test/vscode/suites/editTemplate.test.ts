import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { replaceText, textWhen, workspaceFolder } from "../support/host/files";
import { discardAll, editTemplate, saveAndSee } from "../support/host/templateEditors";

const FILE = "orders.integration.json";
const TEXT = `{
  "IntegrationType": "MOCK",
  "RequestTemplates": {
    "application/json": "#set($a = 1)\\n{\\"statusCode\\": 200}\\n## end",
    "text/plain": "{\\"statusCode\\": \\u0032\\u0030\\u0030}"
  }
}
`;
const TEMPLATE = '#set($a = 1)\n{"statusCode": 200}\n## end';

const edit = (text = TEXT, file = FILE) => editTemplate(file, text);

describe("a template in its own editor", () => {
  afterEach(discardAll);

  it("shows the decoded text, under a title with key and file", async () => {
    const { template } = await edit();
    assert.equal(template.document.getText(), TEMPLATE);
    assert.equal(template.document.languageId, "vtl");
    assert.equal(
      template.document.uri.path.split("/").at(-1),
      "application∕json – orders.integration.json.vtl",
    );
  });

  it("is written back as one edit of the string, and its file is saved", async () => {
    const { host, template } = await edit();
    await replaceText(template, TEMPLATE.replace("200", "201"));
    const text = await saveAndSee(template.document, host, /201/);
    assert.equal(text, TEXT.replace('"statusCode\\": 200', '"statusCode\\": 201'));
    assert.equal(template.document.isDirty, false);
    assert.equal(host.isDirty, false);
  });

  it("leaves a file with other unsaved changes unsaved", async () => {
    const { host, template } = await edit();
    const other = new vscode.WorkspaceEdit();
    other.insert(host.uri, host.positionAt(TEXT.indexOf('"MOCK"') + 5), "X");
    await vscode.workspace.applyEdit(other);
    await replaceText(template, TEMPLATE.replace("200", "201"));
    const text = await saveAndSee(template.document, host, /201/);
    assert.match(text, /"MOCKX"/);
    assert.equal(host.isDirty, true);
    await vscode.window.showTextDocument(host);
    await vscode.commands.executeCommand("workbench.action.files.revert");
  });

  it("follows a change of its file, and undo on both sides", async () => {
    const { host, template } = await edit();
    await replaceText(template, `${TEMPLATE}!`);
    await saveAndSee(template.document, host, /## end!/);
    await vscode.window.showTextDocument(host);
    await vscode.commands.executeCommand("undo");
    assert.equal(host.getText(), TEXT);
    assert.equal(await textWhen(template.document.uri, /## end$/), TEMPLATE);
    await vscode.commands.executeCommand("redo");
    assert.equal(await textWhen(template.document.uri, /## end!$/), `${TEMPLATE}!`);
    await vscode.window.showTextDocument(template.document);
    await vscode.commands.executeCommand("undo");
    assert.equal(template.document.getText(), TEMPLATE);
  });

  it("merges a change of other lines in its file", async () => {
    const { host, template } = await edit();
    await replaceText(template, TEMPLATE.replace("$a = 1", "$a = 2"));
    const change = new vscode.WorkspaceEdit();
    const at = host.positionAt(TEXT.indexOf("## end") + "## end".length);
    change.insert(host.uri, at, " of it");
    await vscode.workspace.applyEdit(change);
    await host.save();
    const text = await saveAndSee(template.document, host, /\$a = 2/);
    assert.match(text, /## end of it/);
    const shown = await textWhen(template.document.uri, /of it$/);
    assert.equal(shown, `${TEMPLATE.replace("$a = 1", "$a = 2")} of it`);
  });

  it("reports problems of the template with what its file says about it", async () => {
    const { template } = await edit();
    const problems = new Promise<readonly vscode.Diagnostic[]>((resolve) => {
      const look = (): void => {
        const found = vscode.languages.getDiagnostics(template.document.uri);
        if (found.length === 0) return;
        subscription.dispose();
        resolve(found);
      };
      const subscription = vscode.languages.onDidChangeDiagnostics(look);
      look();
    });
    await replaceText(template, "#if($a)");
    assert.ok((await problems).length > 0);
  });

  it("keeps the text when its key is renamed, and writes it to the new one", async () => {
    const { host, template } = await edit();
    const rename = new vscode.WorkspaceEdit();
    const start = TEXT.indexOf("application/json");
    const range = new vscode.Range(
      host.positionAt(start),
      host.positionAt(start + "application/json".length),
    );
    rename.replace(host.uri, range, "application/xml");
    await vscode.workspace.applyEdit(rename);
    await replaceText(template, TEMPLATE.replace("200", "201"));
    const text = await saveAndSee(template.document, host, /201/);
    assert.match(text, /"application\/xml": "#set/);
  });

  it("is read again from a file that was closed", async () => {
    const { host, template } = await edit();
    await replaceText(template, TEMPLATE.replace("200", "202"));
    await vscode.window.showTextDocument(host);
    await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
    assert.ok(await template.document.save());
    assert.match(await textWhen(vscode.Uri.joinPath(workspaceFolder(), FILE), /202/), /202/);
  });
});
