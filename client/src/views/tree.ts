import * as vscode from "vscode";
import { errorNode } from "./errorNode";
import type { TreeNode } from "./treeNode";

/** How many children are shown at first, and how many more with each click. */
const PAGE = 100;

/** Shows nodes one page at a time. If a node fails to load its children, the error is shown instead. */
export class Tree implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<TreeNode | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #limits = new Map<string, number>();

  /** @param onRefresh clears cached data; not called when only another page is shown */
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
      const retry = { title: "Try Again", command: "apigw.fetchAgain", arguments: [this, node] };
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

  /** Shows a node's children again, loading those that are missing. */
  showAgain(node: TreeNode): void {
    this.#changed.fire(node === this.root ? undefined : node);
  }

  /** Shows one more page of a node's children. */
  showMore(node: TreeNode): void {
    this.#limits.set(node.id, this.#limitOf(node) + PAGE);
    this.showAgain(node);
  }

  /**
   * Finds a node by ID, descending through its ancestors; undefined if there is none. As many pages as
   * necessary to reveal it are shown from then on.
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
        const item = new vscode.TreeItem(`Show ${Math.min(count, PAGE)} more (${count} remaining)`);
        item.id = `${parent.id}/…`;
        item.command = { title: "Show More", command: "apigw.showMore", arguments: [this, parent] };
        return item;
      },
    };
  }
}
