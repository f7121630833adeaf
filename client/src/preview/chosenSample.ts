import * as vscode from "vscode";
import { readSampleFileName, stemOf } from "../../../server/src/protocol";
import { listSamples } from "../samples/listSamples";
import { fileOf } from "../templates/templateUri";
import { readText, requestFileOf, samplesInFolderOf, samplesOf } from "./requestFile";

/** Where the choices are stored in the workspace's state: by file, then by the sample name of the integration. */
const KEY = "apigw.chosenSamples";

type Choices = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** A sample file and its text; undefined if there is no such file. */
export interface Sample {
  readonly uri: vscode.Uri;
  readonly text: string | undefined;
}

/**
 * Which sample request each file uses, and each integration in a host file. Previews, simulations and the language
 * server all use the chosen one; the choices are remembered for the workspace.
 */
export class ChosenSamples implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  /** Fires with the file whose sample request was switched. */
  readonly onDidChange = this.#changed.event;

  constructor(private readonly memory: vscode.Memento) {}

  /**
   * The sample to use: the chosen one if it still exists, else `NAME.request.json`, else the first one in
   * `NAME.requests`; for an integration in a host file, its own before the one for all integrations.
   */
  async sampleFor(
    source: vscode.Uri,
    sampleName: string | undefined,
    kind: "request" | "response",
  ): Promise<Sample> {
    if (kind === "response") return responseFor(source, sampleName);
    const own = requestFileOf(source, sampleName);
    for (const uri of [this.#choiceFor(source, sampleName), own]) {
      const text = uri && (await readText(uri));
      if (uri && text !== undefined) return { uri, text };
    }
    for (const { uri } of await listSamples(source, sampleName)) {
      const text = await readText(uri);
      if (text !== undefined) return { uri, text };
    }
    return { uri: own, text: undefined };
  }

  /** Uses a sample request from now on. */
  async choose(source: vscode.Uri, sampleName: string | undefined, request: vscode.Uri): Promise<void> {
    const file = fileOf(source);
    const choices = this.#choices();
    const ofFile = { ...choices[file.toString()], [sampleName ?? ""]: request.toString() };
    await this.memory.update(KEY, { ...choices, [file.toString()]: ofFile });
    this.#changed.fire(file);
  }

  /**
   * The sample requests that a file uses in place of the default ones, by sample name: what the language server, which
   * reads no files, cannot know.
   */
  async exceptionsOf(source: vscode.Uri): Promise<Readonly<Record<string, vscode.Uri>>> {
    const file = fileOf(source);
    const names = new Set(["", ...Object.keys(this.#choices()[file.toString()] ?? {})]);
    for (const name of await namesOfFolders(file)) names.add(name);
    const used = await Promise.all(
      [...names].map(async (key) => {
        const name = key === "" ? undefined : key;
        const { uri, text } = await this.sampleFor(file, name, "request");
        const isDefault = uri.toString() === requestFileOf(file, name).toString();
        return isDefault || text === undefined ? [] : [[key, uri] as const];
      }),
    );
    return Object.fromEntries(used.flat());
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #choices(): Choices {
    return this.memory.get<Choices>(KEY, {});
  }

  #choiceFor(source: vscode.Uri, sampleName: string | undefined): vscode.Uri | undefined {
    const choice = this.#choices()[fileOf(source).toString()]?.[sampleName ?? ""];
    return choice === undefined ? undefined : vscode.Uri.parse(choice);
  }
}

/** The backend's response: the integration's own or, for a host file, the one for all of its integrations. */
async function responseFor(source: vscode.Uri, sampleName: string | undefined): Promise<Sample> {
  const [, own = source] = samplesOf(source, sampleName);
  const [, shared = source] = samplesOf(source);
  for (const uri of [own, shared]) {
    const text = await readText(uri);
    if (text !== undefined) return { uri, text };
  }
  return { uri: own, text: undefined };
}

/** The sample names of the integrations in a host file that have a folder of requests. */
async function namesOfFolders(file: vscode.Uri): Promise<readonly string[]> {
  const stem = `${stemOf(file.path)}.`;
  return (await samplesInFolderOf(file)).flatMap(({ path }) => {
    const sample = readSampleFileName(path);
    return sample?.name !== undefined && sample.stem.startsWith(stem) ? sample.stem.slice(stem.length) : [];
  });
}
