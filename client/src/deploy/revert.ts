import * as vscode from "vscode";
import {
  importInput,
  liveOperations,
  type Members,
  type PreparedPlan,
  pathMembers,
} from "../../../deployment/src";
import { isPatchOperation, isRecord, printInput, toJson } from "../../../server/src/service";
import { formatOf } from "./inputFile";

/**
 * Shows a file and replaces its text with the deployed version, unsaved so that it can be undone. IDs are
 * included only if the file had them; a patch keeps its paths, with the deployed values. False if nothing is deployed.
 */
export async function revertToDeployed(
  document: vscode.TextDocument,
  { plan, analysis }: PreparedPlan,
): Promise<boolean> {
  const { api, current } = plan.state;
  if (!current) return false;
  const own = toJson(analysis.document.root);
  const names = isRecord(own) ? Object.keys(own) : [];
  const { name } = plan.operation;
  const as = name.startsWith("update-") ? "update" : "create";
  const input: Members = isPatchOperation(name)
    ? {
        ...pathMembers(plan.target, undefined),
        patchOperations: liveOperations(name, isRecord(own) ? own : {}, current.members),
      }
    : importInput(api, plan.target, current.members, as).input;
  const isKept = (name: string): boolean => names.includes(name) || !plan.operation.members.get(name)?.inPath;
  // Keep the order of the file, so that only real differences change.
  const order = new Set([...names.filter((name) => name in input), ...Object.keys(input).filter(isKept)]);
  const kept: Members = Object.fromEntries([...order].map((name) => [name, input[name] ?? null]));
  await vscode.window.showTextDocument(document);
  const edit = new vscode.WorkspaceEdit();
  const end = document.positionAt(document.getText().length);
  edit.replace(
    document.uri,
    new vscode.Range(new vscode.Position(0, 0), end),
    printInput(kept, formatOf(document)),
  );
  return vscode.workspace.applyEdit(edit);
}
