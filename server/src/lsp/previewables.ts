/** The templates of open files that can be rendered, in whatever document they are shown. */
import type { TextDocuments } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import {
  holesIn,
  inputAtCursor,
  inputOfPath,
  isTemplateFile,
  type PreviewableTemplate,
  previewablesInHost,
  previewablesOf,
  sampleNameIn,
  type TemplateAddress,
  wholeTemplate,
} from "../service";
import { type FileAt, sampleOfTemplate } from "./inputs";
import { readTemplateUri } from "./templateUri";

/** Lookups of templates by the URI of an open document. */
export interface Previewables {
  /** The templates of an input, of a host file, of a template file, or of a document that shows one. */
  templatesOf(uri: string): Promise<readonly PreviewableTemplate[]>;
  /** The name in sample files of the integration that a template belongs to, in a host file. */
  sampleNameOf(uri: string, path: readonly string[]): Promise<string | undefined>;
  /** In a host file: the first template of the input at the cursor. */
  nearestIn(
    uri: string,
    templates: readonly PreviewableTemplate[],
    offset: number | undefined,
  ): Promise<PreviewableTemplate | undefined>;
}

/** Creates the lookups. */
export function templatesWith(documents: TextDocuments<TextDocument>, fileAt: FileAt): Previewables {
  /** The templates of an input or a host file; undefined for other files. */
  const previewablesIn = async (uri: string): Promise<readonly PreviewableTemplate[] | undefined> => {
    const { analysis } = (await fileAt(uri)) ?? {};
    if (!analysis || "template" in analysis) return undefined;
    return "inputs" in analysis ? previewablesInHost(analysis.inputs) : previewablesOf(analysis);
  };

  const templatesOf = async (uri: string): Promise<readonly PreviewableTemplate[]> => {
    const inFile = await previewablesIn(uri);
    if (inFile) return inFile;
    const address = readTemplateUri(uri);
    if (address) return hostedTemplate(uri, address);
    const document = documents.get(uri);
    return document && isTemplateFile(uri) ? [wholeTemplate(document.getText())] : [];
  };

  /** A template that is edited in a document of its own: the same as in its file, with the document's text. */
  const hostedTemplate = async (
    uri: string,
    { host, path }: TemplateAddress,
  ): Promise<readonly PreviewableTemplate[]> => {
    const text = documents.get(uri)?.getText();
    if (text === undefined) return [];
    const found = (await previewablesIn(host))?.findLast((template) => isSame(template.path, path));
    if (!found) return [wholeTemplate(text)];
    const { kind, protocol, holes } = found;
    const whole = wholeTemplate(text, holes && holesIn({ value: found.text, holes }, text));
    return [{ ...found, ...whole, kind, protocol }];
  };

  /** The name in sample files of the integration that a template belongs to, in a host file. */
  const sampleNameOf = async (uri: string, path: readonly string[]): Promise<string | undefined> => {
    const { analysis } = (await fileAt(uri)) ?? {};
    if (!analysis || !("inputs" in analysis)) return sampleOfTemplate(uri, fileAt);
    const input = inputOfPath(analysis, path);
    return input && sampleNameIn(analysis, input);
  };

  /** In a host file: the first template of the input at the cursor. */
  const nearestIn = async (
    uri: string,
    templates: readonly PreviewableTemplate[],
    offset: number | undefined,
  ): Promise<PreviewableTemplate | undefined> => {
    const { analysis } = (await fileAt(uri)) ?? {};
    const input =
      analysis && "inputs" in analysis && offset !== undefined ? inputAtCursor(analysis, offset) : undefined;
    return (
      input && templates.find(({ path }) => isSame(path.slice(0, input.hosted.id.length), input.hosted.id))
    );
  };

  return { templatesOf, sampleNameOf, nearestIn };
}

/** Whether two paths to a template are the same. */
export function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((name, index) => name === other[index]);
}
