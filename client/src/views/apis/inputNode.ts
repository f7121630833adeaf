import type { LiveInput } from "../../deploy/subject";
import type { SubjectNode } from "../subjectNode";
import { type Appearance, type TreeNode, treeItem } from "../treeNode";

/** An integration or integration response. Without children it cannot be expanded. */
export function inputNode(
  id: string,
  parent: TreeNode,
  subject: LiveInput,
  appearance: Pick<Appearance, "label" | "description" | "icon">,
  getChildren?: (node: TreeNode) => readonly TreeNode[] | Promise<readonly TreeNode[]>,
): SubjectNode {
  const node: SubjectNode = {
    id,
    parent,
    subject,
    getChildren: () => getChildren?.(node) ?? [],
    getTreeItem: () =>
      treeItem(id, {
        ...appearance,
        contextValue: `input.${subject.target.kind}.${subject.api.protocol}`,
        isExpandable: getChildren !== undefined,
      }),
  };
  return node;
}
