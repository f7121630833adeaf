/** Which tests a run is about. */
import type * as vscode from "vscode";
import type { ItemData, TestFileItems } from "./testFileItems";

/** The tests to run, by file. */
export type Selection = ReadonlyMap<TestFileItems, readonly string[]>;

/**
 * Finds the tests of a request, for which their files are read again: a file that was just saved may not have been
 * noticed yet.
 */
export async function selectedTests(
  controller: vscode.TestController,
  { include, exclude = [] }: vscode.TestRunRequest,
  data: WeakMap<vscode.TestItem, ItemData>,
): Promise<Selection> {
  const items = include ?? Array.from(controller.items, ([, item]) => item);
  const files = new Set([...items, ...exclude].flatMap((item) => data.get(item)?.file ?? []));
  await Promise.all(Array.from(files, (file) => file.refresh()));
  const selected = namesIn(items, data);
  const excluded = namesIn(exclude, data);
  return new Map(
    Array.from(selected, ([file, names]) => [file, file.names.filter((name) => names.has(name))] as const)
      .map(([file, names]) => [file, names.filter((name) => !excluded.get(file)?.has(name))] as const)
      .filter(([, names]) => names.length > 0),
  );
}

function namesIn(
  items: readonly vscode.TestItem[],
  data: WeakMap<vscode.TestItem, ItemData>,
): ReadonlyMap<TestFileItems, ReadonlySet<string>> {
  const found = new Map<TestFileItems, Set<string>>();
  for (const item of items) {
    const known = data.get(item);
    if (!known) continue;
    const { file, tests } = known;
    const names = found.get(file) ?? new Set();
    found.set(file, names);
    for (const name of tests ?? file.names) names.add(name);
  }
  return found;
}
