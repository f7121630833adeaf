/** What has to hold for every response of the language server, whatever the text. */
import assert from "node:assert/strict";
import type {
  CodeAction,
  CompletionItem,
  DocumentSymbol,
  Position,
  Range,
  SelectionRange,
  TextEdit,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { analyze, type Format, OPERATION_NAMES, parse, toJson } from "../../server/src/service";
import { hostedTemplates } from "../../server/src/templates/hostedTemplate";
import { renderTemplate } from "../../server/src/vtl";
import { REQUEST } from "./template";

/** An open document and the text that the server has for it. */
export interface Opened {
  readonly uri: string;
  readonly languageId: "json" | "yaml" | "vtl";
  readonly text: string;
}

/** Asserts that the range lies inside the document, from a whole character to another. */
export function assertRange({ text }: Opened, range: Range, what: string): void {
  const lines = linesOf(text);
  const problem = [range.start, range.end].map((position) => faultOf(lines, position)).find(Boolean);
  assert.equal(problem, undefined, `${what}: ${JSON.stringify(range)}`);
  assert.ok(compare(range.start, range.end) <= 0, `${what}: reversed ${JSON.stringify(range)}`);
}

function faultOf(lines: readonly string[], { line, character }: Position): string | undefined {
  const content = lines[line];
  if (content === undefined) return "no such line";
  if (character < 0 || character > content.length) return "no such character";
  const pair = content.slice(Math.max(character - 1, 0), character + 1);
  return character > 0 && /^[\ud800-\udbff][\udc00-\udfff]$/.test(pair) ? "inside a character" : undefined;
}

let splitText = "";
let splitLines: readonly string[] = [""];

function linesOf(text: string): readonly string[] {
  if (text !== splitText) splitLines = text.split(/\r\n|\r|\n/);
  splitText = text;
  return splitLines;
}

function compare(a: Position, b: Position): number {
  return a.line - b.line || a.character - b.character;
}

/** Asserts that symbols are inside their parents, and their names inside them. */
export function assertSymbols(opened: Opened, symbols: readonly DocumentSymbol[], parent?: Range): void {
  for (const { name, range, selectionRange, children = [] } of symbols) {
    assertRange(opened, range, `symbol ${name}`);
    assertRange(opened, selectionRange, `name of symbol ${name}`);
    assert.ok(contains(range, selectionRange), `symbol ${name} does not contain its name`);
    assert.ok(!parent || contains(parent, range), `symbol ${name} is outside its parent`);
    assertSymbols(opened, children, range);
  }
}

export function assertSelection(opened: Opened, selection: SelectionRange): void {
  let inner: Range | undefined;
  for (let each: SelectionRange | undefined = selection; each; each = each.parent) {
    assertRange(opened, each.range, "selection");
    assert.ok(!inner || contains(each.range, inner), "a selection does not contain the one inside it");
    inner = each.range;
  }
}

function contains(outer: Range, inner: Range): boolean {
  return compare(outer.start, inner.start) <= 0 && compare(inner.end, outer.end) <= 0;
}

/** Returns the text after edits, and asserts that they are applicable. */
export function edited(opened: Opened, edits: readonly TextEdit[], what: string): string {
  for (const { range } of edits) assertRange(opened, range, what);
  try {
    const document = TextDocument.create(opened.uri, opened.languageId, 1, opened.text);
    return TextDocument.applyEdits(document, [...edits]);
  } catch (error) {
    throw new Error(`${what}: ${String(error)} ${JSON.stringify(edits)}`);
  }
}

/** Asserts that the text after an edit has no more syntax problems than before. */
export function assertNoWorse({ text, languageId }: Opened, after: string, what: string): void {
  if (languageId === "vtl") return;
  const before = faultsIn(text, languageId);
  assert.ok(
    faultsIn(after, languageId) <= before,
    `${what}: more syntax problems in ${JSON.stringify(after)}`,
  );
}

/** True if the text can be read. */
export function isSound({ text, languageId }: Opened): boolean {
  return languageId !== "vtl" && faultsIn(text, languageId) === 0;
}

function faultsIn(text: string, format: Format): number {
  return parse(text, format).problems.filter(({ kind }) => kind === "syntax").length;
}

/** Asserts that a change of the layout leaves all values as they are. */
export function assertSameValues(
  { text, languageId }: Opened,
  after: string,
  what: string,
  to?: Format,
): void {
  if (languageId === "vtl") return;
  const before = toJson(parse(text, languageId).root);
  const { root, problems } = parse(after, to ?? languageId);
  assert.deepEqual(toJson(root), before, `${what}: values differ in ${JSON.stringify(after)}`);
  if (to) assert.deepEqual(problems, [], `${what}: problems in ${JSON.stringify(after)}`);
}

/** Checks the text after accepting a completion. */
export function assertCompletion(opened: Opened, item: CompletionItem): void {
  const what = `completion ${item.label}`;
  assert.ok(item.textEdit && "range" in item.textEdit, what);
  const edits = [item.textEdit, ...(item.additionalTextEdits ?? [])];
  const after = edited(opened, edits, what);
  // In a text that is already broken, quotes and brackets are a guess.
  if (isSound(opened)) assertNoWorse(opened, after, what);
}

/** Checks the text after an action, and returns it. */
export function checkedAction(opened: Opened, action: CodeAction): string | undefined {
  const edits = action.edit?.changes?.[opened.uri];
  if (!edits) return undefined;
  const after = edited(opened, edits, action.title);
  assertNoWorse(opened, after, action.title);
  if (action.title.startsWith("Sort members")) assertSameValues(opened, after, action.title);
  return after;
}

/** True for refactorings that promise not to change what a template prints. */
export function keepsOutput({ title }: CodeAction): boolean {
  return /^(?:Extract|Inline|Invert|Add braces|Remove braces|Convert to (?:\$|interpolation|concatenation))/.test(
    title,
  );
}

/** Asserts that the templates of a file print the same after an edit. */
export function assertSameOutput(opened: Opened, after: string, what: string): void {
  const outputs = (text: string): readonly unknown[] =>
    templatesOf({ ...opened, text }).map((template) => {
      const { output, overrides, problems } = renderTemplate(template, REQUEST);
      return { output, overrides, problems: problems.map(({ code }) => code) };
    });
  assert.deepEqual(
    outputs(after),
    outputs(opened.text),
    `${what}: prints something else: ${JSON.stringify(after)}`,
  );
}

function templatesOf({ uri, languageId, text }: Opened): readonly string[] {
  if (languageId === "vtl") return [text];
  const operation = OPERATION_NAMES.find((name) => uri.includes(name)) ?? "create-integration";
  return hostedTemplates(analyze(text, operation, { format: languageId })).map(
    ({ template }) => template.text,
  );
}
