/** Commands that move the text of a template out of its file and into it. */
import * as vscode from "vscode";
import { templateFileName, templateMemberOf } from "../../../server/src/service";
import { nameOf, uriIn } from "../deploy/inputFile";
import type { LanguageServer } from "../languageServer";
import type { StatusItem } from "../statusItem";
import { type ChosenTemplate, chooseTemplate } from "../templates/chooseTemplate";
import { writeTemplate } from "../templates/hostFile";
import { type TemplateLocation, templateName } from "../templates/templateUri";
import { pathIn } from "./preview";

const FILTERS = { "Mapping templates": ["vtl", "vm"], "All files": ["*"] };

/** Registers the commands that copy, extract and insert the text of a template. */
export function registerTemplateTextCommands(server: LanguageServer, status: StatusItem): vscode.Disposable {
  const register = (
    name: string,
    run: (at: vscode.Uri | undefined, path: readonly string[] | undefined) => Promise<void>,
  ): vscode.Disposable =>
    vscode.commands.registerCommand(name, (at?: unknown, path?: unknown) =>
      run(uriIn(at), pathIn(path) ?? pathIn(at)),
    );
  return vscode.Disposable.from(
    register("apigw.copyTemplate", async (at, path) => {
      const template = await chooseTemplate(server, "Copy Mapping Template", at, path);
      if (template) await vscode.env.clipboard.writeText(template.text);
    }),
    register("apigw.extractTemplate", async (at, path) => {
      const template = await chooseTemplate(server, "Extract Template to File", at, path);
      if (template) await extract(template);
    }),
    register("apigw.insertTemplate", async (at, path) => {
      const title = "Insert Template from File";
      const location = await chooseTemplate(server, title, at, path, (host) => newPlace(host, status));
      if (location) await insert(server, location);
    }),
  );
}

/** Writes a copy of the template to a file that the user chooses, and opens it. VS Code asks before it replaces one. */
async function extract({ host, path, text }: ChosenTemplate): Promise<void> {
  const name = templateFileName(nameOf(host), path);
  const target = await vscode.window.showSaveDialog({
    title: "Extract Template to File",
    saveLabel: "Extract",
    filters: FILTERS,
    ...(isFile(host) && { defaultUri: vscode.Uri.joinPath(host, "..", name) }),
  });
  if (!target) return;
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
  await vscode.window.showTextDocument(target, { viewColumn: vscode.ViewColumn.Beside });
  // The AWS CLI does not read files that a string names, so the string cannot refer to the file.
  void vscode.window.showInformationMessage(
    `${nameOf(target)} is a copy: ${nameOf(host)} still contains the template. To copy changes back, use Insert Template from File….`,
  );
}

async function insert(server: LanguageServer, { host, path }: TemplateLocation): Promise<void> {
  const files = await vscode.window.showOpenDialog({
    title: `Insert Template from File: ${templateName(path)}`,
    openLabel: "Insert",
    canSelectMany: false,
    filters: { "Mapping templates": ["vtl", "vm", "json", "txt"], "All files": ["*"] },
    ...(isFile(host) && {
      defaultUri: vscode.Uri.joinPath(host, "..", templateFileName(nameOf(host), path)),
    }),
  });
  const file = files?.[0];
  if (!file) return;
  let text: string;
  try {
    // As it is in the editor, if it is open.
    text = (await vscode.workspace.openTextDocument(file)).getText();
  } catch {
    void vscode.window.showErrorMessage(`${nameOf(file)} is not a text file.`);
    return;
  }
  try {
    await writeTemplate(server, { host, path }, text, { canAdd: true, isFile: true, saves: false });
  } catch (error) {
    void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
  }
}

/** Asks for the key of a new template. */
async function newPlace(host: vscode.Uri, status: StatusItem): Promise<TemplateLocation | undefined> {
  if (status.hostOf(host)) {
    void vscode.window.showInformationMessage(
      "Add the key of the template to the integration first, with an empty string, and place the cursor there.",
    );
    return undefined;
  }
  const operation = status.of(host)?.operation;
  const member = operation && templateMemberOf(operation);
  if (member === undefined) {
    void vscode.window.showInformationMessage("This file cannot contain mapping templates.");
    return undefined;
  }
  const key = await vscode.window.showInputBox({
    title: "Insert Template from File",
    prompt: "Key of the new template: a content type, or a value of the selection expression",
    value: "application/json",
    validateInput: (value) => (value.trim() === "" ? "The key cannot be empty." : undefined),
  });
  return key === undefined ? undefined : { host, path: [member, key.trim()] };
}

/** An untitled document has no folder. */
function isFile({ path, scheme }: vscode.Uri): boolean {
  return scheme !== "untitled" && path.includes("/");
}
