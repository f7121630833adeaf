import type * as vscode from "vscode";
import type { ApiFacts } from "../../../server/src/model/apiFacts";
import type { LanguageServer } from "../languageServer";

const KEY = "apigw.aws.facts";

type Facts = Readonly<Record<string, ApiFacts>>;

/** What is known from AWS of the APIs that files belong to, for the language server; kept for the workspace. */
export class AwsFacts {
  #facts: Facts;

  constructor(
    private readonly state: vscode.Memento,
    private readonly server: LanguageServer,
  ) {
    this.#facts = state.get<Facts>(KEY, {});
    server.tellAwsFacts({ facts: this.#facts });
  }

  /** Takes what was just found out in the place of what was known of the files before. */
  async learn(...found: readonly (readonly [vscode.Uri, ApiFacts])[]): Promise<void> {
    if (found.length === 0) return;
    const learnt = found.map(([uri, facts]) => [uri.toString(), facts] as const);
    this.#facts = { ...this.#facts, ...Object.fromEntries(learnt) };
    this.server.tellAwsFacts({ facts: this.#facts });
    // The next window's first unsaved file has the name of this one's.
    const kept = Object.entries(this.#facts).filter(([uri]) => !uri.startsWith("untitled:"));
    await this.state.update(KEY, Object.fromEntries(kept));
  }
}
