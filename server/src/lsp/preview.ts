import type { CodeLens, Connection, TextDocuments } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { deadline } from "../deadline";
import {
  EDIT_TEMPLATE_COMMAND,
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
  type Preview,
  type PreviewableTemplate,
  previewTemplate,
  sampleDocuments,
  sampleRequest,
  templateAtPath,
} from "../service";
import { LineIndex, type Range } from "../syntax/lines";
import type { Span } from "../syntax/nodes";
import type { FileAt } from "./inputs";
import { isSame, templatesWith } from "./previewables";
import { simulateLenses } from "./simulate";

/** The time limit of a preview, in milliseconds. The server does nothing else in the meantime. */
const PREVIEW_TIME = 1000;

/** The commands that the client has, for code lenses. */
export interface TemplateCommands {
  readonly canPreview: boolean;
  readonly canEditTemplates: boolean;
  readonly canSimulate: boolean;
}

/** Registers previews of templates, and the code lenses that open them. */
export function registerPreview(
  connection: Connection,
  documents: TextDocuments<TextDocument>,
  fileAt: FileAt,
  { canPreview, canEditTemplates, canSimulate }: TemplateCommands,
): void {
  const { templatesOf, sampleNameOf, nearestIn } = templatesWith(documents, fileAt);

  connection.onRequest(
    TEMPLATE_AT_REQUEST,
    async ({ uri, path, position }: TemplateAtParams): Promise<TemplateAtResult> => {
      const templates = await templatesOf(uri);
      const offset = position && documents.get(uri)?.offsetAt(position);
      const atCursor =
        offset === undefined
          ? undefined
          : templates.find(({ span }) => span.start <= offset && offset <= span.end);
      const template = path
        ? templates.findLast((each) => isSame(each.path, path))
        : (atCursor ?? (await nearestIn(uri, templates, offset)) ?? templates[0]);
      if (!template) return null;
      const sampleName = await sampleNameOf(uri, template.path);
      return {
        isAtCursor: template === atCursor,
        path: template.path,
        sampleRequest: sampleRequest(template),
        ...(sampleName !== undefined && { sampleName }),
      };
    },
  );

  connection.onRequest(PREVIEW_REQUEST, async (params: PreviewParams): Promise<PreviewResult> => {
    const template = (await templatesOf(params.uri)).findLast(({ path }) => isSame(path, params.path));
    if (!template) return null;
    const { analysis } = (await fileAt(params.uri)) ?? {};
    const hosted = analysis && !("template" in analysis) ? templateAtPath(analysis, params.path) : undefined;
    const inFile = (span: Span): Range | undefined =>
      hosted && analysis?.lines.range(hosted.map.toSource(span));
    const samples = sampleDocuments(params.request, params.response);
    const preview = previewTemplate(template, samples, { isCancelled: deadline(PREVIEW_TIME) });
    return {
      output: preview.kind === "done" ? preview.output : "",
      problems: problemsOf(preview, template, inFile),
    };
  });

  connection.onCodeLens(async ({ textDocument: { uri } }): Promise<CodeLens[] | null> => {
    const document = documents.get(uri);
    if (!document || !canPreview) return null;
    const file = canSimulate ? await fileAt(uri) : undefined;
    const onIntegrations = file ? simulateLenses(file.analysis, uri) : [];
    const onTemplates = (await templatesOf(uri)).flatMap(({ path, keySpan }) => {
      const range = { start: document.positionAt(keySpan.start), end: document.positionAt(keySpan.end) };
      const lens = (title: string, command: string): CodeLens => ({
        range,
        command: { title, command, arguments: [uri, path] },
      });
      const edit = canEditTemplates && path.length > 0 ? [lens("Edit", EDIT_TEMPLATE_COMMAND)] : [];
      return [lens("Preview", PREVIEW_COMMAND), ...edit];
    });
    return [...onIntegrations, ...onTemplates];
  });
}

function problemsOf(
  preview: Preview,
  { text }: PreviewableTemplate,
  inFile: (span: Span) => Range | undefined,
): readonly PreviewProblem[] {
  if (preview.kind !== "done") {
    const of = preview.kind === "badRequest" ? "request" : "response";
    return preview.problems.map(({ message, range }) => ({ message, of, range }));
  }
  const lines = new LineIndex(text);
  return preview.problems.map(({ message, range }) => {
    const rangeInFile = inFile(range);
    return { message, of: "template", range: lines.range(range), ...(rangeInFile && { rangeInFile }) };
  });
}
