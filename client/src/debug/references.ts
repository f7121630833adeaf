/** What the debugger shows in the editor: the values of references, at the cursor and at the ends of lines. */
import * as vscode from "vscode";
import {
  DEBUG_REFERENCES_REQUEST,
  type DebugReferencesParams,
  type DebugReferencesResult,
} from "../../../server/src/protocol";
import type { LanguageServer } from "../languageServer";

/** A variable, without anything that is read from it. */
const VARIABLE = /^\$!?\{?[A-Za-z][\w-]*\}?$/;

export class DebugReferences implements vscode.EvaluatableExpressionProvider, vscode.InlineValuesProvider {
  constructor(private readonly server: LanguageServer) {}

  /** The reference up to the part at the cursor. */
  async provideEvaluatableExpression(
    { uri }: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.EvaluatableExpression | undefined> {
    const found = (await this.#in(uri, new vscode.Range(position, position))).filter(({ range }) =>
      range.contains(position),
    );
    // The innermost reference is the one that starts last; the part at the cursor is the first that reaches it.
    const start = found.at(-1)?.range.start;
    const reference = start && found.find(({ range }) => range.start.isEqual(start));
    return reference && new vscode.EvaluatableExpression(reference.range, reference.text);
  }

  /** The variables in the lines up to the statement that runs. */
  async provideInlineValues(
    { uri }: vscode.TextDocument,
    viewPort: vscode.Range,
    { stoppedLocation }: vscode.InlineValueContext,
  ): Promise<vscode.InlineValue[]> {
    if (viewPort.start.isAfter(stoppedLocation.end)) return [];
    const end = viewPort.end.isBefore(stoppedLocation.end) ? viewPort.end : stoppedLocation.end;
    const seen = new Set<string>();
    return (await this.#in(uri, new vscode.Range(viewPort.start, end)))
      .filter(({ range, text }) => {
        const key = `${range.start.line} ${text}`;
        return VARIABLE.test(text) && !seen.has(key) && seen.add(key);
      })
      .map(({ range, text }) => new vscode.InlineValueEvaluatableExpression(range, text));
  }

  async #in(
    uri: vscode.Uri,
    range: vscode.Range,
  ): Promise<readonly { readonly range: vscode.Range; readonly text: string }[]> {
    const found = await this.server.request<DebugReferencesParams, DebugReferencesResult>(
      DEBUG_REFERENCES_REQUEST,
      // VS Code's ranges become lists in JSON.
      { uri: uri.toString(), range: { start: range.start, end: range.end } },
    );
    return found.map(({ range: { start, end }, text }) => ({
      range: new vscode.Range(start.line, start.character, end.line, end.character),
      text,
    }));
  }
}
