/** The part of the gateway for REST APIs. */
import {
  CreateDeploymentCommand,
  DeleteIntegrationCommand,
  DeleteIntegrationResponseCommand,
  GetMethodCommand,
  GetModelsCommand,
  GetResourcesCommand,
  GetRestApiCommand,
  GetRestApisCommand,
  GetStagesCommand,
  GetVpcLinksCommand,
  type Integration,
  type IntegrationResponse,
  type MethodResponse as MethodResponseReply,
  PutIntegrationCommand,
  PutIntegrationResponseCommand,
  PutMethodCommand,
  PutMethodResponseCommand,
  TestInvokeMethodCommand,
  type TestInvokeMethodResponse,
  UpdateIntegrationCommand,
  UpdateIntegrationResponseCommand,
  UpdateMethodResponseCommand,
} from "@aws-sdk/client-api-gateway";
import { OPERATIONS, type OperationName } from "../../../server/src/service";
import type { Call } from "../awsError";
import type {
  Api,
  Invocation,
  InvocationRequest,
  Members,
  Method,
  MethodId,
  MethodResponse,
  Model,
  Resource,
  Stage,
  VpcLink,
  Written,
} from "../gateway";
import { responseParametersMap, responseParametersPatch } from "../inputParts";
import { attempt, attemptOne, attemptWrite, pages } from "./calls";
import type { Clients } from "./clients";
import { membersOf, needed } from "./replies";

const MOST = 500;

/** The operations that REST APIs have. */
export type RestOperation = Extract<OperationName, `put-${string}` | `apigateway ${string}`>;

/** Returns true for an operation of REST APIs. */
export function isRestOperation(operation: OperationName): operation is RestOperation {
  return OPERATIONS[operation].family === "apigateway";
}

export class RestGateway {
  readonly #clients: Clients;
  readonly #region: string;

  constructor(clients: Clients, region: string) {
    this.#clients = clients;
    this.#region = region;
  }

  listApis(): Promise<readonly Api[]> {
    const call = this.#call("GetRestApis", "GET", "/restapis");
    return pages(call, async (position) => {
      const page = await this.#clients.rest.send(new GetRestApisCommand({ position, limit: MOST }));
      return { items: (page.items ?? []).map((api) => toApi(api, call)), next: page.position };
    });
  }

  getApi(restApiId: string): Promise<Api> {
    const call = this.#call("GetRestApi", "GET", `/restapis/${restApiId}`);
    return attempt(call, async () =>
      toApi(await this.#clients.rest.send(new GetRestApiCommand({ restApiId })), call),
    );
  }

  listStages(restApiId: string): Promise<readonly Stage[]> {
    const call = this.#call("GetStages", "GET", `/restapis/${restApiId}/stages`);
    return attempt(call, async () => {
      const reply = await this.#clients.rest.send(new GetStagesCommand({ restApiId }));
      return (reply.item ?? []).map(({ stageName, deploymentId, variables }) => ({
        name: needed(stageName, "stageName", call),
        autoDeploys: false,
        ...(deploymentId && { deploymentId }),
        variables: variables ?? {},
      }));
    });
  }

  listModels(restApiId: string): Promise<readonly Model[]> {
    const call = this.#call("GetModels", "GET", `/restapis/${restApiId}/models`);
    return pages(call, async (position) => {
      const page = await this.#clients.rest.send(new GetModelsCommand({ restApiId, position, limit: MOST }));
      const items = (page.items ?? []).map(({ id, name, contentType, schema }) => ({
        id: needed(id, "id", call),
        name: needed(name, "name", call),
        ...(contentType && { contentType }),
        ...(schema && { schema }),
      }));
      return { items, next: page.position };
    });
  }

  listVpcLinks(): Promise<readonly VpcLink[]> {
    const call = this.#call("GetVpcLinks", "GET", "/vpclinks");
    return pages(call, async (position) => {
      const page = await this.#clients.rest.send(new GetVpcLinksCommand({ position, limit: MOST }));
      const items = (page.items ?? []).map(({ id, name, status }) => ({
        id: needed(id, "id", call),
        name: name ?? "",
        family: "apigateway" as const,
        ...(status && { status }),
      }));
      return { items, next: page.position };
    });
  }

  listResources(restApiId: string): Promise<readonly Resource[]> {
    const call = this.#call("GetResources", "GET", `/restapis/${restApiId}/resources`);
    return pages(call, async (position) => {
      const command = new GetResourcesCommand({ restApiId, position, limit: MOST, embed: ["methods"] });
      const page = await this.#clients.rest.send(command);
      const items = (page.items ?? []).map(({ id, path, resourceMethods }) => ({
        id: needed(id, "id", call),
        path: needed(path, "path", call),
        httpMethods: Object.keys(resourceMethods ?? {}).sort(),
      }));
      return { items, next: page.position };
    });
  }

  getMethod(method: MethodId): Promise<Method | undefined> {
    return attemptOne(this.#call("GetMethod", "GET", pathOf(method)), async () => {
      const reply = await this.#clients.rest.send(new GetMethodCommand(method));
      const integration = reply.methodIntegration;
      return {
        statusCodes: Object.keys(reply.methodResponses ?? {}).sort(),
        methodResponses: toMethodResponses(reply.methodResponses ?? {}),
        requestParameters: Object.keys(reply.requestParameters ?? {}).sort(),
        ...(integration?.type && { integration: toIntegration(integration) }),
        responses: Object.entries(integration?.integrationResponses ?? {})
          .sort(([a], [b]) => a.localeCompare(b))
          .map(([statusCode, response]) => ({
            statusCode,
            ...membersOf("put-integration-response", response),
          })),
      };
    });
  }

  write(operation: RestOperation, input: Members): Promise<Written> {
    const client = this.#clients.restWriting;
    const integration = `${pathOf(input as unknown as MethodId)}/integration`;
    const response = `${integration}/responses/${String(input.statusCode)}`;
    switch (operation) {
      case "put-integration":
        return attemptWrite(this.#call("PutIntegration", "PUT", integration), async () => ({
          members: toIntegration(await client.send(new PutIntegrationCommand(asInput(input)))),
        }));
      case "put-integration-response":
        return attemptWrite(this.#call("PutIntegrationResponse", "PUT", response), async () => ({
          members: toResponse(await client.send(new PutIntegrationResponseCommand(asInput(input)))),
        }));
      case "apigateway update-integration":
        return attemptWrite(this.#call("UpdateIntegration", "PATCH", integration), async () => ({
          members: toIntegration(await client.send(new UpdateIntegrationCommand(asInput(input)))),
        }));
      case "apigateway update-integration-response":
        return attemptWrite(this.#call("UpdateIntegrationResponse", "PATCH", response), async () => ({
          members: toResponse(await client.send(new UpdateIntegrationResponseCommand(asInput(input)))),
        }));
    }
  }

  async deleteIntegration(method: MethodId): Promise<void> {
    const call = this.#call("DeleteIntegration", "DELETE", `${pathOf(method)}/integration`);
    await attemptWrite(call, () => this.#clients.restWriting.send(new DeleteIntegrationCommand(method)));
  }

  async deleteIntegrationResponse(method: MethodId, statusCode: string): Promise<void> {
    const path = `${pathOf(method)}/integration/responses/${statusCode}`;
    await attemptWrite(this.#call("DeleteIntegrationResponse", "DELETE", path), () =>
      this.#clients.restWriting.send(new DeleteIntegrationResponseCommand({ ...method, statusCode })),
    );
  }

  async putMethod(method: MethodId, authorizationType: "NONE" | "AWS_IAM" = "NONE"): Promise<void> {
    const command = new PutMethodCommand({ ...method, authorizationType });
    await attemptWrite(this.#call("PutMethod", "PUT", pathOf(method)), () =>
      this.#clients.restWriting.send(command),
    );
  }

  async putMethodResponse(
    method: MethodId,
    statusCode: string,
    responseParameters: readonly string[] = [],
  ): Promise<void> {
    const call = this.#call("PutMethodResponse", "PUT", `${pathOf(method)}/responses/${statusCode}`);
    const command = new PutMethodResponseCommand({
      ...method,
      statusCode,
      ...(responseParameters.length > 0 && { responseParameters: responseParametersMap(responseParameters) }),
    });
    await attemptWrite(call, () => this.#clients.restWriting.send(command));
  }

  async updateMethodResponse(
    method: MethodId,
    statusCode: string,
    responseParameters: readonly string[],
  ): Promise<void> {
    const call = this.#call("UpdateMethodResponse", "PATCH", `${pathOf(method)}/responses/${statusCode}`);
    const patchOperations = [...responseParametersPatch(responseParameters)];
    const command = new UpdateMethodResponseCommand({ ...method, statusCode, patchOperations });
    await attemptWrite(call, () => this.#clients.restWriting.send(command));
  }

  createDeployment(restApiId: string, stageName: string): Promise<string> {
    const call = this.#call("CreateDeployment", "POST", `/restapis/${restApiId}/deployments`);
    return attemptWrite(call, async () => {
      const command = new CreateDeploymentCommand({ restApiId, stageName });
      return needed((await this.#clients.restWriting.send(command)).id, "id", call);
    });
  }

  /** Sent once, like a write, because the backend may not be idempotent. */
  testInvoke(method: MethodId, { multiValueHeaders, ...request }: InvocationRequest): Promise<Invocation> {
    const call = this.#call("TestInvokeMethod", "POST", pathOf(method));
    const several = Object.entries(multiValueHeaders ?? {}).map(([name, values]) => [name, [...values]]);
    const command = new TestInvokeMethodCommand({
      ...method,
      ...request,
      ...(several.length > 0 && { multiValueHeaders: Object.fromEntries(several) }),
    });
    return attemptWrite(call, async () => toInvocation(await this.#clients.restWriting.send(command), call));
  }

  #call(operation: string, method: Call["method"], path: string): Call {
    return { operation, method, path, region: this.#region };
  }
}

/** Inputs use the SDK's member names, and the rules have checked their types. */
function asInput<T>(input: Members): T {
  return input as T;
}

function pathOf({ restApiId, resourceId, httpMethod }: MethodId): string {
  return `/restapis/${restApiId}/resources/${resourceId}/methods/${httpMethod}`;
}

function toApi(
  api: {
    id?: string | undefined;
    name?: string | undefined;
    description?: string | undefined;
    binaryMediaTypes?: string[] | undefined;
  },
  call: Call,
): Api {
  return {
    id: needed(api.id, "id", call),
    name: api.name ?? "",
    protocol: "REST",
    ...(api.description && { description: api.description }),
    ...(api.binaryMediaTypes && { binaryMediaTypes: api.binaryMediaTypes }),
  };
}

function toMethodResponses(
  replies: Readonly<Record<string, MethodResponseReply>>,
): readonly MethodResponse[] {
  return Object.entries(replies)
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([statusCode, { responseParameters }]) => ({
      statusCode,
      responseParameters: Object.keys(responseParameters ?? {}).sort(),
    }));
}

/** Replies contain `integrationHttpMethod` as `httpMethod`. */
function toIntegration({ httpMethod, ...reply }: Integration): Members {
  return membersOf("put-integration", { ...reply, integrationHttpMethod: httpMethod });
}

function toResponse(reply: IntegrationResponse): Members {
  return membersOf("put-integration-response", reply);
}

/** `headers` contains the last value of each header, `multiValueHeaders` all of them. */
function toInvocation(reply: TestInvokeMethodResponse, call: Call): Invocation {
  const single = Object.entries(reply.headers ?? {}).map(([name, value]) => [name, [value]] as const);
  return {
    status: needed(reply.status, "status", call),
    ...(reply.latency !== undefined && { latencyMs: reply.latency }),
    headers: Object.fromEntries([...single, ...Object.entries(reply.multiValueHeaders ?? {})]),
    body: reply.body ?? "",
    log: reply.log ?? "",
  };
}
