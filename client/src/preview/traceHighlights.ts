import * as vscode from "vscode";
import type { TracedPiece } from "../../../server/src/protocol";
import { rangeIn } from "./previews";
import { type PreviewedTemplate, previewedTemplate } from "./previewUri";
import type { TemplatesAtCursor } from "./templateAtCursor";
import { sourceRange, type Traces } from "./traces";

/** How long typing has to pause before the highlights follow, in milliseconds. */
const PAUSE = 100;

/**
 * Highlights in a preview what the template prints at the cursor, and in the template what printed the output at the
 * cursor of the preview.
 */
export class TraceHighlights implements vscode.Disposable {
  readonly #decoration = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor("editor.wordHighlightStrongBackground"),
    borderRadius: "2px",
    overviewRulerColor: new vscode.ThemeColor("editorOverviewRuler.wordHighlightStrongForeground"),
    overviewRulerLane: vscode.OverviewRulerLane.Center,
  });
  readonly #subscription: vscode.Disposable;
  /** The editors that show highlights. */
  readonly #decorated = new Set<vscode.TextEditor>();
  #looks = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly traces: Traces,
    private readonly cursor: TemplatesAtCursor,
  ) {
    this.#subscription = vscode.Disposable.from(
      this.#decoration,
      vscode.window.onDidChangeTextEditorSelection(({ textEditor, kind }) => {
        if (textEditor === vscode.window.activeTextEditor && previewedTemplate(textEditor.document.uri)) {
          void this.#fromOutput(textEditor, kind !== undefined);
        }
      }),
      // Also the template at the cursor of the source is known by then.
      cursor.onDidMove(() => void this.#fromSource(true)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (!previewedTemplate(document.uri)) return;
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => void this.#fromSource(false), PAUSE);
      }),
      vscode.commands.registerCommand("apigw.goToOutput", () => this.#goToOutput()),
    );
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#subscription.dispose();
  }

  async #fromOutput(editor: vscode.TextEditor, reveals: boolean): Promise<void> {
    const look = ++this.#looks;
    const template = previewedTemplate(editor.document.uri);
    if (!template || template.isCommitted) return;
    const pieces = await this.traces.at(template, { inOutput: editor.selection.active });
    if (look !== this.#looks) return;
    const ranges = (pieces ?? []).flatMap((piece) => sourceRange(template, piece) ?? []);
    this.#clear();
    for (const shown of vscode.window.visibleTextEditors) {
      if (shown.document.uri.toString() === template.source.toString())
        this.#decorate(shown, ranges, reveals);
    }
  }

  async #fromSource(reveals: boolean): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    const template = this.cursor.current;
    if (!editor || previewedTemplate(editor.document.uri)) return;
    const look = ++this.#looks;
    const previews = template?.isAtCursor ? previewsOf(template) : [];
    if (!template || previews.length === 0) {
      this.#clear();
      return;
    }
    const { version } = editor.document;
    const place = { inSource: editor.selection.active };
    const found = await Promise.all(
      previews.map(async ([shown, of]) => [shown, (await this.traces.at(of, place)) ?? []] as const),
    );
    if (look !== this.#looks || version !== editor.document.version) return;
    this.#clear();
    for (const [shown, pieces] of found) this.#decorate(shown, pieces.map(outputRange), reveals);
  }

  /** Selects in the preview what the template prints at the cursor. */
  async #goToOutput(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    const template = this.cursor.current;
    if (!editor || !template?.isAtCursor || previewedTemplate(editor.document.uri)) {
      void vscode.window.showInformationMessage("Place the cursor in a mapping template first.");
      return;
    }
    const position = editor.selection.active;
    if (previewsOf(template).length === 0) await vscode.commands.executeCommand("apigw.previewTemplate");
    const [[shown, of] = []] = previewsOf(template);
    const pieces = of && (await this.traces.at(of, { inSource: position }));
    const [first] = pieces ?? [];
    if (!shown || !first) {
      void vscode.window.showInformationMessage(
        "This part of the template prints nothing for the sample request.",
      );
      return;
    }
    await vscode.window.showTextDocument(shown.document, {
      ...(shown.viewColumn !== undefined && { viewColumn: shown.viewColumn }),
      selection: outputRange(first),
    });
  }

  #decorate(editor: vscode.TextEditor, ranges: readonly vscode.Range[], reveals: boolean): void {
    editor.setDecorations(this.#decoration, [...ranges]);
    this.#decorated.add(editor);
    const [first] = ranges;
    const isSeen = ranges.some((range) => editor.visibleRanges.some((seen) => seen.intersection(range)));
    if (reveals && first && !isSeen) editor.revealRange(first, vscode.TextEditorRevealType.InCenter);
  }

  #clear(): void {
    for (const editor of this.#decorated) editor.setDecorations(this.#decoration, []);
    this.#decorated.clear();
  }
}

/** The visible previews of a template. */
function previewsOf({
  source,
  path,
}: PreviewedTemplate): readonly (readonly [vscode.TextEditor, PreviewedTemplate])[] {
  return vscode.window.visibleTextEditors.flatMap((editor) => {
    const shown = previewedTemplate(editor.document.uri);
    if (!shown || shown.isCommitted || shown.source.toString() !== source.toString()) return [];
    return JSON.stringify(shown.path) === JSON.stringify(path) ? [[editor, shown] as const] : [];
  });
}

function outputRange(piece: TracedPiece): vscode.Range {
  return rangeIn(piece.output);
}
