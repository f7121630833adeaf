/** The nodes of HTTP and WebSocket APIs: integrations, integration responses and routes. */
import type { Api, Integration, IntegrationResponse, Route } from "../../../../deployment/src";
import { integrationLabel } from "../../deploy/integrationLabel";
import type { LiveInput, LiveRoute, LiveRoutes } from "../../deploy/liveItem";
import type { LiveNode } from "../liveNode";
import { messageNode, type TreeNode, treeItem } from "../treeNode";
import { inputNode } from "./inputNode";
import type { Reads } from "./reads";
import { linkLabels } from "./vpcLinks";

export function integrationsFolder(parent: TreeNode, reads: Reads, api: Api): TreeNode {
  const id = `${parent.id}/integrations`;
  const node: TreeNode = {
    id,
    parent,
    getChildren: async () => {
      const [integrations, routes] = await Promise.all([
        reads.listIntegrations(api.id),
        reads.listRoutes(api.id),
      ]);
      if (integrations.length === 0) return [messageNode(id, { label: "No integrations" })];
      const linkLabel = await linkLabels(
        reads,
        integrations.map(({ members }) => members),
      );
      const routesTo = byIntegration(routes);
      return integrations
        .map((integration) => ({ integration, label: integrationLabel(integration.members) }))
        .sort((a, b) => a.label.localeCompare(b.label) || a.integration.id.localeCompare(b.integration.id))
        .map(({ integration, label }) => {
          const through = linkLabel(integration.members);
          const own = routesTo.get(integration.id) ?? [];
          return integrationNode(node, reads, api, integration, { label, through }, own);
        });
    },
    getTreeItem: () => treeItem(id, { label: "Integrations", icon: "plug", isExpandable: true }),
  };
  return node;
}

export function routesFolder(parent: TreeNode, reads: Reads, api: Api): TreeNode {
  const id = `${parent.id}/routes`;
  const item: LiveRoutes = { kind: "routes", api };
  const node: LiveNode = {
    id,
    parent,
    item,
    getChildren: async () => {
      const [routes, integrations] = await Promise.all([
        reads.listRoutes(api.id),
        reads.listIntegrations(api.id),
      ]);
      if (routes.length === 0) return [messageNode(id, { label: "No routes" })];
      const labels = new Map(integrations.map((one) => [one.id, integrationLabel(one.members)]));
      return sortedRoutes(routes).map((route) =>
        routeNode(node, api, route, labels.get(route.integrationId ?? "") ?? "no integration"),
      );
    },
    getTreeItem: () =>
      treeItem(id, { label: "Routes", icon: "milestone", contextValue: "routes", isExpandable: true }),
  };
  return node;
}

function integrationNode(
  parent: TreeNode,
  reads: Reads,
  api: Api,
  integration: Integration,
  { label, through }: { readonly label: string; readonly through: string | undefined },
  routes: readonly Route[],
): TreeNode {
  const item: LiveInput = {
    kind: "input",
    api,
    target: { kind: "integration", apiId: api.id, integrationId: integration.id },
    members: integration.members,
    name: `integration ${integration.id}`,
    usedBy: routes.map(({ key }) => key),
  };
  const description = [integration.id, through, ...item.usedBy].filter(Boolean).join(" · ");
  const icon = integration.isManaged ? "lock" : "plug";
  const responses = api.protocol === "WEBSOCKET";
  const getChildren = async (node: TreeNode) => [
    ...routes.map((route) => routeNode(node, api, route)),
    ...(responses ? await responseNodes(node, reads, api, integration.id) : []),
  ];
  const isExpandable = routes.length > 0 || responses;
  return inputNode(
    `${parent.id}/${integration.id}`,
    parent,
    item,
    { label, description, icon },
    isExpandable ? getChildren : undefined,
  );
}

async function responseNodes(
  parent: TreeNode,
  reads: Reads,
  api: Api,
  integrationId: string,
): Promise<readonly TreeNode[]> {
  const responses = await reads.listIntegrationResponses(api.id, integrationId);
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
  const item: LiveInput = {
    kind: "input",
    api,
    target: { kind: "integration-response", apiId: api.id, integrationId, responseId: id, key },
    members,
    name: `integration response ${key}`,
    usedBy: [],
  };
  return inputNode(`${parent.id}/${id}`, parent, item, { label: key, description: id, icon: "reply" });
}

function routeNode(parent: TreeNode, api: Api, route: Route, backend?: string): LiveNode {
  const nodeId = `${parent.id}/route-${route.id}`;
  const item: LiveRoute = { kind: "route", api, route };
  return {
    id: nodeId,
    parent,
    item,
    getChildren: () => [],
    getTreeItem: () =>
      treeItem(nodeId, {
        label: route.key,
        ...(backend !== undefined && { description: backend }),
        icon: "milestone",
        contextValue: "route",
      }),
  };
}

function sortedRoutes(routes: readonly Route[]): readonly Route[] {
  return [...routes].sort((a, b) => a.key.localeCompare(b.key));
}

/** Groups routes by the ID of their integration. */
function byIntegration(routes: readonly Route[]): ReadonlyMap<string, readonly Route[]> {
  const found = new Map<string, Route[]>();
  for (const route of sortedRoutes(routes)) {
    const { integrationId = "" } = route;
    const others = found.get(integrationId);
    if (others) others.push(route);
    else found.set(integrationId, [route]);
  }
  return found;
}
