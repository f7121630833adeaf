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

  /** @param onRefresh lets the nodes look anew; those of another page are there already */
  constructor(
    private readonly root: TreeNode,
    private readonly onRefresh: () => void = () => {},
  ) {}

  getTreeItem(node: TreeNode): vscode.TreeItem {
    return node.getTreeItem();
  }

  async getChildren(node: TreeNode = this.root): Promise<TreeNode[]> {
    try {
      const children = await node.getChildren();
      const paged = children.filter(({ isLast }) => !isLast);
      const limit = this.#limitOf(node);
      const more = paged.length > limit ? [this.#moreNode(node, paged.length - limit)] : [];
      return [...paged.slice(0, limit), ...more, ...children.filter(({ isLast }) => isLast)];
    } catch (error) {
      const retry = { title: "Try again", command: "apigw.fetchAgain", arguments: [this, node] };
      return [errorNode(node.id, error, retry)];
    }
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return node.parent === this.root ? undefined : node.parent;
  }

  refresh(): void {
    this.onRefresh();
    this.#changed.fire(undefined);
  }

  /** Shows a node's children again, and fetches what of them is not there. */
  showAgain(node: TreeNode): void {
    this.#changed.fire(node === this.root ? undefined : node);
  }

  /** Shows another page of a node's children. */
  showMore(node: TreeNode): void {
    this.#limits.set(node.id, this.#limitOf(node) + PAGE);
    this.showAgain(node);
  }

  /**
   * The node of that id, going down through those whose ids it starts with; undefined where there is none.
   * From then on as many pages are shown as it takes to get to it.
   */
  async find(id: string): Promise<TreeNode | undefined> {
    for (let node = this.root; ; ) {
      const children = await node.getChildren();
      const index = children.findIndex((child) => id === child.id || id.startsWith(`${child.id}/`));
      const next = children[index];
      if (index >= this.#limitOf(node)) this.#limits.set(node.id, Math.ceil((index + 1) / PAGE) * PAGE);
      if (!next || next.id === id) return next;
      node = next;
    }
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #limitOf({ id }: TreeNode): number {
    return this.#limits.get(id) ?? PAGE;
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
