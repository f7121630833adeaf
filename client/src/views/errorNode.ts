import type * as vscode from "vscode";
import { type AwsError, type FailureKind, isAwsError } from "../../../deployment/src";
import { messageNode, type TreeNode } from "./treeNode";

/**
 * A node shown in place of children that could not be loaded: the error, and the likely remedy on click.
 * @param retry loads only those children again
 */
export function errorNode(parentId: string, error: unknown, retry: vscode.Command): TreeNode {
  if (!isAwsError(error))
    return messageNode(parentId, { label: String(error), icon: "error", command: retry });
  const { label, command = retry } = remedyFor(error);
  return messageNode(parentId, {
    label,
    description: error.advice,
    tooltip: error.messageWithAdvice,
    icon: error.kind === "throttled" ? "watch" : "error",
    command,
  });
}

interface Remedy {
  readonly label: string;
  /** Defaults to loading the children again. */
  readonly command?: vscode.Command;
}

/** Also closes the connection, and with it drops expired credentials. */
const CONNECT_AGAIN: vscode.Command = { title: "Try Again", command: "apigw.refreshApis" };
const OTHER_PROFILE: vscode.Command = { title: "Select AWS Profile", command: "apigw.selectProfile" };
const OTHER_REGION: vscode.Command = { title: "Select AWS Region", command: "apigw.selectRegion" };

/** The failures that are common in a view; any other shows AWS's own message. */
const REMEDIES: Readonly<Partial<Record<FailureKind, Remedy>>> = {
  "no-region": { label: "Select a region…", command: OTHER_REGION },
  "no-credentials": { label: "Select a profile…", command: OTHER_PROFILE },
  "expired-credentials": {
    label: "Session expired: sign in, then click to try again",
    command: CONNECT_AGAIN,
  },
  throttled: { label: "Too many requests: click to try again" },
  unreachable: { label: "Cannot reach AWS: click to try again" },
};

function remedyFor(error: AwsError): Remedy {
  if (error.kind === "access-denied") {
    const command = {
      title: "Copy Request for Access",
      command: "apigw.copyText",
      arguments: [error.advice],
    };
    return { label: "Access denied: click to copy the missing permission", command };
  }
  return REMEDIES[error.kind] ?? { label: error.message };
}
