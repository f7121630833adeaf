import type { Position, TextDocuments } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import {
  type Analysis,
  type EmptyHost,
  type HostAnalysis,
  type HostedAnalysis,
  inputAtCursor,
  inputOfPath,
  sampleNameIn,
  type TemplateAnalysis,
  typedInputAt,
} from "../service";
import type { Files } from "./files";
import { readTemplateUri } from "./templateUri";

/** The latest version of an open integration input. */
export interface OpenInput {
  readonly document: TextDocument;
  readonly analysis: Analysis;
  /** True if the editor itself provides outline, folding and formatting for the document's language. */
  readonly editorKnowsFormat: boolean;
}

/** The analysis of an input, in a file of its own or in a host file, or of a template file. */
export type AnyAnalysis = Analysis | HostedAnalysis | TemplateAnalysis;

/** The analysis of a file: of all that is in it. */
export type FileAnalysis = Analysis | TemplateAnalysis | HostAnalysis;

export interface OpenFile {
  readonly document: TextDocument;
  readonly analysis: FileAnalysis;
  /** True if the editor itself provides outline, folding and formatting for the document's language. */
  readonly editorKnowsFormat: boolean;
}

/** Looks up an open document's analysis by its URI. Resolves to undefined for files that are not ours. */
export type FileAt = (uri: string) => Promise<OpenFile | undefined>;

/** What a request is about: a position in a file that is an input or a template, or in an input of a host file. */
export interface OpenPlace {
  readonly document: TextDocument;
  readonly analysis: AnyAnalysis;
  readonly offset: number;
  /** What precedes the path to a template in the input, to make it a path in the file. */
  readonly id: readonly string[];
  /** The name of the input in those of its sample files, in a host file. */
  readonly sample: string | undefined;
}

/** Looks up what is at a position of a document. Resolves to undefined outside of inputs and templates. */
export type PlaceAt = (uri: string, position: Position) => Promise<OpenPlace | undefined>;

/** Creates the lookup that requests about a whole file start with. */
export function filesAt(
  documents: TextDocuments<TextDocument>,
  files: Files,
  editorValidatesJson: boolean,
): FileAt {
  return async (uri) => {
    const document = documents.get(uri);
    const state = document && (await files.state(document));
    if (!document || !state || !("analysis" in state)) return undefined;
    const { analysis } = state;
    return {
      document,
      analysis,
      editorKnowsFormat: editorValidatesJson && analysis.document.format === "json",
    };
  };
}

/** Creates the lookup that requests about a position start with: the only one that knows host files. */
export function placesAt(documents: TextDocuments<TextDocument>, files: Files, fileAt: FileAt): PlaceAt {
  return async (uri, position) => {
    const document = documents.get(uri);
    const state = document && (await files.state(document));
    if (!document || !state) return undefined;
    const offset = document.offsetAt(position);
    if (state.kind === "other") return typedPlace(document, state.hosts ?? [], offset);
    if (!("analysis" in state)) return undefined;
    const { analysis } = state;
    if (!("inputs" in analysis)) {
      return { document, analysis, offset, id: [], sample: await sampleOfTemplate(uri, fileAt) };
    }
    const input = inputAtCursor(analysis, offset);
    if (!input) return typedPlace(document, [analysis], offset);
    return { document, analysis: input, offset, id: input.hosted.id, sample: sampleNameIn(analysis, input) };
  };
}

/** The place of an input that is being typed. */
function typedPlace(
  document: TextDocument,
  hosts: readonly EmptyHost[],
  offset: number,
): OpenPlace | undefined {
  for (const host of hosts) {
    const input = typedInputAt(host, offset);
    if (input) return { document, analysis: input, offset, id: input.hosted.id, sample: undefined };
  }
  return undefined;
}

/** The name in sample files for a document that shows a template of a host file. */
export async function sampleOfTemplate(uri: string, fileAt: FileAt): Promise<string | undefined> {
  const address = readTemplateUri(uri);
  const { analysis } = (address && (await fileAt(address.host))) ?? {};
  if (!address || !analysis || !("inputs" in analysis)) return undefined;
  const input = inputOfPath(analysis, address.path);
  return input && sampleNameIn(analysis, input);
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
