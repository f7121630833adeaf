import {
  type Connection,
  type InitializeParams,
  InlayHintKind,
  type TextDocuments,
} from "vscode-languageserver/node";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { type InlayHint, inlayHints, isSampleFile, sampleNameIn } from "../service";
import { type FileAt, sampleOfTemplate } from "./inputs";
import type { SamplesOf } from "./sampleTexts";
import type { SettingsStore } from "./settings";

/**
 * Registers inlay hints, which the settings turn on. Returns a function that makes the client ask for them again,
 * after the settings or the samples have changed.
 */
export function registerInlayHints(
  connection: Connection,
  documents: TextDocuments<TextDocument>,
  fileAt: FileAt,
  settings: SettingsStore,
  samplesOf: SamplesOf,
  { capabilities }: InitializeParams,
): () => void {
  const canRefresh = capabilities.workspace?.inlayHint?.refreshSupport ?? false;
  const refresh = (): void => {
    if (canRefresh) void connection.languages.inlayHint.refresh();
  };
  documents.onDidChangeContent(({ document: { uri } }) => {
    if (isSampleFile(uri)) refresh();
  });
  connection.languages.inlayHint.on(async ({ textDocument: { uri }, range }) => {
    const { inlayHints: shown } = await settings.get(uri);
    if (!shown.types && !shown.values) return null;
    const { analysis, document } = (await fileAt(uri)) ?? {};
    if (!analysis || !document) return null;
    const span = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
    const hints: InlayHint[] = [];
    if ("inputs" in analysis) {
      for (const input of analysis.inputs) {
        const { root } = input.hosted;
        if (root.span.end < span.start || span.end < root.span.start) continue;
        const samples = await samplesOf(uri, sampleNameIn(analysis, input));
        hints.push(...inlayHints(input, span, shown, samples));
      }
    } else {
      const samples = await samplesOf(uri, await sampleOfTemplate(uri, fileAt));
      hints.push(...inlayHints(analysis, span, shown, samples));
    }
    return hints.map(({ offset, label, kind }) => ({
      position: analysis.lines.position(offset),
      label,
      ...(kind === "type" ? { kind: InlayHintKind.Type } : { paddingLeft: true }),
    }));
  });
  return refresh;
}
