/** What has to hold for the names in templates: where they lead, and that a rename changes nothing but the name. */
import assert from "node:assert/strict";
import {
  type DocumentHighlight,
  ErrorCodes,
  type Location,
  type Position,
  type Range,
  ResponseError,
  type WorkspaceEdit,
} from "vscode-languageserver/node";
import { parse, toJson } from "../../server/src/service";
import { parseTemplate } from "../../server/src/vtl";
import { run } from "../../server/src/vtl/evaluate/render";
import { requestVariables } from "../../server/src/vtl/evaluate/request";
import type { InProcessServer } from "./inProcessServer";
import { assertNoWorse, assertRange, edited, isSound, type Opened } from "./serverChecks";

const NEW_NAME = "renamed_1";

/** Definition, references, highlights and rename at a position. */
export async function askForName(server: InProcessServer, opened: Opened, position: Position): Promise<void> {
  const { uri } = opened;
  const ask = async <T>(method: string, params: object = {}): Promise<T | null> =>
    server.ask<T>(`textDocument/${method}`, uri, { position, ...params });
  const context = (includeDeclaration: boolean) => ({ context: { includeDeclaration } });
  const definitions = (await ask<Location[]>("definition")) ?? [];
  const all = await ask<Location[]>("references", context(true));
  const uses = (await ask<Location[]>("references", context(false))) ?? [];
  const highlights = await ask<DocumentHighlight[]>("documentHighlight");
  for (const { range } of [...definitions, ...(all ?? []), ...uses, ...(highlights ?? [])]) {
    assertRange(opened, range, "name");
  }
  if (all) {
    const texts = rangeTexts(all);
    assert.deepEqual(rangeTexts(highlights ?? []), texts, "highlights differ from references");
    assert.ok(
      rangeTexts(uses).every((range) => texts.includes(range)),
      "references without the definitions have more",
    );
  }
  const name = await refusable(() => ask<{ range: Range }>("prepareRename"));
  if (!name) return;
  assertRange(opened, name.range, "name to change");
  const rename = await refusable(() => ask<WorkspaceEdit>("rename", { newName: NEW_NAME }));
  const edits = rename?.changes?.[uri];
  if (!edits) return;
  const after = edited(opened, edits, "rename");
  assertNoWorse(opened, after, "rename");
  if (opened.languageId === "vtl") assertSameOutput(opened.text, after);
  else if (isSound(opened)) assertSameButNames(opened, after);
}

function rangeTexts(places: readonly { readonly range: Range }[]): readonly string[] {
  return places.map(({ range }) => JSON.stringify(range));
}

/** The answer of a request that the server may refuse with a message for the user. */
async function refusable<T>(ask: () => Promise<T | null>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof ResponseError && error.code === ErrorCodes.InvalidRequest) return null;
    throw error;
  }
}

/** Asserts that only one template differs, and only in names. */
function assertSameButNames({ text, languageId }: Opened, after: string): void {
  if (languageId === "vtl") return;
  const before = stringsIn(toJson(parse(text, languageId).root));
  const now = stringsIn(toJson(parse(after, languageId).root));
  assert.equal(now.length, before.length, `rename: values differ in ${JSON.stringify(after)}`);
  const changed = new Map(now.flatMap((each, at) => (each === before[at] ? [] : [[before[at] ?? "", each]])));
  assert.ok(changed.size <= 1, `rename: several templates differ in ${JSON.stringify(after)}`);
  for (const [template, renamed] of changed) assertSameOutput(template, renamed);
}

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => [key, ...stringsIn(each)]);
}

function assertSameOutput(template: string, renamed: string): void {
  const before = parseTemplate(template);
  const after = parseTemplate(renamed);
  assert.deepEqual(
    after.problems.map(({ kind }) => kind),
    before.problems.map(({ kind }) => kind),
    `rename: other problems in ${JSON.stringify(renamed)}`,
  );
  // Velocity prints the source of a block that prints itself, and of an escaped macro call.
  if (before.problems.length > 0 || /define|\\#/.test(template)) return;
  assert.equal(outputOf(after), outputOf(before), `rename: other output of ${JSON.stringify(renamed)}`);
}

function outputOf(parsed: ReturnType<typeof parseTemplate>): string {
  const request = { body: '{"a": [{"b": 1}, {"b": 2}], "items": ["x", "y"]}' };
  return run(parsed, requestVariables(request), { macros: true }).output;
}
