import type { TextDocuments } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import {
  type HostedTemplate,
  holesIn,
  inputAtCursor,
  inputOfPath,
  isTemplateFile,
  type PreviewableTemplate,
  previewablesInHost,
  previewablesOf,
  sampleNameIn,
  type TemplateAddress,
  templateAtPath,
  wholeTemplate,
} from "../service";
import type { Files } from "./files";
import { type FileAnalysis, type FileAt, sampleOfTemplate } from "./inputs";
import { readTemplateUri } from "./templateUri";

/** A template that can be previewed, and where it is written. */
export interface FoundTemplate {
  readonly template: PreviewableTemplate;
  /** The analysis of the file. */
  readonly analysis: FileAnalysis | undefined;
  /** The template in a string of the file; absent for a document that is a template, and behind an alias. */
  readonly hosted: HostedTemplate | undefined;
}

/** Finds the templates of files that can be previewed. */
export class Previewables {
  constructor(
    private readonly documents: TextDocuments<TextDocument>,
    private readonly files: Files,
    private readonly fileAt: FileAt,
  ) {}

  /** The templates of a file, in text order; empty if there are none. */
  async of(uri: string): Promise<readonly PreviewableTemplate[]> {
    const inFile = previewablesIn((await this.fileAt(uri))?.analysis);
    if (inFile) return inFile;
    const address = readTemplateUri(uri);
    if (address) return this.#edited(uri, address);
    const document = this.documents.get(uri);
    return document && isTemplateFile(uri) ? [wholeTemplate(document.getText())] : [];
  }

  /**
   * The template with the path.
   * @param text the text of the file, such as an earlier one, in place of that of the open document.
   */
  async at(uri: string, path: readonly string[], text?: string): Promise<FoundTemplate | undefined> {
    const analysis =
      text === undefined ? (await this.fileAt(uri))?.analysis : await this.#analysisOf(uri, text);
    const templates =
      text === undefined
        ? await this.of(uri)
        : (previewablesIn(analysis) ?? (isTemplateFile(uri) ? [wholeTemplate(text)] : []));
    const template = templates.findLast((each) => isSame(each.path, path));
    if (!template) return undefined;
    const hosted = analysis && !("template" in analysis) ? templateAtPath(analysis, path) : undefined;
    return { template, analysis, hosted };
  }

  /** The template at an offset, or near it; see `TemplateAtParams`. */
  async near(
    uri: string,
    offset: number | undefined,
  ): Promise<{ readonly template: PreviewableTemplate; readonly isAtCursor: boolean } | undefined> {
    const templates = await this.of(uri);
    const atCursor =
      offset === undefined
        ? undefined
        : templates.find(({ span }) => span.start <= offset && offset <= span.end);
    if (atCursor) return { template: atCursor, isAtCursor: true };
    const { analysis } = (await this.fileAt(uri)) ?? {};
    const input =
      analysis && "inputs" in analysis && offset !== undefined ? inputAtCursor(analysis, offset) : undefined;
    const ofInput =
      input && templates.find(({ path }) => isSame(path.slice(0, input.hosted.id.length), input.hosted.id));
    const template = ofInput ?? templates[0];
    return template && { template, isAtCursor: false };
  }

  /** The name in sample files of the integration that a template belongs to, in a host file. */
  async sampleNameOf(uri: string, path: readonly string[]): Promise<string | undefined> {
    const { analysis } = (await this.fileAt(uri)) ?? {};
    if (!analysis || !("inputs" in analysis)) return sampleOfTemplate(uri, this.fileAt);
    const input = inputOfPath(analysis, path);
    return input && sampleNameIn(analysis, input);
  }

  /** A template that is edited in a document of its own: the same as in its file, with the document's text. */
  async #edited(uri: string, { host, path }: TemplateAddress): Promise<readonly PreviewableTemplate[]> {
    const text = this.documents.get(uri)?.getText();
    if (text === undefined) return [];
    const inHost = previewablesIn((await this.fileAt(host))?.analysis);
    const found = inHost?.findLast((template) => isSame(template.path, path));
    if (!found) return [wholeTemplate(text)];
    const { kind, protocol, holes } = found;
    const whole = wholeTemplate(text, holes && holesIn({ value: found.text, holes }, text));
    return [{ ...found, ...whole, kind, protocol }];
  }

  async #analysisOf(uri: string, text: string): Promise<FileAnalysis | undefined> {
    const languageId = this.documents.get(uri)?.languageId ?? "";
    const state = await this.files.examine(TextDocument.create(uri, languageId, 0, text));
    return "analysis" in state ? state.analysis : undefined;
  }
}

/** The templates of an input or a host file; undefined for other files. */
function previewablesIn(analysis: FileAnalysis | undefined): readonly PreviewableTemplate[] | undefined {
  if (!analysis || "template" in analysis) return undefined;
  return "inputs" in analysis ? previewablesInHost(analysis.inputs) : previewablesOf(analysis);
}

/** Whether two paths to a template are the same. */
export function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((name, index) => name === other[index]);
}
