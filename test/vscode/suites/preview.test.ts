import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { serverLookedAtAll } from "../support/host/diagnostics";
import { answering } from "../support/host/dialogs";
import { openWith, workspaceFolder } from "../support/host/files";
import { hoverShows } from "../support/host/hover";
import { previewShows } from "../support/host/preview";

const FILE = "greeting.integration.json";
const TEMPLATE = `{\\"hello\\": $input.json('$.name'), \\"from\\": \\"$input.params('from')\\"}`;
const TEXT = `{
  "IntegrationType": "MOCK",
  "RequestTemplates": {
    "application/json": "{\\"statusCode\\": 200}",
    "text/plain": "${TEMPLATE}"
  }
}
`;

describe("the preview of a mapping template", () => {
  const request = () => vscode.Uri.joinPath(workspaceFolder(), "greeting.integration.request.json");
  /** Replaces the file in one step, so that the preview never reads a partly written one. */
  const write = async (content: unknown): Promise<void> => {
    const partial = vscode.Uri.joinPath(workspaceFolder(), "greeting.partial");
    await vscode.workspace.fs.writeFile(partial, new TextEncoder().encode(JSON.stringify(content)));
    await vscode.workspace.fs.rename(partial, request(), { overwrite: true });
  };

  const save = (name: string, content: unknown): Thenable<void> =>
    vscode.workspace.fs.writeFile(
      vscode.Uri.joinPath(workspaceFolder(), name),
      new TextEncoder().encode(JSON.stringify(content)),
    );

  it("is offered in a lens above each template", async () => {
    const { document } = await openWith(FILE, TEXT);
    await serverLookedAtAll();
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      "vscode.executeCodeLensProvider",
      document.uri,
      10,
    );
    assert.deepEqual(
      lenses.map(({ range, command }) => [range.start.line, command?.title]),
      [
        [3, "Preview"],
        [3, "Debug"],
        [3, "Edit"],
        [4, "Preview"],
        [4, "Debug"],
        [4, "Edit"],
      ],
    );
  });

  it("shows the output of the template at the cursor, read-only and next to the source", async () => {
    const editor = await openWith(FILE, TEXT);
    const position = editor.document.positionAt(TEXT.indexOf("$input.json"));
    editor.selection = new vscode.Selection(position, position);
    await vscode.commands.executeCommand("apigw.previewTemplate");
    const preview = await previewShows('{"hello": "", "from": ""}');
    const shown = vscode.window.visibleTextEditors.find(({ document }) => document === preview);
    assert.equal(shown?.viewColumn, vscode.ViewColumn.Two);
    assert.equal(vscode.workspace.fs.isWritableFileSystem(preview.uri.scheme), undefined);
    assert.equal(vscode.window.activeTextEditor?.document.fileName, editor.document.fileName);
  });

  it("uses the sample request next to the file, and follows its changes", async () => {
    await write({ body: { name: "Ada" }, params: { querystring: { from: "London" } } });
    await previewShows('{"hello": "Ada", "from": "London"}');
    await write({ body: '{"name": 1.50}' });
    await previewShows('{"hello": 1.5, "from": ""}');
  });

  it("updates as the template is edited", async () => {
    const editor = await openWith(FILE, TEXT);
    await write({ body: { name: "Ada" } });
    await vscode.commands.executeCommand("apigw.previewTemplate", editor.document.uri.toString(), [
      "RequestTemplates",
      "text/plain",
    ]);
    await previewShows('{"hello": "Ada", "from": ""}');
    const at = editor.document.positionAt(TEXT.indexOf("hello"));
    await editor.edit((edit) => edit.insert(at, "well, "));
    await previewShows('{"well, hello": "Ada", "from": ""}');
  });

  it("shows problems of the sample request", async () => {
    await write({ body: {}, headers: 1 });
    const preview = await previewShows("");
    const titles = async (): Promise<readonly string[]> => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        "vscode.executeCodeLensProvider",
        preview.uri,
        10,
      );
      return lenses.map(({ command }) => command?.title ?? "");
    };
    const [file, , problem] = await titles();
    assert.equal(file, "Sample request: greeting.integration.request.json");
    assert.match(problem ?? "", /headers/);
  });

  it("uses another sample request once it is selected, in hovers, too", async () => {
    const editor = await openWith("switched.integration.json", TEXT);
    const position = editor.document.positionAt(TEXT.indexOf("json('$.name") + 1);
    editor.selection = new vscode.Selection(position, position);
    await save("switched.integration.request.json", { body: { name: "Ada" } });
    await save("switched.integration.requests/grace.json", { body: { name: "Grace" } });
    await vscode.commands.executeCommand("apigw.previewTemplate");
    await previewShows('{"hello": "Ada", "from": ""}');
    const select = () => vscode.commands.executeCommand("apigw.selectSampleRequest");
    const { texts } = await answering(["grace"], select);
    assert.deepEqual(texts, ["Select the sample request to use"]);
    await previewShows('{"hello": "Grace", "from": ""}');
    await hoverShows(editor, /Grace/);
    await answering(["switched.integration.request.json"], select);
    await previewShows('{"hello": "Ada", "from": ""}');
    await hoverShows(editor, /Ada/);
  });
});
