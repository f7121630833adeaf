import type { TextDocument } from "vscode-languageserver-textdocument";
import type { ApiFacts } from "../model/apiFacts";
import type { FileMatch } from "../recognition/fileMatch";
import {
  type Analysis,
  analyze,
  analyzeHost,
  analyzeTemplate,
  type EmptyHost,
  emptyHosts,
  formatOfFileName,
  type HostAnalysis,
  holesIn,
  hostsFor,
  isMappingTemplate,
  isVelocity,
  matchFile,
  matchWithoutTree,
  pinnedOperation,
  type TemplateAddress,
  type TemplateAnalysis,
  templateAtPath,
} from "../service";
import { defined } from "../syntax/defined";
import type { FileSettings, SettingsStore } from "./settings";
import { readTemplateUri } from "./templateUri";

/** The length, in UTF-16 code units, above which a file is not checked. Real inputs are far shorter. */
export const MAX_LENGTH = 4_000_000;

/** The result of examining one version of an open file. */
export type FileState =
  /** Not ours. Integrations may be typed into it if there are hosts. */
  | { readonly kind: "other"; readonly hosts?: readonly EmptyHost[] }
  | { readonly kind: "tooLarge"; readonly match?: FileMatch }
  | {
      readonly kind: "input";
      readonly match: FileMatch;
      readonly analysis: Analysis;
      readonly settings: FileSettings;
    }
  /** A file with integrations among other things. */
  | { readonly kind: "host"; readonly analysis: HostAnalysis; readonly settings: FileSettings }
  /** A mapping template in a file of its own. */
  | { readonly kind: "template"; readonly analysis: TemplateAnalysis; readonly settings: FileSettings };

const OTHER: FileState = { kind: "other" };

/** The open files, each with the analysis of its latest version, which all requests for that version share. */
export class Files {
  readonly #states = new Map<string, { readonly version: number; readonly state: Promise<FileState> }>();

  #awsFacts: ReadonlyMap<string, ApiFacts> = new Map();

  constructor(
    private readonly settings: SettingsStore,
    private readonly relativePath: (uri: string) => string,
    private readonly openDocument: (uri: string) => TextDocument | undefined,
  ) {}

  state(document: TextDocument): Promise<FileState> {
    const known = this.#states.get(document.uri);
    if (known?.version === document.version) return known.state;
    const state = this.examine(document);
    this.#states.set(document.uri, { version: document.version, state });
    return state;
  }

  /** Whether the editor itself reports the JSON syntax errors of a document. */
  async reportsJson({ uri, languageId }: TextDocument): Promise<boolean> {
    return languageId === "json" && (await this.settings.get(uri)).editorReportsJson;
  }

  forget(uri: string): void {
    this.#states.delete(uri);
    this.settings.forget(uri);
  }

  forgetSettings(): void {
    this.#states.clear();
    this.settings.forgetAll();
  }

  /** Replaces the facts about the files' APIs, by URI. All files are examined again. */
  setAwsFacts(facts: ReadonlyMap<string, ApiFacts>): void {
    this.#awsFacts = facts;
    this.#states.clear();
  }

  /** Returns the URIs of the documents that show templates of a file, if they have been examined. */
  templatesOf(host: string): readonly string[] {
    return [...this.#states.keys()].filter((uri) => readTemplateUri(uri)?.host === host);
  }

  /** Examines a document that need not be open, such as an earlier version of one. */
  async examine(document: TextDocument): Promise<FileState> {
    const address = readTemplateUri(document.uri);
    return address ? this.#examineHosted(document, address) : this.#examineFile(document);
  }

  /** Examines a document that shows one template of an input, with what the input says about the template. */
  async #examineHosted(document: TextDocument, { host, path }: TemplateAddress): Promise<FileState> {
    const settings = await this.settings.get(host);
    const text = document.getText();
    if (text.length > MAX_LENGTH) return OTHER;
    const input = this.openDocument(host);
    const state = input && (await this.state(input));
    const isKnown = state?.kind === "input" || state?.kind === "host";
    const hosted = isKnown ? templateAtPath(state.analysis, path) : undefined;
    const scope = hosted && { ...hosted.template.scope, ...defined({ facts: hosted.facts }) };
    // Their problems are reported in the host file, where they are written.
    const holes = hosted && holesIn(hosted.node, text).map(({ mistaken: _, ...hole }) => hole);
    return {
      kind: "template",
      analysis: analyzeTemplate(text, { ...scope, ...(holes && { holes }), rules: settings.rules }),
      settings,
    };
  }

  async #examineFile(document: TextDocument): Promise<FileState> {
    const { version } = document;
    const settings = await this.settings.get(document.uri);
    // The document changed in the meantime, so return the state of the latest version.
    if (document.version !== version) return this.state(document);
    const path = this.relativePath(document.uri);
    const text = document.getText();
    const hostPath = withExtension(path, document.languageId);
    const candidate = { path, languageId: document.languageId, text };
    if (isVelocity(candidate)) {
      if (text.length > MAX_LENGTH || !isMappingTemplate(candidate, settings)) return OTHER;
      return { kind: "template", analysis: analyzeTemplate(text, { rules: settings.rules }), settings };
    }
    if (text.length > MAX_LENGTH) {
      const match = matchWithoutTree(path, text, settings);
      if (match) return { kind: "tooLarge", match };
      return hostsFor({ path: hostPath, text }, settings.hosts).length > 0 ? { kind: "tooLarge" } : OTHER;
    }
    const host = pinnedOperation(path, settings) ? undefined : analyzeHost(text, hostPath, settings);
    if (host) return { kind: "host", analysis: host, settings };
    const format = document.languageId === "yaml" ? "yaml" : formatOfFileName(path);
    const match = matchFile(path, text, settings, format);
    if (!match) return { kind: "other", hosts: emptyHosts(text, hostPath, settings.hosts) };
    const analysis = analyze(text, match.operation, {
      format,
      rules: settings.rules,
      ...defined({
        protocol: match.pinnedProtocol,
        facts: this.#awsFacts.get(document.uri),
        document: match.document,
        member: match.member,
      }),
    });
    return { kind: "input", match, analysis, settings };
  }
}

/** The path with an extension that tells the format, for a new document, which has none. */
function withExtension(path: string, languageId: string): string {
  if (/\.[^/.]+$/.test(path)) return path;
  return `${path}.${EXTENSIONS[languageId] ?? languageId}`;
}

const EXTENSIONS: Readonly<Record<string, string>> = {
  jsonc: "json",
  terraform: "tf",
  opentofu: "tofu",
  cloudformation: "yaml",
};
