import type { CodeLens, Connection, TextDocuments } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { deadline } from "../deadline";
import {
  DEBUG_COMMAND,
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
import { outputLanguage, type Preview, previewTemplate, sampleDocuments, sampleText } from "../service";
import { LineIndex, type Range } from "../syntax/lines";
import type { Span } from "../syntax/nodes";
import type { FileAt } from "./inputs";
import { sampleForTemplate } from "./newSample";
import type { FoundTemplate, Previewables } from "./previewables";
import { simulateLenses } from "./simulate";

/** The time limit of a preview, in milliseconds. The server does nothing else in the meantime. */
export const PREVIEW_TIME = 1000;

/** The commands that the client has, for code lenses. */
export interface TemplateCommands {
  readonly canPreview: boolean;
  readonly canEditTemplates: boolean;
  readonly canSimulate: boolean;
  readonly canDebug: boolean;
}

/** Registers previews of templates, and the code lenses that open them. */
export function registerPreview(
  connection: Connection,
  documents: TextDocuments<TextDocument>,
  fileAt: FileAt,
  previewables: Previewables,
  { canPreview, canEditTemplates, canSimulate, canDebug }: TemplateCommands,
): void {
  connection.onRequest(
    TEMPLATE_AT_REQUEST,
    async ({ uri, path, position }: TemplateAtParams): Promise<TemplateAtResult> => {
      const offset = position && documents.get(uri)?.offsetAt(position);
      const found = path ? await previewables.at(uri, path) : await previewables.near(uri, offset);
      if (!found) return null;
      const { template } = found;
      const sampleName = await previewables.sampleNameOf(uri, template.path);
      return {
        isAtCursor: "isAtCursor" in found && found.isAtCursor,
        path: template.path,
        sampleRequest: sampleText((await sampleForTemplate(previewables, uri, template)).request),
        ...(sampleName !== undefined && { sampleName }),
      };
    },
  );

  connection.onRequest(PREVIEW_REQUEST, async (params: PreviewParams): Promise<PreviewResult> => {
    const found = await previewables.at(params.uri, params.path, params.text);
    if (!found) return null;
    const samples = sampleDocuments(params.request, params.response);
    const preview = previewTemplate(found.template, samples, { isCancelled: deadline(PREVIEW_TIME) });
    if (preview.kind !== "done") {
      return { output: "", language: "plaintext", problems: sampleProblems(preview) };
    }
    return {
      output: preview.output,
      language: outputLanguage(templateOf(found), preview),
      problems: templateProblems(preview, found),
    };
  });

  connection.onCodeLens(async ({ textDocument: { uri } }): Promise<CodeLens[] | null> => {
    const document = documents.get(uri);
    if (!document || !canPreview) return null;
    const file = canSimulate ? await fileAt(uri) : undefined;
    const onIntegrations = file ? simulateLenses(file.analysis, uri) : [];
    const onTemplates = (await previewables.of(uri)).flatMap(({ path, keySpan }) => {
      const range = { start: document.positionAt(keySpan.start), end: document.positionAt(keySpan.end) };
      const lens = (title: string, command: string): CodeLens => ({
        range,
        command: { title, command, arguments: [uri, path] },
      });
      const edit = canEditTemplates && path.length > 0 ? [lens("Edit", EDIT_TEMPLATE_COMMAND)] : [];
      const debug = canDebug ? [lens("Debug", DEBUG_COMMAND)] : [];
      return [lens("Preview", PREVIEW_COMMAND), ...debug, ...edit];
    });
    return [...onIntegrations, ...onTemplates];
  });
}

/** The template as the analysis knows it. */
function templateOf({ analysis, hosted }: FoundTemplate): Parameters<typeof outputLanguage>[0] {
  return analysis && "template" in analysis ? analysis.template : hosted?.template;
}

function sampleProblems(preview: Exclude<Preview, { readonly kind: "done" }>): readonly PreviewProblem[] {
  const of = preview.kind === "badRequest" ? "request" : "response";
  return preview.problems.map(({ message, range }) => ({ message, severity: "error", of, range }));
}

function templateProblems(
  { output, problems }: Extract<Preview, { readonly kind: "done" }>,
  found: FoundTemplate,
): readonly PreviewProblem[] {
  const lines = new LineIndex(found.template.text);
  const outputLines = new LineIndex(output);
  return problems.map(({ code, severity, message, range, output: at }) => {
    const rangeInFile = rangeInFileOf(found, range);
    // Where a template failed, its output ends.
    const end = { start: output.length, end: output.length };
    const rangeInOutput = at ?? (severity === "error" ? end : undefined);
    return {
      code,
      severity,
      message,
      of: "template",
      range: lines.range(range),
      ...(rangeInFile && { rangeInFile }),
      ...(rangeInOutput && { rangeInOutput: outputLines.range(rangeInOutput) }),
    };
  });
}

/** Where a part of a template is written in the file; undefined for a document that is a template. */
export function rangeInFileOf({ analysis, hosted }: FoundTemplate, span: Span): Range | undefined {
  return hosted && analysis?.lines.range(hosted.map.toSource(span));
}
