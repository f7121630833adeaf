/** What is made at AWS from the view of the APIs, after questions; true where something was made. */
import * as vscode from "vscode";
import type { Api, ApiGateway, Resource } from "../../../deployment/src";
import { API_NAME, FAMILY_OF } from "../../../server/src/service";
import { askForIntegration, askForRouteKey, askForStage, pick, VERBS } from "./questions";

/** Makes a route to the integration; to one that is asked for without. */
export async function createRoute(gateway: ApiGateway, api: Api, integrationId?: string): Promise<boolean> {
  const target = integrationId ?? (await askForIntegration(gateway, { apiId: api.id }));
  if (target === undefined) return false;
  const key = await askForRouteKey(api.protocol);
  if (key === undefined) return false;
  await gateway.createRoute(api.id, key, target);
  return true;
}

const AUTHORIZATIONS = [
  { label: "NONE", description: "anybody", value: "NONE" },
  { label: "AWS_IAM", description: "who may by IAM", value: "AWS_IAM" },
] as const;

/** Makes one of the methods that the resource does not have yet. */
export async function createMethod(gateway: ApiGateway, api: Api, resource: Resource): Promise<boolean> {
  const free = VERBS.filter((verb) => !resource.httpMethods.includes(verb));
  const verbs = free.map((label) => ({ label, value: label }));
  const httpMethod = await pick(verbs, `Which method of ${resource.path}?`, "It has all methods.");
  const authorization = httpMethod && (await pick(AUTHORIZATIONS, "Who may call it?"));
  if (!httpMethod || !authorization) return false;
  await gateway.putMethod({ restApiId: api.id, resourceId: resource.id, httpMethod }, authorization);
  return true;
}

/** Makes what is there a stage's own; a stage that is asked for without. */
export async function createDeployment(gateway: ApiGateway, api: Api, stage?: string): Promise<boolean> {
  const name = stage ?? (await askForStageOf(gateway, api));
  if (name === undefined) return false;
  const deployIt = "Deploy";
  const detail = "All that was changed since the last deployment becomes live.";
  const question = `Deploy ${API_NAME[api.protocol]} ${api.name} to ${name}?`;
  if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, deployIt)) !== deployIt)
    return false;
  await gateway.createDeployment(FAMILY_OF[api.protocol], api.id, name);
  return true;
}

/** Stages that deploy themselves take no deployment; that of a REST API makes the stage where it is new. */
async function askForStageOf(gateway: ApiGateway, api: Api): Promise<string | undefined> {
  const stages = await gateway.listStages(FAMILY_OF[api.protocol], api.id);
  const waiting = stages.filter(({ deploysItself }) => !deploysItself);
  if (waiting.length === 0 && api.protocol !== "REST") {
    void vscode.window.showWarningMessage(`${api.name} has no stage that waits for a deployment.`);
    return undefined;
  }
  return askForStage(waiting, api.protocol === "REST");
}
