import * as vscode from "vscode";
import { COPY_AS_REQUEST, type CopyAsParams, type CopyAsResult } from "../../../server/src/protocol";
import type { LanguageServer } from "../languageServer";
import { copied } from "./copied";

type Target = CopyAsParams["target"];

const COMMANDS: readonly (readonly [command: string, target: Target, title: string])[] = [
  ["apigw.copyAsOpenApi", "openapi", "OpenAPI"],
  ["apigw.copyAsCloudFormation", "cloudformation", "CloudFormation"],
  ["apigw.copyAsTerraform", "terraform", "Terraform"],
];

/** Registers the commands that copy the integration at the cursor, or in a file, as a part of another kind of file. */
export function registerCopyAsCommands(server: LanguageServer): vscode.Disposable {
  return vscode.Disposable.from(
    ...COMMANDS.map(([command, target, title]) =>
      vscode.commands.registerCommand(command, (node?: unknown) => copyAs(server, target, title, node)),
    ),
  );
}

async function copyAs(server: LanguageServer, target: Target, title: string, node: unknown): Promise<void> {
  const uri = uriOf(node);
  const editor = vscode.window.activeTextEditor;
  const document = uri ? await vscode.workspace.openTextDocument(uri) : editor?.document;
  if (!document) {
    void vscode.window.showInformationMessage("Open a file with an integration first.");
    return;
  }
  const cursor = uri ? undefined : editor?.selection.active;
  const result = await server.request<CopyAsParams, CopyAsResult>(COPY_AS_REQUEST, {
    uri: document.uri.toString(),
    text: document.getText(),
    ...(cursor && { position: { line: cursor.line, character: cursor.character } }),
    target,
  });
  switch (result.kind) {
    case "none":
      void vscode.window.showInformationMessage("There is no complete integration at the cursor.");
      return;
    case "refused":
      void vscode.window.showErrorMessage(`Cannot be copied as ${title}. ${result.reason}`);
      return;
    case "text":
      await copied(result.text, title, result);
  }
}

/** The URI in an argument: a URI from a menu, or a node of the Workspace view. */
function uriOf(value: unknown): vscode.Uri | undefined {
  if (value instanceof vscode.Uri) return value;
  const uri = typeof value === "object" && value !== null && "uri" in value ? value.uri : undefined;
  return uri instanceof vscode.Uri ? uri : undefined;
}
