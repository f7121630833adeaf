import type * as vscode from "vscode";
import { type AwsError, type FailureKind, isAwsError } from "../../../deployment/src";
import { messageNode, type TreeNode } from "./treeNode";

/**
 * What is shown in the place of what could not be fetched: what went wrong, and a click that helps.
 * @param retry fetches that again, and nothing else
 */
export function errorNode(parentId: string, error: unknown, retry: vscode.Command): TreeNode {
  if (!isAwsError(error))
    return messageNode(parentId, { label: String(error), icon: "error", command: retry });
  const { label, command = retry } = remedyFor(error);
  return messageNode(parentId, {
    label,
    description: error.advice,
    tooltip: error.told,
    icon: error.kind === "throttled" ? "watch" : "error",
    command,
  });
}

interface Remedy {
  readonly label: string;
  /** Trying again when absent. */
  readonly command?: vscode.Command;
}

/** Lets go of the connection, too, and with it of old credentials. */
const CONNECT_AGAIN: vscode.Command = { title: "Try again", command: "apigw.refreshApis" };
const OTHER_PROFILE: vscode.Command = { title: "Select AWS profile", command: "apigw.selectProfile" };
const OTHER_REGION: vscode.Command = { title: "Select AWS region", command: "apigw.selectRegion" };

/** The kinds that come up in a view; the others are told in AWS's words. */
const REMEDIES: Readonly<Partial<Record<FailureKind, Remedy>>> = {
  "no-region": { label: "Select a region…", command: OTHER_REGION },
  "no-credentials": { label: "Select a profile…", command: OTHER_PROFILE },
  "expired-credentials": { label: "Signed out: sign in, then click to try again", command: CONNECT_AGAIN },
  throttled: { label: "Too many calls: click to try again" },
  unreachable: { label: "AWS is not reached: click to try again" },
};

function remedyFor(error: AwsError): Remedy {
  if (error.kind === "access-denied") {
    const command = { title: "Copy what to ask for", command: "apigw.copyText", arguments: [error.advice] };
    return { label: "Access denied: click to copy what to ask for", command };
  }
  return REMEDIES[error.kind] ?? { label: error.message };
}
