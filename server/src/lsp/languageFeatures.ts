import { CompletionTriggerKind, type Connection } from "vscode-languageserver/node";
import type { AccountLists } from "../model/accountLists";
import { complete, formatEdits, formatTemplateFile, hover } from "../service";
import { type ActionAbilities, codeActionsAt } from "./codeActions";
import { type ClientFeatures, toCompletionItem, toMarkup, toTextEdit } from "./convert";
import type { AnalysisAt } from "./inputs";
import type { SamplesOf } from "./sampleTexts";

/** Registers completion, hover, code actions and formatting. */
export function registerLanguageFeatures(
  connection: Connection,
  analysisAt: AnalysisAt,
  client: ClientFeatures,
  abilities: ActionAbilities,
  accountLists: () => AccountLists,
  samplesOf: SamplesOf,
): void {
  connection.onCompletion(async ({ textDocument, position, context }) => {
    const found = await analysisAt(textDocument.uri);
    if (!found) return null;
    const { analysis, document } = found;
    const typed =
      context?.triggerKind === CompletionTriggerKind.TriggerCharacter ? context.triggerCharacter : undefined;
    const samples = await samplesOf(textDocument.uri);
    const offset = document.offsetAt(position);
    return complete(analysis, offset, typed, accountLists(), samples).map((item) =>
      toCompletionItem(item, analysis, client),
    );
  });

  connection.onHover(async ({ textDocument, position }) => {
    const at = await analysisAt(textDocument.uri);
    const samples = await samplesOf(textDocument.uri);
    const found = at && hover(at.analysis, at.document.offsetAt(position), samples);
    if (!found) return null;
    return { contents: toMarkup(found.markdown, client), range: at.analysis.lines.range(found.span) };
  });

  connection.onCodeAction(async ({ textDocument: { uri }, range, context }) => {
    const found = await analysisAt(uri);
    if (!found) return null;
    const { analysis, document } = found;
    const span = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
    return codeActionsAt(analysis, uri, span, context, abilities);
  });

  connection.onDocumentFormatting(async ({ textDocument, options }) => {
    const { analysis } = (await analysisAt(textDocument.uri)) ?? {};
    if (!analysis) return null;
    const edits =
      "operation" in analysis
        ? formatEdits(analysis.document, options)
        : formatTemplateFile(analysis, options);
    return edits.map((edit) => toTextEdit(edit, analysis));
  });

  connection.onDocumentRangeFormatting(async ({ textDocument, options, range }) => {
    const { analysis, document } = (await analysisAt(textDocument.uri)) ?? {};
    if (!analysis || !document) return null;
    const span = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
    return formatTemplateFile(analysis, options, span).map((edit) => toTextEdit(edit, analysis));
  });
}
