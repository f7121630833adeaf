import * as vscode from "vscode";
import type { Pin } from "../../../server/src/protocol";
import { API_NAME, OPERATION_NAMES, PROTOCOLS_OF } from "../../../server/src/service";
import { settingsPath } from "../fileSettings";
import type { StatusItem } from "../statusItem";

interface Choice extends vscode.QuickPickItem {
  /** Undefined takes the pin away. */
  readonly value: string | undefined;
}

/** The commands that settle a file's protocol or operation, remembered in the workspace's settings. */
export function registerPinCommands(status: StatusItem): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand("apigw.selectProtocol", async () => {
      const choices = PROTOCOLS_OF.apigatewayv2.map((protocol) => ({
        label: API_NAME[protocol],
        value: protocol,
      }));
      await pin("protocol", status, choices, "Whose integration does this file describe?");
    }),
    vscode.commands.registerCommand("apigw.selectOperation", async () => {
      const choices = OPERATION_NAMES.map((operation) => ({ label: operation, value: operation }));
      await pin("operation", status, choices, "Which operation reads this file?");
    }),
  );
}

async function pin(
  what: keyof Pin,
  status: StatusItem,
  choices: readonly Choice[],
  placeHolder: string,
): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (!document) {
    void vscode.window.showInformationMessage("Open the file of an integration first.");
    return;
  }
  const unpin: Choice = { label: "Find out", description: "from the file itself", value: undefined };
  const current = status.of(document.uri)?.[what];
  const items = [...choices, unpin].map((choice) =>
    choice.value !== undefined && choice.value === current ? { ...choice, description: "now" } : choice,
  );
  const choice = await vscode.window.showQuickPick(items, { placeHolder });
  if (choice) await remember(document.uri, what, choice.value);
}

/** Writes the pin to the workspace's settings; to the person's own for a file outside of every workspace. */
async function remember(uri: vscode.Uri, what: keyof Pin, value: string | undefined): Promise<void> {
  const settings = vscode.workspace.getConfiguration("apigw", uri);
  const target = vscode.workspace.workspaceFolders
    ? vscode.ConfigurationTarget.Workspace
    : vscode.ConfigurationTarget.Global;
  const stored = settings.inspect<Record<string, Pin>>("pins");
  const pins = (vscode.workspace.workspaceFolders ? stored?.workspaceValue : stored?.globalValue) ?? {};
  const path = settingsPath(uri);
  const { [what]: _, ...others } = pins[path] ?? {};
  const { [path]: __, ...otherPins } = pins;
  const changed: Pin = value === undefined ? others : { ...others, [what]: value };
  const all = Object.keys(changed).length > 0 ? { ...otherPins, [path]: changed } : otherPins;
  await settings.update("pins", Object.keys(all).length > 0 ? all : undefined, target);
}
