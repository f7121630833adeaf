import * as vscode from "vscode";
import { isAwsError } from "../../../deployment/src";

/** Runs work that needs AWS, and shows any AWS or connection error. */
export async function withAws(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    await showFailure(error);
  }
}

/** Shows an error with a button for the likely remedy. Rethrows anything that is not an `AwsError`. */
export async function showFailure(error: unknown): Promise<void> {
  if (!isAwsError(error)) throw error;
  const [button, command] = remedies[error.kind] ?? [];
  const choice = await vscode.window.showErrorMessage(
    error.messageWithAdvice,
    ...(button === undefined ? [] : [button]),
  );
  if (choice !== undefined && command !== undefined) await vscode.commands.executeCommand(command);
}

const remedies: Readonly<Record<string, readonly [button: string, command: string]>> = {
  "no-region": ["Select Region…", "apigw.selectRegion"],
  "no-credentials": ["Select Profile…", "apigw.selectProfile"],
  "invalid-credentials": ["Select Profile…", "apigw.selectProfile"],
  "expired-credentials": ["Select Profile…", "apigw.selectProfile"],
  "access-denied": ["Select Profile…", "apigw.selectProfile"],
};
