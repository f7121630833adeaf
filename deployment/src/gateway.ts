/**
 * What deployment needs from API Gateway, independent of the AWS SDK: replies are plain readonly data with the
 * inputs' member names. Every method rejects with an `AwsError` only.
 */
import type { Family, Json, OperationName, Protocol } from "../../server/src/service";

/** An input, or the part of a reply that an input can contain, by the input's member names. */
export type Members = { readonly [name: string]: Json };

export interface Api {
  readonly id: string;
  readonly name: string;
  readonly protocol: Protocol;
  readonly description?: string;
  /** The media types that a REST API treats as binary. */
  readonly binaryMediaTypes?: readonly string[];
}

/** An integration of an HTTP or WebSocket API. */
export interface Integration {
  readonly id: string;
  readonly members: Members;
  /** Created by AWS together with the API ("quick create"), so it cannot be deleted separately. */
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
  /** Absent for a route without a target. */
  readonly integrationId?: string;
}

export interface Stage {
  readonly name: string;
  /** AWS deploys every change to it automatically. */
  readonly autoDeploys: boolean;
  readonly deploymentId?: string;
  /** The stage variables' values by their names. */
  readonly variables: Readonly<Record<string, string>>;
}

export interface VpcLink {
  readonly id: string;
  readonly name: string;
  /** `apigateway` links connect to Network Load Balancers, `apigatewayv2` links to subnets. */
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

/** A response that a method declares. */
export interface MethodResponse {
  readonly statusCode: string;
  /** Names such as `method.response.header.Location`, in alphabetical order. */
  readonly responseParameters: readonly string[];
}

/** A method of a REST API with its integration and responses. */
export interface Method {
  /** The status codes of the declared method responses. */
  readonly statusCodes: readonly string[];
  /** In the order of their status codes. */
  readonly methodResponses: readonly MethodResponse[];
  /** The declared request parameters, such as `method.request.querystring.q`, in alphabetical order. */
  readonly requestParameters: readonly string[];
  readonly integration?: Members;
  /** The integration responses, in the order of their status codes. */
  readonly responses: readonly Members[];
}

/** Identifies a method of a REST API. */
export interface MethodId {
  readonly restApiId: string;
  readonly resourceId: string;
  readonly httpMethod: string;
}

/** The request of a method test; absent parts are empty. */
export interface InvocationRequest {
  /** `/pets/7?tag=a`, percent-encoded. */
  readonly pathWithQueryString?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Headers with several values. */
  readonly multiValueHeaders?: Readonly<Record<string, readonly string[]>>;
  readonly body?: string;
  readonly stageVariables?: Readonly<Record<string, string>>;
}

/** The result of a method test, as AWS reports it. */
export interface Invocation {
  readonly status: number;
  readonly latencyMs?: number;
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly body: string;
  /** API Gateway's execution log. */
  readonly log: string;
}

export interface Written {
  /** The ID that AWS assigned; absent if the input identifies the resource itself. */
  readonly id?: string;
  readonly members: Members;
}

/** A Lambda function of the account. */
export interface FunctionEntry {
  readonly arn: string;
  readonly name: string;
}

/** A role of the account. */
export interface RoleEntry {
  readonly arn: string;
  readonly name: string;
  /** Whether its trust policy names API Gateway. */
  readonly isForApiGateway: boolean;
}

/** A list that may have been cut. */
export interface PartialList<T> {
  readonly items: readonly T[];
  /** False if there are more items than were asked for. */
  readonly isComplete: boolean;
}

/** How much of a list to read. */
export interface ListLimits {
  readonly most: number;
  /** Aborts the reading: the list is rejected. */
  readonly signal: AbortSignal;
}

/** A function of Lambda. */
export interface LambdaTarget {
  /** The function's ARN without a qualifier. */
  readonly functionArn: string;
  readonly name: string;
  /** A version or an alias. */
  readonly qualifier?: string;
  readonly region: string;
  readonly account: string;
}

/** Allows API Gateway to invoke a function from a route or method. */
export interface InvocationPermission {
  readonly function: LambdaTarget;
  readonly statementId: string;
  /** The route or method, such as `arn:aws:execute-api:eu-west-1:123456789012:a1b2c3/*\/GET/orders`. */
  readonly sourceArn: string;
}

/** API Gateway in one account and region. Lists are complete, unless they have limits: every page is fetched. */
export interface ApiGateway {
  readonly region: string;
  /** The endpoint used instead of AWS's own, without user and password. */
  readonly endpoint?: string;
  /** Returns the endpoint that calls of the family go to, without user and password; undefined for AWS's own. */
  endpointOf(family: Family): string | undefined;
  /** Returns the account ID, if the credentials reveal it. */
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
  /** Creates a method that anybody may call, or with AWS_IAM only callers that IAM allows. */
  putMethod(method: MethodId, authorizationType?: "NONE" | "AWS_IAM"): Promise<void>;
  putMethodResponse(
    method: MethodId,
    statusCode: string,
    responseParameters?: readonly string[],
  ): Promise<void>;
  /** Declares further parameters in an existing method response. */
  updateMethodResponse(
    method: MethodId,
    statusCode: string,
    responseParameters: readonly string[],
  ): Promise<void>;
  /** Deploys the API's current state to the stage. Returns the deployment's ID. */
  createDeployment(family: Family, apiId: string, stage: string): Promise<string>;

  /** Returns the resource policy of a function, version or alias as JSON; undefined if it has none. */
  functionPolicy(called: LambdaTarget): Promise<string | undefined>;
  allowInvocation(permission: InvocationPermission): Promise<void>;
  /** Lists the Lambda functions of the region. */
  listFunctions(limits: ListLimits): Promise<PartialList<FunctionEntry>>;
  /** Lists the account's roles. */
  listRoles(limits: ListLimits): Promise<PartialList<RoleEntry>>;

  /** Sends a request through a method, whether deployed or not. Calls the backend. */
  testInvoke(method: MethodId, request: InvocationRequest): Promise<Invocation>;

  /** Closes the open connections. */
  close(): void;
}
