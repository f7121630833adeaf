import type { Api } from "../../../../deployment/src";
import { FAMILY_OF } from "../../../../server/src/service";
import type { SubjectNode } from "../subjectNode";
import { messageNode, type TreeNode, treeItem } from "../treeNode";
import type { Reads } from "./reads";

/** An API's stages, by name. */
export function stagesFolder(parent: TreeNode, reads: Reads, api: Api): TreeNode {
  const id = `${parent.id}/stages`;
  const node: TreeNode = {
    id,
    parent,
    getChildren: async () => {
      const stages = await reads.listStages(FAMILY_OF[api.protocol], api.id);
      if (stages.length === 0) return [messageNode(id, { label: "No stages: nothing is live yet" })];
      return [...stages]
        .sort((a, b) => a.name.localeCompare(b.name))
        .map((stage): SubjectNode => {
          const stageId = `${id}/${stage.name}`;
          return {
            id: stageId,
            parent: node,
            subject: { kind: "stage", api, stage },
            getChildren: () => [],
            getTreeItem: () =>
              treeItem(stageId, {
                label: stage.name,
                description: stage.deploysItself ? "deploys every change" : (stage.deploymentId ?? "empty"),
                icon: "rocket",
                contextValue: stage.deploysItself ? "stage.automatic" : "stage",
              }),
          };
        });
    },
    getTreeItem: () => treeItem(id, { label: "Stages", icon: "rocket", isExpandable: true }),
  };
  return node;
}
