import type { Members } from "../../aws";
import type { LiveInput, SubjectNode } from "../subject";
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

/** What an integration leads to, short enough for a line. */
export function integrationLabel(members: Members): string {
  const text = (name: string): string | undefined =>
    typeof members[name] === "string" && members[name] !== "" ? members[name] : undefined;
  const type = text("IntegrationType") ?? text("type") ?? "";
  const uri = text("IntegrationUri") ?? text("uri");
  const end = text("IntegrationSubtype") ?? (uri && lastPart(uri));
  return [type, end].filter(Boolean).join(" ");
}

/** The function of a Lambda ARN, or what follows the scheme of an address. */
function lastPart(uri: string): string {
  return /:function:([^/]+)/.exec(uri)?.[1] ?? uri.replace(/^\w+:\/\//, "");
}
