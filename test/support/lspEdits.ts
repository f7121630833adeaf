/** Applies the server's edits like an editor. */
import assert from "node:assert/strict";
import type { CodeAction, CompletionItem, Position, Range, TextEdit } from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { insertedText } from "./edits";

export function documentOf(text: string): TextDocument {
  return TextDocument.create("file:///any.json", "json", 1, text);
}

export function positionAt(text: string, offset: number): Position {
  return documentOf(text).positionAt(offset);
}

/** The range of the whole text. */
export function wholeOf(text: string): Range {
  return { start: { line: 0, character: 0 }, end: positionAt(text, text.length) };
}

/** The text at the range. */
export function textAt(text: string, range: Range): string {
  return documentOf(text).getText(range);
}

export function applyLspEdits(text: string, edits: readonly TextEdit[]): string {
  return TextDocument.applyEdits(documentOf(text), [...edits]);
}

/** The text after an item is accepted, with `<|>` at the first tab stop of a snippet. */
export function accepted(text: string, item: CompletionItem): string {
  const { textEdit, additionalTextEdits = [], insertTextFormat } = item;
  assert.ok(textEdit && "range" in textEdit, "The item has a range.");
  const newText = insertTextFormat === 2 ? insertedText(textEdit.newText) : textEdit.newText;
  return applyLspEdits(text, [{ range: textEdit.range, newText }, ...additionalTextEdits]);
}

/** The text after the code action with this title. */
export function afterAction(text: string, uri: string, actions: readonly CodeAction[] | null, title: string) {
  const action = actions?.find((candidate) => candidate.title === title);
  assert.ok(action, `"${title}" is not among ${actions?.map((candidate) => candidate.title).join(", ")}`);
  return applyLspEdits(text, action.edit?.changes?.[uri] ?? []);
}
