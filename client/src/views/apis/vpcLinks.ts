import type { Members, VpcLink } from "../../../../deployment/src";
import type { SubjectNode } from "../subjectNode";
import { messageNode, type TreeNode, treeItem } from "../treeNode";
import type { Reads } from "./reads";

/** The region's VPC links, by name. It stands below the APIs, however many of these are shown. */
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

function vpcLinkNode(parent: TreeNode, link: VpcLink): SubjectNode {
  const id = `${parent.id}/${link.id}`;
  const of = link.family === "apigateway" ? "of REST APIs" : "of HTTP APIs";
  return {
    id,
    parent,
    subject: { kind: "vpcLink", link },
    getChildren: () => [],
    getTreeItem: () =>
      treeItem(id, {
        label: link.name,
        description: [link.id, of, link.status?.toLowerCase()].filter(Boolean).join(" · "),
        icon: "link",
        contextValue: "vpcLink",
      }),
  };
}

/**
 * Says through which VPC link an integration goes: by the link's name, and by what the integration says where
 * that is not to be found. AWS is asked only where one of the integrations names a link.
 */
export async function linkLabels(
  reads: Reads,
  integrations: readonly Members[],
): Promise<(members: Members) => string | undefined> {
  if (integrations.every((members) => connectionOf(members) === undefined)) return () => undefined;
  // Who may read integrations need not be allowed to read the region's links.
  const links = await reads.listVpcLinks().catch((): readonly VpcLink[] => []);
  const names = new Map(links.map(({ id, name }) => [id, name]));
  return (members) => {
    const connection = connectionOf(members);
    return connection && `through ${names.get(connection) || connection}`;
  };
}

function connectionOf({ ConnectionId, connectionId }: Members): string | undefined {
  const id = ConnectionId ?? connectionId;
  return typeof id === "string" && id !== "" ? id : undefined;
}
