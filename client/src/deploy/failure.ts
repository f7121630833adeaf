import * as vscode from "vscode";
import { isAwsError } from "../../../deployment/src";

/** Does what needs AWS, and tells what AWS, or the way to it, has against it. */
export async function withAws(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    await tellFailure(error);
  }
}

/** Says what went wrong, with a button for what helps. */
export async function tellFailure(error: unknown): Promise<void> {
  if (!isAwsError(error)) throw error;
  const [button, command] = remedies[error.kind] ?? [];
  const choice = await vscode.window.showErrorMessage(error.told, ...(button === undefined ? [] : [button]));
  if (choice !== undefined && command !== undefined) await vscode.commands.executeCommand(command);
}

const remedies: Readonly<Record<string, readonly [button: string, command: string]>> = {
  "no-region": ["Select Region…", "apigw.selectRegion"],
  "no-credentials": ["Select Profile…", "apigw.selectProfile"],
  "expired-credentials": ["Select Profile…", "apigw.selectProfile"],
  "access-denied": ["Select Profile…", "apigw.selectProfile"],
};
