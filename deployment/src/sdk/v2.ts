/** The part of the gateway for HTTP and WebSocket APIs. */
import {
  CreateDeploymentCommand,
  CreateIntegrationCommand,
  CreateIntegrationResponseCommand,
  CreateRouteCommand,
  DeleteIntegrationCommand,
  DeleteIntegrationResponseCommand,
  GetApiCommand,
  GetApisCommand,
  GetIntegrationCommand,
  GetIntegrationResponsesCommand,
  GetIntegrationsCommand,
  GetModelsCommand,
  GetRoutesCommand,
  GetStagesCommand,
  GetVpcLinksCommand,
  UpdateIntegrationCommand,
  UpdateIntegrationResponseCommand,
  UpdateRouteCommand,
} from "@aws-sdk/client-apigatewayv2";
import type { OperationName } from "../../../server/src/service";
import type { Call } from "../awsError";
import type {
  Api,
  Integration,
  IntegrationResponse,
  Members,
  Model,
  Route,
  Stage,
  VpcLink,
  Written,
} from "../gateway";
import { routeTarget } from "../inputParts";
import { attempt, attemptOne, attemptWrite, pages } from "./calls";
import type { Clients } from "./clients";
import { membersOf, needed } from "./replies";

const MOST = "500";

type V2Operation = Extract<OperationName, `create-${string}` | `update-${string}`>;

export class V2Gateway {
  readonly #clients: Clients;
  readonly #region: string;

  constructor(clients: Clients, region: string) {
    this.#clients = clients;
    this.#region = region;
  }

  listApis(): Promise<readonly Api[]> {
    const call = this.#call("GetApis", "GET", "/apis");
    return pages(call, async (NextToken) => {
      const page = await this.#clients.v2.send(new GetApisCommand({ NextToken, MaxResults: MOST }));
      return { items: (page.Items ?? []).map((api) => toApi(api, call)), next: page.NextToken };
    });
  }

  getApi(ApiId: string): Promise<Api> {
    const call = this.#call("GetApi", "GET", `/apis/${ApiId}`);
    return attempt(call, async () => toApi(await this.#clients.v2.send(new GetApiCommand({ ApiId })), call));
  }

  listStages(ApiId: string): Promise<readonly Stage[]> {
    const call = this.#call("GetStages", "GET", `/apis/${ApiId}/stages`);
    return pages(call, async (NextToken) => {
      const page = await this.#clients.v2.send(new GetStagesCommand({ ApiId, NextToken, MaxResults: MOST }));
      const items = (page.Items ?? []).map(({ StageName, AutoDeploy, DeploymentId, StageVariables }) => ({
        name: needed(StageName, "StageName", call),
        autoDeploys: AutoDeploy === true,
        ...(DeploymentId && { deploymentId: DeploymentId }),
        variables: StageVariables ?? {},
      }));
      return { items, next: page.NextToken };
    });
  }

  listModels(ApiId: string): Promise<readonly Model[]> {
    const call = this.#call("GetModels", "GET", `/apis/${ApiId}/models`);
    return pages(call, async (NextToken) => {
      const page = await this.#clients.v2.send(new GetModelsCommand({ ApiId, NextToken, MaxResults: MOST }));
      const items = (page.Items ?? []).map(({ ModelId, Name, ContentType, Schema }) => ({
        id: needed(ModelId, "ModelId", call),
        name: needed(Name, "Name", call),
        ...(ContentType && { contentType: ContentType }),
        ...(Schema && { schema: Schema }),
      }));
      return { items, next: page.NextToken };
    });
  }

  listVpcLinks(): Promise<readonly VpcLink[]> {
    const call = this.#call("GetVpcLinks", "GET", "/vpclinks");
    return pages(call, async (NextToken) => {
      const page = await this.#clients.v2.send(new GetVpcLinksCommand({ NextToken, MaxResults: MOST }));
      const items = (page.Items ?? []).map(({ VpcLinkId, Name, VpcLinkStatus }) => ({
        id: needed(VpcLinkId, "VpcLinkId", call),
        name: Name ?? "",
        family: "apigatewayv2" as const,
        ...(VpcLinkStatus && { status: VpcLinkStatus }),
      }));
      return { items, next: page.NextToken };
    });
  }

  listIntegrations(ApiId: string): Promise<readonly Integration[]> {
    const call = this.#call("GetIntegrations", "GET", `/apis/${ApiId}/integrations`);
    return pages(call, async (NextToken) => {
      const command = new GetIntegrationsCommand({ ApiId, NextToken, MaxResults: MOST });
      const page = await this.#clients.v2.send(command);
      return { items: (page.Items ?? []).map((item) => toIntegration(item, call)), next: page.NextToken };
    });
  }

  getIntegration(ApiId: string, IntegrationId: string): Promise<Integration | undefined> {
    const call = this.#call("GetIntegration", "GET", `/apis/${ApiId}/integrations/${IntegrationId}`);
    return attemptOne(call, async () =>
      toIntegration(await this.#clients.v2.send(new GetIntegrationCommand({ ApiId, IntegrationId })), call),
    );
  }

  listIntegrationResponses(ApiId: string, IntegrationId: string): Promise<readonly IntegrationResponse[]> {
    const path = `/apis/${ApiId}/integrations/${IntegrationId}/integrationresponses`;
    const call = this.#call("GetIntegrationResponses", "GET", path);
    return pages(call, async (NextToken) => {
      const command = new GetIntegrationResponsesCommand({
        ApiId,
        IntegrationId,
        NextToken,
        MaxResults: MOST,
      });
      const page = await this.#clients.v2.send(command);
      const items = (page.Items ?? []).map((item) => ({
        id: needed(item.IntegrationResponseId, "IntegrationResponseId", call),
        members: membersOf("create-integration-response", item),
      }));
      return { items, next: page.NextToken };
    });
  }

  listRoutes(ApiId: string): Promise<readonly Route[]> {
    const call = this.#call("GetRoutes", "GET", `/apis/${ApiId}/routes`);
    return pages(call, async (NextToken) => {
      const page = await this.#clients.v2.send(new GetRoutesCommand({ ApiId, NextToken, MaxResults: MOST }));
      return { items: (page.Items ?? []).map((item) => toRoute(item, call)), next: page.NextToken };
    });
  }

  write(operation: V2Operation, input: Members): Promise<Written> {
    const client = this.#clients.v2Writing;
    const integrations = `/apis/${text(input.ApiId)}/integrations`;
    const integration = `${integrations}/${text(input.IntegrationId)}`;
    switch (operation) {
      case "create-integration": {
        const call = this.#call("CreateIntegration", "POST", integrations);
        return attemptWrite(call, async () => {
          const reply = await client.send(new CreateIntegrationCommand(asInput(input)));
          return toIntegration(reply, call);
        });
      }
      case "update-integration": {
        const call = this.#call("UpdateIntegration", "PATCH", integration);
        return attemptWrite(call, async () => {
          const reply = await client.send(new UpdateIntegrationCommand(asInput(input)));
          return toIntegration(reply, call);
        });
      }
      case "create-integration-response": {
        const call = this.#call("CreateIntegrationResponse", "POST", `${integration}/integrationresponses`);
        return attemptWrite(call, async () => {
          const reply = await client.send(new CreateIntegrationResponseCommand(asInput(input)));
          return {
            id: needed(reply.IntegrationResponseId, "IntegrationResponseId", call),
            members: membersOf(operation, reply),
          };
        });
      }
      case "update-integration-response": {
        const path = `${integration}/integrationresponses/${text(input.IntegrationResponseId)}`;
        const call = this.#call("UpdateIntegrationResponse", "PATCH", path);
        return attemptWrite(call, async () => {
          const reply = await client.send(new UpdateIntegrationResponseCommand(asInput(input)));
          return { members: membersOf("create-integration-response", reply) };
        });
      }
    }
  }

  async deleteIntegration(ApiId: string, IntegrationId: string): Promise<void> {
    const call = this.#call("DeleteIntegration", "DELETE", `/apis/${ApiId}/integrations/${IntegrationId}`);
    await attemptWrite(call, () =>
      this.#clients.v2Writing.send(new DeleteIntegrationCommand({ ApiId, IntegrationId })),
    );
  }

  async deleteIntegrationResponse(
    ApiId: string,
    IntegrationId: string,
    IntegrationResponseId: string,
  ): Promise<void> {
    const path = `/apis/${ApiId}/integrations/${IntegrationId}/integrationresponses/${IntegrationResponseId}`;
    await attemptWrite(this.#call("DeleteIntegrationResponse", "DELETE", path), () =>
      this.#clients.v2Writing.send(
        new DeleteIntegrationResponseCommand({ ApiId, IntegrationId, IntegrationResponseId }),
      ),
    );
  }

  createRoute(ApiId: string, RouteKey: string, integrationId: string): Promise<Route> {
    const call = this.#call("CreateRoute", "POST", `/apis/${ApiId}/routes`);
    const command = new CreateRouteCommand({ ApiId, RouteKey, Target: routeTarget(integrationId) });
    return attemptWrite(call, async () => toRoute(await this.#clients.v2Writing.send(command), call));
  }

  updateRoute(ApiId: string, RouteId: string, integrationId: string): Promise<Route> {
    const call = this.#call("UpdateRoute", "PATCH", `/apis/${ApiId}/routes/${RouteId}`);
    const command = new UpdateRouteCommand({ ApiId, RouteId, Target: routeTarget(integrationId) });
    return attemptWrite(call, async () => toRoute(await this.#clients.v2Writing.send(command), call));
  }

  createDeployment(ApiId: string, StageName: string): Promise<string> {
    const call = this.#call("CreateDeployment", "POST", `/apis/${ApiId}/deployments`);
    return attemptWrite(call, async () => {
      const reply = await this.#clients.v2Writing.send(new CreateDeploymentCommand({ ApiId, StageName }));
      return needed(reply.DeploymentId, "DeploymentId", call);
    });
  }

  #call(operation: string, method: Call["method"], path: string): Call {
    return { operation, method, path, region: this.#region };
  }
}

/** Inputs use the SDK's member names, and the rules have checked their types. */
function asInput<T>(input: Members): T {
  return input as T;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function toApi(
  api: {
    ApiId?: string | undefined;
    Name?: string | undefined;
    ProtocolType?: string | undefined;
    Description?: string | undefined;
  },
  call: Call,
): Api {
  return {
    id: needed(api.ApiId, "ApiId", call),
    name: api.Name ?? "",
    protocol: api.ProtocolType === "WEBSOCKET" ? "WEBSOCKET" : "HTTP",
    ...(api.Description && { description: api.Description }),
  };
}

function toIntegration(
  reply: { IntegrationId?: string | undefined; ApiGatewayManaged?: boolean | undefined },
  call: Call,
): Integration {
  return {
    id: needed(reply.IntegrationId, "IntegrationId", call),
    members: membersOf("create-integration", reply),
    isManaged: reply.ApiGatewayManaged === true,
  };
}

function toRoute(
  reply: { RouteId?: string | undefined; RouteKey?: string | undefined; Target?: string | undefined },
  call: Call,
): Route {
  const target = /^integrations\/(.+)$/.exec(reply.Target ?? "")?.[1];
  return {
    id: needed(reply.RouteId, "RouteId", call),
    key: needed(reply.RouteKey, "RouteKey", call),
    ...(target !== undefined && { integrationId: target }),
  };
}
