/** IDs, ARNs and URLs of live items. */

import { type Api, apiIdOf, type MethodId, type Target, type TargetIds } from "../../../deployment/src";
import { consoleHostFor, FAMILY_OF, partitionForCalls } from "../../../server/src/service";
import type { LiveApi, LiveItem, LiveRoutes, LiveStage, LiveVpcLink } from "./liveItem";

/** A live item that has an ID and an ARN. */
export type IdentifiedItem = Exclude<LiveItem, LiveRoutes>;

/** The target's IDs, to deploy to exactly that target. */
export function idsOf(target: Target): TargetIds {
  switch (target.kind) {
    case "integration": {
      const { apiId, integrationId } = target;
      return { apiId, ...(integrationId !== undefined && { integrationId }) };
    }
    case "integration-response": {
      const { apiId, integrationId, responseId } = target;
      return { apiId, integrationId, ...(responseId !== undefined && { integrationResponseId: responseId }) };
    }
    default: {
      const { restApiId, resourceId, httpMethod } = target.method;
      const statusCode = target.kind === "rest-response" && { statusCode: target.statusCode };
      return { apiId: restApiId, resourceId, httpMethod, ...statusCode };
    }
  }
}

/** The ID that AWS assigned, or the name if there is no ID. */
export function idOf(item: IdentifiedItem): string {
  switch (item.kind) {
    case "api":
      return item.api.id;
    case "stage":
      return item.stage.name;
    case "route":
      return item.route.id;
    case "resource":
      return item.resource.id;
    case "method":
      return item.method.resourceId;
    case "vpcLink":
      return item.link.id;
    case "input": {
      const { target } = item;
      if (target.kind === "integration") return target.integrationId ?? "";
      if (target.kind === "integration-response") return target.responseId ?? "";
      return target.kind === "rest-response" ? target.statusCode : target.method.resourceId;
    }
  }
}

/** The ARN, as used in IAM policies. */
export function arnOf(item: IdentifiedItem, region: string): string {
  return `arn:${partitionForCalls(region).name}:apigateway:${region}::${pathOf(item)}`;
}

/** The URL at which clients call the API or one of its stages. */
export function urlOf({ api, ...item }: LiveApi | LiveStage, region: string): string {
  const scheme = api.protocol === "WEBSOCKET" ? "wss" : "https";
  const stage = "stage" in item && item.stage.name !== "$default" ? `/${item.stage.name}` : "";
  return `${scheme}://${api.id}.execute-api.${region}.${partitionForCalls(region).dnsSuffix}${stage}`;
}

/** The API's page in the AWS console. */
export function consoleUrl({ api }: { readonly api: Api }, region: string): string {
  const home = `https://${region}.${consoleHostFor(region)}/apigateway/main`;
  const path = api.protocol === "REST" ? `apis/${api.id}/resources` : "develop/integrations";
  return `${home}/${path}?api=${api.id}&region=${region}`;
}

function pathOf(item: IdentifiedItem): string {
  if (item.kind === "vpcLink") return `/vpclinks/${item.link.id}`;
  const { api } = item;
  const root = FAMILY_OF[api.protocol] === "apigateway" ? "/restapis" : "/apis";
  return `${root}/${api.id}${pathInApi(item)}`;
}

function pathInApi(item: Exclude<IdentifiedItem, LiveVpcLink>): string {
  switch (item.kind) {
    case "api":
      return "";
    case "stage":
      return `/stages/${item.stage.name}`;
    case "route":
      return `/routes/${item.route.id}`;
    case "resource":
      return `/resources/${item.resource.id}`;
    case "method":
      return methodPath(item.method);
    case "input":
      return targetPath(item.target);
  }
}

function methodPath({ resourceId, httpMethod }: MethodId): string {
  return `/resources/${resourceId}/methods/${httpMethod}`;
}

function targetPath(target: Target): string {
  switch (target.kind) {
    case "integration":
      return `/integrations/${target.integrationId}`;
    case "integration-response":
      return `/integrations/${target.integrationId}/integrationresponses/${target.responseId}`;
    default: {
      const response = target.kind === "rest-response" ? `/responses/${target.statusCode}` : "";
      return `${methodPath(target.method)}/integration${response}`;
    }
  }
}

/** The ID of the tree node that shows a target in the APIs view. */
export function nodeIdOf(root: string, target: Target, id: string | undefined): string {
  const api = `${root}/${apiIdOf(target)}`;
  switch (target.kind) {
    case "integration":
      return `${api}/integrations/${target.integrationId ?? id}`;
    case "integration-response":
      return `${api}/integrations/${target.integrationId}/${target.responseId ?? id}`;
    default: {
      const { resourceId, httpMethod } = target.method;
      const end = target.kind === "rest-response" ? `responses-${target.statusCode}` : "integration";
      return `${api}/resources/${resourceId}/${httpMethod}/${end}`;
    }
  }
}
