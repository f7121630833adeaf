import * as vscode from "vscode";
import {
  NEW_SAMPLE_REQUEST,
  type NewSampleFile,
  type NewSampleParams,
  type NewSampleResult,
} from "../../../server/src/protocol";
import { nameOf, uriIn } from "../deploy/inputFile";
import type { LanguageServer } from "../languageServer";
import type { ChosenSamples } from "../preview/chosenSample";
import { previewedTemplate } from "../preview/previewUri";
import { readText, requestFileOf } from "../preview/requestFile";
import { samplesFolderOf } from "../samples/listSamples";
import { pathIn } from "./preview";

/** A command, `[uri, path]` of a template; without arguments, for the file and the template of the active editor. */
export const NEW_SAMPLE_COMMAND = "apigw.newSampleRequest";

/** Registers the command that makes a sample request from a template or from a captured request. */
export function registerNewSampleCommand(server: LanguageServer, samples: ChosenSamples): vscode.Disposable {
  return vscode.commands.registerCommand(NEW_SAMPLE_COMMAND, (at?: unknown, path?: unknown) =>
    newSample(server, samples, uriIn(at), pathIn(path) ?? pathIn(at)),
  );
}

async function newSample(
  server: LanguageServer,
  samples: ChosenSamples,
  at: vscode.Uri | undefined,
  pathGiven: readonly string[] | undefined,
): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const given = at ?? editor?.document.uri;
  if (!given) {
    void vscode.window.showInformationMessage("Open an integration file or a template first.");
    return;
  }
  const shown = previewedTemplate(given);
  const source = shown?.source ?? given;
  const path = pathGiven ?? shown?.path;
  // The server knows only open files.
  await vscode.workspace.openTextDocument(source);
  const isActive = editor?.document.uri.toString() === source.toString();
  const origin = await pickOrigin(source);
  const text = await origin?.read();
  if (!origin || text === undefined) return;
  const result = await server.request<NewSampleParams, NewSampleResult>(NEW_SAMPLE_REQUEST, {
    uri: source.toString(),
    ...(path && { path }),
    ...(!path && isActive && { position: editor.selection.active }),
    ...(text !== null && { text }),
  });
  if (result.kind === "refused") {
    void vscode.window.showErrorMessage(`${origin.noun}: ${result.reason}`);
    return;
  }
  const sample = await pickSample(result.samples);
  const file = sample && (await pickFile(source, result.sampleName, sample.name));
  if (!sample || !file) return;
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(file, { contents: new TextEncoder().encode(sample.text), ignoreIfExists: true });
  await vscode.workspace.applyEdit(edit);
  await samples.choose(source, result.sampleName, file);
  await vscode.window.showTextDocument(file, { viewColumn: vscode.ViewColumn.Beside });
  report(nameOf(file), result.source, sample);
}

/** Where the sample comes from. */
interface Origin extends vscode.QuickPickItem {
  /** How messages begin. */
  readonly noun: string;
  /** The text; null for the template, undefined if the user cancels. */
  read(): Thenable<string | null | undefined>;
}

async function pickOrigin(source: vscode.Uri): Promise<Origin | undefined> {
  const selections = vscode.window.visibleTextEditors
    .filter(({ document, selection }) => document.uri.toString() !== source.toString() && !selection.isEmpty)
    .map(
      ({ document, selection }): Origin => ({
        label: `$(selection) From the Selection in ${nameOf(document.uri)}`,
        noun: "The selection",
        read: async () => document.getText(selection),
      }),
    );
  const origins: readonly Origin[] = [
    {
      label: "$(symbol-variable) From the Template",
      detail: "With a typical value for everything that the template reads",
      noun: "The template",
      read: async () => null,
    },
    {
      label: "$(clippy) From the Clipboard",
      detail: CAPTURES,
      noun: "The clipboard",
      read: () => vscode.env.clipboard.readText(),
    },
    ...selections,
    { label: "$(file) From a File…", detail: CAPTURES, noun: "The file", read: () => readChosenFile(source) },
  ];
  return vscode.window.showQuickPick(origins, {
    title: "New Sample Request",
    placeHolder: "What to make it from. Credentials become placeholders.",
  });
}

const CAPTURES =
  "A Lambda or WebSocket event, an access log, a curl command, a HAR file, or the input of test-invoke-method";

async function readChosenFile(source: vscode.Uri): Promise<string | undefined> {
  const [file] =
    (await vscode.window.showOpenDialog({
      title: "Captured Request",
      openLabel: "Make Sample",
      defaultUri: vscode.Uri.joinPath(source, ".."),
    })) ?? [];
  return file && readText(file);
}

async function pickSample(samples: readonly NewSampleFile[]): Promise<NewSampleFile | undefined> {
  if (samples.length <= 1) return samples[0];
  const items = samples.map((sample) => ({ label: sample.title, sample }));
  const picked = await vscode.window.showQuickPick(items, {
    title: "New Sample Request",
    placeHolder: `Select one of the ${samples.length} requests`,
    matchOnDescription: true,
  });
  return picked?.sample;
}

/** The first sample is `NAME.request.json`. Further ones get a name in the folder `NAME.requests`. */
async function pickFile(
  source: vscode.Uri,
  sampleName: string | undefined,
  proposed: string,
): Promise<vscode.Uri | undefined> {
  const first = requestFileOf(source, sampleName);
  if ((await readText(first)) === undefined) return first;
  const folder = samplesFolderOf(source, sampleName);
  const fileOfName = (name: string): vscode.Uri => vscode.Uri.joinPath(folder, `${name.trim()}.json`);
  const name = await vscode.window.showInputBox({
    title: "New Sample Request",
    prompt: `Its name in the folder ${nameOf(folder)}`,
    value: proposed,
    validateInput: async (text) => {
      if (!/^[^\s.\\/:*?"<>|][^\\/:*?"<>|]*$/.test(text.trim())) return "Enter a valid file name.";
      return (await readText(fileOfName(text))) === undefined
        ? undefined
        : "There is already a sample with this name.";
    },
  });
  return name === undefined ? undefined : fileOfName(name);
}

/** Says what became of credentials, and what is missing. */
function report(file: string, source: string | undefined, { redacted, notes }: NewSampleFile): void {
  const placeholders =
    redacted.length > 0 ? [`Credentials became placeholders: ${redacted.slice(0, 10).join(", ")}.`] : [];
  if (placeholders.length + notes.length === 0) return;
  const made = `Made ${file}${source === undefined ? "" : ` from ${source}`}.`;
  void vscode.window.showInformationMessage([made, ...placeholders, ...notes].join(" "));
}
