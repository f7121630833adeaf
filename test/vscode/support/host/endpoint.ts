import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { views } from "./views";

/** Tells the extension by its setting whom to ask instead of AWS, and waits until it does. */
export async function useEndpoint(url: string): Promise<void> {
  const settings = vscode.workspace.getConfiguration("apigw.aws");
  if (settings.get("endpointUrl") === url) return;
  const { onDidChangeTreeData } = (await views()).apis;
  assert.ok(onDidChangeTreeData);
  // The setting is there before the extension has let go of its connection; then the view looks anew.
  const isTaken = new Promise<void>((resolve) => {
    const subscription = onDidChangeTreeData(() => {
      subscription.dispose();
      resolve();
    });
  });
  await settings.update("endpointUrl", url, vscode.ConfigurationTarget.Workspace);
  await isTaken;
}
