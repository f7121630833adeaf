/** Creates routes, methods and deployments from the APIs view. Each function returns true if it created one. */
import * as vscode from "vscode";
import type { Api, ApiGateway, Resource } from "../../../deployment/src";
import { API_NAME, FAMILY_OF } from "../../../server/src/service";
import type { AwsConnection } from "./awsConnection";
import { askForIntegration, askForRouteKey, askForStage, pick, VERBS } from "./questions";

/** Creates a route to the integration; asks for one if no ID is given. */
export async function createRoute(
  connection: AwsConnection,
  api: Api,
  integrationId?: string,
): Promise<boolean> {
  const gateway = await connection.gateway();
  const target = integrationId ?? (await askForIntegration(gateway, { apiId: api.id }));
  if (target === undefined) return false;
  const key = await askForRouteKey(api.protocol, `Create a route in ${await connection.destination()}`);
  if (key === undefined) return false;
  await gateway.createRoute(api.id, key, target);
  return true;
}

const AUTHORIZATIONS = [
  { label: "NONE", description: "anyone can call it", value: "NONE" },
  { label: "AWS_IAM", description: "callers need IAM permission", value: "AWS_IAM" },
] as const;

/** Creates one of the methods that the resource does not have yet. */
export async function createMethod(
  connection: AwsConnection,
  api: Api,
  resource: Resource,
): Promise<boolean> {
  const free = VERBS.filter((verb) => !resource.httpMethods.includes(verb));
  const verbs = free.map((label) => ({ label, value: label }));
  const httpMethod = await pick(verbs, `Select a method for ${resource.path}`, {
    emptyMessage: "This resource already has every method.",
  });
  if (!httpMethod) return false;
  const title = `Create ${httpMethod} ${resource.path} in ${await connection.destination()}`;
  const authorization = await pick(AUTHORIZATIONS, "Select an authorization type", { title });
  if (!authorization) return false;
  const gateway = await connection.gateway();
  await gateway.putMethod({ restApiId: api.id, resourceId: resource.id, httpMethod }, authorization);
  return true;
}

/** Deploys the API to a stage after confirmation; asks for the stage if none is given. */
export async function createDeployment(
  connection: AwsConnection,
  api: Api,
  stage?: string,
): Promise<boolean> {
  const gateway = await connection.gateway();
  const name = stage ?? (await askForStageOf(gateway, api));
  if (name === undefined) return false;
  const deployIt = "Deploy";
  const detail = `All changes since the last deployment will go live in ${await connection.destination()}.`;
  const question = `Deploy ${API_NAME[api.protocol]} ${api.name} to ${name}?`;
  if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, deployIt)) !== deployIt)
    return false;
  await gateway.createDeployment(FAMILY_OF[api.protocol], api.id, name);
  return true;
}

/** Stages with automatic deployment take no manual one. Deploying a REST API can create a stage. */
async function askForStageOf(gateway: ApiGateway, api: Api): Promise<string | undefined> {
  const stages = await gateway.listStages(FAMILY_OF[api.protocol], api.id);
  const waiting = stages.filter(({ autoDeploys }) => !autoDeploys);
  if (waiting.length === 0 && api.protocol !== "REST") {
    void vscode.window.showWarningMessage(`${api.name} has no stage without automatic deployment.`);
    return undefined;
  }
  return askForStage(waiting, api.protocol === "REST");
}
