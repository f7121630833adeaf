/** The command that writes a test of the template at the cursor. */
import * as vscode from "vscode";
import {
  NEW_TEST_REQUEST,
  type NewTestParams,
  type NewTestResult,
  stemOf,
  TEMPLATE_AT_REQUEST,
  type TemplateAtParams,
  type TemplateAtResult,
} from "../../../server/src/protocol";
import { testedFileNames } from "../../../server/src/service";
import { pathIn } from "../commands/preview";
import { uriIn } from "../deploy/inputFile";
import type { LanguageServer } from "../languageServer";
import { readText } from "../preview/requestFile";
import { listSamples } from "../samples/listSamples";
import { readTexts } from "./fileTexts";

/** A test that was written. */
export interface WrittenTest {
  readonly testFile: vscode.Uri;
  readonly name: string;
  readonly expect: "actual" | "snapshot";
}

/**
 * Writes a test of a template to the test file next to it, which stays unsaved unless it is new. Asks for the sample
 * request, for what to expect, and for the name.
 */
export async function newTest(
  server: LanguageServer,
  at: unknown,
  given: unknown,
): Promise<WrittenTest | undefined> {
  const editor = vscode.window.activeTextEditor;
  const source = uriIn(at) ?? editor?.document.uri;
  if (!source) {
    void vscode.window.showInformationMessage("Open an integration file or a template first.");
    return undefined;
  }
  await vscode.workspace.openTextDocument(source);
  const path = pathIn(given) ?? pathIn(at);
  const isActive = editor?.document.uri.toString() === source.toString();
  const template = await server.request<TemplateAtParams, TemplateAtResult>(TEMPLATE_AT_REQUEST, {
    uri: source.toString(),
    ...(path && { path }),
    ...(!path && isActive && { position: editor.selection.active }),
  });
  if (!template) {
    void vscode.window.showInformationMessage("This file has no mapping template.");
    return undefined;
  }
  const asked = await ask(source, template);
  if (!asked) return undefined;
  const testFile = await testFileOf(source);
  const text = await readText(testFile);
  const request = asked.request && relative(testFile, asked.request);
  const paths = [...testedFileNames(testFile.path), ...(request === undefined ? [] : [request])];
  const written = await server.request<NewTestParams, NewTestResult>(NEW_TEST_REQUEST, {
    uri: source.toString(),
    path: template.path,
    testFile: { uri: testFile.toString(), ...(text !== undefined && { text }) },
    texts: await readTexts(testFile, paths),
    name: asked.name,
    ...(request !== undefined && { request }),
    expect: asked.expect,
  });
  if (!written) {
    const name = testFile.path.split("/").at(-1);
    void vscode.window.showErrorMessage(`${name} is not a test file: it needs a list of tests.`);
    return undefined;
  }
  await write(testFile, text, written.text);
  return { testFile, name: written.name, expect: asked.expect };
}

interface Answers {
  readonly request: vscode.Uri | undefined;
  readonly expect: "actual" | "snapshot";
  readonly name: string;
}

async function ask(
  source: vscode.Uri,
  template: NonNullable<TemplateAtResult>,
): Promise<Answers | undefined> {
  const title = "New Template Test";
  const samples = await listSamples(source, template.sampleName);
  const requests = [
    ...samples.map(({ name, uri }) => ({ label: name, request: uri, isEmpty: false })),
    { label: "Empty request", request: undefined, isEmpty: true },
  ];
  const picked =
    requests.length === 1
      ? requests[0]
      : await vscode.window.showQuickPick(requests, { title, placeHolder: "Sample request" });
  if (!picked) return undefined;
  const expected = await vscode.window.showQuickPick(
    [
      {
        label: "Actual Output",
        detail: "Written to the test, where you can change it",
        expect: "actual" as const,
      },
      { label: "Snapshot", detail: "Kept in a file next to the test file", expect: "snapshot" as const },
    ],
    { title, placeHolder: "What the test expects" },
  );
  if (!expected) return undefined;
  const sample = picked.isEmpty ? "an empty request" : picked.label.replace(/(\.request)?\.json$/, "");
  const name = await vscode.window.showInputBox({
    title,
    prompt: "Name of the test",
    value: `${template.path.at(-1) ?? "template"} for ${sample}`,
    validateInput: (value) => (value.trim() === "" ? "A test must have a name." : undefined),
  });
  return name === undefined ? undefined : { request: picked.request, expect: expected.expect, name };
}

/** The test file next to a file: the one that exists, or a new one in JSON. */
async function testFileOf(source: vscode.Uri): Promise<vscode.Uri> {
  const candidates = ["json", "yaml", "yml"].map((extension) =>
    source.with({ path: `${stemOf(source.path)}.test.${extension}` }),
  );
  const texts = await Promise.all(candidates.map(readText));
  return candidates[texts.findIndex((text) => text !== undefined)] ?? candidates[0] ?? source;
}

/** The path from a test file to a sample, which is next to it or in a folder next to it. */
function relative(testFile: vscode.Uri, { path }: vscode.Uri): string {
  const folder = testFile.path.slice(0, testFile.path.lastIndexOf("/") + 1);
  return path.startsWith(folder) ? path.slice(folder.length) : path;
}

async function write(testFile: vscode.Uri, before: string | undefined, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  if (before === undefined) {
    edit.createFile(testFile, { contents: new TextEncoder().encode(text), ignoreIfExists: true });
  } else {
    const document = await vscode.workspace.openTextDocument(testFile);
    edit.replace(testFile, new vscode.Range(0, 0, document.lineCount, 0), text);
  }
  await vscode.workspace.applyEdit(edit);
}
