import type { Subject } from "../deploy/subject";
import type { TreeNode } from "./treeNode";

/** A node that stands for such a thing. */
export interface SubjectNode extends TreeNode {
  readonly subject: Subject;
}

/** The node's own, which the menus' commands are for; undefined for any other value. */
export function subjectOf(node: TreeNode | undefined): Subject | undefined {
  return node && "subject" in node ? (node as SubjectNode).subject : undefined;
}
