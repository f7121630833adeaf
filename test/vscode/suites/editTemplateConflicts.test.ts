import * as assert from "node:assert/strict";
import { chmod, rm, writeFile } from "node:fs/promises";
import * as vscode from "vscode";
import { answering } from "../support/host/dialogs";
import { open, replaceText, textWhen, workspaceFolder } from "../support/host/files";
import {
  discardAll,
  type EditedTemplate,
  editTemplate,
  onDisk,
  replaceIn,
  saveAndSee,
} from "../support/host/templateEditors";

const FILE = "stock.integration.json";
const TEXT = `{
  "IntegrationType": "MOCK",
  "RequestTemplates": {
    "application/json": "#set($a = 1)\\n{\\"statusCode\\": 200}\\n## end"
  }
}
`;
const TEMPLATE = '#set($a = 1)\n{"statusCode": 200}\n## end';
const MINE = TEMPLATE.replace("200", "201");

const fileUri = (file = FILE) => vscode.Uri.joinPath(workspaceFolder(), file);
const edit = (file = FILE) => editTemplate(file, TEXT);

/** Saves the template, which must fail and keep the text. */
async function cannotSave({ template: { document } }: EditedTemplate, text = MINE): Promise<void> {
  assert.equal(await document.save(), false, "the template is not saved");
  assert.equal(document.isDirty, true);
  assert.equal(document.getText(), text);
}

describe("a template that was changed in its file, too", () => {
  let edited: EditedTemplate;

  beforeEach(async () => {
    edited = await edit();
    await replaceText(edited.template, MINE);
    await replaceIn(edited.host, "200", "202");
    await edited.host.save();
  });
  afterEach(discardAll);

  it("overwrites the file if the user says so", async () => {
    const { texts } = await answering(["Overwrite"], () =>
      saveAndSee(edited.template.document, edited.host, /201/),
    );
    assert.match(texts[0] ?? "", /RequestTemplates › application\/json was also changed in stock/);
    assert.equal(await onDisk(FILE), TEXT.replace("200", "201"));
    assert.equal(edited.template.document.isDirty, false);
  });

  it("shows both versions, and keeps them", async () => {
    await answering(["Compare"], () => cannotSave(edited));
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    assert.ok(input instanceof vscode.TabInputTextDiff);
    const other = await vscode.workspace.openTextDocument(input.original);
    assert.equal(other.getText(), TEMPLATE.replace("200", "202"));
    assert.equal(input.modified.toString(), edited.template.document.uri.toString());
    assert.equal(edited.host.getText(), TEXT.replace("200", "202"));
  });

  it("discards the unsaved changes if the user says so", async () => {
    await answering(["Discard My Changes"], async () => {
      assert.ok(await edited.template.document.save());
    });
    const text = await textWhen(edited.template.document.uri, /202/);
    assert.equal(text, TEMPLATE.replace("200", "202"));
    assert.equal(edited.host.getText(), TEXT.replace("200", "202"));
    assert.equal(edited.template.document.isDirty, false);
  });

  it("keeps everything when the user cancels", async () => {
    await answering([], () => cannotSave(edited));
    assert.equal(edited.host.getText(), TEXT.replace("200", "202"));
  });

  it("shows the version of the file once the unsaved changes are undone", async () => {
    await vscode.window.showTextDocument(edited.template.document);
    await vscode.commands.executeCommand("undo");
    assert.equal(await textWhen(edited.template.document.uri, /202/), TEMPLATE.replace("200", "202"));
    assert.equal(edited.template.document.isDirty, false);
  });
});

describe("a template whose file goes away or moves", () => {
  afterEach(discardAll);

  it("keeps the text when the file is deleted in VS Code", async () => {
    const edited = await edit();
    await replaceText(edited.template, MINE);
    const remove = new vscode.WorkspaceEdit();
    remove.deleteFile(edited.host.uri);
    assert.ok(await vscode.workspace.applyEdit(remove));
    await cannotSave(edited);
    await assert.rejects(onDisk(FILE), "the file is not created again");
  });

  it("keeps the text when the file is deleted on disk, and writes it once the file is back", async () => {
    const edited = await edit();
    await replaceText(edited.template, MINE);
    await rm(edited.host.uri.fsPath);
    await cannotSave(edited);
    await assert.rejects(onDisk(FILE), "the file is not created again");
    await writeFile(fileUri().fsPath, TEXT);
    assert.ok(await edited.template.document.save());
    assert.equal((await open(FILE)).document.getText(), TEXT.replace("200", "201"));
  });

  it("is written to the renamed file", async () => {
    const { template } = await edit("before.integration.json");
    await replaceText(template, MINE);
    const rename = new vscode.WorkspaceEdit();
    rename.renameFile(fileUri("before.integration.json"), fileUri("after.integration.json"));
    assert.ok(await vscode.workspace.applyEdit(rename));
    assert.ok(await template.document.save());
    assert.equal(await onDisk("after.integration.json"), TEXT.replace("200", "201"));
  });

  it("is written to the file in the renamed folder", async () => {
    const { template } = await edit("one/deep/a.integration.json");
    await replaceText(template, MINE);
    const rename = new vscode.WorkspaceEdit();
    rename.renameFile(fileUri("one"), fileUri("two"));
    assert.ok(await vscode.workspace.applyEdit(rename));
    assert.ok(await template.document.save());
    assert.equal(await onDisk("two/deep/a.integration.json"), TEXT.replace("200", "201"));
  });

  it("is added again when its member was removed, if the user says so", async () => {
    const edited = await edit();
    await replaceText(edited.template, MINE);
    const [start, end] = [TEXT.indexOf('"application/json"'), TEXT.indexOf("\n  }\n")];
    await replaceIn(edited.host, TEXT.slice(start, end), "");
    await edited.host.save();
    const { texts } = await answering([], () => cannotSave(edited));
    assert.match(texts[0] ?? "", /no longer has the template RequestTemplates › application\/json/);
    await answering(["Add Again"], () => saveAndSee(edited.template.document, edited.host, /201/));
    assert.deepEqual(JSON.parse(await onDisk(FILE)), {
      IntegrationType: "MOCK",
      RequestTemplates: { "application/json": MINE },
    });
  });

  it("is read-only if its file is", async () => {
    const uri = fileUri("locked.integration.json");
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(TEXT));
    await chmod(uri.fsPath, 0o444);
    try {
      const host = await open("locked.integration.json");
      const at = host.document.positionAt(TEXT.indexOf("#set"));
      host.selection = new vscode.Selection(at, at);
      await vscode.commands.executeCommand("apigw.editTemplate");
      const template = vscode.window.activeTextEditor;
      assert.equal(template?.document.uri.scheme, "apigw-template");
      await vscode.commands.executeCommand("type", { text: "x" });
      assert.equal(template.document.getText(), TEMPLATE);
    } finally {
      await chmod(uri.fsPath, 0o644);
    }
  });
});

describe("a template whose file is changed on disk", () => {
  afterEach(discardAll);

  it("follows", async () => {
    const { host, template } = await edit();
    await writeFile(host.uri.fsPath, TEXT.replace("200", "203"));
    assert.equal(await textWhen(template.document.uri, /203/), TEMPLATE.replace("200", "203"));
    assert.equal(template.document.isDirty, false);
  });

  it("follows while no editor shows the file", async () => {
    const { host, template } = await edit();
    await vscode.window.showTextDocument(host);
    await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
    await writeFile(host.uri.fsPath, TEXT.replace("200", "203"));
    assert.equal(await textWhen(template.document.uri, /203/), TEMPLATE.replace("200", "203"));
  });

  it("is merged with unsaved changes", async () => {
    const { host, template } = await edit();
    await replaceText(template, TEMPLATE.replace("$a = 1", "$a = 2"));
    await writeFile(host.uri.fsPath, TEXT.replace("## end", "## the end"));
    await textWhen(host.uri, /the end/);
    await saveAndSee(template.document, host, /\$a = 2/);
    assert.equal(await onDisk(FILE), TEXT.replace("## end", "## the end").replace("$a = 1", "$a = 2"));
    assert.match(await textWhen(template.document.uri, /the end/), /\$a = 2/);
  });
});

describe("a template that is saved automatically", () => {
  const settings = () => vscode.workspace.getConfiguration("files");

  beforeEach(async () => {
    await settings().update("autoSaveDelay", 50, vscode.ConfigurationTarget.Global);
    await settings().update("autoSave", "afterDelay", vscode.ConfigurationTarget.Global);
  });
  afterEach(async () => {
    await settings().update("autoSave", undefined, vscode.ConfigurationTarget.Global);
    await settings().update("autoSaveDelay", undefined, vscode.ConfigurationTarget.Global);
    await discardAll();
  });

  it("is written, and its file is saved", async () => {
    const { host, template } = await edit();
    await replaceText(template, MINE);
    await textWhen(host.uri, /201/);
    while (host.isDirty || template.document.isDirty) await passes();
    assert.equal(await onDisk(FILE), TEXT.replace("200", "201"));
  });

  it("asks nothing on a conflict, and keeps the text", async () => {
    const { host, template } = await edit();
    await settings().update("autoSave", "off", vscode.ConfigurationTarget.Global);
    await replaceText(template, MINE);
    await replaceIn(host, "200", "202");
    await host.save();
    const saving = new Promise<void>((resolve) => {
      const subscription = vscode.workspace.onWillSaveTextDocument(({ document }) => {
        if (document !== template.document) return;
        subscription.dispose();
        resolve();
      });
    });
    const { texts } = await answering([], async () => {
      await settings().update("autoSave", "afterDelay", vscode.ConfigurationTarget.Global);
      await replaceText(template, `${MINE}!`);
      await saving;
      for (let round = 0; round < 20; round++) await passes();
    });
    assert.deepEqual(texts, []);
    assert.equal(template.document.isDirty, true);
    assert.equal(template.document.getText(), `${MINE}!`);
    assert.match(host.getText(), /202/);
  });
});

/** Waits for a moment, in which VS Code may save. */
const passes = () => new Promise((resolve) => setTimeout(resolve, 25));
