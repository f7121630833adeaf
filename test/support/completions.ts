import assert from "node:assert/strict";
import type { ApiFacts } from "../../server/src/model/apiFacts";
import type { OperationName } from "../../server/src/model/operationNames";
import { analyze, type CompletionItem, complete, parseJson } from "../../server/src/service";
import { parseYaml } from "../../server/src/syntax/parseYaml";
import { applyEdits, insertedText } from "./edits";
import { parseCursor } from "./markers";

/** A file to complete: JSON unless it says otherwise, and an integration to create. */
export interface Asked {
  readonly format?: "json" | "yaml";
  readonly operation?: OperationName;
  readonly protocol?: "HTTP" | "WEBSOCKET";
  readonly facts?: ApiFacts;
}

/** The items at the cursor, in the order of an editor's list. Each is checked to be one an editor takes. */
export function itemsAt(marked: string, asked: Asked = {}) {
  const { text, offset } = parseCursor(marked);
  const { format = "json", operation = "create-integration", protocol, facts } = asked;
  const document = format === "yaml" ? parseYaml(text) : parseJson(text);
  const analysis = analyze(text, operation, {
    document,
    ...(protocol && { protocol }),
    ...(facts && { facts }),
  });
  const items = [...complete(analysis, offset)].sort((a, b) => (a.sortText < b.sortText ? -1 : 1));
  for (const item of items) checkItem(text, offset, item);
  return { text, offset, items };
}

export function labelsAt(marked: string, asked: Asked = {}): readonly string[] {
  return itemsAt(marked, asked).items.map(({ label }) => label);
}

/** The text after the item is accepted, with `<|>` where the cursor goes first. */
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

/** Editors put the indentation of the line before each further one of a snippet. */
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
  assert.doesNotMatch(replaced, /[\r\n]/, `${label} replaces over a line's end.`);
  assert.ok(documentation, `${label} has no documentation.`);
  const quote = /^["']/.exec(replaced)?.[0] ?? "";
  // The quote may be one of the text itself: static text stands in quotes.
  assert.ok(
    filterText.startsWith(quote) || /^''?$|^'…'$/.test(label),
    `${label} is filtered out by ${replaced}`,
  );
}
