/** Reads what a launch configuration stands for: the template or integration and its samples, or a test and its files. */
import * as vscode from "vscode";
import {
  DEBUG_TARGET_REQUEST,
  type DebugStartParams,
  type DebugTargetParams,
  type DebugTargetResult,
  TEST_FILE_REQUEST,
  type TestFileParams,
  type TestFileResult,
} from "../../../server/src/protocol";
import type { LanguageServer } from "../languageServer";
import type { ChosenSamples } from "../preview/chosenSample";
import { readText } from "../preview/requestFile";

/** The type of debuggers, sessions and launch configurations. */
export const DEBUG_TYPE = "apigw";

/** The members of a launch configuration. All paths are absolute or relative to the workspace folder. */
export interface Launch {
  /** The path of an input, a host file or a template, or the URI of a document that is not a file. */
  readonly program?: string;
  /** In a host file: the title or the ID of the integration. */
  readonly input?: string;
  /** The key of the template, or its path with slashes; absent for the whole integration. */
  readonly template?: string;
  /** The path of a sample request, instead of the one that the preview uses. */
  readonly sample?: string;
  readonly testFile?: string;
  readonly testName?: string;
}

/** Reads the files that a session needs. Rejects with a sentence for the user. */
export async function prepareLaunch(
  configuration: Launch,
  server: LanguageServer,
  samples: ChosenSamples,
): Promise<DebugStartParams> {
  const { testFile, program } = configuration;
  if (testFile !== undefined) return prepareTest(configuration, uriOfPath(testFile), server);
  if (program === undefined || program === "") {
    throw new Error("Set program to the path of an integration file or a template.");
  }
  const uri = uriOfPath(program);
  // The server knows only open files.
  await vscode.workspace.openTextDocument(uri);
  const { input, template } = configuration;
  const target = await server.request<DebugTargetParams, DebugTargetResult>(DEBUG_TARGET_REQUEST, {
    uri: uri.toString(),
    ...(input !== undefined && { input }),
    ...(template !== undefined && { template }),
  });
  if (target.kind === "none") throw new Error(target.message);
  const { kind, path, sampleName } = target;
  const request = await requestOf(configuration, () => samples.sampleFor(uri, sampleName, "request"));
  const { text: response } = await samples.sampleFor(uri, sampleName, "response");
  return {
    kind,
    uri: uri.toString(),
    path,
    ...(request !== undefined && { request }),
    ...(response !== undefined && { response }),
  };
}

async function requestOf(
  { sample }: Launch,
  chosen: () => Promise<{ readonly text: string | undefined }>,
): Promise<string | undefined> {
  if (sample === undefined) return (await chosen()).text;
  const text = await readText(uriOfPath(sample));
  if (text === undefined) throw new Error(`The sample request ${sample} does not exist.`);
  return text;
}

async function prepareTest(
  { testFile, testName }: Launch,
  uri: vscode.Uri,
  server: LanguageServer,
): Promise<DebugStartParams> {
  const text = await readText(uri);
  if (text === undefined) throw new Error(`The test file ${testFile} does not exist.`);
  if (testName === undefined) throw new Error("Set testName to the name of a test.");
  const { files } = await server.request<TestFileParams, TestFileResult>(TEST_FILE_REQUEST, {
    uri: uri.toString(),
    text,
  });
  const folder = vscode.Uri.joinPath(uri, "..");
  const read = await Promise.all(
    files.map(async (path) => {
      const file = vscode.Uri.joinPath(folder, path);
      return { path, uri: file.toString(), text: await readText(file) };
    }),
  );
  return {
    kind: "test",
    uri: uri.toString(),
    text,
    name: testName,
    texts: Object.fromEntries(
      read.flatMap((each) => (each.text === undefined ? [] : [[each.path, each.text]])),
    ),
    uris: Object.fromEntries(read.map((each) => [each.path, each.uri])),
  };
}

/** The URI of a path, or of a document that is not a file. */
export function uriOfPath(path: string): vscode.Uri {
  // A scheme has at least two letters, unlike the drives of Windows.
  if (/^[a-z][\w+.-]+:/i.test(path)) return vscode.Uri.parse(path);
  if (/^([a-z]:)?[\\/]/i.test(path)) return vscode.Uri.file(path);
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  return folder ? vscode.Uri.joinPath(folder.uri, path) : vscode.Uri.file(path);
}

/** The path by which VS Code knows a document, or its URI for a document that is not a file. */
export function pathOfUri(uri: vscode.Uri): string {
  return uri.scheme === "file" ? uri.fsPath : uri.toString();
}
