import assert from "node:assert/strict";
import type { AccountLists } from "../../server/src/model/accountLists";
import type { ApiFacts } from "../../server/src/model/apiFacts";
import type { OperationName } from "../../server/src/model/operationNames";
import { analyze, type CompletionItem, complete, parseJson } from "../../server/src/service";
import { parseYaml } from "../../server/src/syntax/parseYaml";
import { applyEdits, insertedText } from "./edits";
import { parseCursor } from "./markers";

/** The file to complete. Defaults to a JSON input of create-integration. */
export interface Asked {
  readonly format?: "json" | "yaml";
  readonly operation?: OperationName;
  readonly protocol?: "HTTP" | "WEBSOCKET";
  readonly facts?: ApiFacts;
  readonly lists?: AccountLists;
}

/** The items at the cursor, in the order of an editor's list. Checks that editors accept each item. */
export function itemsAt(marked: string, asked: Asked = {}) {
  const { text, offset } = parseCursor(marked);
  const { format = "json", operation = "create-integration", protocol, facts, lists } = asked;
  const document = format === "yaml" ? parseYaml(text) : parseJson(text);
  const analysis = analyze(text, operation, {
    document,
    ...(protocol && { protocol }),
    ...(facts && { facts }),
  });
  const items = [...complete(analysis, offset, undefined, lists)].sort((a, b) =>
    a.sortText < b.sortText ? -1 : 1,
  );
  for (const item of items) checkItem(text, offset, item);
  return { text, offset, items };
}

export function labelsAt(marked: string, asked: Asked = {}): readonly string[] {
  return itemsAt(marked, asked).items.map(({ label }) => label);
}

/** The text after the item is accepted, with `<|>` at the first tab stop. */
export function accept(marked: string, label: string, asked: Asked = {}): string {
  const { text, items } = itemsAt(marked, asked);
  const item = items.find((candidate) => candidate.label === label);
  assert.ok(
    item,
    `${label} is not among ${items.map((candidate) => candidate.label).join(", ") || "nothing"}`,
  );
  const newText = indented(text, item.replace.start, insertedText(item.snippet));
  return applyEdits(text, [{ span: item.replace, newText }, ...(item.alsoEdit ?? [])]);
}

/** Editors indent the later lines of a snippet like its first line. */
function indented(text: string, offset: number, newText: string): string {
  const line = text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset);
  return newText.replaceAll("\n", `\n${/^[ \t]*/.exec(line)?.[0] ?? ""}`);
}

function checkItem(
  text: string,
  offset: number,
  { label, replace, filterText, documentation }: CompletionItem,
) {
  const replaced = text.slice(replace.start, replace.end);
  assert.ok(replace.start <= offset && offset <= replace.end, `${label} is not at the cursor.`);
  assert.doesNotMatch(replaced, /[\r\n]/, `${label} replaces a line break.`);
  assert.ok(documentation, `${label} has no documentation.`);
  const quote = /^["']/.exec(replaced)?.[0] ?? "";
  // The quote may be part of the text: static values are quoted.
  assert.ok(
    filterText.startsWith(quote) || /^''?$|^'…'$/.test(label),
    `${label} is filtered out by ${replaced}`,
  );
}
