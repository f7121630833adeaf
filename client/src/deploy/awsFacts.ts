import type * as vscode from "vscode";
import type { ApiFacts } from "../../../server/src/service";
import type { LanguageServer } from "../languageServer";

const KEY = "apigw.aws.facts";

type Facts = Readonly<Record<string, ApiFacts>>;

/** What AWS reported about the APIs of files: sent to the language server and kept in the workspace state. */
export class AwsFacts {
  #facts: Facts;

  constructor(
    private readonly state: vscode.Memento,
    private readonly server: LanguageServer,
  ) {
    this.#facts = state.get<Facts>(KEY, {});
    server.sendAwsFacts({ facts: this.#facts });
  }

  /** The known facts about the file's API. */
  of(uri: vscode.Uri): ApiFacts | undefined {
    return this.#facts[uri.toString()];
  }

  /** Replaces the known facts of the files with new ones. */
  async learn(...found: readonly (readonly [vscode.Uri, ApiFacts])[]): Promise<void> {
    if (found.length === 0) return;
    const learnt = found.flatMap(([uri, facts]) => namesOf(uri).map((name) => [name, facts] as const));
    this.#facts = { ...this.#facts, ...Object.fromEntries(learnt) };
    this.server.sendAwsFacts({ facts: this.#facts });
    // Unsaved files in another window may get the same name.
    const kept = Object.entries(this.#facts).filter(([uri]) => !uri.startsWith("untitled:"));
    await this.state.update(KEY, Object.fromEntries(kept));
  }
}

/** The document's URI and, if it is unsaved, the URI that it gets when it is saved under its suggested name. */
function namesOf(uri: vscode.Uri): readonly string[] {
  const isMeantFor = uri.scheme === "untitled" && uri.path.startsWith("/");
  return [uri, ...(isMeantFor ? [uri.with({ scheme: "file" })] : [])].map(String);
}
