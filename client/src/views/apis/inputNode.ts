import type { LiveInput } from "../../deploy/liveItem";
import type { LiveNode } from "../liveNode";
import { type Appearance, type TreeNode, treeItem } from "../treeNode";

/** A node for an integration or integration response. It can be expanded only if `getChildren` is given. */
export function inputNode(
  id: string,
  parent: TreeNode,
  item: LiveInput,
  appearance: Pick<Appearance, "label" | "description" | "icon">,
  getChildren?: (node: TreeNode) => readonly TreeNode[] | Promise<readonly TreeNode[]>,
): LiveNode {
  const node: LiveNode = {
    id,
    parent,
    item,
    getChildren: () => getChildren?.(node) ?? [],
    getTreeItem: () =>
      treeItem(id, {
        ...appearance,
        contextValue: `input.${item.target.kind}.${item.api.protocol}`,
        isExpandable: getChildren !== undefined,
      }),
  };
  return node;
}
