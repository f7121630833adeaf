/** The debugger of templates. Its adapter is loaded with the first session. */
import * as vscode from "vscode";
import { DEBUG_COMMAND } from "../../../server/src/protocol";
import { pathIn } from "../commands/preview";
import { uriIn } from "../deploy/inputFile";
import type { LanguageServer } from "../languageServer";
import { SELECTOR } from "../languages";
import type { ChosenSamples } from "../preview/chosenSample";
import { DebugConfigurations } from "./configurations";
import { DebugContext } from "./debugContext";
import { DEBUG_TYPE } from "./launch";
import { DebugReferences } from "./references";

export function registerDebug(server: LanguageServer, samples: ChosenSamples): vscode.Disposable {
  const context = new DebugContext();
  const configurations = new DebugConfigurations(server, context);
  const references = new DebugReferences(server);
  return vscode.Disposable.from(
    context.register(),
    vscode.debug.registerDebugConfigurationProvider(DEBUG_TYPE, configurations),
    vscode.debug.registerDebugAdapterDescriptorFactory(DEBUG_TYPE, {
      createDebugAdapterDescriptor: async () => {
        const { createAdapter } = await import("./debugAdapter");
        return new vscode.DebugAdapterInlineImplementation(createAdapter(server, samples));
      },
    }),
    vscode.languages.registerEvaluatableExpressionProvider([...SELECTOR], references),
    vscode.languages.registerInlineValuesProvider([...SELECTOR], references),
    vscode.commands.registerCommand(DEBUG_COMMAND, async (at?: unknown, path?: unknown) => {
      const editor = vscode.window.activeTextEditor;
      const uri = uriIn(at) ?? editor?.document.uri;
      const isActive = editor?.document.uri.toString() === uri?.toString();
      const given = pathIn(path) ?? pathIn(at);
      const place = given ? { path: given } : editor && isActive ? { position: editor.selection.active } : {};
      const configuration = uri && (await configurations.at(uri, place));
      if (!configuration) {
        void vscode.window.showInformationMessage("Open an integration file or a template first.");
        return;
      }
      await vscode.debug.startDebugging(vscode.workspace.getWorkspaceFolder(uri), configuration);
    }),
  );
}
