import * as vscode from "vscode";
import { listProfiles } from "../../../deployment/src";
import { REGIONS } from "../../../server/src/service";
import type { AwsConnection } from "../deploy/awsConnection";

/** The commands that choose whose APIs are shown and deployed to, remembered for the workspace. */
export function registerConnectionCommands(connection: AwsConnection): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand("apigw.selectProfile", () => selectProfile(connection)),
    vscode.commands.registerCommand("apigw.selectRegion", () => selectRegion(connection)),
  );
}

async function selectProfile(connection: AwsConnection): Promise<void> {
  const profiles = (await listProfiles()).map((label) => ({
    label,
    ...(label === connection.options.profile && { description: "now" }),
    choose: () => connection.choose({ profile: label }),
  }));
  const others = [
    {
      label: "$(globe) Another region…",
      choose: () => selectRegion(connection),
    },
    {
      label: "$(discard) As the settings and the environment say",
      choose: () => connection.choose(undefined),
    },
  ];
  const separator = { label: "", kind: vscode.QuickPickItemKind.Separator, choose: async () => {} };
  const items = [...profiles, separator, ...others];
  await (await vscode.window.showQuickPick(items, { placeHolder: "Which AWS profile?" }))?.choose();
}

async function selectRegion(connection: AwsConnection): Promise<void> {
  const current = connection.options.region;
  const regions = REGIONS.map((label) => ({ label, ...(label === current && { description: "now" }) }));
  const other = { label: "$(edit) One that is not listed…" };
  const choice = await vscode.window.showQuickPick([...regions, other], { placeHolder: "Which AWS region?" });
  if (!choice) return;
  const region =
    choice === other ? (await vscode.window.showInputBox({ prompt: "Its name" }))?.trim() : choice.label;
  if (region) await connection.choose({ region });
}
