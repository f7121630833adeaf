/**
 * The only folder that imports the AWS SDK. It is a bundle of its own (`dist/aws.js`), which is loaded when AWS
 * is first needed.
 */
import type { Family } from "../../../server/src/service";
import { AwsError } from "../awsError";
import type { ApiGateway } from "../gateway";
import { attempt } from "./calls";
import { type ClientOptions, createClients } from "./clients";
import { isRestOperation, RestGateway } from "./rest";
import { V2Gateway } from "./v2";

export { readSharedConfig } from "./sharedConfig";

/** Opens the gateway. Sends no requests to AWS before the first call. */
export function openGateway(options: ClientOptions): ApiGateway {
  const { region } = options;
  const clients = createClients(options);
  const v2 = new V2Gateway(clients, region);
  const rest = new RestGateway(clients, region);
  const ofFamily = (family: Family) => (family === "apigateway" ? rest : v2);
  const lambdaConfig = () => clients.lambdaConfig ?? withoutEndpoint("Lambda");
  const endpoint = options.endpoints.apigatewayv2 ?? options.endpoints.apigateway;
  return {
    region,
    ...(endpoint !== undefined && { endpoint: withoutUser(endpoint) }),
    endpointOf: (family) => {
      const own = options.endpoints[family];
      return own === undefined ? undefined : withoutUser(own);
    },
    account: () =>
      attempt({ operation: "GetCredentials", method: "GET", path: "", region }, () => clients.account()),
    listApis: async () => (await Promise.all([v2.listApis(), rest.listApis()])).flat(),
    getApi: (family, apiId) => ofFamily(family).getApi(apiId),
    listStages: (family, apiId) => ofFamily(family).listStages(apiId),
    listModels: (family, apiId) => ofFamily(family).listModels(apiId),
    listVpcLinks: async () => (await Promise.all([v2.listVpcLinks(), rest.listVpcLinks()])).flat(),
    listIntegrations: (apiId) => v2.listIntegrations(apiId),
    listIntegrationResponses: (apiId, integrationId) => v2.listIntegrationResponses(apiId, integrationId),
    listRoutes: (apiId) => v2.listRoutes(apiId),
    listResources: (restApiId) => rest.listResources(restApiId),
    getIntegration: (apiId, integrationId) => v2.getIntegration(apiId, integrationId),
    getMethod: (method) => rest.getMethod(method),
    write: (operation, input) =>
      isRestOperation(operation) ? rest.write(operation, input) : v2.write(operation, input),
    deleteIntegration: (apiId, integrationId) => v2.deleteIntegration(apiId, integrationId),
    deleteIntegrationResponse: (apiId, integrationId, responseId) =>
      v2.deleteIntegrationResponse(apiId, integrationId, responseId),
    deleteRestIntegration: (method) => rest.deleteIntegration(method),
    deleteRestIntegrationResponse: (method, statusCode) => rest.deleteIntegrationResponse(method, statusCode),
    createRoute: (apiId, key, integrationId) => v2.createRoute(apiId, key, integrationId),
    updateRoute: (apiId, routeId, integrationId) => v2.updateRoute(apiId, routeId, integrationId),
    putMethod: (method, authorizationType) => rest.putMethod(method, authorizationType),
    putMethodResponse: (method, statusCode, responseParameters) =>
      rest.putMethodResponse(method, statusCode, responseParameters),
    updateMethodResponse: (method, statusCode, responseParameters) =>
      rest.updateMethodResponse(method, statusCode, responseParameters),
    createDeployment: (family, apiId, stage) => ofFamily(family).createDeployment(apiId, stage),
    functionPolicy: async (called) => (await import("./lambda")).readPolicy(lambdaConfig(), called),
    allowInvocation: async (permission) =>
      (await import("./lambda")).addPermission(lambdaConfig(), permission),
    listFunctions: async (limits) => (await import("./lambda")).listFunctions(lambdaConfig(), region, limits),
    listRoles: async (limits) =>
      (await import("./iam")).listRoles(clients.iamConfig ?? withoutEndpoint("IAM"), region, limits),
    testInvoke: (method, request) => rest.testInvoke(method, request),
    close: () => clients.close(),
  };
}

function withoutEndpoint(service: string): never {
  const message = `API Gateway has an endpoint of its own, and ${service} has none`;
  throw new AwsError("unknown", message, `Set an endpoint for ${service}, too.`);
}

function withoutUser(endpoint: string): string {
  return URL.canParse(endpoint) ? new URL(endpoint).origin : endpoint;
}
