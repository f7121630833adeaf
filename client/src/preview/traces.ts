import * as vscode from "vscode";
import {
  TRACE_REQUEST,
  type TracedPiece,
  type TraceParams,
  type TraceResult,
} from "../../../server/src/protocol";
import { nameOf } from "../deploy/inputFile";
import type { LanguageServer } from "../languageServer";
import { type Previews, rangeIn } from "./previews";
import { PREVIEW_SCHEME, type PreviewedTemplate, previewedTemplate } from "./previewUri";

/** How much of a template and of a value a hover shows. */
const MOST_SHOWN = 500;

/** A position in a preview, or in the source of its template. */
type Place = Pick<TraceParams, "inOutput" | "inSource">;

/** Leads from a piece of a preview to what printed it, as definition and hover. */
export class Traces implements vscode.DefinitionProvider, vscode.HoverProvider {
  constructor(
    private readonly server: LanguageServer,
    private readonly previews: Previews,
  ) {}

  register(): vscode.Disposable {
    const selector = { scheme: PREVIEW_SCHEME };
    return vscode.Disposable.from(
      vscode.languages.registerDefinitionProvider(selector, this),
      vscode.languages.registerHoverProvider(selector, this),
      vscode.commands.registerCommand("apigw.goToTemplate", () => this.#goToTemplate()),
    );
  }

  /** The pieces at a place; undefined if the template cannot be rendered. */
  async at(template: PreviewedTemplate, place: Place): Promise<readonly TracedPiece[] | undefined> {
    const params = await this.previews.paramsOf(template);
    const result = await this.server.request<TraceParams, TraceResult>(TRACE_REQUEST, {
      ...params,
      ...place,
    });
    return result?.pieces;
  }

  async provideDefinition(
    { uri }: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.LocationLink[]> {
    const template = previewedTemplate(uri);
    // What was committed is not what the file contains now.
    if (!template || template.isCommitted) return [];
    const pieces = (await this.at(template, { inOutput: position })) ?? [];
    return pieces.flatMap((piece) => {
      const targetRange = sourceRange(template, piece);
      return targetRange
        ? [{ originSelectionRange: rangeIn(piece.output), targetUri: template.source, targetRange }]
        : [];
    });
  }

  /** As Go to Definition does, but in the editor group of the source, so that the preview stays visible. */
  async #goToTemplate(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    const [link] = editor ? await this.provideDefinition(editor.document, editor.selection.active) : [];
    if (!link) {
      void vscode.window.showInformationMessage("Place the cursor in the output of a preview first.");
      return;
    }
    const shown = vscode.window.visibleTextEditors.find(
      ({ document }) => document.uri.toString() === link.targetUri.toString(),
    );
    await vscode.window.showTextDocument(link.targetUri, {
      viewColumn: shown?.viewColumn ?? vscode.ViewColumn.One,
      selection: link.targetRange,
    });
  }

  async provideHover(
    { uri }: vscode.TextDocument,
    position: vscode.Position,
  ): Promise<vscode.Hover | undefined> {
    const template = previewedTemplate(uri);
    const [piece] = template ? ((await this.at(template, { inOutput: position })) ?? []) : [];
    if (!template || !piece) return undefined;
    const line = (sourceRange(template, piece) ?? rangeIn(piece.range)).start.line + 1;
    const text = new vscode.MarkdownString();
    text.appendText(`Printed by line ${line} of ${nameOf(template.source)}:`);
    text.appendCodeblock(shortened(piece.template), "vtl");
    if (piece.value !== undefined) {
      text.appendText("Value:");
      text.appendCodeblock(shortened(piece.value), "plaintext");
    }
    return new vscode.Hover(text, rangeIn(piece.output));
  }
}

/** Where a piece is written in the source; undefined if its text is not in the file. */
export function sourceRange({ path }: PreviewedTemplate, piece: TracedPiece): vscode.Range | undefined {
  const range = path.length > 0 ? piece.rangeInFile : piece.range;
  return range && rangeIn(range);
}

function shortened(text: string): string {
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN - 1)}…` : text;
}
