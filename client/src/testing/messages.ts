/** What VS Code shows of the results of tests. */
import * as vscode from "vscode";
import type { TestOutcome } from "../../../server/src/protocol";
import { resolvePath } from "./fileTexts";
import { toRange } from "./ranges";

/** Returns a message for each failure, at its place in the test file, with a comparison if there are two texts. */
export function messagesOf(testFile: vscode.Uri, { outcome, failures }: TestOutcome): vscode.TestMessage[] {
  return failures.map(({ message, of, range, where, expected, actual }) => {
    const shown =
      expected === undefined || actual === undefined
        ? new vscode.TestMessage(message)
        : vscode.TestMessage.diff(message, expected, actual);
    shown.location = new vscode.Location(testFile, toRange(range));
    // For the menus of the message.
    if (outcome === "failed") shown.contextValue = of === "snapshot" ? "apigw.snapshot" : "apigw.expectation";
    if (where) {
      const uri = resolvePath(testFile, where.path);
      const label = where.path.split("/").at(-1) ?? where.path;
      shown.stackTrace = [new vscode.TestMessageStackFrame(label, uri, toRange(where.range).start)];
    }
    return shown;
  });
}

const MARKS = { passed: "✓", failed: "✗", errored: "!" } as const;

/** Returns the lines about a test in the output of a run, which is a terminal. */
export function outputOf({ name, outcome, milliseconds, failures }: TestOutcome): string {
  const title = `${MARKS[outcome]} ${name} (${milliseconds.toFixed(1)} ms)`;
  const messages = failures.flatMap(({ message }) => message.split(/\r?\n/)).map((line) => `    ${line}`);
  return [title, ...messages, ""].join("\r\n");
}
