import type { TextDocuments } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Analysis, TemplateAnalysis } from "../service";
import type { Files } from "./files";

/** The latest version of an open integration input. */
export interface OpenInput {
  readonly document: TextDocument;
  readonly analysis: Analysis;
  /** True if the editor itself provides outline, folding and formatting for the document's language. */
  readonly editorKnowsFormat: boolean;
}

/** The analysis of an input or of a template file. */
export type AnyAnalysis = Analysis | TemplateAnalysis;

/** Looks up an open document's analysis by its URI. Resolves to undefined for other files. */
export type AnalysisAt = (
  uri: string,
) => Promise<{ readonly document: TextDocument; readonly analysis: AnyAnalysis } | undefined>;

/** Creates the lookup of analyses that requests start with. */
export function analysesOf(documents: TextDocuments<TextDocument>, files: Files): AnalysisAt {
  return async (uri) => {
    const document = documents.get(uri);
    const state = document && (await files.state(document));
    if (!document || (state?.kind !== "input" && state?.kind !== "template")) return undefined;
    return { document, analysis: state.analysis };
  };
}

/** Looks up an open integration input by its URI. Resolves to undefined for other files. */
export type InputAt = (uri: string) => Promise<OpenInput | undefined>;

/** Creates the lookup of inputs that requests start with. */
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
