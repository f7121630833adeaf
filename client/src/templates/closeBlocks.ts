import * as vscode from "vscode";
import {
  CLOSE_BLOCK_REQUEST,
  type CloseBlockParams,
  type CloseBlockResult,
} from "../../../server/src/protocol";
import type { LanguageServer } from "../languageServer";

/** The languages whose templates have lines of their own. */
const LANGUAGES: ReadonlySet<string> = new Set(["vtl", "velocity", "yaml"]);

/**
 * Adds `#end` after Enter at the start of a block. VS Code's formatting on type is off by default, and would put the
 * cursor after the `#end`.
 */
export function registerCloseBlocks(server: LanguageServer): vscode.Disposable {
  return vscode.workspace.onDidChangeTextDocument(({ document, contentChanges, reason }) => {
    const [change, ...others] = contentChanges;
    if (!change || others.length > 0 || reason !== undefined || !LANGUAGES.has(document.languageId)) return;
    if (change.rangeLength > 0 || !/^\r?\n[ \t]*$/.test(change.text)) return;
    const before = document.lineAt(change.range.start.line).text;
    if (!/#\{?(?:if|foreach|define|macro)\b/.test(before)) return;
    if (!vscode.workspace.getConfiguration("apigw", document).get("autoCloseBlocks", true)) return;
    const indentation = change.text.length - change.text.lastIndexOf("\n") - 1;
    const cursor = new vscode.Position(change.range.start.line + 1, indentation);
    // By then the language client has sent the change. The editor's selection follows later.
    setTimeout(() => void close(server, document, cursor), 0);
  });
}

async function close(
  server: LanguageServer,
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document !== document || editor.selections.length > 1) return;
  const { version } = document;
  const params: CloseBlockParams = { uri: document.uri.toString(), position };
  const edit = await server.request<CloseBlockParams, CloseBlockResult>(CLOSE_BLOCK_REQUEST, params);
  if (!edit || document.version !== version || !editor.selection.active.isEqual(position)) return;
  const { line, character } = edit.range.start;
  const snippet = new vscode.SnippetString().appendTabstop(0).appendText(edit.newText);
  await editor.insertSnippet(snippet, new vscode.Position(line, character), {
    undoStopBefore: false,
    undoStopAfter: false,
    keepWhitespace: true,
  });
}
