import type { TextDocuments } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Analysis, TemplateAnalysis } from "../service";
import type { Files } from "./files";

/** An open integration input's latest version. */
export interface OpenInput {
  readonly document: TextDocument;
  readonly analysis: Analysis;
  /** True where the editor itself outlines, folds and formats the document's language. */
  readonly editorKnowsFormat: boolean;
}

/** What has diagnostics, completion and hover: an input, or a template by itself. */
export type AnyAnalysis = Analysis | TemplateAnalysis;

/** Looks up an open document's analysis by its URI; undefined for what is none of ours. */
export type AnalysisAt = (
  uri: string,
) => Promise<{ readonly document: TextDocument; readonly analysis: AnyAnalysis } | undefined>;

export function analysesOf(documents: TextDocuments<TextDocument>, files: Files): AnalysisAt {
  return async (uri) => {
    const document = documents.get(uri);
    const state = document && (await files.state(document));
    if (!document || (state?.kind !== "input" && state?.kind !== "template")) return undefined;
    return { document, analysis: state.analysis };
  };
}

/** Looks up an open document by its URI; undefined for what is no integration input. */
export type InputAt = (uri: string) => Promise<OpenInput | undefined>;

/** Makes the look-up that every request starts with. */
export function inputsOf(
  documents: TextDocuments<TextDocument>,
  files: Files,
  editorValidatesJson: boolean,
): InputAt {
  return async (uri) => {
    const document = documents.get(uri);
    const state = document && (await files.state(document));
    if (!document || state?.kind !== "input") return undefined;
    const { analysis } = state;
    return {
      document,
      analysis,
      editorKnowsFormat: editorValidatesJson && analysis.document.format === "json",
    };
  };
}
