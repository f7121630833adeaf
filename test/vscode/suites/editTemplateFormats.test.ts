import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { replaceText, workspaceFolder } from "../support/host/files";
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

describe("a template in its own editor, from files of all kinds", () => {
  afterEach(discardAll);

  /** [title, file, text, part of the template, its replacement, file after saving] */
  const cases: readonly (readonly [string, string, string, string, string, string])[] = [
    [
      "JSON with CRLF around and in the template",
      "crlf.integration.json",
      json("#set($a = 1)\\r\\n## end").replaceAll("\n", "\r\n"),
      "1)",
      "2)\n## new",
      json("#set($a = 2)\\r\\n## new\\r\\n## end").replaceAll("\n", "\r\n"),
    ],
    [
      "a template with different line breaks",
      "mixed.integration.json",
      json("#set($a = 1)\\n## two\\r\\n## three"),
      "1)",
      "2)",
      json("#set($a = 2)\\n## two\\r\\n## three"),
    ],
    [
      "a literal block",
      "literal.integration.yaml",
      "IntegrationType: MOCK\nRequestTemplates:\n  application/json: |- # kept\n    #set($a = 1)\n\n    ## end\n# end\n",
      "1)",
      "2)\n## new",
      "IntegrationType: MOCK\nRequestTemplates:\n  application/json: |- # kept\n    #set($a = 2)\n    ## new\n\n    ## end\n# end\n",
    ],
    [
      "a folded block",
      "folded.integration.yaml",
      "IntegrationType: MOCK\nRequestTemplates:\n  application/json: >-\n    #set($a = 1)\n    $a\n",
      "1)",
      "2)",
      "IntegrationType: MOCK\nRequestTemplates:\n  application/json: >-\n    #set($a = 2)\n    $a\n",
    ],
    [
      "a quoted YAML string",
      "quoted.integration.yaml",
      "IntegrationType: MOCK\nRequestTemplates:\n  application/json: '#set($a = ''x'')'\n",
      "'x'",
      "'y'",
      "IntegrationType: MOCK\nRequestTemplates:\n  application/json: '#set($a = ''y'')'\n",
    ],
    [
      "a byte order mark in the template",
      "mark.integration.json",
      json("\\ufeff#set($a = 1)"),
      "1)",
      "2)",
      json("\\ufeff#set($a = 2)"),
    ],
    [
      "the last of two equal keys",
      "twice.integration.json",
      json('first", "application/json": "#set($a = 1)'),
      "1)",
      "2)",
      json('first", "application/json": "#set($a = 2)'),
    ],
    [
      "a template of 300 KB in one line",
      "large.integration.json",
      json(`#set($a = 1)${'{\\"a\\": 1}'.repeat(30_000)}`),
      "1)",
      "2)",
      json(`#set($a = 2)${'{\\"a\\": 1}'.repeat(30_000)}`),
    ],
  ];
  for (const [title, file, text, old, replacement, wanted] of cases) {
    it(`writes back: ${title}`, async () => {
      const { host, template } = await editTemplate(file, text);
      await replaceIn(template.document, old, replacement);
      assert.ok(await template.document.save());
      assert.equal(host.isDirty, false);
      assert.equal(template.document.isDirty, false);
      assert.equal(await onDisk(file), wanted);
    });
  }

  it("shows a template with half a surrogate pair read-only", async () => {
    const { template } = await editTemplate("half.integration.json", json("#set($a = 1) \\ud83d"));
    const before = template.document.getText();
    await vscode.commands.executeCommand("type", { text: "x" });
    assert.equal(template.document.getText(), before);
  });

  it("writes to a file that was never saved, and leaves it so", async () => {
    const folder = workspaceFolder();
    const uri = vscode.Uri.joinPath(folder, "never.integration.json").with({ scheme: "untitled" });
    const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
    await vscode.languages.setTextDocumentLanguage(editor.document, "json");
    await replaceText(editor, json("#set($a = 1)"));
    const template = await editTemplateAt(editor.document, "#set");
    await replaceIn(template.document, "1", "2");
    await saveAndSee(template.document, editor.document, /= 2/);
    assert.equal(editor.document.getText(), json("#set($a = 2)"));
    assert.equal(editor.document.isDirty, true);
  });
});
