import type { CodeLens, Connection, TextDocuments } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { deadline } from "../deadline";
import {
  PREVIEW_COMMAND,
  PREVIEW_REQUEST,
  type PreviewParams,
  type PreviewProblem,
  type PreviewResult,
  TEMPLATE_AT_REQUEST,
  type TemplateAtParams,
  type TemplateAtResult,
} from "../protocol";
import {
  isTemplateFile,
  type Preview,
  type PreviewableTemplate,
  parse,
  previewablesOf,
  previewTemplate,
  sampleRequest,
  wholeTemplate,
} from "../service";
import { LineIndex } from "../syntax/lines";
import type { InputAt } from "./inputs";

/** The time limit of a preview, in milliseconds. The server does nothing else in the meantime. */
const PREVIEW_TIME = 1000;

/** Registers previews of templates, and the code lenses that open them. */
export function registerPreview(
  connection: Connection,
  documents: TextDocuments<TextDocument>,
  inputAt: InputAt,
  canPreview: boolean,
): void {
  const templatesOf = async (uri: string): Promise<readonly PreviewableTemplate[]> => {
    const input = await inputAt(uri);
    if (input) return previewablesOf(input.analysis);
    const document = documents.get(uri);
    return document && isTemplateFile(uri) ? [wholeTemplate(document.getText())] : [];
  };

  connection.onRequest(
    TEMPLATE_AT_REQUEST,
    async ({ uri, path, position }: TemplateAtParams): Promise<TemplateAtResult> => {
      const templates = await templatesOf(uri);
      const offset = position && documents.get(uri)?.offsetAt(position);
      const template = path
        ? templates.find((each) => isSame(each.path, path))
        : (templates.find(({ span }) => offset !== undefined && span.start <= offset && offset <= span.end) ??
          templates[0]);
      return template ? { path: template.path, sampleRequest: sampleRequest(template) } : null;
    },
  );

  connection.onRequest(PREVIEW_REQUEST, async (params: PreviewParams): Promise<PreviewResult> => {
    const template = (await templatesOf(params.uri)).find(({ path }) => isSame(path, params.path));
    if (!template) return null;
    const samples = {
      request: parse(params.request ?? "{}", "json"),
      ...(params.response !== undefined && { response: parse(params.response, "json") }),
    };
    const preview = previewTemplate(template, samples, deadline(PREVIEW_TIME));
    return {
      output: preview.kind === "done" ? preview.output : "",
      problems: problemsOf(preview, template),
    };
  });

  connection.onCodeLens(async ({ textDocument: { uri } }): Promise<CodeLens[] | null> => {
    const document = documents.get(uri);
    if (!document || !canPreview) return null;
    return (await templatesOf(uri)).map(({ path, keySpan }) => {
      const start = document.positionAt(keySpan.start);
      return {
        range: { start, end: document.positionAt(keySpan.end) },
        command: { title: "Preview", command: PREVIEW_COMMAND, arguments: [uri, path] },
      };
    });
  });
}

function problemsOf(preview: Preview, { text }: PreviewableTemplate): readonly PreviewProblem[] {
  if (preview.kind !== "done") {
    const of = preview.kind === "badRequest" ? "request" : "response";
    return preview.problems.map(({ message, range }) => ({ message, of, range }));
  }
  const lines = new LineIndex(text);
  return preview.problems.map(({ message, range }) => ({
    message,
    of: "template",
    range: lines.range(range),
  }));
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((name, index) => name === other[index]);
}
