import type { ApiGateway, Target } from "../../../deployment/src";

/** Reads from AWS what depends on the target: route keys, or a method such as `GET /orders`. */
export async function usedBy(gateway: ApiGateway, target: Target): Promise<readonly string[]> {
  switch (target.kind) {
    case "integration": {
      const routes = await gateway.listRoutes(target.apiId);
      const own = routes.filter(({ integrationId }) => integrationId === target.integrationId);
      return own.map(({ key }) => key).sort();
    }
    case "rest-integration": {
      const { restApiId, resourceId, httpMethod } = target.method;
      const resource = (await gateway.listResources(restApiId)).find(({ id }) => id === resourceId);
      return [`${httpMethod} ${resource?.path ?? resourceId}`];
    }
    default:
      return [];
  }
}

/** Deletes the target on AWS without confirmation. */
export async function deleteTarget(gateway: ApiGateway, target: Target): Promise<void> {
  switch (target.kind) {
    case "integration":
      return gateway.deleteIntegration(target.apiId, target.integrationId ?? "");
    case "integration-response":
      return gateway.deleteIntegrationResponse(target.apiId, target.integrationId, target.responseId ?? "");
    case "rest-integration":
      return gateway.deleteRestIntegration(target.method);
    case "rest-response":
      return gateway.deleteRestIntegrationResponse(target.method, target.statusCode);
  }
}
