import { CompletionTriggerKind, type Connection } from "vscode-languageserver/node";
import type { AccountLists } from "../model/accountLists";
import { complete, formatEdits, formatTemplateFile, hover } from "../service";
import { type ActionAbilities, codeActionsAt } from "./codeActions";
import { type ClientFeatures, toCompletionItem, toMarkup, toTextEdit } from "./convert";
import type { FileAt, PlaceAt } from "./inputs";
import type { SampleFiles } from "./sampleFiles";
import type { SamplesOf } from "./sampleTexts";
import type { TestFiles } from "./testFiles";

/** Registers completion, hover, code actions and formatting. */
export function registerLanguageFeatures(
  connection: Connection,
  placeAt: PlaceAt,
  fileAt: FileAt,
  client: ClientFeatures,
  abilities: ActionAbilities,
  accountLists: () => AccountLists,
  samplesOf: SamplesOf,
  sampleFiles: SampleFiles,
  testFiles: TestFiles,
): void {
  connection.onCompletion(async ({ textDocument, position, context }) => {
    const found = await placeAt(textDocument.uri, position);
    if (!found) {
      const { uri } = textDocument;
      return (await sampleFiles.complete(uri, position)) ?? (await testFiles.complete(uri, position)) ?? null;
    }
    const { analysis, offset } = found;
    const typed =
      context?.triggerKind === CompletionTriggerKind.TriggerCharacter ? context.triggerCharacter : undefined;
    const samples = await samplesOf(textDocument.uri, found.sample);
    return complete(analysis, offset, typed, accountLists(), samples).map((item) =>
      toCompletionItem(item, analysis, client),
    );
  });

  connection.onHover(async ({ textDocument, position }) => {
    const at = await placeAt(textDocument.uri, position);
    if (!at) {
      const { uri } = textDocument;
      return (await sampleFiles.hover(uri, position)) ?? (await testFiles.hover(uri, position)) ?? null;
    }
    const found = hover(at.analysis, at.offset, await samplesOf(textDocument.uri, at.sample));
    if (!found) return null;
    return { contents: toMarkup(found.markdown, client), range: at.analysis.lines.range(found.span) };
  });

  connection.onCodeAction(async ({ textDocument: { uri }, range, context }) => {
    const file = await fileAt(uri);
    if (!file) return (await sampleFiles.actions(uri, range)) ?? null;
    const { analysis, document } = file;
    const span = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
    const place = await placeAt(uri, range.start);
    return codeActionsAt(analysis, place, uri, span, context, abilities);
  });

  connection.onDocumentFormatting(async ({ textDocument, options }) => {
    const { analysis } = (await fileAt(textDocument.uri)) ?? {};
    // A host file is formatted by whoever serves such files.
    if (!analysis || "inputs" in analysis) return null;
    const edits =
      "operation" in analysis
        ? formatEdits(analysis.document, options)
        : formatTemplateFile(analysis, options);
    return edits.map((edit) => toTextEdit(edit, analysis));
  });

  connection.onDocumentRangeFormatting(async ({ textDocument, options, range }) => {
    const { analysis, document } = (await fileAt(textDocument.uri)) ?? {};
    if (!analysis || !document || "inputs" in analysis) return null;
    const span = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
    return formatTemplateFile(analysis, options, span).map((edit) => toTextEdit(edit, analysis));
  });
}
