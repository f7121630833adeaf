import type { Connection } from "vscode-languageserver";
import { NEW_TEST_REQUEST, type NewTestParams, type NewTestResult } from "../protocol";
import { addTest, inputOfPath, type NewTest } from "../service";
import { defined } from "../syntax/defined";
import type { FileAnalysis, FileAt } from "./inputs";
import { decode } from "./workspacePaths";

/** Registers the request that writes a test of a template. */
export function registerNewTest(connection: Connection, fileAt: FileAt): void {
  connection.onRequest(NEW_TEST_REQUEST, async (params: NewTestParams): Promise<NewTestResult> => {
    const { uri, path, testFile, texts, name, request, expect } = params;
    const file = await fileAt(uri);
    if (!file) return null;
    const test: NewTest = { name, ...subjectOf(file.analysis, path), ...defined({ request }), expect };
    const textOf = (each: string) => (Object.hasOwn(texts, each) ? texts[each] : undefined);
    return addTest(testFile.text, decode(testFile.uri), test, textOf) ?? null;
  });
}

/** Names a template as test files do. */
function subjectOf(analysis: FileAnalysis, path: readonly string[]): Pick<NewTest, "input" | "template"> {
  if (path.length === 0) return {};
  if (!("inputs" in analysis)) return { template: path.join("/") };
  const input = inputOfPath(analysis, path);
  if (!input) return { template: path.join("/") };
  const { id, title } = input.hosted;
  const isUnique = analysis.inputs.filter(({ hosted }) => hosted.title === title).length === 1;
  return { input: isUnique ? title : id.join("/"), template: path.slice(id.length).join("/") };
}
