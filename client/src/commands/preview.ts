import * as vscode from "vscode";
import {
  PREVIEW_COMMAND,
  TEMPLATE_AT_REQUEST,
  type TemplateAtParams,
  type TemplateAtResult,
} from "../../../server/src/protocol";
import { uriIn } from "../deploy/inputFile";
import type { LanguageServer } from "../languageServer";
import { previewUri } from "../preview/previewUri";
import { offerRequestFile, requestFileOf } from "../preview/requestFile";

/** The commands that show what a mapping template prints, and the request that it prints it for. */
export function registerPreviewCommands(server: LanguageServer): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(PREVIEW_COMMAND, (at?: unknown, path?: unknown) =>
      preview(server, uriIn(at), pathIn(path) ?? pathIn(at)),
    ),
    vscode.commands.registerCommand("apigw.openSampleRequest", async (at?: unknown) => {
      const source = uriIn(at) ?? vscode.window.activeTextEditor?.document.uri;
      if (!source) return;
      // The server knows the files that are open.
      await vscode.workspace.openTextDocument(source);
      const template = await templateAt(server, { uri: source.toString() });
      await offerRequestFile(requestFileOf(source), template?.sampleRequest ?? "{}\n", { isAsked: true });
    }),
  );
}

/** The names that lead to a template: a lens gives them by themselves, a line of the view has them. */
function pathIn(value: unknown): readonly string[] | undefined {
  if (Array.isArray(value)) return value.map(String);
  const path = typeof value === "object" && value !== null && "path" in value ? value.path : undefined;
  return Array.isArray(path) ? path.map(String) : undefined;
}

async function preview(
  server: LanguageServer,
  given: vscode.Uri | undefined,
  path: readonly string[] | undefined,
): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const source = given ?? editor?.document.uri;
  if (!source) {
    void vscode.window.showInformationMessage("Open the file of an integration or a template first.");
    return;
  }
  await vscode.workspace.openTextDocument(source);
  const isActive = editor?.document.uri.toString() === source.toString();
  const position = path === undefined && isActive ? { position: editor.selection.active } : {};
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
