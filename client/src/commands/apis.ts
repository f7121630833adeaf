import * as vscode from "vscode";
import type { Target } from "../../../deployment/src";
import { nodeIdOf } from "../deploy/address";
import type { AwsConnection } from "../deploy/awsConnection";
import type { ApisRoot } from "../views/apis/apisRoot";
import type { Tree } from "../views/tree";
import type { TreeNode } from "../views/treeNode";

/** The APIs view, as its commands need it. */
export interface ApisView {
  readonly root: ApisRoot;
  readonly tree: Tree;
  readonly view: vscode.TreeView<TreeNode>;
}

/** Registers the commands that navigate the APIs view. */
export function registerApisCommands(
  { root, tree, view }: ApisView,
  connection: AwsConnection,
): vscode.Disposable {
  const filter = async (text: string): Promise<void> => {
    root.filter = text.trim();
    view.description = root.filter === "" ? "" : `“${root.filter}”`;
    await vscode.commands.executeCommand("setContext", "apigw.isFiltered", root.filter !== "");
    // The list is loaded already; only the filter changed.
    tree.showAgain(root);
  };
  return vscode.Disposable.from(
    vscode.commands.registerCommand("apigw.refreshApis", async () => {
      // Reconnect, so that a new sign-in takes effect.
      await connection.forget();
      tree.refresh();
    }),
    vscode.commands.registerCommand("apigw.filterApis", async () => {
      const text = await vscode.window.showInputBox({
        prompt: "Show only APIs whose name or ID contains this text",
        value: root.filter,
      });
      if (text !== undefined) await filter(text);
    }),
    vscode.commands.registerCommand("apigw.clearFilter", () => filter("")),
    vscode.commands.registerCommand("apigw.showMore", (of: Tree, node: TreeNode) => of.showMore(node)),
    vscode.commands.registerCommand("apigw.fetchAgain", (of: Tree, node: TreeNode) => of.showAgain(node)),
    vscode.commands.registerCommand("apigw.copyText", (text: string) => vscode.env.clipboard.writeText(text)),
    vscode.commands.registerCommand("apigw.showInTree", async (target: Target, id?: string) => {
      await filter("");
      const node = await tree.find(nodeIdOf(root.id, target, id));
      if (node) await view.reveal(node, { select: true, focus: true, expand: true });
    }),
  );
}
