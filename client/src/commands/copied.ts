import * as vscode from "vscode";

/** What a copy is not the same in. */
export interface Differences {
  readonly lost: readonly string[];
  readonly notes: readonly string[];
}

/** Copies a text, and names what it left out or added. */
export async function copied(text: string, title: string, { lost, notes }: Differences): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  const parts = [
    ...(lost.length > 0 ? [`Left out: ${lost.join(", ")}.`] : []),
    ...(notes.length > 0 ? [`Please check: ${notes.join("; ")}.`] : []),
  ];
  if (parts.length === 0) {
    vscode.window.setStatusBarMessage(`Copied as ${title}`, SHOWN_MILLISECONDS);
    return;
  }
  void vscode.window.showWarningMessage(`Copied as ${title}. ${parts.join(" ")}`);
}

const SHOWN_MILLISECONDS = 5_000;
