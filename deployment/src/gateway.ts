/**
 * What deployment needs of API Gateway, without the AWS SDK: its replies come as plain readonly data under the
 * names that the inputs use. Every method rejects with an `AwsError`, and with nothing else.
 */
import type { Family, Json, OperationName, Protocol } from "../../server/src/service";

/** An input, or the part of a reply that an input could hold, by the input's member names. */
export type Members = { readonly [name: string]: Json };

export interface Api {
  readonly id: string;
  readonly name: string;
  readonly protocol: Protocol;
  readonly description?: string;
}

/** An integration of an HTTP or WebSocket API. */
export interface Integration {
  readonly id: string;
  readonly members: Members;
  /** Made by AWS with the API itself ("quick create"), so that it cannot be deleted by itself. */
  readonly isManaged: boolean;
}

/** An integration response of a WebSocket API. */
export interface IntegrationResponse {
  readonly id: string;
  readonly members: Members;
}

export interface Route {
  readonly id: string;
  readonly key: string;
  /** Absent for a route that leads nowhere. */
  readonly integrationId?: string;
}

export interface Stage {
  readonly name: string;
  /** Every change is deployed to it by AWS. */
  readonly autoDeploys: boolean;
  readonly deploymentId?: string;
  /** The stage variables' values by their names. */
  readonly variables: Readonly<Record<string, string>>;
}

export interface VpcLink {
  readonly id: string;
  readonly name: string;
  /** `apigateway` links lead to Network Load Balancers, `apigatewayv2` ones into subnets. */
  readonly family: Family;
  readonly status?: string;
}

export interface Model {
  readonly id: string;
  readonly name: string;
  readonly contentType?: string;
  readonly schema?: string;
}

/** A path of a REST API. */
export interface Resource {
  readonly id: string;
  readonly path: string;
  readonly httpMethods: readonly string[];
}

/** What a method declares that it answers with. */
export interface MethodResponse {
  readonly statusCode: string;
  /** Names such as `method.response.header.Location`, by the alphabet. */
  readonly responseParameters: readonly string[];
}

/** A method of a REST API with all that hangs on it. */
export interface Method {
  /** The status codes that it declares a method response for. */
  readonly statusCodes: readonly string[];
  /** In the order of their status codes. */
  readonly methodResponses: readonly MethodResponse[];
  /** What it declares of its requests: names such as `method.request.querystring.q`, by the alphabet. */
  readonly requestParameters: readonly string[];
  readonly integration?: Members;
  /** The integration responses, in the order of their status codes. */
  readonly responses: readonly Members[];
}

/** Names a method of a REST API. */
export interface MethodId {
  readonly restApiId: string;
  readonly resourceId: string;
  readonly httpMethod: string;
}

/** What a test sends to a method; what is left out is empty. */
export interface InvocationRequest {
  /** `/pets/7?tag=a`, percent-encoded. */
  readonly pathWithQueryString?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Headers that come several times. */
  readonly multiValueHeaders?: Readonly<Record<string, readonly string[]>>;
  readonly body?: string;
  readonly stageVariables?: Readonly<Record<string, string>>;
}

/** What became of it, as AWS tells it. */
export interface Invocation {
  readonly status: number;
  readonly latencyMs?: number;
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly body: string;
  /** What API Gateway did, line by line. */
  readonly log: string;
}

export interface Written {
  /** The id that AWS gave; absent where the input names the thing itself. */
  readonly id?: string;
  readonly members: Members;
}

/** One account and region of API Gateway. Lists are whole: every page is fetched. */
export interface ApiGateway {
  readonly region: string;
  /** The endpoint that was asked for instead of AWS's own, without any user or password in it. */
  readonly endpoint?: string;
  /** The account, where the credentials tell it. */
  account(): Promise<string | undefined>;

  listApis(): Promise<readonly Api[]>;
  getApi(family: Family, apiId: string): Promise<Api>;
  listStages(family: Family, apiId: string): Promise<readonly Stage[]>;
  listModels(family: Family, apiId: string): Promise<readonly Model[]>;
  listVpcLinks(): Promise<readonly VpcLink[]>;
  listIntegrations(apiId: string): Promise<readonly Integration[]>;
  listIntegrationResponses(apiId: string, integrationId: string): Promise<readonly IntegrationResponse[]>;
  listRoutes(apiId: string): Promise<readonly Route[]>;
  listResources(restApiId: string): Promise<readonly Resource[]>;
  /** Undefined where AWS has none of that id. */
  getIntegration(apiId: string, integrationId: string): Promise<Integration | undefined>;
  getMethod(method: MethodId): Promise<Method | undefined>;

  /** Sends an input to its operation, once: only what AWS turned away for being too much is sent again. */
  write(operation: OperationName, input: Members): Promise<Written>;
  deleteIntegration(apiId: string, integrationId: string): Promise<void>;
  deleteIntegrationResponse(apiId: string, integrationId: string, responseId: string): Promise<void>;
  deleteRestIntegration(method: MethodId): Promise<void>;
  deleteRestIntegrationResponse(method: MethodId, statusCode: string): Promise<void>;
  createRoute(apiId: string, key: string, integrationId: string): Promise<Route>;
  updateRoute(apiId: string, routeId: string, integrationId: string): Promise<Route>;
  /** Makes a method that anybody may call, or with AWS_IAM who may by IAM. */
  putMethod(method: MethodId, authorizationType?: "NONE" | "AWS_IAM"): Promise<void>;
  putMethodResponse(
    method: MethodId,
    statusCode: string,
    responseParameters?: readonly string[],
  ): Promise<void>;
  /** Declares further parameters of a method response that is there. */
  updateMethodResponse(
    method: MethodId,
    statusCode: string,
    responseParameters: readonly string[],
  ): Promise<void>;
  /** Makes what is there the stage's own; gives the deployment's id. */
  createDeployment(family: Family, apiId: string, stage: string): Promise<string>;

  /** Sends a request through a method, deployed or not; its backend is called. */
  testInvoke(method: MethodId, request: InvocationRequest): Promise<Invocation>;

  /** Closes the connections that are kept open. */
  close(): void;
}
