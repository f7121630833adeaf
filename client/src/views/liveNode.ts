import type { LiveItem } from "../deploy/liveItem";
import type { TreeNode } from "./treeNode";

/** A tree node for a live item. */
export interface LiveNode extends TreeNode {
  readonly item: LiveItem;
}

/** The live item of a node, for the menu commands; undefined for any other node. */
export function liveItemOf(node: TreeNode | undefined): LiveItem | undefined {
  return node && "item" in node ? (node as LiveNode).item : undefined;
}
