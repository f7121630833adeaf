import type { Members, VpcLink } from "../../../../deployment/src";
import type { LiveNode } from "../liveNode";
import { messageNode, type TreeNode, treeItem } from "../treeNode";
import type { Reads } from "./reads";

/** The node with the region's VPC links, sorted by name. It is always the last one. */
export function vpcLinksFolder(parent: TreeNode, reads: Reads): TreeNode {
  const id = `${parent.id}/vpc-links`;
  const node: TreeNode = {
    id,
    parent,
    isLast: true,
    getChildren: async () => {
      const links = await reads.listVpcLinks();
      if (links.length === 0) return [messageNode(id, { label: "No VPC links" })];
      return [...links]
        .sort((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id))
        .map((link) => vpcLinkNode(node, link));
    },
    getTreeItem: () => treeItem(id, { label: "VPC Links", icon: "link", isExpandable: true }),
  };
  return node;
}

function vpcLinkNode(parent: TreeNode, link: VpcLink): LiveNode {
  const id = `${parent.id}/${link.id}`;
  const usedBy = link.family === "apigateway" ? "REST APIs" : "HTTP APIs";
  return {
    id,
    parent,
    item: { kind: "vpcLink", link },
    getChildren: () => [],
    getTreeItem: () =>
      treeItem(id, {
        label: link.name,
        description: [link.id, usedBy, link.status?.toLowerCase()].filter(Boolean).join(" · "),
        icon: "link",
        contextValue: "vpcLink",
      }),
  };
}

/**
 * Returns a function that labels an integration with its VPC link: by the link's name, or by its ID if the name
 * is unknown. AWS is called only if one of the integrations uses a link.
 */
export async function linkLabels(
  reads: Reads,
  integrations: readonly Members[],
): Promise<(members: Members) => string | undefined> {
  if (integrations.every((members) => connectionOf(members) === undefined)) return () => undefined;
  // Permission to read integrations does not imply permission to read VPC links.
  const links = await reads.listVpcLinks().catch((): readonly VpcLink[] => []);
  const names = new Map(links.map(({ id, name }) => [id, name]));
  return (members) => {
    const connection = connectionOf(members);
    return connection && `via ${names.get(connection) || connection}`;
  };
}

function connectionOf({ ConnectionId, connectionId }: Members): string | undefined {
  const id = ConnectionId ?? connectionId;
  return typeof id === "string" && id !== "" ? id : undefined;
}
