import type { TextDocument } from "vscode-languageserver-textdocument";
import type { ApiFacts } from "../model/apiFacts";
import { type FileMatch, matchFile, matchWithoutTree } from "../recognition/fileMatch";
import {
  type Analysis,
  analyze,
  analyzeTemplate,
  formatOfFileName,
  isTemplateFile,
  type TemplateAnalysis,
} from "../service";
import type { FileSettings, SettingsStore } from "./settings";

/** Past this many UTF-16 units a file is not looked at: no integration input is a hundredth as long. */
export const MAX_LENGTH = 4_000_000;

/** What is known of one version of an open file. */
export type FileState =
  | { readonly kind: "other" }
  | { readonly kind: "tooLarge"; readonly match: FileMatch }
  | {
      readonly kind: "input";
      readonly match: FileMatch;
      readonly analysis: Analysis;
      readonly settings: FileSettings;
    }
  /** A mapping template by itself. */
  | { readonly kind: "template"; readonly analysis: TemplateAnalysis; readonly settings: FileSettings };

/** What editors call Velocity's templates. */
const TEMPLATE_LANGUAGES: ReadonlySet<string> = new Set(["vtl", "velocity"]);

const OTHER: FileState = { kind: "other" };

/** Open files with the analysis of their latest version, which every request of that version shares. */
export class Files {
  readonly #states = new Map<string, { readonly version: number; readonly state: Promise<FileState> }>();

  #awsFacts: ReadonlyMap<string, ApiFacts> = new Map();

  constructor(
    private readonly settings: SettingsStore,
    private readonly relativePath: (uri: string) => string,
  ) {}

  state(document: TextDocument): Promise<FileState> {
    const known = this.#states.get(document.uri);
    if (known?.version === document.version) return known.state;
    const state = this.#look(document);
    this.#states.set(document.uri, { version: document.version, state });
    return state;
  }

  forget(uri: string): void {
    this.#states.delete(uri);
    this.settings.forget(uri);
  }

  forgetSettings(): void {
    this.#states.clear();
    this.settings.forgetAll();
  }

  /** What is known of the files' APIs from AWS, by URI; all is looked at anew. */
  setAwsFacts(facts: ReadonlyMap<string, ApiFacts>): void {
    this.#awsFacts = facts;
    this.#states.clear();
  }

  async #look(document: TextDocument): Promise<FileState> {
    const { version } = document;
    const settings = await this.settings.get(document.uri);
    // Typing went on meanwhile: whoever asked gets the latest.
    if (document.version !== version) return this.state(document);
    const path = this.relativePath(document.uri);
    const text = document.getText();
    const isTemplate = isTemplateFile(path) || TEMPLATE_LANGUAGES.has(document.languageId);
    if (isTemplate && text.length <= MAX_LENGTH) {
      return { kind: "template", analysis: analyzeTemplate(text, { rules: settings.rules }), settings };
    }
    if (text.length > MAX_LENGTH) {
      const match = matchWithoutTree(path, text, settings);
      return match ? { kind: "tooLarge", match } : OTHER;
    }
    const format = document.languageId === "yaml" ? "yaml" : formatOfFileName(path);
    const match = matchFile(path, text, settings, format);
    if (!match) return OTHER;
    const protocol = match.pinnedProtocol;
    const facts = this.#awsFacts.get(document.uri);
    const analysis = analyze(text, match.operation, {
      format,
      rules: settings.rules,
      ...(protocol && { protocol }),
      ...(facts && { facts }),
      ...(match.document && { document: match.document }),
    });
    return { kind: "input", match, analysis, settings };
  }
}
