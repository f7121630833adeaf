import * as vscode from "vscode";
import { importInput } from "../../../deployment/src";
import { type PlainInput, type PrintedHostName, printHost } from "../../../server/src/service";
import { withAws } from "../deploy/failure";
import type { LiveInput } from "../deploy/liveItem";
import { liveItemOf } from "../views/liveNode";
import type { TreeNode } from "../views/treeNode";
import { copied } from "./copied";

const COMMANDS: readonly (readonly [command: string, host: PrintedHostName, title: string])[] = [
  ["apigw.copyLiveAsOpenApi", "openapi", "OpenAPI"],
  ["apigw.copyLiveAsCloudFormation", "cloudformation", "CloudFormation"],
  ["apigw.copyLiveAsTerraform", "terraform", "Terraform"],
];

/** Registers the commands of the APIs view that copy an integration on AWS as a part of a file of another kind. */
export function registerCopyLiveAs(): vscode.Disposable {
  return vscode.Disposable.from(
    ...COMMANDS.map(([command, host, title]) =>
      vscode.commands.registerCommand(command, (node?: TreeNode) => {
        const item = liveItemOf(node);
        return item?.kind === "input" ? withAws(() => copyLive(item, host, title)) : undefined;
      }),
    ),
  );
}

async function copyLive(item: LiveInput, host: PrintedHostName, title: string): Promise<void> {
  const printed = printHost([plainOfLive(item)], host, { title: item.api.name });
  if (typeof printed === "string") {
    void vscode.window.showErrorMessage(`Cannot be copied as ${title}. ${printed}.`);
    return;
  }
  await copied(printed.text, title, { lost: printed.lost, notes: printed.added });
}

function plainOfLive({ api, target, members, usedBy, name }: LiveInput): PlainInput {
  const { operation, input } = importInput(api, target, members);
  return {
    operation,
    protocol: api.protocol,
    title: name,
    id: [],
    routes: usedBy,
    members: input,
    unknown: [],
  };
}
