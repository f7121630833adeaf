import type { Api } from "../../../../deployment/src";
import { API_NAME } from "../../../../server/src/service";
import type { ApiSubject } from "../../deploy/subject";
import type { SubjectNode } from "../subjectNode";
import { messageNode, type TreeNode, treeItem } from "../treeNode";
import type { Reads } from "./reads";
import { restFolder } from "./rest";
import { stagesFolder } from "./stages";
import { integrationsFolder, routesFolder } from "./v2";
import { vpcLinksFolder } from "./vpcLinks";

/** The APIs of the region, by name, and its VPC links. */
export class ApisRoot implements TreeNode {
  readonly id = "apis";
  /** Only APIs with this in their name or id are shown. */
  filter = "";

  constructor(private readonly reads: Reads) {}

  async getChildren(): Promise<readonly TreeNode[]> {
    const apis = await this.reads.listApis();
    const wanted = this.filter.toLowerCase();
    const shown = apis.filter(({ name, id }) => `${name} ${id}`.toLowerCase().includes(wanted));
    if (shown.length === 0) return [this.#nothing(await this.reads.region(), apis.length)];
    const sorted = [...shown].sort((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id));
    return [...sorted.map((api) => apiNode(this, this.reads, api)), vpcLinksFolder(this, this.reads)];
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

function apiNode(parent: TreeNode, reads: Reads, api: Api): SubjectNode {
  const id = `${parent.id}/${api.id}`;
  const subject: ApiSubject = { kind: "api", api };
  const node: SubjectNode = {
    id,
    parent,
    subject,
    getChildren: () =>
      api.protocol === "REST"
        ? [restFolder(node, reads, api), stagesFolder(node, reads, api)]
        : [
            integrationsFolder(node, reads, api),
            routesFolder(node, reads, api),
            stagesFolder(node, reads, api),
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
