import { API_NAME } from "../../../../server/src/model/protocol";
import type { Api, ApiGateway, VpcLink } from "../../aws";
import type { ApiSubject, SubjectNode } from "../subject";
import { messageNode, type TreeNode, treeItem } from "../treeNode";
import { restFolder } from "./rest";
import { stagesFolder } from "./stages";
import { integrationsFolder, routesFolder } from "./v2";

/** Where the nodes get at AWS. */
export interface Source {
  /** Rejects with an `AwsError`. */
  gateway(): Promise<ApiGateway>;
}

/** The APIs of the region, by name, and its VPC links. */
export class ApisRoot implements TreeNode {
  readonly id = "apis";
  /** Only APIs with this in their name or id are shown. */
  filter = "";

  constructor(private readonly source: Source) {}

  async getChildren(): Promise<readonly TreeNode[]> {
    const gateway = await this.source.gateway();
    const apis = await gateway.listApis();
    const wanted = this.filter.toLowerCase();
    const shown = apis.filter(({ name, id }) => `${name} ${id}`.toLowerCase().includes(wanted));
    if (shown.length === 0) return [this.#nothing(gateway.region, apis.length)];
    const sorted = [...shown].sort((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id));
    return [...sorted.map((api) => apiNode(this, this.source, api)), vpcLinksFolder(this, this.source)];
  }

  getTreeItem() {
    return treeItem(this.id, { label: "APIs" });
  }

  #nothing(region: string, count: number): TreeNode {
    return count > 0
      ? messageNode(this.id, {
          label: `None of ${count} APIs has “${this.filter}” in it: click to show all`,
          icon: "filter",
          command: { title: "Show all", command: "apigw.clearFilter" },
        })
      : messageNode(this.id, {
          label: `No APIs in ${region}: click for another region`,
          icon: "info",
          command: { title: "Select AWS region", command: "apigw.selectRegion" },
        });
  }
}

const ICONS = { HTTP: "globe", WEBSOCKET: "comment-discussion", REST: "symbol-structure" } as const;

function apiNode(parent: TreeNode, source: Source, api: Api): SubjectNode {
  const id = `${parent.id}/${api.id}`;
  const subject: ApiSubject = { kind: "api", api };
  const node: SubjectNode = {
    id,
    parent,
    subject,
    getChildren: () =>
      api.protocol === "REST"
        ? [restFolder(node, source, api), stagesFolder(node, source, api)]
        : [
            integrationsFolder(node, source, api),
            routesFolder(node, source, api),
            stagesFolder(node, source, api),
          ],
    getTreeItem: () =>
      treeItem(id, {
        label: api.name,
        description: `${API_NAME[api.protocol]} · ${api.id}`,
        tooltip: [api.name, API_NAME[api.protocol], api.id, api.description].filter(Boolean).join("\n"),
        icon: ICONS[api.protocol],
        contextValue: `api.${api.protocol}`,
        isExpandable: true,
      }),
  };
  return node;
}

function vpcLinksFolder(parent: TreeNode, source: Source): TreeNode {
  const id = `${parent.id}/vpc-links`;
  const node: TreeNode = {
    id,
    parent,
    getChildren: async () => {
      const links = await (await source.gateway()).listVpcLinks();
      if (links.length === 0) return [messageNode(id, { label: "No VPC links" })];
      return [...links]
        .sort((a, b) => a.name.localeCompare(b.name))
        .map((link) => ({
          id: `${id}/${link.id}`,
          parent: node,
          getChildren: () => [],
          getTreeItem: () => vpcLinkItem(`${id}/${link.id}`, link),
        }));
    },
    getTreeItem: () => treeItem(id, { label: "VPC Links", icon: "link", isExpandable: true }),
  };
  return node;
}

function vpcLinkItem(id: string, { name, id: linkId, family, status }: VpcLink) {
  const of = family === "apigateway" ? "of REST APIs" : "of HTTP APIs";
  return treeItem(id, {
    label: name,
    description: [linkId, of, status?.toLowerCase()].filter(Boolean).join(" · "),
    icon: "link",
    contextValue: "vpcLink",
    command: { title: "Copy the id", command: "apigw.copyText", arguments: [linkId] },
  });
}
