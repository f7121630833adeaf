import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { views } from "./views";

/** Sets the endpoint to use instead of AWS, and waits until the extension uses it. */
export async function useEndpoint(url: string): Promise<void> {
  const settings = vscode.workspace.getConfiguration("apigw.aws");
  if (settings.get("endpointUrl") === url) return;
  const { apis, workspace } = await views();
  const { onDidChangeTreeData } = apis;
  assert.ok(onDidChangeTreeData);
  // Loads the AWS half of the extension, without calling AWS.
  await workspace.getChildren();
  // The setting changes before the extension has closed its connection; the view refreshes afterwards.
  const isTaken = new Promise<void>((resolve) => {
    const subscription = onDidChangeTreeData(() => {
      subscription.dispose();
      resolve();
    });
  });
  await settings.update("endpointUrl", url, vscode.ConfigurationTarget.Workspace);
  await isTaken;
}
