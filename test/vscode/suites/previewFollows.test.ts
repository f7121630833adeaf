import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { diagnosticsWhen, rangeOf } from "../support/host/diagnostics";
import { answering } from "../support/host/dialogs";
import { openWith, workspaceFolder } from "../support/host/files";
import { previewShows, tabsWhen, uriOfTab } from "../support/host/preview";

const TEXT = `{
  "type": "HTTP",
  "uri": "https://example.com",
  "requestTemplates": {
    "application/json": "{\\"name\\": \\"$input.path('$.name')\\",\\n \\"size\\": $input.path('$.size')}",
    "application/xml": "#foreach($tag in $input.path('$.tags'))\\n<tag>$tag</tag>\\n#end"
  }
}
`;
const SAMPLE = { body: { name: "Rex", size: 7, tags: ["a", "b"] } };
const JSON_OUTPUT = '{"name": "Rex",\n "size": 7}';
const XML_OUTPUT = "<tag>a</tag>\n<tag>b</tag>\n";

async function write(name: string, text: string): Promise<vscode.Uri> {
  const uri = vscode.Uri.joinPath(workspaceFolder(), name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

/** Opens an integration with two templates and a sample request, and previews the first template. */
async function openPreview(name: string, sample: unknown = SAMPLE): Promise<vscode.TextEditor> {
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  await write(`${name}.request.json`, JSON.stringify(sample));
  const editor = await openWith(`${name}.json`, TEXT);
  moveTo(editor, "$input.path('$.name')");
  await vscode.commands.executeCommand("apigw.previewTemplate");
  return editor;
}

/** Places the cursor at a part of the text. */
function moveTo(editor: vscode.TextEditor, text: string): void {
  const position = editor.document.positionAt(editor.document.getText().indexOf(text));
  editor.selection = new vscode.Selection(position, position);
}

const previewTabs = (tabs: readonly vscode.Tab[]): readonly vscode.Tab[] =>
  tabs.filter((tab) => uriOfTab(tab)?.scheme === "apigw-preview");

describe("a preview that follows the cursor", () => {
  it("shows the template at the cursor in the same tab, in the language of its output", async () => {
    const editor = await openPreview("follow.put-integration");
    await previewShows(JSON_OUTPUT, { language: "json" });
    moveTo(editor, "<tag>");
    await previewShows(XML_OUTPUT, { language: "xml" });
    const title = "Preview application∕xml – follow.put-integration.json";
    await tabsWhen((all) => String(previewTabs(all).map(({ label }) => label)) === title);
    assert.equal(vscode.window.activeTextEditor?.document, editor.document);
    moveTo(editor, "$input.path('$.size')");
    await tabsWhen((all) => previewTabs(all).every(({ label }) => label.includes("json –")));
  });

  it("stays with its template while it is locked", async () => {
    const editor = await openPreview("lock.put-integration");
    await previewShows(JSON_OUTPUT, { file: "lock.put-integration.json" });
    await vscode.commands.executeCommand("apigw.togglePreviewLock");
    moveTo(editor, "<tag>");
    await vscode.commands.executeCommand("apigw.previewTemplate");
    await previewShows(XML_OUTPUT, { file: "lock.put-integration.json" });
    const tabs = await tabsWhen((all) => previewTabs(all).length === 2);
    assert.equal(previewTabs(tabs).length, 2);
  });

  it("works in host files, with the sample of the integration", async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    const operation = (template: string) => `
      x-amazon-apigateway-integration:
        type: http
        uri: https://example.com
        httpMethod: GET
        requestTemplates:
          text/html: "${template}"`;
    const text = `openapi: 3.0.1
info: {title: a, version: "1"}
paths:
  /pets:
    get:${operation("<p>$input.params('a')</p>")}
    put:${operation("<b>$input.params('a')</b>")}
`;
    await write("pets.GET-pets.request.json", '{"queryStringParameters": {"a": "own"}}');
    await write("pets.request.json", '{"queryStringParameters": {"a": "shared"}}');
    const editor = await openWith("pets.yaml", text);
    moveTo(editor, "<p>");
    await vscode.commands.executeCommand("apigw.previewTemplate");
    await previewShows("<p>own</p>", { language: "html" });
    moveTo(editor, "<b>");
    await previewShows("<b>shared</b>");
  });
});

describe("the problems of a preview", () => {
  it("are in the template and in the output, until the preview is closed", async () => {
    const editor = await openPreview("broken.put-integration", { body: { name: 'R"x', size: 7 } });
    const preview = await previewShows('{"name": "R"x",\n "size": 7}');
    const inOutput = await diagnosticsWhen(preview.uri, (all) =>
      all.some(({ source }) => source === "apigw preview"),
    );
    const [found] = inOutput.filter(({ source }) => source === "apigw preview");
    assert.ok(found);
    assert.equal(rangeOf(found).split("-")[0], "1:13");
    assert.match(found.message, /^The output is not valid JSON at line 1, column 13/);
    const ours = (all: readonly vscode.Diagnostic[]) =>
      all.filter(({ source }) => source === "apigw preview");
    const [inTemplate] = ours(await diagnosticsWhen(editor.document.uri, (all) => ours(all).length > 0));
    assert.equal(inTemplate && editor.document.getText(inTemplate.range), "$input.path('$.name')");
    const [tab] = previewTabs(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs));
    assert.ok(tab);
    await vscode.window.tabGroups.close(tab);
    await diagnosticsWhen(editor.document.uri, (all) => ours(all).length === 0);
    await diagnosticsWhen(preview.uri, (all) => ours(all).length === 0);
  });

  it("are in the sample file where it is wrong, also if it starts with a byte order mark", async () => {
    await openPreview("sampled.put-integration");
    await previewShows(JSON_OUTPUT, { file: "sampled.put-integration.json" });
    const sample = await write("sampled.put-integration.request.json", '\uFEFF{\n  "headers": 7\n}');
    const found = await diagnosticsWhen(sample, (all) => all.length > 0);
    assert.deepEqual(found.map(rangeOf), ["2:14-2:15"]);
    await write("sampled.put-integration.request.json", `\uFEFF${JSON.stringify(SAMPLE)}`);
    await previewShows(JSON_OUTPUT, { file: "sampled.put-integration.json" });
    await diagnosticsWhen(sample, (all) => all.length === 0);
  });

  it("end a template that never ends", async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    const loops = "#foreach($a in [1..999])".repeat(6);
    const editor = await openWith("bomb.vtl", `${loops}$a${"#end".repeat(6)}\n`);
    await vscode.commands.executeCommand("apigw.previewTemplate");
    const found = await diagnosticsWhen(editor.document.uri, (all) =>
      all.some(({ source }) => source === "apigw preview"),
    );
    assert.match(found.map(({ message }) => message).join(), /took too long|far more work|longer than/);
    await editor.edit((edit) => edit.replace(new vscode.Range(0, 0, 1, 0), "fine\n"));
    await previewShows("fine\n");
    await diagnosticsWhen(editor.document.uri, (all) =>
      all.every(({ source }) => source !== "apigw preview"),
    );
  });
});

describe("the trace of a preview", () => {
  const placeIn = (document: vscode.TextDocument, text: string): vscode.Position =>
    document.positionAt(document.getText().indexOf(text) + 1);

  it("leads from the output to the part of the template that printed it", async () => {
    const editor = await openPreview("trace.put-integration");
    const preview = await previewShows(JSON_OUTPUT, { file: "trace.put-integration.json" });
    const definition = async (text: string): Promise<readonly string[]> => {
      const links = await vscode.commands.executeCommand<readonly vscode.LocationLink[]>(
        "vscode.executeDefinitionProvider",
        preview.uri,
        placeIn(preview, text),
      );
      return links.map(({ targetUri, targetRange }) => {
        assert.equal(targetUri.toString(), editor.document.uri.toString());
        return editor.document.getText(targetRange);
      });
    };
    assert.deepEqual(await definition("Rex"), ["$input.path('$.name')"]);
    assert.deepEqual(await definition('"size"'), [' \\"size\\": ']);
  });

  it("shows the part of the template and its value in a hover", async () => {
    await openPreview("hovered.put-integration");
    const preview = await previewShows(JSON_OUTPUT, { file: "hovered.put-integration.json" });
    const hovers = await vscode.commands.executeCommand<readonly vscode.Hover[]>(
      "vscode.executeHoverProvider",
      preview.uri,
      placeIn(preview, "Rex"),
    );
    const texts = hovers.flatMap(({ contents }) =>
      contents.map((content) => (typeof content === "string" ? content : content.value)),
    );
    assert.match(texts.join(), /line&nbsp;5|line 5/);
    assert.match(texts.join(), /\$input\.path\('\$\.name'\)/);
    assert.match(texts.join(), /Rex/);
  });

  it("leads from the template to what it printed", async () => {
    const editor = await openPreview("output.put-integration");
    await previewShows(JSON_OUTPUT, { file: "output.put-integration.json" });
    moveTo(editor, "$tag<");
    const preview = await previewShows(XML_OUTPUT, { file: "output.put-integration.json" });
    await tabsWhen((all) => previewTabs(all).some(({ label }) => label.includes("xml –")));
    await vscode.commands.executeCommand("apigw.goToOutput");
    const active = vscode.window.activeTextEditor;
    assert.equal(active?.document.uri.toString(), preview.uri.toString());
    assert.equal(active?.document.getText(active.selection), "a");
  });
});

describe("comparisons of outputs", () => {
  it("show the outputs for two sample requests", async () => {
    await openPreview("two.put-integration");
    await previewShows(JSON_OUTPUT, { file: "two.put-integration.json" });
    await write("two.put-integration.requests/cat.json", '{"body": {"name": "Tom", "size": 2}}');
    await answering(["two.put-integration.request.json", "cat.json"], () =>
      vscode.commands.executeCommand("apigw.compareSamples"),
    );
    const tabs = await tabsWhen((all) => all.some(({ input }) => input instanceof vscode.TabInputTextDiff));
    const diff = tabs.find(({ input }) => input instanceof vscode.TabInputTextDiff);
    assert.equal(
      diff?.label,
      "application∕json – two.put-integration.json (two.put-integration.request.json ↔ two.put-integration.requests/cat.json)",
    );
    await previewShows('{"name": "Tom",\n "size": 2}');
  });
});
