import * as assert from "node:assert/strict";
import * as vscode from "vscode";

/** What was asked or said while something ran, and what was answered. */
export interface Said {
  /** The questions of quick picks and input boxes, and the texts of messages, in order. */
  readonly texts: readonly string[];
}

type Ask = (...args: never) => unknown;

const MESSAGES = ["showInformationMessage", "showWarningMessage", "showErrorMessage"] as const;

/**
 * Runs something that asks, and answers as a person would: with the label of a pick or button that is offered,
 * or with text. Answers are taken in order; a message takes one only where it offers that button. All are needed.
 */
export async function answering(answers: readonly string[], run: () => Thenable<unknown>): Promise<Said> {
  const texts: string[] = [];
  const left = [...answers];
  const window = vscode.window as unknown as Record<string, Ask>;
  const names = ["showQuickPick", "showInputBox", ...MESSAGES];
  const original = Object.fromEntries(names.map((name) => [name, window[name]]));
  window.showQuickPick = async (
    given: readonly vscode.QuickPickItem[],
    options?: vscode.QuickPickOptions,
  ): Promise<vscode.QuickPickItem> => {
    const items = await given;
    texts.push([options?.title, options?.placeHolder].filter(Boolean).join(": "));
    const wanted = left.shift() ?? "nothing";
    const labels = items.map(({ label, description }) => `${label} ${description ?? ""}`);
    const item = items[labels.findIndex((label) => label.includes(wanted))];
    assert.ok(item, `${wanted} is among ${labels.join("; ")}`);
    return item;
  };
  window.showInputBox = async (options?: vscode.InputBoxOptions): Promise<string> => {
    texts.push(options?.prompt ?? "");
    const text = left.shift();
    assert.ok(text !== undefined, `there is an answer to ${options?.prompt}`);
    return text;
  };
  for (const name of MESSAGES) {
    window[name] = async (text: string, ...rest: readonly unknown[]): Promise<string | undefined> => {
      const detail = rest
        .map((one) => (typeof one === "object" ? (one as vscode.MessageOptions).detail : ""))
        .join("");
      texts.push([text, detail].filter(Boolean).join("\n"));
      return rest.includes(left[0]) ? left.shift() : undefined;
    };
  }
  try {
    await run();
  } finally {
    Object.assign(window, original);
  }
  assert.deepEqual(left, [], `all answers were taken; asked were: ${texts.join("; ")}`);
  return { texts };
}
