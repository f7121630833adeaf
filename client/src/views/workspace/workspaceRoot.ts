import { inputFiles } from "../../deploy/inputFiles";
import { messageNode, type TreeNode, treeItem } from "../treeNode";
import { type AwsKnowledge, fileNode } from "./fileNode";

/** The workspace's integration input files, sorted by path. */
export class WorkspaceRoot implements TreeNode {
  readonly id = "workspace";

  constructor(private readonly known: AwsKnowledge) {}

  async getChildren(): Promise<readonly TreeNode[]> {
    const files = await inputFiles();
    if (files.length === 0) {
      return [
        messageNode(this.id, {
          label: "No integration files: click to create one",
          icon: "new-file",
          command: { title: "New Integration File", command: "apigw.newFile" },
        }),
      ];
    }
    return Promise.all(files.map((uri) => fileNode(this, uri, this.known)));
  }

  getTreeItem() {
    return treeItem(this.id, { label: "Workspace" });
  }
}
