import { type Api, isAwsError } from "../../../../deployment/src";
import { API_NAME } from "../../../../server/src/service";
import type { LiveApi } from "../../deploy/liveItem";
import type { LiveNode } from "../liveNode";
import { messageNode, type TreeNode, treeItem } from "../treeNode";
import type { Reads } from "./reads";
import { restFolder } from "./rest";
import { stagesFolder } from "./stages";
import { integrationsFolder, routesFolder } from "./v2";
import { vpcLinksFolder } from "./vpcLinks";

/** What a connection to AWS lacks before anything can be shown. */
export type Missing = "region" | "credentials";

function missingIn(error: unknown): Missing | undefined {
  if (!isAwsError(error)) return undefined;
  if (error.kind === "no-region") return "region";
  return error.kind === "no-credentials" ? "credentials" : undefined;
}

/** The APIs of the region, sorted by name, and its VPC links. */
export class ApisRoot implements TreeNode {
  readonly id = "apis";
  /** Only APIs whose name or ID contains this text are shown. */
  filter = "";

  /** @param onMissing receives what a connection to AWS needs first, and undefined once it has that */
  constructor(
    private readonly reads: Reads,
    private readonly onMissing: (missing: Missing | undefined) => void = () => {},
  ) {}

  /** Empty if the connection needs something first: VS Code then shows the welcome view, which offers it. */
  async getChildren(): Promise<readonly TreeNode[]> {
    let apis: readonly Api[];
    try {
      apis = await this.reads.listApis();
    } catch (error) {
      const missing = missingIn(error);
      if (!missing) throw error;
      this.onMissing(missing);
      return [];
    }
    this.onMissing(undefined);
    const wanted = this.filter.toLowerCase();
    const shown = apis.filter(({ name, id }) => `${name} ${id}`.toLowerCase().includes(wanted));
    if (shown.length === 0) return this.#emptyNodes(await this.reads.region(), apis.length);
    const sorted = [...shown].sort((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id));
    return [...sorted.map((api) => apiNode(this, this.reads, api)), vpcLinksFolder(this, this.reads)];
  }

  getTreeItem() {
    return treeItem(this.id, { label: "APIs" });
  }

  #emptyNodes(region: string, count: number): readonly TreeNode[] {
    if (count > 0)
      return [
        messageNode(this.id, {
          label: `No API matches “${this.filter}”: click to show all ${count}`,
          icon: "filter",
          command: { title: "Show All APIs", command: "apigw.clearFilter" },
        }),
      ];
    return [
      messageNode(this.id, { label: `There are no APIs in ${region}.`, icon: "info" }),
      messageNode(`${this.id}/region`, {
        label: "Select Region…",
        icon: "globe",
        command: { title: "Select AWS Region", command: "apigw.selectRegion" },
      }),
      messageNode(`${this.id}/new`, {
        label: "New Integration File…",
        icon: "new-file",
        command: { title: "New Integration File", command: "apigw.newFile" },
      }),
    ];
  }
}

const ICONS = { HTTP: "globe", WEBSOCKET: "comment-discussion", REST: "symbol-structure" } as const;

function apiNode(parent: TreeNode, reads: Reads, api: Api): LiveNode {
  const id = `${parent.id}/${api.id}`;
  const item: LiveApi = { kind: "api", api };
  const node: LiveNode = {
    id,
    parent,
    item,
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
