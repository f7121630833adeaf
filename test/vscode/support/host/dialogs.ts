import * as assert from "node:assert/strict";
import * as vscode from "vscode";

/** The texts that were shown while something ran. */
export interface Shown {
  /** The prompts of quick picks and input boxes and the texts of messages, in order. */
  readonly texts: readonly string[];
}

type Ask = (...args: never) => unknown;

/** A button of a message. */
type Item = string | vscode.MessageItem;

function hasMember<Name extends string>(value: unknown, name: Name): value is Record<Name, unknown> {
  return typeof value === "object" && value !== null && name in value;
}

const MESSAGES = ["showInformationMessage", "showWarningMessage", "showErrorMessage"] as const;

/**
 * Runs something that asks, and answers as a user would: with the label of an offered item or button, or with
 * text. Answers are used in order; a message uses one only if it offers that button. All must be used.
 */
export async function answering(answers: readonly string[], run: () => Thenable<unknown>): Promise<Shown> {
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
    window[name] = async (text: string, ...rest: readonly unknown[]): Promise<unknown> => {
      const items = rest.filter((one): one is Item => typeof one === "string" || hasMember(one, "title"));
      const details = rest.flatMap((one) => (hasMember(one, "detail") ? String(one.detail) : []));
      texts.push([text, ...details].join("\n"));
      const item = items.find((one) => (typeof one === "string" ? one : one.title) === left[0]);
      if (item !== undefined) left.shift();
      return item;
    };
  }
  try {
    await run();
  } finally {
    Object.assign(window, original);
  }
  assert.deepEqual(left, [], `all answers were used; shown: ${texts.join("; ")}`);
  return { texts };
}
