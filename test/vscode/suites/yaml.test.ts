import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { takeAction } from "../support/host/actions";
import { accept, completionsAt, itemLabelled } from "../support/host/completion";
import { oursWithCodes, rangeOf, serverLookedAtAll } from "../support/host/diagnostics";
import { open, openAtCursor, openWith } from "../support/host/files";
import { hoverAt } from "../support/host/hover";

const BROKEN = `# What nobody meant
IntegrationType: HTTP_PROXY
IntegrationUri: https://example.com
IntegrationMethod: ANY
TimeoutInMilis: 5000
PayloadFormatVersion: 1.0
`;

/** [description, text with the cursor, accepted label, resulting text] */
const accepted: readonly (readonly [string, string, string, string])[] = [
  ["a member", "ApiId: a1b2c3\n|\n", "IntegrationType", "ApiId: a1b2c3\nIntegrationType: \n"],
  ["a value", "IntegrationType: |\n", "HTTP_PROXY", "IntegrationType: HTTP_PROXY\n"],
  [
    "a map's first entry, on a line of its own",
    "IntegrationType: MOCK\nRequestTemplates:\n  |\n",
    "application/json",
    "IntegrationType: MOCK\nRequestTemplates:\n  application/json: \n",
  ],
  [
    "a nested map, indented below its key",
    "ResponseParameters:\n  |\n",
    "404",
    'ResponseParameters:\n  "404":\n    \n',
  ],
  [
    "a variable",
    "IntegrationType: HTTP_PROXY\nRequestParameters:\n  overwrite:path: |\n",
    "$request.path",
    "IntegrationType: HTTP_PROXY\nRequestParameters:\n  overwrite:path: $request.path\n",
  ],
];

describe("YAML", () => {
  // Before the server runs, VS Code answers requests with nothing.
  before(serverLookedAtAll);

  it("reports problems, and fixes them with quick fixes", async () => {
    const { document } = await openWith("broken.integration.yaml", BROKEN);
    const { uri } = document;
    const found = await oursWithCodes(uri, ["AG0003", "AG0014"]);
    assert.deepEqual(found.map(rangeOf), ["5:1-5:15", "6:23-6:26"]);
    await takeAction(uri, new vscode.Range(4, 3, 4, 3), 'Rename to "TimeoutInMillis"');
    await takeAction(uri, new vscode.Range(5, 24, 5, 24), 'Write "1.0"');
    const mended = BROKEN.replace("InMilis", "InMillis").replace("1.0", '"1.0"');
    assert.equal(document.getText(), mended);
    await oursWithCodes(uri, []);
    assert.equal(document.languageId, "yaml");
  });

  it("turns a rule off with a comment", async () => {
    const text = BROKEN.replace("PayloadFormatVersion", "# apigw-disable-next-line AG0014\n$&");
    const { document } = await openWith("silenced.integration.yaml", text);
    await oursWithCodes(document.uri, ["AG0003"]);
  });

  for (const [index, [what, before, label, after]] of accepted.entries()) {
    it(`completes ${what}`, async () => {
      const editor = await openAtCursor(`completed-${index}.integration.yaml`, before);
      await accept(editor, itemLabelled(await completionsAt(editor), label));
      assert.equal(editor.document.getText(), after);
    });
  }

  for (const name of [
    "formatted.integration.yaml",
    "integration-params-formatted.yaml",
    "update-integration.yaml",
  ]) {
    it(`formats ${name}`, async () => {
      const { document } = await openWith(name, "IntegrationType: MOCK  \n");
      const edits = await vscode.commands.executeCommand<vscode.TextEdit[] | undefined>(
        "vscode.executeFormatDocumentProvider",
        document.uri,
        { tabSize: 2, insertSpaces: true },
      );
      const edit = new vscode.WorkspaceEdit();
      edit.set(document.uri, edits ?? []);
      await vscode.workspace.applyEdit(edit);
      assert.equal(document.getText(), "IntegrationType: MOCK\n");
    });
  }

  it("shows hovers with an example in YAML", async () => {
    const text = await hoverAt(await openAtCursor("hover.integration.yaml", "Timeout|InMillis: 29000\n"));
    assert.match(text, /\*\*TimeoutInMillis\*\* · integer/);
    assert.match(text, /```yaml\nTimeoutInMillis: 29000\n```/);
  });

  it("has an outline", async () => {
    const { document } = await open("chat.integration.yaml");
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      "vscode.executeDocumentSymbolProvider",
      document.uri,
    );
    const last = symbols.at(-1);
    assert.deepEqual([symbols[0]?.name, symbols[0]?.detail], ["ApiId", "f6g7h8i9j0"]);
    assert.equal(last?.name, "RequestTemplates");
    assert.deepEqual(
      last?.children.map(({ name }) => name),
      ["sendMessage"],
    );
  });

  it("links IDs and ARNs to the AWS console", async () => {
    const { document } = await open("chat.integration.yaml");
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      "vscode.executeLinkProvider",
      document.uri,
    );
    const targets = links.map(({ range, target }) => [document.getText(range), target?.authority]);
    const console = "console.aws.amazon.com";
    assert.deepEqual(targets, [
      ["arn:aws:iam::123456789012:role/chat-writer", console],
      ["f6g7h8i9j0", console],
    ]);
  });
});
