/** How live things are called elsewhere: identifiers, ARNs and addresses. */

import { type Api, apiIdOf, type MethodId, type Target, type TargetIds } from "../../../deployment/src";
import { consoleHostFor, FAMILY_OF, partitionForCalls } from "../../../server/src/service";
import type { ApiSubject, RoutesSubject, StageSubject, Subject, VpcLinkSubject } from "./subject";

/** What AWS has an identifier and an ARN for. */
export type Named = Exclude<Subject, RoutesSubject>;

/** The target's identifiers, for a deployment to that very thing. */
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

/** The identifier that AWS gave, or the name where it gives none. */
export function idOf(subject: Named): string {
  switch (subject.kind) {
    case "api":
      return subject.api.id;
    case "stage":
      return subject.stage.name;
    case "route":
      return subject.route.id;
    case "resource":
      return subject.resource.id;
    case "method":
      return subject.method.resourceId;
    case "vpcLink":
      return subject.link.id;
    case "input": {
      const { target } = subject;
      if (target.kind === "integration") return target.integrationId ?? "";
      if (target.kind === "integration-response") return target.responseId ?? "";
      return target.kind === "rest-response" ? target.statusCode : target.method.resourceId;
    }
  }
}

/** The ARN as IAM's policies take it. */
export function arnOf(subject: Named, region: string): string {
  return `arn:${partitionForCalls(region).name}:apigateway:${region}::${pathOf(subject)}`;
}

/** Where the API, or one of its stages, is called. */
export function urlOf({ api, ...subject }: ApiSubject | StageSubject, region: string): string {
  const scheme = api.protocol === "WEBSOCKET" ? "wss" : "https";
  const stage = "stage" in subject && subject.stage.name !== "$default" ? `/${subject.stage.name}` : "";
  return `${scheme}://${api.id}.execute-api.${region}.${partitionForCalls(region).dnsSuffix}${stage}`;
}

/** The API's page of AWS's console. */
export function consoleUrl({ api }: { readonly api: Api }, region: string): string {
  const home = `https://${region}.${consoleHostFor(region)}/apigateway/main`;
  const path = api.protocol === "REST" ? `apis/${api.id}/resources` : "develop/integrations";
  return `${home}/${path}?api=${api.id}&region=${region}`;
}

function pathOf(subject: Named): string {
  if (subject.kind === "vpcLink") return `/vpclinks/${subject.link.id}`;
  const { api } = subject;
  const root = FAMILY_OF[api.protocol] === "apigateway" ? "/restapis" : "/apis";
  return `${root}/${api.id}${pathInApi(subject)}`;
}

function pathInApi(subject: Exclude<Named, VpcLinkSubject>): string {
  switch (subject.kind) {
    case "api":
      return "";
    case "stage":
      return `/stages/${subject.stage.name}`;
    case "route":
      return `/routes/${subject.route.id}`;
    case "resource":
      return `/resources/${subject.resource.id}`;
    case "method":
      return methodPath(subject.method);
    case "input":
      return targetPath(subject.target);
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

/** The id of the line that shows a target in the view of the APIs. */
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
