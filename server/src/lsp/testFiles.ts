/** Test files as open documents: what is wrong in them, completion and hovers. */
import {
  type CompletionItem,
  type Diagnostic,
  DiagnosticSeverity,
  type Hover,
  type Position,
  type TextDocuments,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import {
  completeBySchema,
  fitsGlob,
  hoverBySchema,
  isTestFileName,
  type KnownNames,
  NO_NAMES,
  namesOf,
  readTestFile,
  TestedFiles,
  type TestFile,
  testedTexts,
  testSuggestions,
} from "../service";
import { type ClientFeatures, toCompletionItem, toMarkup } from "./convert";
import type { SettingsStore } from "./settings";
import { decode } from "./workspacePaths";

/** Longer files are not examined. */
const MAX_LENGTH = 4_000_000;

/** Members that only our tests have. */
const TELLING: readonly string[] = ["request", "template", "input", "backend", "expect"];

interface OpenTests {
  readonly document: TextDocument;
  readonly file: TestFile;
  readonly textOf: (path: string) => string | undefined;
}

export class TestFiles {
  /** What the client has sent of the files that tests read, by the URI of the test file. */
  readonly #sent = new Map<string, Readonly<Record<string, string>>>();

  readonly #analyzed = new Map<
    string,
    { readonly texts: ReturnType<typeof testedTexts>; readonly tested: TestedFiles }
  >();

  constructor(
    private readonly documents: TextDocuments<TextDocument>,
    private readonly settings: SettingsStore,
    private readonly relativePath: (uri: string) => string,
    private readonly client: ClientFeatures,
  ) {}

  /** Remembers the texts of files that the tests read. Returns whether the test file is open. */
  sent(uri: string, texts: Readonly<Record<string, string>>): boolean {
    if (!this.documents.get(uri)) return false;
    this.#sent.set(uri, texts);
    return true;
  }

  forget(uri: string): void {
    this.#sent.delete(uri);
    this.#analyzed.delete(uri);
  }

  /** Returns the problems of a test file; undefined for any other file. */
  async diagnostics(document: TextDocument): Promise<Diagnostic[] | undefined> {
    const open = await this.#open(document);
    if (!open) return undefined;
    const { file, textOf } = open;
    // What a name stands for is known only if the file can be read.
    const tested = file.document.problems.length > 0 ? undefined : this.#tested(document.uri, file, textOf);
    const names = tested && namesOf(file, tested);
    const problems = [...file.problems, ...(names?.problems ?? [])];
    return problems.map(({ message, span }) => ({
      range: file.lines.range(span),
      severity: DiagnosticSeverity.Error,
      source: "apigw",
      message,
    }));
  }

  /** Returns completions in a test file; undefined for any other file. */
  async complete(uri: string, position: Position): Promise<CompletionItem[] | undefined> {
    const document = this.documents.get(uri);
    const open = document && (await this.#open(document));
    if (!open) return undefined;
    const { file } = open;
    const schema = testSuggestions(this.#names(open));
    const items = completeBySchema(file.document, schema, open.document.offsetAt(position));
    return items.map((item) => toCompletionItem(item, file, this.client));
  }

  /** Returns the explanation of a member of a test file; undefined for other files. */
  async hover(uri: string, position: Position): Promise<Hover | undefined> {
    const document = this.documents.get(uri);
    const open = document && (await this.#open(document));
    if (!open) return undefined;
    const found = hoverBySchema(open.file.document, testSuggestions(), open.document.offsetAt(position));
    if (!found) return undefined;
    return { contents: toMarkup(found.markdown, this.client), range: open.file.lines.range(found.span) };
  }

  #names({ document, file, textOf }: OpenTests): KnownNames {
    const { inputs, templates } = this.#tested(document.uri, file, textOf)?.names() ?? NO_NAMES;
    return { inputs, templates, files: this.#filesNextTo(document.uri) };
  }

  /** The files under test, which are analyzed again only if they change. */
  #tested(uri: string, file: TestFile, textOf: OpenTests["textOf"]): TestedFiles | undefined {
    const texts = testedTexts(file, textOf);
    const [first, ...responses] = texts;
    if (!first) return undefined;
    const known = this.#analyzed.get(uri);
    const isSame = (each: (typeof texts)[number], index: number) =>
      known?.texts[index]?.path === each.path && known.texts[index]?.text === each.text;
    if (known && known.texts.length === texts.length && texts.every(isSame)) return known.tested;
    const tested = new TestedFiles(first, responses);
    this.#analyzed.set(uri, { texts, tested });
    return tested;
  }

  /** The paths of files that are open or were sent, relative to the test file. */
  #filesNextTo(uri: string): readonly string[] {
    const folder = uri.slice(0, uri.lastIndexOf("/") + 1);
    const open = this.documents
      .all()
      .filter((other) => other.uri !== uri && other.uri.startsWith(folder))
      .map((other) => decode(other.uri.slice(folder.length)));
    return [...new Set([...open, ...Object.keys(this.#sent.get(uri) ?? {})])].sort();
  }

  /**
   * Other tools have files with the same names. A file is ours if the settings say so, if it names a file to test or the
   * file with its name is known, or if its tests have members of ours.
   */
  async #open(document: TextDocument): Promise<OpenTests | undefined> {
    const { uri, languageId } = document;
    if (languageId !== "json" && languageId !== "jsonc" && languageId !== "yaml") return undefined;
    const isNamed = isTestFileName(uri);
    const { tests } = await this.settings.get(uri);
    const isSet = tests.some((glob) => fitsGlob(glob, this.relativePath(uri)));
    const text = document.getText();
    if ((!isNamed && !isSet) || text.length > MAX_LENGTH) return undefined;
    const file = readTestFile(text, decode(uri));
    const textOf = this.#textsFor(uri);
    const isOurs = isSet || hasOurTests(file) || file.files.some((path) => textOf(path) !== undefined);
    return isOurs ? { document, file, textOf } : undefined;
  }

  /** The open document counts, because it may have changed since its text was sent. */
  #textsFor(uri: string): (path: string) => string | undefined {
    const folder = decode(uri.slice(0, uri.lastIndexOf("/") + 1));
    const open = new Map(this.documents.all().map((each) => [decode(each.uri), each]));
    const sent = this.#sent.get(uri) ?? {};
    return (path) =>
      open.get(resolved(folder, path))?.getText() ?? (Object.hasOwn(sent, path) ? sent[path] : undefined);
  }
}

function hasOurTests({ document: { root }, cases }: TestFile): boolean {
  if (root?.kind !== "object") return false;
  const names = root.members.map(({ key }) => key.value);
  if (!names.includes("tests")) return false;
  if (names.includes("file")) return true;
  return cases.some(({ node }) => node.members.some(({ key }) => TELLING.includes(key.value)));
}

/** Resolves `.` and `..` in a path relative to the URI of a folder. */
function resolved(folder: string, path: string): string {
  const steps = folder.split("/").slice(0, -1);
  for (const step of path.split(/[\\/]/)) {
    if (step === "..") steps.pop();
    else if (step !== "" && step !== ".") steps.push(step);
  }
  return steps.join("/");
}
