import * as vscode from "vscode";

/** Tells the extension by its setting whom to ask instead of AWS. */
export async function useEndpoint(url: string): Promise<void> {
  const settings = vscode.workspace.getConfiguration("apigw.aws");
  await settings.update("endpointUrl", url, vscode.ConfigurationTarget.Workspace);
}
