import * as vscode from "vscode";
import {
  PREVIEW_COMMAND,
  TEMPLATE_AT_REQUEST,
  type TemplateAtParams,
  type TemplateAtResult,
} from "../../../server/src/protocol";
import type { LanguageServer } from "../languageServer";
import { previewUri } from "../preview/previewUri";
import { offerRequestFile, requestFileOf } from "../preview/requestFile";

/** The commands that show what a mapping template prints, and the request that it prints it for. */
export function registerPreviewCommands(server: LanguageServer): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(PREVIEW_COMMAND, (uri?: string, path?: readonly string[]) =>
      preview(server, uri, path),
    ),
    vscode.commands.registerCommand("apigw.openSampleRequest", async (uri?: string) => {
      const source = uri === undefined ? vscode.window.activeTextEditor?.document.uri : vscode.Uri.parse(uri);
      if (!source) return;
      const at = await templateAt(server, { uri: source.toString() });
      await offerRequestFile(requestFileOf(source), at?.sampleRequest ?? "{}\n", { isAsked: true });
    }),
  );
}

async function preview(server: LanguageServer, uri?: string, path?: readonly string[]): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const source = uri === undefined ? editor?.document.uri : vscode.Uri.parse(uri);
  if (!source) {
    void vscode.window.showInformationMessage("Open the file of an integration or a template first.");
    return;
  }
  const position = path === undefined && editor ? { position: editor.selection.active } : {};
  const template = await templateAt(server, { uri: source.toString(), ...(path && { path }), ...position });
  if (!template) {
    void vscode.window.showInformationMessage("There is no mapping template in this file.");
    return;
  }
  const document = await vscode.workspace.openTextDocument(previewUri({ source, path: template.path }));
  // As JSON it gets its colours, and VS Code says where it is none.
  if (/^\s*[[{]/.test(document.getText())) await vscode.languages.setTextDocumentLanguage(document, "json");
  await vscode.window.showTextDocument(document, {
    viewColumn: vscode.ViewColumn.Beside,
    preserveFocus: true,
    preview: true,
  });
  // The preview is there already, and whoever does not answer loses nothing.
  void offerRequestFile(requestFileOf(source), template.sampleRequest, { isAsked: false });
}

function templateAt(server: LanguageServer, params: TemplateAtParams): Promise<TemplateAtResult> {
  return server.request<TemplateAtParams, TemplateAtResult>(TEMPLATE_AT_REQUEST, params);
}
