import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { textWhen, workspaceFolder } from "../support/host/files";
import { previewShows } from "../support/host/preview";
import {
  discardAll,
  editTemplate,
  editTemplateAt,
  onDisk,
  replaceIn,
  saveAndSee,
} from "../support/host/templateEditors";

const json = (template: string): string =>
  `{\n  "IntegrationType": "MOCK",\n  "RequestTemplates": {\n    "application/json": "${template}"\n  }\n}\n`;

const TWO = `{
  "IntegrationType": "MOCK",
  "RequestTemplates": {
    "application/json": "#set($a = 1)\\n$a",
    "text/plain": "#set($b = 1)\\n$b"
  }
}
`;

describe("several templates of one file", () => {
  afterEach(discardAll);

  it("are told apart by their titles, and saved one after the other", async () => {
    const { host, template: a } = await editTemplate("two.integration.json", TWO);
    const b = await editTemplateAt(host, "#set($b");
    assert.notEqual(a.document.uri.path, b.document.uri.path);
    await replaceIn(a.document, "1", "2");
    await replaceIn(b.document, "1", "3");
    await saveAndSee(a.document, host, /\$a = 2/);
    await saveAndSee(b.document, host, /\$b = 3/);
    assert.equal(
      await onDisk("two.integration.json"),
      TWO.replace("a = 1", "a = 2").replace("b = 1", "b = 3"),
    );
    assert.equal(a.document.getText(), "#set($a = 2)\n$a");
  });

  it("share one document in split editors", async () => {
    const { host, template } = await editTemplate("split.integration.json", TWO);
    await vscode.commands.executeCommand("workbench.action.splitEditor");
    const editors = vscode.window.visibleTextEditors.filter(({ document }) => document === template.document);
    assert.equal(editors.length, 2);
    await replaceIn(template.document, "1", "2");
    await saveAndSee(template.document, host, /\$a = 2/);
  });
});

describe("undo and redo of a template and its file", () => {
  afterEach(discardAll);

  it("keep both in step, in any order", async () => {
    const file = "undo.integration.json";
    const { host, template } = await editTemplate(file, json("#set($a = 1)\\n$a"));
    const shows = (a: number) =>
      textWhen(template.document.uri, new RegExp(`^#set\\(\\$a = ${a}\\)\\n\\$a$`));
    const inHost = async (command: string): Promise<void> => {
      await vscode.window.showTextDocument(host, vscode.ViewColumn.One);
      await vscode.commands.executeCommand(command);
    };
    const inTemplate = async (command: string): Promise<void> => {
      await vscode.window.showTextDocument(template.document, vscode.ViewColumn.Two);
      await vscode.commands.executeCommand(command);
    };
    await replaceIn(template.document, "1", "2");
    await saveAndSee(template.document, host, /= 2/);
    await replaceIn(template.document, "2", "3");
    await saveAndSee(template.document, host, /= 3/);

    // One step for each save.
    await inHost("undo");
    await shows(2);
    assert.equal(host.getText(), json("#set($a = 2)\\n$a"));
    await inHost("undo");
    await shows(1);
    assert.equal(host.getText(), json("#set($a = 1)\\n$a"));
    await inHost("redo");
    await shows(2);
    // What the template shows is what is undone there.
    await inTemplate("undo");
    await shows(1);
    await saveAndSee(template.document, host, /= 1/);
  });
});

describe("people's settings, and the preview, of a template in its own editor", () => {
  afterEach(discardAll);

  it("neither trims nor completes the text unless that is set for templates", async () => {
    const settings = vscode.workspace.getConfiguration("files");
    await settings.update("insertFinalNewline", true, vscode.ConfigurationTarget.Global);
    await settings.update("trimTrailingWhitespace", true, vscode.ConfigurationTarget.Global);
    try {
      const { host, template } = await editTemplate("trim.integration.json", json("#set($a = 1)  \\n$a "));
      await replaceIn(template.document, "1", "2");
      await saveAndSee(template.document, host, /= 2/);
      assert.equal(host.getText(), json("#set($a = 2)  \\n$a "));
    } finally {
      await settings.update("insertFinalNewline", undefined, vscode.ConfigurationTarget.Global);
      await settings.update("trimTrailingWhitespace", undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it("is formatted on save where that is set for templates", async () => {
    const settings = vscode.workspace.getConfiguration("editor", { languageId: "vtl" });
    await settings.update("formatOnSave", true, vscode.ConfigurationTarget.Global, true);
    // Of a MOCK integration, every blank of the output counts.
    const http = (template: string): string => json(template).replace("MOCK", "HTTP");
    try {
      const { host, template } = await editTemplate("format.integration.json", http('{\\n\\"a\\": 1\\n}'));
      await replaceIn(template.document, "1", "2");
      await saveAndSee(template.document, host, /2/);
      assert.equal(template.document.getText(), '{\n    "a": 2\n}');
      assert.equal(host.getText(), http('{\\n    \\"a\\": 2\\n}'));
    } finally {
      await settings.update("formatOnSave", undefined, vscode.ConfigurationTarget.Global, true);
    }
  });

  it("previews with the sample request of the file, before and after it is saved", async () => {
    const request = vscode.Uri.joinPath(workspaceFolder(), "shown.integration.request.json");
    await vscode.workspace.fs.writeFile(request, new TextEncoder().encode('{"body": {"name": "Ada"}}'));
    const { host, template } = await editTemplate(
      "shown.integration.json",
      json("#set($a = 1)$a $input.path('$.name')"),
    );
    await vscode.commands.executeCommand("apigw.previewTemplate");
    await previewShows("1 Ada");
    await replaceIn(template.document, "= 1", "= 2");
    await previewShows("2 Ada");
    await saveAndSee(template.document, host, /= 2/);
  });
});
