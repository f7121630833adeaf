import * as vscode from "vscode";
import { listProfiles } from "../../../deployment/src";
import { REGIONS } from "../../../server/src/service";
import type { AwsConnection } from "../deploy/awsConnection";

/** Registers the commands that select the AWS profile and region. The choice is kept in the workspace state. */
export function registerConnectionCommands(connection: AwsConnection): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand("apigw.selectProfile", () => selectProfile(connection)),
    vscode.commands.registerCommand("apigw.selectRegion", () => selectRegion(connection)),
  );
}

async function selectProfile(connection: AwsConnection): Promise<void> {
  const profiles = (await listProfiles()).map((label) => ({
    label,
    ...(label === connection.options.profile && { description: "current" }),
    choose: () => connection.choose({ profile: label }),
  }));
  const others = [
    {
      label: "$(globe) Select a region…",
      choose: () => selectRegion(connection),
    },
    {
      label: "$(discard) Use the settings and environment",
      choose: () => connection.choose(undefined),
    },
  ];
  const separator = { label: "", kind: vscode.QuickPickItemKind.Separator, choose: async () => {} };
  const items = [...profiles, separator, ...others];
  await (await vscode.window.showQuickPick(items, { placeHolder: "Select an AWS profile" }))?.choose();
}

async function selectRegion(connection: AwsConnection): Promise<void> {
  const current = connection.options.region;
  const regions = REGIONS.map((label) => ({ label, ...(label === current && { description: "current" }) }));
  const other = { label: "$(edit) Enter a region name…" };
  const choice = await vscode.window.showQuickPick([...regions, other], {
    placeHolder: "Select an AWS region",
  });
  if (!choice) return;
  const region =
    choice === other
      ? (await vscode.window.showInputBox({ prompt: "Region name, such as eu-west-1" }))?.trim()
      : choice.label;
  if (region) await connection.choose({ region });
}
