/** The commands of template tests. */
import * as vscode from "vscode";
import { uriIn } from "../deploy/inputFile";
import type { LanguageServer } from "../languageServer";
import { acceptedBy, applyAccepted, newSnapshots } from "./accept";
import { newTest, type WrittenTest } from "./newTest";
import { SnapshotReview } from "./snapshotReview";
import type { ItemData, TestFileItems } from "./testFileItems";

export interface CommandContext {
  readonly server: LanguageServer;
  readonly data: WeakMap<vscode.TestItem, ItemData>;
  readonly files: () => Iterable<TestFileItems>;
  /** Looks for tests in a file that has just changed. */
  readonly look: (uri: vscode.Uri) => Promise<TestFileItems | undefined>;
  readonly run: (items: readonly vscode.TestItem[]) => Promise<void>;
}

/** Tests of one file. */
interface Chosen {
  readonly file: TestFileItems;
  readonly names: readonly string[];
}

export function registerTestCommands(context: CommandContext): vscode.Disposable {
  const { server, run } = context;
  const review = new SnapshotReview();
  return vscode.Disposable.from(
    review.register(),
    vscode.commands.registerCommand("apigw.newTest", async (at?: unknown, path?: unknown) => {
      const written = await newTest(server, at, path);
      if (written) await showNewTest(context, written);
    }),
    vscode.commands.registerCommand("apigw.runTests", async (at?: unknown) => {
      const uri = uriIn(at) ?? vscode.window.activeTextEditor?.document.uri;
      const files = uri ? [...context.files()].filter((file) => file.concerns(uri)) : [];
      if (files.length === 0) {
        void vscode.window.showInformationMessage("There are no tests of this file.");
        return;
      }
      await run(files.map(({ item }) => item));
    }),
    vscode.commands.registerCommand("apigw.acceptActual", async (at?: unknown) => {
      const chosen = await choose(context, review, at);
      if (!chosen) return;
      const { file, names } = chosen;
      const accepted = await acceptedBy(server, file, names);
      if (accepted && (await applyAccepted(file, accepted))) {
        await file.refresh();
        await run(names.flatMap((name) => file.itemOf(name) ?? []));
        return;
      }
      void vscode.window.showInformationMessage(
        "Nothing to accept: no test fails because of its expectations.",
      );
    }),
    vscode.commands.registerCommand("apigw.compareWithSnapshot", async (at?: unknown) => {
      const chosen = await choose(context, review, at);
      if (!chosen) return;
      const accepted = await acceptedBy(server, chosen.file, chosen.names);
      const snapshots = accepted && (await newSnapshots(chosen.file, accepted));
      if (snapshots) await review.show(chosen.file.uri, snapshots);
      else void vscode.window.showInformationMessage("The snapshots are up to date.");
    }),
  );
}

/** Shows a new test next to its template, writes its snapshot, and runs it. */
async function showNewTest(
  { server, look, run }: CommandContext,
  { testFile, name, expect }: WrittenTest,
): Promise<void> {
  const editor = await vscode.window.showTextDocument(testFile, { viewColumn: vscode.ViewColumn.Beside });
  const file = await look(testFile);
  await file?.refresh();
  const item = file?.itemOf(name);
  if (!file || !item) return;
  if (item.range) {
    editor.selection = new vscode.Selection(item.range.start, item.range.start);
    editor.revealRange(item.range);
  }
  if (expect === "snapshot") {
    const accepted = await acceptedBy(server, file, [name]);
    if (accepted) await applyAccepted(file, accepted);
  }
  await run([item]);
}

/** The tests that a command is for: of an item or a message in a menu, or those at the cursor. */
async function choose(
  { data, files }: CommandContext,
  review: SnapshotReview,
  at: unknown,
): Promise<Chosen | undefined> {
  const item = itemIn(at);
  const known = item && data.get(item);
  if (known) {
    await known.file.resolve();
    return { file: known.file, names: known.tests ?? known.file.names };
  }
  const editor = vscode.window.activeTextEditor;
  const uri = uriIn(at) ?? editor?.document.uri;
  const reviewed = uri && review.testFileOf(uri);
  const testFile = reviewed ?? uri;
  const file = [...files()].find((each) => each.uri.toString() === testFile?.toString());
  if (!file) {
    void vscode.window.showInformationMessage("Open a test file first.");
    return undefined;
  }
  await file.resolve();
  const position = reviewed ? undefined : editor?.selection.active;
  const here = file.names.filter(
    (name) => position !== undefined && file.itemOf(name)?.range?.contains(position),
  );
  return { file, names: here.length > 0 ? here : file.names };
}

/** The item in the argument of a menu entry: of a test, or of a message about one. */
function itemIn(at: unknown): vscode.TestItem | undefined {
  if (typeof at !== "object" || at === null) return undefined;
  const item = "test" in at ? at.test : at;
  return typeof item === "object" && item !== null && "children" in item
    ? (item as vscode.TestItem)
    : undefined;
}
