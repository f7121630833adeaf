import * as vscode from "vscode";
import type { Tree } from "./tree";
import type { TreeNode } from "./treeNode";

/** The data of a view whose tree is loaded when the view is first shown. */
export class LazyTree implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<TreeNode | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  #tree: Tree | undefined;

  /** @param load loads the tree, which calls `use` */
  constructor(private readonly load: () => Promise<unknown>) {}

  use(tree: Tree): vscode.Disposable {
    this.#tree = tree;
    return tree.onDidChangeTreeData((node) => this.#changed.fire(node));
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    return node.getTreeItem();
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    if (!this.#tree) await this.load();
    return this.#tree?.getChildren(node) ?? [];
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return this.#tree?.getParent(node);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
