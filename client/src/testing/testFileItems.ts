import * as vscode from "vscode";
import {
  TEST_FILE_REQUEST,
  type TestFileParams,
  type TestFileResult,
  type TestSubject,
} from "../../../server/src/protocol";
import type { LanguageServer } from "../languageServer";
import { readText } from "../preview/requestFile";
import { readTexts, resolvePath } from "./fileTexts";
import { toRange } from "./ranges";

/** What an item in the Test Explorer stands for. */
export interface ItemData {
  readonly file: TestFileItems;
  /** The names of its tests; all tests of the file if absent. */
  readonly tests?: readonly string[];
}

const PROBLEMS_SHOWN = 3;

/**
 * The items of a test file in the Test Explorer: the file, in it the templates and integrations, and in those the tests.
 * The items of templates are at their places in the tested file, where VS Code shows buttons that run all their tests.
 */
export class TestFileItems {
  readonly item: vscode.TestItem;
  #tests: ReadonlyMap<string, vscode.TestItem> = new Map();
  #read: TestFileResult | undefined;
  /** The files that the tests read. */
  #files: ReadonlySet<string> = new Set();
  #isStale = false;
  #refreshing: Promise<void> | undefined;

  /** @param tested the files that it may be for, as long as it is not read */
  constructor(
    private readonly controller: vscode.TestController,
    private readonly server: LanguageServer,
    private readonly data: WeakMap<vscode.TestItem, ItemData>,
    readonly uri: vscode.Uri,
    private readonly tested: readonly vscode.Uri[],
    private readonly onChange: () => void,
  ) {
    this.item = controller.createTestItem(uri.toString(), vscode.workspace.asRelativePath(uri), uri);
    this.item.canResolveChildren = true;
    data.set(this.item, { file: this });
  }

  /** All files that the tests may read, as the test file writes them. */
  get files(): readonly string[] {
    return this.#read?.files ?? [];
  }

  get isResolved(): boolean {
    return this.#read !== undefined;
  }

  /** The names of the tests in the order of the file. */
  get names(): readonly string[] {
    return this.#read?.tests.map(({ name }) => name) ?? [];
  }

  /** The templates and integrations that the tests are about. */
  get subjects(): readonly TestSubject[] {
    return this.#read?.subjects ?? [];
  }

  itemOf(name: string): vscode.TestItem | undefined {
    return this.#tests.get(name);
  }

  /** Whether the tests read the file, or are in it. */
  concerns(uri: vscode.Uri): boolean {
    const key = uri.toString();
    if (key === this.uri.toString() || this.#files.has(key)) return true;
    return !this.#read && this.tested.some((file) => file.toString() === key);
  }

  /** Reads the tests, unless that was done already. */
  async resolve(): Promise<void> {
    if (!this.#read || this.#refreshing) await (this.#refreshing ?? this.refresh());
  }

  /** Reads the tests again. Changes while they are read lead to one more reading. */
  refresh(): Promise<void> {
    this.#isStale = true;
    this.#refreshing ??= this.#refreshAll().finally(() => {
      this.#refreshing = undefined;
      this.item.busy = false;
    });
    return this.#refreshing;
  }

  async #refreshAll(): Promise<void> {
    this.item.busy = this.#read === undefined;
    while (this.#isStale) {
      this.#isStale = false;
      const text = await readText(this.uri);
      if (text !== undefined) this.#show(await this.#ask(text, this.#read?.tested ?? []));
    }
  }

  async #ask(text: string, tested: readonly string[]): Promise<TestFileResult> {
    const texts = await readTexts(this.uri, tested);
    const params: TestFileParams = { uri: this.uri.toString(), text, texts };
    const result = await this.server.request<TestFileParams, TestFileResult>(TEST_FILE_REQUEST, params);
    const isComplete = result.tested.every((path) => tested.includes(path));
    return isComplete ? result : this.#ask(text, result.tested);
  }

  #show(result: TestFileResult): void {
    this.#read = result;
    this.#files = new Set(result.files.map((path) => resolvePath(this.uri, path).toString()));
    this.item.error = errorOf(result);
    const subjects = new Map(
      result.subjects.flatMap((subject) => subject.tests.map((name) => [name, subject] as const)),
    );
    const groups = new Map<TestSubject, vscode.TestItem>();
    const children = new Map<vscode.TestItem, vscode.TestItem[]>([[this.item, []]]);
    const tests = new Map<string, vscode.TestItem>();
    for (const [index, { name, range }] of result.tests.entries()) {
      const subject = subjects.get(name);
      const parent = subject ? (groups.get(subject) ?? this.#groupFor(subject, index)) : this.item;
      if (subject && !groups.has(subject)) {
        groups.set(subject, parent);
        children.set(parent, []);
        children.get(this.item)?.push(parent);
      }
      const item = parent.children.get(name) ?? this.controller.createTestItem(name, name, this.uri);
      this.data.set(item, { file: this, tests: [name] });
      item.range = toRange(range);
      item.sortText = sortText(index);
      tests.set(name, item);
      children.get(parent)?.push(item);
    }
    this.#tests = tests;
    for (const [parent, items] of children) parent.children.replace(items);
    this.onChange();
  }

  #groupFor(subject: TestSubject, index: number): vscode.TestItem {
    // A test may have the same name as a template.
    const id = `in ${subject.title}`;
    const uri = resolvePath(this.uri, subject.path);
    const old = this.item.children.get(id);
    const item =
      old?.uri?.toString() === uri.toString() ? old : this.controller.createTestItem(id, subject.title, uri);
    item.range = toRange(subject.range);
    item.sortText = sortText(index);
    this.data.set(item, { file: this, tests: subject.tests });
    return item;
  }
}

function errorOf({ problems }: TestFileResult): string | undefined {
  if (problems.length === 0) return undefined;
  const lines = problems
    .slice(0, PROBLEMS_SHOWN)
    .map(({ message, range }) => `Line ${range.start.line + 1}: ${message}`);
  const more = problems.length - lines.length;
  return [...lines, ...(more > 0 ? [`And ${more} more.`] : [])].join("\n");
}

/** The items stay in the order of the file. */
function sortText(index: number): string {
  return String(index).padStart(6, "0");
}
