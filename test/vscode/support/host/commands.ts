import * as vscode from "vscode";

/** Runs a command that asks with quick picks, and takes the first answer as soon as it asks. */
export async function runAndTakeFirst(command: string): Promise<void> {
  let done = false;
  const running = vscode.commands.executeCommand(command).then(() => {
    done = true;
  });
  // Accepting does nothing while no quick pick is there, and nothing tells of its coming.
  while (!done) await vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
  await running;
}
