import { inputFiles } from "../../deploy/inputFiles";
import { messageNode, type TreeNode, treeItem } from "../treeNode";
import { fileNode, type Known } from "./fileNode";

/** The workspace's integration inputs, by path. */
export class WorkspaceRoot implements TreeNode {
  readonly id = "workspace";

  constructor(private readonly known: Known) {}

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
    return Promise.all(files.map((uri) => fileNode(this, uri, this.known)));
  }

  getTreeItem() {
    return treeItem(this.id, { label: "Workspace" });
  }
}
