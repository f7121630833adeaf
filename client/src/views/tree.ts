import * as vscode from "vscode";
import { errorNode } from "./errorNode";
import type { TreeNode } from "./treeNode";

/** How many children are shown at first, and further with each click. */
const PAGE = 100;

/** Shows nodes, a page at a time. What a node cannot fetch becomes an item that says so; nothing is thrown. */
export class Tree implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<TreeNode | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #limits = new Map<string, number>();

  constructor(private readonly root: TreeNode) {}

  getTreeItem(node: TreeNode): vscode.TreeItem {
    return node.getTreeItem();
  }

  async getChildren(node: TreeNode = this.root): Promise<TreeNode[]> {
    try {
      const children = await node.getChildren();
      const limit = this.#limits.get(node.id) ?? PAGE;
      if (children.length <= limit) return [...children];
      return [...children.slice(0, limit), this.#moreNode(node, children.length - limit)];
    } catch (error) {
      return [errorNode(node.id, error)];
    }
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return node.parent === this.root ? undefined : node.parent;
  }

  refresh(node?: TreeNode): void {
    this.#changed.fire(node);
  }

  /** Shows another page of a node's children. */
  showMore(node: TreeNode): void {
    this.#limits.set(node.id, (this.#limits.get(node.id) ?? PAGE) + PAGE);
    this.#changed.fire(node === this.root ? undefined : node);
  }

  /** The node of that id, going down through those whose ids it starts with; undefined where there is none. */
  async find(id: string): Promise<TreeNode | undefined> {
    for (let node = this.root; ; ) {
      const next = (await node.getChildren()).find(
        (child) => id === child.id || id.startsWith(`${child.id}/`),
      );
      if (!next || next.id === id) return next;
      node = next;
    }
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #moreNode(parent: TreeNode, count: number): TreeNode {
    return {
      id: `${parent.id}/…`,
      parent,
      getChildren: () => [],
      getTreeItem: () => {
        const item = new vscode.TreeItem(`Show ${Math.min(count, PAGE)} of ${count} more`);
        item.id = `${parent.id}/…`;
        item.command = { title: "Show more", command: "apigw.showMore", arguments: [this, parent] };
        return item;
      },
    };
  }
}
