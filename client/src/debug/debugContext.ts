import * as vscode from "vscode";
import { isCandidate } from "../candidates";
import { TEMPLATE_LANGUAGES } from "../languages";

/** For the `when` clause of the debugger, besides the keys for inputs and host files. */
const CONTEXT = "apigw.canDebug";

/**
 * Whether VS Code offers the debugger: otherwise, it would be what starts with F5 in every JSON file. VS Code also starts
 * no session of a debugger that it does not offer, whoever asks.
 */
export class DebugContext {
  #value = false;

  register(): vscode.Disposable {
    const look = (): void => void this.#set(isTemplate(vscode.window.activeTextEditor?.document));
    look();
    return vscode.Disposable.from(
      vscode.window.onDidChangeActiveTextEditor(look),
      vscode.debug.onDidStartDebugSession(look),
    );
  }

  /** Offers the debugger until a session has started. */
  async starting(): Promise<void> {
    await this.#set(true);
  }

  async #set(value: boolean): Promise<void> {
    if (value === this.#value) return;
    this.#value = value;
    await vscode.commands.executeCommand("setContext", CONTEXT, value);
  }
}

function isTemplate(document: vscode.TextDocument | undefined): boolean {
  return document !== undefined && TEMPLATE_LANGUAGES.includes(document.languageId) && isCandidate(document);
}
