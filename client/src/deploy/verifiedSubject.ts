/** What "Verify on AWS" sends and simulates: a test of a test file, or the sample request of an integration. */
import * as vscode from "vscode";
import type { MethodId, VerificationCase } from "../../../deployment/src";
import {
  analyzeHost,
  filesOfTests,
  formatOfFileName,
  hostPath,
  inputAtCursor,
  inputOfPath,
  isIntegration,
  parse,
  readTestFile,
  recordingFingerprint,
  type Subject,
  sampleNameIn,
  type TestCase,
  TestedFiles,
  type TestFile,
} from "../../../server/src/service";
import type { ChosenSamples } from "../preview/chosenSample";
import { readText } from "../preview/requestFile";
import { readTexts, resolvePath } from "../testing/fileTexts";
import { pick } from "./questions";

export interface VerifiedSubject {
  readonly case: VerificationCase;
  /** The file with the integration. */
  readonly source: vscode.Uri;
  /** In a host file: `GET /pets`. */
  readonly title?: string;
  /** The method that an input names itself. */
  readonly ids?: MethodId;
  /** Where a recording of the test belongs. */
  readonly recorded?: RecordedTest;
}

export interface RecordedTest {
  readonly recordings: vscode.Uri;
  readonly name: string;
  readonly fingerprint: string;
}

const ONLY_REST = "Only the methods of REST APIs can be tested on AWS.";

/** Reads a test: the named one, the one at the cursor, the only one, or the selected one. A string says what is wrong. */
export async function testSubject(
  uri: vscode.Uri,
  name: string | undefined,
): Promise<VerifiedSubject | string | undefined> {
  const file = readTestFile((await readText(uri)) ?? "", uri.path);
  const test = await selectedTest(uri, file, name);
  if (typeof test === "string" || !test) return test;
  const texts = await readTexts(uri, filesOfTests(file));
  const textOf = (path: string): string | undefined => texts[path];
  const path = file.files.find((each) => textOf(each) !== undefined);
  if (path === undefined) return `There is no file to test. Expected ${file.files.join(", ")}.`;
  const read = (each: string) => ({ path: each, text: textOf(each) ?? "" });
  const files = new TestedFiles(read(path), file.responses.map(read));
  const subject = files.find(test.input, undefined);
  const integration = integrationOf(subject);
  if (typeof integration === "string") return integration;
  const request = requestOf(test, textOf);
  if (!request) return `The sample request of ${test.name} does not exist.`;
  const fingerprint = test.template === undefined ? recordingFingerprint(file, test, { textOf }) : undefined;
  return {
    ...integration,
    case: { ...integration.case, request },
    source: resolvePath(uri, path),
    ...(test.input !== undefined && { title: test.input }),
    ...(fingerprint !== undefined && {
      recorded: { recordings: resolvePath(uri, file.recordings), name: test.name, fingerprint },
    }),
  };
}

async function selectedTest(
  uri: vscode.Uri,
  { cases }: TestFile,
  name: string | undefined,
): Promise<TestCase | string | undefined> {
  if (cases.length === 0) return "The test file has no tests.";
  const editor = vscode.window.activeTextEditor;
  const isActive = editor?.document.uri.toString() === uri.toString();
  const offset = isActive ? editor.document.offsetAt(editor.selection.active) : -1;
  const found =
    name !== undefined
      ? cases.find((each) => each.name === name)
      : cases.find(({ node: { span } }) => span.start <= offset && offset <= span.end);
  if (found) return found;
  if (cases.length === 1) return cases[0];
  return pick(
    cases.map((value) => ({ label: value.name, value })),
    "Select a test",
  );
}

function requestOf({ request }: TestCase, textOf: (path: string) => string | undefined) {
  if (!request) return parse("{}", "json");
  if (request.kind === "inline") return request.document;
  const text = textOf(request.path);
  return text === undefined ? undefined : parse(text, formatOfFileName(request.path));
}

/** Reads the integration at the cursor, or the only one, with its sample request. A string says what is wrong. */
export async function sampleSubject(
  uri: vscode.Uri,
  samples: ChosenSamples,
): Promise<VerifiedSubject | string> {
  const text = (await readText(uri)) ?? "";
  const host = analyzeHost(text, hostPath(uri.path, text));
  const editor = vscode.window.activeTextEditor;
  const isActive = editor?.document.uri.toString() === uri.toString();
  const at =
    host && isActive ? inputAtCursor(host, editor.document.offsetAt(editor.selection.active)) : undefined;
  const { integration: ofResponse } = at?.hosted ?? {};
  const hosted = at && !isIntegration(at) && ofResponse && host ? inputOfPath(host, ofResponse) : at;
  const files = new TestedFiles({ path: uri.path, text }, []);
  const integration = integrationOf(files.find(hosted?.hosted.id.join("/"), undefined));
  if (typeof integration === "string") return integration;
  const only = host?.inputs.filter(isIntegration);
  const input = hosted ?? (only?.length === 1 ? only[0] : undefined);
  const sampleName = host && input ? sampleNameIn(host, input) : undefined;
  const { text: request = "{}" } = await samples.sampleFor(uri, sampleName, "request");
  return {
    ...integration,
    case: { ...integration.case, request: parse(request, "json") },
    source: uri,
    ...(input && { title: input.hosted.title }),
  };
}

function integrationOf(
  subject: Subject,
): { readonly case: Omit<VerificationCase, "request">; readonly ids?: MethodId } | string {
  if (subject.kind === "unknown") return subject.message;
  if (subject.kind === "template") return "A template by itself cannot be tested on AWS.";
  const { inputs, options } = subject;
  const [first] = inputs;
  if (first?.operation !== "put-integration") return ONLY_REST;
  const ids = idsIn(first.document);
  return { case: { inputs, options }, ...(ids && { ids }) };
}

function idsIn({ root }: VerificationCase["request"]): MethodId | undefined {
  const text = (name: string): string => {
    const value =
      root?.kind === "object" ? root.members.find(({ key }) => key.value === name)?.value : undefined;
    return value?.kind === "string" ? value.value : "";
  };
  const [restApiId, resourceId, httpMethod] = [text("restApiId"), text("resourceId"), text("httpMethod")];
  const isWhole =
    [restApiId, resourceId].every((id) => /^[a-z0-9]+$/.test(id)) && /^[A-Z]+$/.test(httpMethod);
  return isWhole ? { restApiId, resourceId, httpMethod } : undefined;
}
