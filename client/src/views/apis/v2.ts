/** What HTTP and WebSocket APIs are made of. */
import type { Api, Integration, IntegrationResponse, Route } from "../../aws";
import type { LiveInput } from "../subject";
import { messageNode, type TreeNode, treeItem } from "../treeNode";
import type { Source } from "./apisRoot";
import { inputNode, integrationLabel } from "./inputNode";

export function integrationsFolder(parent: TreeNode, source: Source, api: Api): TreeNode {
  const id = `${parent.id}/integrations`;
  const node: TreeNode = {
    id,
    parent,
    getChildren: async () => {
      const gateway = await source.gateway();
      const [integrations, routes] = await Promise.all([
        gateway.listIntegrations(api.id),
        gateway.listRoutes(api.id),
      ]);
      if (integrations.length === 0) return [messageNode(id, { label: "No integrations" })];
      return integrations
        .map((integration) => ({ integration, label: integrationLabel(integration.members) }))
        .sort((a, b) => a.label.localeCompare(b.label) || a.integration.id.localeCompare(b.integration.id))
        .map(({ integration, label }) => {
          const own = sortedRoutes(routes).filter((route) => route.integrationId === integration.id);
          return integrationNode(node, source, api, integration, label, own);
        });
    },
    getTreeItem: () => treeItem(id, { label: "Integrations", icon: "plug", isExpandable: true }),
  };
  return node;
}

export function routesFolder(parent: TreeNode, source: Source, api: Api): TreeNode {
  const id = `${parent.id}/routes`;
  const node: TreeNode = {
    id,
    parent,
    getChildren: async () => {
      const gateway = await source.gateway();
      const [routes, integrations] = await Promise.all([
        gateway.listRoutes(api.id),
        gateway.listIntegrations(api.id),
      ]);
      if (routes.length === 0) return [messageNode(id, { label: "No routes" })];
      return sortedRoutes(routes).map((route) => {
        const target = integrations.find((integration) => integration.id === route.integrationId);
        return routeNode(node, route, target ? integrationLabel(target.members) : "leads nowhere");
      });
    },
    getTreeItem: () => treeItem(id, { label: "Routes", icon: "milestone", isExpandable: true }),
  };
  return node;
}

function integrationNode(
  parent: TreeNode,
  source: Source,
  api: Api,
  integration: Integration,
  label: string,
  routes: readonly Route[],
): TreeNode {
  const subject: LiveInput = {
    kind: "input",
    api,
    target: { kind: "integration", apiId: api.id, integrationId: integration.id },
    members: integration.members,
    name: `integration ${integration.id}`,
    usedBy: routes.map(({ key }) => key),
  };
  const description = [integration.id, ...subject.usedBy].join(" · ");
  const icon = integration.isManaged ? "lock" : "plug";
  const responses = api.protocol === "WEBSOCKET";
  const getChildren = async (node: TreeNode) => [
    ...routes.map((route) => routeNode(node, route)),
    ...(responses ? await responseNodes(node, source, api, integration.id) : []),
  ];
  const isExpandable = routes.length > 0 || responses;
  return inputNode(
    `${parent.id}/${integration.id}`,
    parent,
    subject,
    { label, description, icon },
    isExpandable ? getChildren : undefined,
  );
}

async function responseNodes(
  parent: TreeNode,
  source: Source,
  api: Api,
  integrationId: string,
): Promise<readonly TreeNode[]> {
  const responses = await (await source.gateway()).listIntegrationResponses(api.id, integrationId);
  return responses
    .map((response) => ({ response, key: String(response.members.IntegrationResponseKey ?? response.id) }))
    .sort((a, b) => a.key.localeCompare(b.key))
    .map(({ response, key }) => responseNode(parent, api, integrationId, response, key));
}

function responseNode(
  parent: TreeNode,
  api: Api,
  integrationId: string,
  { id, members }: IntegrationResponse,
  key: string,
): TreeNode {
  const subject: LiveInput = {
    kind: "input",
    api,
    target: { kind: "integration-response", apiId: api.id, integrationId, responseId: id, key },
    members,
    name: `integration response ${key}`,
    usedBy: [],
  };
  return inputNode(`${parent.id}/${id}`, parent, subject, { label: key, description: id, icon: "reply" });
}

function routeNode(parent: TreeNode, { id, key }: Route, leadsTo?: string): TreeNode {
  const nodeId = `${parent.id}/route-${id}`;
  return {
    id: nodeId,
    parent,
    getChildren: () => [],
    getTreeItem: () =>
      treeItem(nodeId, {
        label: key,
        ...(leadsTo !== undefined && { description: leadsTo }),
        icon: "milestone",
        contextValue: "route",
      }),
  };
}

function sortedRoutes(routes: readonly Route[]): readonly Route[] {
  return [...routes].sort((a, b) => a.key.localeCompare(b.key));
}
