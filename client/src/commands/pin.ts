import * as vscode from "vscode";
import type { Pin } from "../../../server/src/protocol";
import { API_NAME, OPERATION_NAMES, PROTOCOLS_OF } from "../../../server/src/service";
import { settingsPath } from "../fileSettings";
import type { StatusItem } from "../statusItem";

interface Choice extends vscode.QuickPickItem {
  /** Undefined removes the pin. */
  readonly value: string | undefined;
}

/** Registers the commands that set a file's protocol or operation in the workspace settings. */
export function registerPinCommands(status: StatusItem): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand("apigw.selectProtocol", async () => {
      const choices = PROTOCOLS_OF.apigatewayv2.map((protocol) => ({
        label: API_NAME[protocol],
        value: protocol,
      }));
      await pin("protocol", status, choices, "Select the type of the API that this file belongs to");
    }),
    vscode.commands.registerCommand("apigw.selectOperation", async () => {
      const choices = OPERATION_NAMES.map((operation) => ({ label: operation, value: operation }));
      await pin("operation", status, choices, "Select the operation that reads this file");
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
    void vscode.window.showInformationMessage("Open an integration file first.");
    return;
  }
  const unpin: Choice = { label: "Detect automatically", value: undefined };
  const current = status.of(document.uri)?.[what];
  const items = [...choices, unpin].map((choice) =>
    choice.value !== undefined && choice.value === current ? { ...choice, description: "current" } : choice,
  );
  const choice = await vscode.window.showQuickPick(items, { placeHolder });
  if (choice) await remember(document.uri, what, choice.value);
}

/** Writes the pin to the workspace settings, or to the user settings if no workspace is open. */
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
