import type * as vscode from "vscode";
import type { ApiFacts } from "../../../server/src/service";
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

  /** What is known of the file's API. */
  of(uri: vscode.Uri): ApiFacts | undefined {
    return this.#facts[uri.toString()];
  }

  /** Takes what was just found out in the place of what was known of the files before. */
  async learn(...found: readonly (readonly [vscode.Uri, ApiFacts])[]): Promise<void> {
    if (found.length === 0) return;
    const learnt = found.flatMap(([uri, facts]) => namesOf(uri).map((name) => [name, facts] as const));
    this.#facts = { ...this.#facts, ...Object.fromEntries(learnt) };
    this.server.tellAwsFacts({ facts: this.#facts });
    // The next window's first unsaved file has the name of this one's.
    const kept = Object.entries(this.#facts).filter(([uri]) => !uri.startsWith("untitled:"));
    await this.state.update(KEY, Object.fromEntries(kept));
  }
}

/** The document's URI, and for one that is not stored yet the one that it gets where it was meant to be. */
function namesOf(uri: vscode.Uri): readonly string[] {
  const isMeantFor = uri.scheme === "untitled" && uri.path.startsWith("/");
  return [uri, ...(isMeantFor ? [uri.with({ scheme: "file" })] : [])].map(String);
}
