// Sends the language server every request it announces, for changed texts: `node scripts/fuzz.mjs server`.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type {
  CodeAction,
  CompletionItem,
  Diagnostic,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  Hover,
  Position,
  SelectionRange,
  TextEdit,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import {
  CONVERT_REQUEST,
  type ConvertResult,
  PREVIEW_REQUEST,
  type PreviewResult,
  TEMPLATE_AT_REQUEST,
  type TemplateAtResult,
  TRACE_REQUEST,
  type TraceResult,
} from "../../server/src/protocol";
import {
  analyze,
  convert,
  formatOfFileName,
  isTemplateFile,
  OPERATION_NAMES,
  RULES,
} from "../../server/src/service";
import { InProcessServer } from "./inProcessServer";
import { applyMutation, type Mutation, mutation } from "./mutations";
import { askForName } from "./nameChecks";
import { Random } from "./random";
import {
  assertCompletion,
  assertNoWorse,
  assertRange,
  assertSameOutput,
  assertSameValues,
  assertSelection,
  assertSymbols,
  checkedAction,
  edited,
  keepsOutput,
  type Opened,
} from "./serverChecks";

const FOLDER = "file:///workspace";

/** A text to start from. The name determines the operation and the format. */
interface Seed {
  readonly name: string;
  readonly text: string;
}

/** A text for which something does not hold. */
export interface Miss {
  readonly name: string;
  readonly text: string;
  readonly problem: string;
}

/** Returns the samples and the examples of all rules, inputs in both formats. */
export function seedsIn(root: string): readonly Seed[] {
  const samples = readdirSync(path.join(root, "samples"))
    .filter((name) => !/\.request\.json$/.test(name))
    .map((name) => ({ name, text: readFileSync(path.join(root, "samples", name), "utf8") }));
  const examples = RULES.flatMap(({ code, bad, good }) =>
    [bad, good].map(({ text, fileName = "input.json", operation }) => ({
      name: isTemplateFile(fileName)
        ? `${code}.vtl`
        : `${code}.${operation ?? "create-integration"}${path.extname(fileName)}`,
      text,
    })),
  );
  return [...samples, ...examples].flatMap((seed) => [seed, ...inYaml(seed)]);
}

function inYaml({ name, text }: Seed): readonly Seed[] {
  const operation = OPERATION_NAMES.find((each) => name.includes(each));
  if (!name.endsWith(".json") || operation === undefined) return [];
  const { document, operation: found } = analyze(text, operation);
  const converted = convert(document, found, undefined, "yaml");
  return converted ? [{ name: name.replace(/json$/, "yaml"), text: converted.text }] : [];
}

/**
 * Changes `count` texts and checks the responses for each of them. Returns those that are wrong.
 * @param root the project's folder, which contains the samples.
 */
export async function fuzz(count: number, seed: number, root: string): Promise<readonly Miss[]> {
  const random = new Random(seed);
  const seeds = seedsIn(root);
  const texts = seeds.map(({ text }) => text);
  const server = new InProcessServer();
  await server.initialize();
  const misses: Miss[] = [];
  for (let i = 0; i < count; i++) {
    const start = seeds[random.below(seeds.length)];
    if (!start) break;
    const mutations: Mutation[] = [];
    let { text } = start;
    for (let left = random.below(5); left >= 0; left--) {
      const next = mutation(random, text, texts);
      mutations.push(next);
      text = applyMutation(text, next);
    }
    const problem = await problemOf(server, random, start, mutations);
    if (problem !== undefined) misses.push({ name: start.name, text, problem });
  }
  await server.stop();
  return misses;
}

/** Longer than any text here should take, in milliseconds, even on a busy machine. */
const SLOW = 5000;

async function problemOf(
  server: InProcessServer,
  random: Random,
  seed: Seed,
  mutations: readonly Mutation[],
): Promise<string | undefined> {
  const started = performance.now();
  try {
    await examine(server, random, seed, mutations);
    assert.deepEqual(server.errors.splice(0), [], "the server logged errors");
    const took = performance.now() - started;
    assert.ok(took < SLOW, `took ${Math.round(took)} ms`);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function examine(
  server: InProcessServer,
  random: Random,
  { name, text: before }: Seed,
  mutations: readonly Mutation[],
): Promise<void> {
  const languageId = isTemplateFile(name) ? "vtl" : formatOfFileName(name);
  const uri = `${FOLDER}/${name}`;
  await server.open(uri, languageId, before);
  try {
    let text = before;
    for (const each of mutations) {
      // The server is sent a position in whole characters, as an editor would.
      const document = TextDocument.create(uri, languageId, 1, text);
      const range = { start: document.positionAt(each.start), end: document.positionAt(each.end) };
      const change = { range, text: each.text };
      text = TextDocument.applyEdits(document, [{ range, newText: each.text }]);
      await server.change(uri, [change]);
    }
    const opened: Opened = { uri, languageId, text };
    const diagnostics = await server.diagnostics(uri);
    for (const { range, code } of diagnostics) assertRange(opened, range, `diagnostic ${code}`);
    await compareWithFresh(server, opened, name, diagnostics);
    await askEverywhere(server, random, opened);
    await askActions(server, random, opened, diagnostics);
    await askRefactorings(server, random, opened);
    await askForFile(server, opened);
  } finally {
    await server.close(uri);
  }
}

/** Opens the same text once more: its diagnostics must not depend on how it was typed. */
async function compareWithFresh(
  server: InProcessServer,
  { languageId, text }: Opened,
  name: string,
  diagnostics: readonly Diagnostic[],
): Promise<void> {
  const uri = `${FOLDER}/fresh/${name}`;
  await server.open(uri, languageId, text);
  const fresh = await server.diagnostics(uri);
  assert.deepEqual(diagnostics, fresh, "the diagnostics depend on the edits before");
  await server.close(uri);
}

/** Completion, hover, selection and names at some positions. */
async function askEverywhere(server: InProcessServer, random: Random, opened: Opened): Promise<void> {
  const { uri, text } = opened;
  const document = TextDocument.create(uri, "", 1, text);
  for (let i = 0; i < 3; i++) {
    const position = wholePosition(document, random.below(text.length + 1));
    const items = (await server.ask<CompletionItem[]>("textDocument/completion", uri, { position })) ?? [];
    for (const item of items.length > 5 ? [items[random.below(items.length)], items[0]] : items) {
      if (item) assertCompletion(opened, item);
    }
    await server.ask("textDocument/signatureHelp", uri, { position });
    const hover = await server.ask<Hover>("textDocument/hover", uri, { position });
    if (hover?.range) assertRange(opened, hover.range, "hover");
    const params = { positions: [position] };
    const selections = await server.ask<SelectionRange[]>("textDocument/selectionRange", uri, params);
    for (const selection of selections ?? []) assertSelection(opened, selection);
    await server.ask(TEMPLATE_AT_REQUEST, uri, { position });
    await askForName(server, opened, position);
  }
  for (const offset of signsIn(random, text)) await askForName(server, opened, document.positionAt(offset));
}

/** A few offsets right after a `$` or `#`, where names are. */
function signsIn(random: Random, text: string): readonly number[] {
  const offsets = Array.from(text.matchAll(/[$#][!{]*(?=\w)/g), ({ 0: sign, index }) => index + sign.length);
  return Array.from(
    { length: Math.min(offsets.length, 3) },
    () => offsets[random.below(offsets.length)] ?? 0,
  );
}

function wholePosition(document: TextDocument, offset: number): Position {
  const position = document.positionAt(offset);
  const pair = document.getText().slice(Math.max(offset - 1, 0), offset + 1);
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(pair) ? document.positionAt(offset - 1) : position;
}

/** Fixes, sorting and fix-all; their texts have to be read at least as well as before. */
async function askActions(
  server: InProcessServer,
  random: Random,
  opened: Opened,
  diagnostics: readonly Diagnostic[],
): Promise<void> {
  const { uri, text } = opened;
  const document = TextDocument.create(uri, "", 1, text);
  const range = { start: document.positionAt(0), end: document.positionAt(text.length) };
  const context = { diagnostics: [...diagnostics], triggerKind: 1 };
  const actions = await server.ask<CodeAction[]>("textDocument/codeAction", uri, { range, context });
  const all = actions ?? [];
  for (const action of all.length > 12 ? all.filter(() => random.chance(1200 / all.length)) : all) {
    checkedAction(opened, action);
  }
  const fixed = await fixAll(server, opened, context);
  if (fixed === undefined) return;
  await server.change(uri, [{ text: fixed }]);
  const again = await fixAll(server, { ...opened, text: fixed }, context);
  assert.ok(again === undefined || again === fixed, "fix-all does not converge");
  await server.change(uri, [{ text }]);
  await server.diagnostics(uri);
}

/** Refactorings at some cursors and selections; those that promise it must not change what templates print. */
async function askRefactorings(server: InProcessServer, random: Random, opened: Opened): Promise<void> {
  const { uri, text } = opened;
  const document = TextDocument.create(uri, "", 1, text);
  for (let i = 0; i < 4; i++) {
    const from = random.below(text.length + 1);
    const to = random.chance(50) ? from : Math.min(from + random.below(40), text.length);
    const range = { start: wholePosition(document, from), end: wholePosition(document, to) };
    const context = { diagnostics: [], triggerKind: 1, only: ["refactor"] };
    const actions = await server.ask<CodeAction[]>("textDocument/codeAction", uri, { range, context });
    for (const action of actions ?? []) {
      const after = checkedAction(opened, action);
      if (after !== undefined && keepsOutput(action)) assertSameOutput(opened, after, action.title);
    }
  }
}

async function fixAll(server: InProcessServer, opened: Opened, context: object): Promise<string | undefined> {
  const zero = { line: 0, character: 0 };
  const [action] =
    (await server.ask<CodeAction[]>("textDocument/codeAction", opened.uri, {
      range: { start: zero, end: zero },
      context: { ...context, only: ["source.fixAll"] },
    })) ?? [];
  return action && checkedAction(opened, action);
}

/** Outline, folding, links, lenses, formatting, conversions and previews. */
async function askForFile(server: InProcessServer, opened: Opened): Promise<void> {
  const { uri, languageId } = opened;
  assertSymbols(opened, (await server.ask<DocumentSymbol[]>("textDocument/documentSymbol", uri)) ?? []);
  const lines = opened.text.split(/\r\n|\r|\n/).length;
  for (const { startLine, endLine } of (await server.ask<FoldingRange[]>("textDocument/foldingRange", uri)) ??
    []) {
    assert.ok(startLine < endLine && endLine < lines, "folding range");
  }
  for (const { range } of (await server.ask<DocumentLink[]>("textDocument/documentLink", uri)) ?? []) {
    assertRange(opened, range, "link");
  }
  const options = { tabSize: 2, insertSpaces: true };
  const edits = await server.ask<TextEdit[]>("textDocument/formatting", uri, { options });
  if (edits) {
    const formatted = edited(opened, edits, "format");
    assertNoWorse(opened, formatted, "format");
    assertSameValues(opened, formatted, "format");
  }
  const target = languageId === "json" ? "yaml" : "json";
  const converted = await server.ask<ConvertResult>(CONVERT_REQUEST, uri, { target });
  if (converted) assertSameValues(opened, converted.text, "convert", target);
  for (const family of ["apigateway", "apigatewayv2"])
    await server.ask(CONVERT_REQUEST, uri, { target: family });
  for (const { range } of (await server.ask<{ range: Hover["range"] }[]>("textDocument/codeLens", uri)) ??
    []) {
    if (range) assertRange(opened, range, "lens");
  }
  const template = await server.ask<TemplateAtResult>(TEMPLATE_AT_REQUEST, uri);
  if (!template) return;
  const { path } = template;
  await server.ask<PreviewResult>(PREVIEW_REQUEST, uri, { path });
  const start = { line: 0, character: 0 };
  const traced = await server.ask<TraceResult>(TRACE_REQUEST, uri, { path, inOutput: start });
  for (const { rangeInFile } of traced?.pieces ?? [])
    if (rangeInFile) assertRange(opened, rangeInFile, "trace");
}
