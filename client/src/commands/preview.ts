import * as vscode from "vscode";
import {
  PREVIEW_COMMAND,
  TEMPLATE_AT_REQUEST,
  type TemplateAtParams,
  type TemplateAtResult,
} from "../../../server/src/protocol";
import { uriIn } from "../deploy/inputFile";
import type { LanguageServer } from "../languageServer";
import type { ChosenSamples } from "../preview/chosenSample";
import type { Following } from "../preview/following";
import { previewedTemplate } from "../preview/previewUri";
import { offerRequestFile } from "../preview/requestFile";

/** Registers the commands that preview a mapping template and open its sample request. */
export function registerPreviewCommands(
  server: LanguageServer,
  samples: ChosenSamples,
  following: Following,
): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(PREVIEW_COMMAND, (at?: unknown, path?: unknown) =>
      preview(server, samples, following, uriIn(at), pathIn(path) ?? pathIn(at)),
    ),
    vscode.commands.registerCommand("apigw.openSampleRequest", async (at?: unknown, name?: unknown) => {
      const given = uriIn(at) ?? vscode.window.activeTextEditor?.document.uri;
      if (!given) return;
      const shown = previewedTemplate(given);
      const source = shown?.source ?? given;
      // The server knows only open files.
      await vscode.workspace.openTextDocument(source);
      const editor = vscode.window.activeTextEditor;
      const isActive = editor?.document.uri.toString() === source.toString();
      const template = await templateAt(server, {
        uri: source.toString(),
        ...(shown && { path: shown.path }),
        ...(isActive && { position: editor.selection.active }),
      });
      const sampleName = typeof name === "string" ? name : template?.sampleName;
      const { uri } = await samples.sampleFor(source, sampleName, "request");
      await offerRequestFile(uri, template?.sampleRequest ?? "{}\n", { isAsked: true });
    }),
  );
}

/** The member names that lead to a template: an argument of a code lens, or the `path` of a tree node. */
export function pathIn(value: unknown): readonly string[] | undefined {
  // Menus of the Explorer pass the selected files in this place.
  if (Array.isArray(value)) return value.every((name) => typeof name === "string") ? value : undefined;
  const path = typeof value === "object" && value !== null && "path" in value ? value.path : undefined;
  return Array.isArray(path) ? path.map(String) : undefined;
}

async function preview(
  server: LanguageServer,
  samples: ChosenSamples,
  following: Following,
  given: vscode.Uri | undefined,
  path: readonly string[] | undefined,
): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const source = given ?? editor?.document.uri;
  if (!source) {
    void vscode.window.showInformationMessage("Open an integration file or a template first.");
    return;
  }
  await vscode.workspace.openTextDocument(source);
  const isActive = editor?.document.uri.toString() === source.toString();
  const position = path === undefined && isActive ? { position: editor.selection.active } : {};
  const template = await templateAt(server, { uri: source.toString(), ...(path && { path }), ...position });
  if (!template) {
    void vscode.window.showInformationMessage("This file has no mapping template.");
    return;
  }
  const { sampleName } = template;
  await following.open({ source, path: template.path, ...(sampleName !== undefined && { sampleName }) });
  // Not awaited: the preview is open already, and the offer can be ignored.
  const { uri } = await samples.sampleFor(source, sampleName, "request");
  void offerRequestFile(uri, template.sampleRequest, { isAsked: false });
}

function templateAt(server: LanguageServer, params: TemplateAtParams): Promise<TemplateAtResult> {
  return server.request<TemplateAtParams, TemplateAtResult>(TEMPLATE_AT_REQUEST, params);
}
