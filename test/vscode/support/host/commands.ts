import * as vscode from "vscode";

/** Runs a command that shows quick picks, and accepts the first item of each. */
export async function runAndTakeFirst(command: string): Promise<void> {
  let done = false;
  const running = vscode.commands.executeCommand(command).then(() => {
    done = true;
  });
  // There is no event for an opened quick pick, and accepting without one does nothing.
  while (!done) await vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
  await running;
}
