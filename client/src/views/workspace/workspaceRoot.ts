import { inputFiles } from "../../deploy/inputFiles";
import { type TreeNode, treeItem } from "../treeNode";
import { type AwsKnowledge, fileNode } from "./fileNode";

/** The workspace's integration input files, sorted by path. If there are none, VS Code shows the welcome view. */
export class WorkspaceRoot implements TreeNode {
  readonly id = "workspace";

  constructor(private readonly known: AwsKnowledge) {}

  async getChildren(): Promise<readonly TreeNode[]> {
    const files = await inputFiles();
    return Promise.all(files.map((uri) => fileNode(this, uri, this.known)));
  }

  getTreeItem() {
    return treeItem(this.id, { label: "Workspace" });
  }
}
