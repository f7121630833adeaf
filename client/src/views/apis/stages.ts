import type { Api } from "../../../../deployment/src";
import { FAMILY_OF } from "../../../../server/src/service";
import type { LiveNode } from "../liveNode";
import { messageNode, type TreeNode, treeItem } from "../treeNode";
import type { Reads } from "./reads";

/** The node with an API's stages, sorted by name. */
export function stagesFolder(parent: TreeNode, reads: Reads, api: Api): TreeNode {
  const id = `${parent.id}/stages`;
  const node: TreeNode = {
    id,
    parent,
    getChildren: async () => {
      const stages = await reads.listStages(FAMILY_OF[api.protocol], api.id);
      if (stages.length === 0) return [messageNode(id, { label: "No stages: the API is not deployed" })];
      return [...stages]
        .sort((a, b) => a.name.localeCompare(b.name))
        .map((stage): LiveNode => {
          const stageId = `${id}/${stage.name}`;
          return {
            id: stageId,
            parent: node,
            item: { kind: "stage", api, stage },
            getChildren: () => [],
            getTreeItem: () =>
              treeItem(stageId, {
                label: stage.name,
                description: stage.autoDeploys
                  ? "automatic deployment"
                  : (stage.deploymentId ?? "no deployment"),
                icon: "rocket",
                contextValue: stage.autoDeploys ? "stage.automatic" : "stage",
              }),
          };
        });
    },
    getTreeItem: () => treeItem(id, { label: "Stages", icon: "rocket", isExpandable: true }),
  };
  return node;
}
