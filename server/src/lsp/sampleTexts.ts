import type { TextDocuments } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { isRecord, readSampleFileName, type SampleTexts, stemOf } from "../service";
import { defined } from "../syntax/defined";
import { sampleUrisOf } from "./sampleFiles";
import type { SettingsStore } from "./settings";
import { readTemplateUri } from "./templateUri";
import { decode, type WorkspacePaths } from "./workspacePaths";

/**
 * Returns the texts of the samples and models of a file that is an input or a template; in a host file, of the input with
 * the name.
 */
export type SamplesOf = (uri: string, name?: string) => Promise<SampleTexts>;

/** Longer texts are not kept, and of the others only so much, in characters. */
const MAX_TEXT = 1_000_000;
const MAX_ALL = 20_000_000;

/** More sample requests of a file are not looked at. */
const MOST_REQUESTS = 20;

/** The texts of sample files and models: of open documents or, for other files, what the client has sent. */
export class SampleTextStore {
  /** By decoded URI, the latest last. */
  readonly #texts = new Map<string, string>();
  #size = 0;
  /** The chosen sample requests, by decoded URI of the file, then by sample name. */
  #chosen: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map();

  constructor(
    private readonly documents: TextDocuments<TextDocument>,
    private readonly settings: SettingsStore,
    private readonly paths: WorkspacePaths,
  ) {}

  /** Takes the parameters of a notification, as far as they have the expected shape. */
  add(params: unknown): void {
    const texts = isRecord(params) && isRecord(params.texts) ? params.texts : {};
    for (const [uri, text] of Object.entries(texts)) {
      const key = decode(uri);
      this.#remove(key);
      if (typeof text !== "string" || text.length > MAX_TEXT) continue;
      this.#texts.set(key, text);
      this.#size += text.length;
    }
    for (const key of this.#texts.keys()) {
      if (this.#size <= MAX_ALL) break;
      this.#remove(key);
    }
  }

  /** Takes the parameters of the notification about the chosen samples, as far as they have the expected shape. */
  choose(params: unknown): void {
    const requests = isRecord(params) && isRecord(params.requests) ? params.requests : {};
    this.#chosen = new Map(
      Object.entries(requests).map(([uri, byName]) => {
        const entries = isRecord(byName) ? Object.entries(byName) : [];
        const chosen = entries.flatMap(([name, sample]) =>
          typeof sample === "string" ? [[name, sample] as const] : [],
        );
        return [decode(uri), new Map(chosen)];
      }),
    );
  }

  async of(uri: string, name?: string): Promise<SampleTexts> {
    const source = readTemplateUri(uri)?.host ?? uri;
    const own = name === undefined ? [] : sampleUrisOf(source, name).map((sample) => this.#textOf(sample));
    const shared = sampleUrisOf(source).map((sample) => this.#textOf(sample));
    const chosenFor = (key: string): string | undefined => {
      const chosen = this.#chosen.get(decode(source))?.get(key);
      return chosen === undefined ? undefined : this.#textOf(chosen);
    };
    const request =
      (name === undefined ? undefined : (chosenFor(name) ?? own[0])) ?? chosenFor("") ?? shared[0];
    const response = own[1] ?? shared[1];
    const { models } = await this.settings.get(source);
    const schemas = Object.entries(models).flatMap(([contentType, path]) => {
      const model = this.paths.resolve(source, path);
      const text = model === undefined ? undefined : this.#textOf(model);
      return text === undefined ? [] : [[contentType.toLowerCase(), text] as const];
    });
    const others = this.#requestsOf(source, name).filter((text) => text !== request);
    return defined({
      request,
      requests: others.length > 0 ? others : undefined,
      response,
      models: schemas.length > 0 ? new Map(schemas) : undefined,
    });
  }

  /** The texts of all sample requests of a file, and of the input with the name. */
  #requestsOf(source: string, name: string | undefined): readonly string[] {
    const file = stemOf(decode(source));
    const stems = [...(name === undefined ? [] : [`${file}.${name}`]), file];
    const uris = new Set([...this.#texts.keys(), ...this.documents.all().map(({ uri }) => decode(uri))]);
    const found = [...uris].filter((uri) => {
      // Most are samples of other files, or no samples.
      const sample = uri.startsWith(file) ? readSampleFileName(uri) : undefined;
      return sample?.kind === "request" && stems.includes(sample.stem);
    });
    return found
      .sort()
      .slice(0, MOST_REQUESTS)
      .flatMap((uri) => this.#textOf(uri) ?? []);
  }

  #textOf(uri: string): string | undefined {
    const key = decode(uri);
    const open =
      this.documents.get(uri) ?? this.documents.all().find((document) => decode(document.uri) === key);
    if (!open) return this.#texts.get(key);
    const text = open.getText();
    return text.length > MAX_TEXT ? undefined : text;
  }

  #remove(key: string): void {
    this.#size -= this.#texts.get(key)?.length ?? 0;
    this.#texts.delete(key);
  }
}
