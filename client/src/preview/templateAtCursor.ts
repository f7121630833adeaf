import * as vscode from "vscode";
import {
  TEMPLATE_AT_REQUEST,
  type TemplateAtParams,
  type TemplateAtResult,
} from "../../../server/src/protocol";
import { isCandidate } from "../candidates";
import type { LanguageServer } from "../languageServer";
import { PLAN_SCHEME, TEMPLATE_LANGUAGES } from "../languages";
import type { StatusItem } from "../statusItem";
import { type PreviewedTemplate, previewedTemplate } from "./previewUri";

/** The template at the cursor of the active editor, or the one that its preview shows. */
export interface TemplateAtCursor extends PreviewedTemplate {
  /** Whether the cursor is in the template, rather than near it. */
  readonly isAtCursor: boolean;
}

/** The context key that is set while the active file has a template. */
const HAS_TEMPLATES = "apigw.hasTemplates";

/** Follows the cursor of the active editor from template to template. */
export class TemplatesAtCursor implements vscode.Disposable {
  readonly #moved = new vscode.EventEmitter<TemplateAtCursor | undefined>();
  /** Fires after each move of the cursor, also within a template. Undefined where there is no template. */
  readonly onDidMove = this.#moved.event;
  #current: TemplateAtCursor | undefined;
  #hasTemplates = false;
  /** The number of the latest look, because answers for earlier positions are out of date. */
  #looks = 0;
  readonly #subscriptions: vscode.Disposable;

  constructor(
    private readonly server: LanguageServer,
    private readonly status: StatusItem,
  ) {
    const isActive = (uri: vscode.Uri): boolean =>
      vscode.window.activeTextEditor?.document.uri.toString() === uri.toString();
    this.#subscriptions = vscode.Disposable.from(
      vscode.window.onDidChangeActiveTextEditor(() => this.#look()),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (isActive(textEditor.document.uri)) void this.#look();
      }),
      status.onDidChange((uri) => {
        if (isActive(uri)) void this.#look();
      }),
    );
    void this.#look();
  }

  get current(): TemplateAtCursor | undefined {
    return this.#current;
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#moved.dispose();
  }

  async #look(): Promise<void> {
    const look = ++this.#looks;
    const editor = vscode.window.activeTextEditor;
    const found = editor && (await this.#find(editor));
    if (look !== this.#looks) return;
    this.#current = found;
    const hasTemplates = found !== undefined;
    if (hasTemplates !== this.#hasTemplates) {
      this.#hasTemplates = hasTemplates;
      void vscode.commands.executeCommand("setContext", HAS_TEMPLATES, hasTemplates);
    }
    this.#moved.fire(found);
  }

  async #find({ document, selection }: vscode.TextEditor): Promise<TemplateAtCursor | undefined> {
    const { uri } = document;
    const shown = previewedTemplate(uri);
    if (shown) return { ...shown, isAtCursor: true };
    if (!this.#isKnown(document)) return undefined;
    const position = selection.active;
    const params: TemplateAtParams = { uri: uri.toString(), position };
    const found = await this.server.request<TemplateAtParams, TemplateAtResult>(TEMPLATE_AT_REQUEST, params);
    if (!found) return undefined;
    const { path, sampleName, isAtCursor } = found;
    return { source: uri, path, isAtCursor, ...(sampleName !== undefined && { sampleName }) };
  }

  /** Whether the server has said that the file has integrations, or the file is a template. */
  #isKnown(document: vscode.TextDocument): boolean {
    const { uri, languageId } = document;
    if (uri.scheme === PLAN_SCHEME) return false;
    if (TEMPLATE_LANGUAGES.includes(languageId)) return isCandidate(document);
    return this.status.of(uri) !== undefined || this.status.hostOf(uri) !== undefined;
  }
}
