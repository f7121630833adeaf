/** The nodes of REST APIs: resources, methods, integrations and integration responses. */
import type { Api, MethodId, Resource } from "../../../../deployment/src";
import { integrationLabel } from "../../deploy/integrationLabel";
import type { LiveInput, LiveMethod } from "../../deploy/liveItem";
import type { LiveNode } from "../liveNode";
import { messageNode, type TreeNode, treeItem } from "../treeNode";
import { inputNode } from "./inputNode";
import type { Reads } from "./reads";
import { linkLabels } from "./vpcLinks";

export function restFolder(parent: TreeNode, reads: Reads, api: Api): TreeNode {
  const id = `${parent.id}/resources`;
  const node: TreeNode = {
    id,
    parent,
    getChildren: async () => {
      const resources = await reads.listResources(api.id);
      return [...resources]
        .sort((a, b) => a.path.localeCompare(b.path))
        .map((resource) => resourceNode(node, reads, api, resource));
    },
    getTreeItem: () => treeItem(id, { label: "Resources", icon: "symbol-structure", isExpandable: true }),
  };
  return node;
}

function resourceNode(parent: TreeNode, reads: Reads, api: Api, resource: Resource): LiveNode {
  const id = `${parent.id}/${resource.id}`;
  const verbs = [...resource.httpMethods].sort();
  const node: LiveNode = {
    id,
    parent,
    item: { kind: "resource", api, resource },
    getChildren: () =>
      verbs.map((httpMethod) =>
        methodNode(node, reads, api, resource, { restApiId: api.id, resourceId: resource.id, httpMethod }),
      ),
    getTreeItem: () =>
      treeItem(id, {
        label: resource.path,
        description: [resource.id, ...verbs].join(" · "),
        icon: "symbol-folder",
        contextValue: "resource",
        isExpandable: verbs.length > 0,
      }),
  };
  return node;
}

function methodNode(
  parent: TreeNode,
  reads: Reads,
  api: Api,
  { path }: Resource,
  method: MethodId,
): TreeNode {
  const id = `${parent.id}/${method.httpMethod}`;
  const item: LiveMethod = { kind: "method", api, method };
  const node: LiveNode = {
    id,
    parent,
    item,
    getChildren: async () => {
      const found = await reads.getMethod(method);
      if (!found?.integration) return [messageNode(id, { label: "No integration" })];
      const { integration, responses } = found;
      const place = `${method.httpMethod} ${path}`;
      const input: LiveInput = {
        kind: "input",
        api,
        target: { kind: "rest-integration", method },
        members: integration,
        name: `the integration of ${place}`,
        usedBy: [place],
      };
      const label = integrationLabel(integration);
      const responseNodes = responses.map((members) => {
        const statusCode = String(members.statusCode);
        const response: LiveInput = {
          ...input,
          target: { kind: "rest-response", method, statusCode },
          members,
          name: `the integration response ${statusCode} of ${place}`,
          usedBy: [],
        };
        const pattern = typeof members.selectionPattern === "string" ? members.selectionPattern : "default";
        const appearance = { label: statusCode, description: pattern, icon: "reply" };
        return inputNode(`${id}/responses-${statusCode}`, node, response, appearance);
      });
      const through = (await linkLabels(reads, [integration]))(integration);
      const appearance = { label, ...(through && { description: through }), icon: "plug" };
      return [inputNode(`${id}/integration`, node, input, appearance), ...responseNodes];
    },
    getTreeItem: () =>
      treeItem(id, {
        label: method.httpMethod,
        icon: "symbol-method",
        contextValue: "method",
        isExpandable: true,
      }),
  };
  return node;
}
