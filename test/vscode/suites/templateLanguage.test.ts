import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { serverLookedAtAll } from "../support/host/diagnostics";
import { openAtCursor, openWith, textWhen } from "../support/host/files";

const JSON_TEXT = JSON.stringify({
  IntegrationType: "MOCK",
  RequestTemplates: { "application/json": '#set($a = $input.params("x"))\n{"statusCode": $a}' },
});
const YAML_TEXT =
  "IntegrationType: MOCK\nRequestTemplates:\n  application/json: |\n    #set($a = 1)\n    $a\n";

/** The texts of the tokens with their types and modifiers. */
async function tokensOf({ document }: vscode.TextEditor): Promise<readonly string[]> {
  const { uri } = document;
  const legend = await vscode.commands.executeCommand<vscode.SemanticTokensLegend>(
    "vscode.provideDocumentSemanticTokensLegend",
    uri,
  );
  const tokens = await vscode.commands.executeCommand<vscode.SemanticTokens>(
    "vscode.provideDocumentSemanticTokens",
    uri,
  );
  const found: string[] = [];
  let line = 0;
  let character = 0;
  for (let at = 0; at < tokens.data.length; at += 5) {
    const [lines = 0, characters = 0, length = 0, type = 0, modifiers = 0] = tokens.data.slice(at, at + 5);
    line += lines;
    character = lines > 0 ? characters : character + characters;
    const text = document.getText(new vscode.Range(line, character, line, character + length));
    const names = legend.tokenModifiers.filter((_, bit) => modifiers & (1 << bit));
    found.push(`${text} ${[legend.tokenTypes[type], ...names].join(".")}`);
  }
  return found;
}

async function hintsOf({ document }: vscode.TextEditor): Promise<readonly string[]> {
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(
    "vscode.executeInlayHintProvider",
    document.uri,
    whole,
  );
  return hints.map(({ label }) => String(label));
}

describe("the language of templates", () => {
  // Before the server runs, VS Code answers requests with nothing.
  before(serverLookedAtAll);

  afterEach(async () => {
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  });

  it("has semantic tokens in JSON, YAML and template files", async () => {
    assert.deepEqual((await tokensOf(await openWith("tokens.integration.json", JSON_TEXT))).slice(0, 5), [
      "set keyword",
      "a variable.definition",
      "= operator",
      "input variable.readonly.defaultLibrary",
      "params function.defaultLibrary",
    ]);
    const expected = ["set keyword", "a variable.definition", "= operator", "1 number", "a variable"];
    assert.deepEqual(await tokensOf(await openWith("tokens.integration.yaml", YAML_TEXT)), expected);
    assert.deepEqual(await tokensOf(await openWith("tokens.vtl", "#set($a = 1)\n$a")), expected);
  });

  it("shows inlay hints when the settings turn them on", async () => {
    const editor = await openWith("hints.integration.json", JSON_TEXT);
    const settings = vscode.workspace.getConfiguration("apigw.inlayHints");
    assert.deepEqual(await hintsOf(editor), []);
    await settings.update("types", true, vscode.ConfigurationTarget.Workspace);
    try {
      const deadline = Date.now() + 10_000;
      let hints = await hintsOf(editor);
      // The server hears of the settings a moment later.
      while (hints.length === 0 && Date.now() < deadline) hints = await hintsOf(editor);
      assert.deepEqual(hints, [": string"]);
    } finally {
      await settings.update("types", undefined, vscode.ConfigurationTarget.Workspace);
    }
  });

  it("inserts #end after Enter, and leaves the cursor in the block", async () => {
    const literal = "IntegrationType: MOCK\nRequestTemplates:\n  a/b: |\n";
    for (const [name, before, after] of [
      ["end.vtl", "#if($a)", "#if($a)\n\n#end"],
      [
        "end.integration.yaml",
        `${literal}    #foreach($a in $b)\n`,
        `${literal}    #foreach($a in $b)\n\n    #end\n`,
      ],
    ] as const) {
      const editor = await openWith(name, before);
      const cursor = editor.document.positionAt(before.trimEnd().length);
      editor.selection = new vscode.Selection(cursor, cursor);
      await vscode.commands.executeCommand("default:type", { text: "\n" });
      const text = await textWhen(editor.document.uri, /#end/);
      assert.equal(text.replaceAll(/[ \t]+$/gm, ""), after);
      assert.equal(editor.selection.active.line, cursor.line + 1);
    }
  });

  it("formats the template at the cursor, in a string and in a file", async () => {
    const text = JSON.stringify({
      RequestTemplates: { "application/x+json": '{\n"b": 1}', "application/json": '{\n"a": 1}' },
      IntegrationType: "HTTP",
    });
    const host = await openAtCursor("format.integration.json", text.replace('a\\": 1', 'a\\": |1'));
    await vscode.commands.executeCommand("apigw.formatTemplate");
    assert.equal(await textWhen(host.document.uri, /\\n {2}/), text.replace('{\\n\\"a', '{\\n  \\"a'));
    const file = await openAtCursor("format.vtl", '{\n"a": |1}');
    await vscode.commands.executeCommand("apigw.formatTemplate");
    assert.equal(await textWhen(file.document.uri, /\n {2,}"/), '{\n    "a": 1}');
  });

  it("grows selections in a JSON string, and goes on with VS Code's own", async () => {
    const editor = await openAtCursor("grow.integration.json", JSON_TEXT.replace("$a}", "$|a.b}"));
    const [range] = await vscode.commands.executeCommand<vscode.SelectionRange[]>(
      "vscode.executeSelectionRangeProvider",
      editor.document.uri,
      [editor.selection.active],
    );
    const texts: string[] = [];
    for (let next = range; next; next = next.parent as vscode.SelectionRange) {
      texts.push(editor.document.getText(next.range));
    }
    assert.ok(texts.includes("$a.b"), JSON.stringify(texts));
    assert.ok(
      texts.some((each) => each.startsWith('"application/json":"#set')),
      JSON.stringify(texts),
    );
  });
});
