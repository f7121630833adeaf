import * as vscode from "vscode";
import { INPUT_FILES, isSampleFile } from "../../../../server/src/model/fileNames";
import type { DriftStates } from "../../deploy/driftStates";
import { messageNode, type TreeNode, treeItem } from "../treeNode";
import { fileNode } from "./fileNode";

/** The workspace's integration inputs, by path. */
export class WorkspaceRoot implements TreeNode {
  readonly id = "workspace";

  constructor(private readonly states: DriftStates) {}

  async getChildren(): Promise<readonly TreeNode[]> {
    const files = await inputFiles();
    if (files.length === 0) {
      return [
        messageNode(this.id, {
          label: "No integration files: click to make one",
          icon: "new-file",
          command: { title: "New integration file", command: "apigw.newFile" },
        }),
      ];
    }
    return Promise.all(files.map((uri) => fileNode(this, uri, this.states)));
  }

  getTreeItem() {
    return treeItem(this.id, { label: "Workspace" });
  }
}

/** The files that are inputs by their names or the settings, by path. */
export async function inputFiles(): Promise<readonly vscode.Uri[]> {
  const own = vscode.workspace.getConfiguration("apigw").get<readonly string[]>("files", []);
  const globs = [INPUT_FILES, ...own.map((glob) => (glob.includes("/") ? glob : `**/${glob}`))];
  const found = await Promise.all(
    globs.map((glob) => vscode.workspace.findFiles(glob, "**/{node_modules,.apigw}/**")),
  );
  const byPath = new Map(found.flat().map((uri) => [uri.toString(), uri]));
  // A star of the names fits these, too.
  return [...byPath.values()]
    .filter(({ path }) => !isSampleFile(path))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}
