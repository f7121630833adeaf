import type { Connection } from "vscode-languageserver/node";
import type { Settings } from "../protocol";
import { readSettings } from "../service";

export interface FileSettings extends Settings {
  /** Whether the editor itself reports invalid JSON, so that the server does not. */
  readonly editorReportsJson: boolean;
}

const NO_SETTINGS: Settings = {
  files: [],
  templateFiles: [],
  tests: [],
  models: {},
  inlayHints: { types: false, values: false },
  pins: {},
  rules: {},
  hosts: {},
};

/** Reads the settings for a file, and caches them until they change. */
export class SettingsStore {
  readonly #byFile = new Map<string, Promise<FileSettings>>();

  constructor(
    private readonly connection: Connection,
    private readonly client: { readonly hasConfiguration: boolean; readonly editorValidatesJson: boolean },
  ) {}

  get(uri: string): Promise<FileSettings> {
    let settings = this.#byFile.get(uri);
    if (!settings) {
      settings = this.#read(uri);
      this.#byFile.set(uri, settings);
    }
    return settings;
  }

  forget(uri: string): void {
    this.#byFile.delete(uri);
  }

  forgetAll(): void {
    this.#byFile.clear();
  }

  async #read(uri: string): Promise<FileSettings> {
    const { hasConfiguration, editorValidatesJson } = this.client;
    if (!hasConfiguration) return { ...NO_SETTINGS, editorReportsJson: editorValidatesJson };
    try {
      const [own, validates]: unknown[] = await this.connection.workspace.getConfiguration([
        { scopeUri: uri, section: "apigw" },
        { scopeUri: uri, section: "json.validate.enable" },
      ]);
      return { ...readSettings(own), editorReportsJson: editorValidatesJson && validates !== false };
    } catch (error) {
      this.connection.console.warn(`Could not read the settings: ${String(error)}`);
      return { ...NO_SETTINGS, editorReportsJson: editorValidatesJson };
    }
  }
}
