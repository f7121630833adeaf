/** Questions for what neither the file nor the deployment history answers. */
import * as vscode from "vscode";
import { type ApiGateway, routeKeyProblem, type Stage, type TargetIds } from "../../../deployment/src";
import { API_NAME, FAMILY_OF, OPERATIONS, type Operation, type Protocol } from "../../../server/src/service";
import { integrationLabel } from "./integrationLabel";

interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
}

const NEW = "$(add) New Integration";

/** The HTTP methods that a resource can have, including ANY. */
export const VERBS: readonly string[] = (
  OPERATIONS["put-integration"].members.get("httpMethod")?.values ?? []
).map(({ value }) => value);

/** Asks for the ID that belongs to an AWS CLI flag such as `--api-id`; undefined if cancelled. */
export async function askForId(
  gateway: ApiGateway,
  flag: string,
  known: TargetIds,
  operation: Operation,
  protocol: Protocol | undefined,
): Promise<TargetIds | undefined> {
  switch (flag) {
    case "--api-id":
      return as("apiId", await askForApi(gateway, operation, protocol));
    case "--integration-id":
      return as("integrationId", await askForIntegration(gateway, known));
    case "--integration-response-id":
      return as("integrationResponseId", await askForResponse(gateway, known));
    case "--resource-id":
      return as("resourceId", await askForResource(gateway, known));
    case "--http-method":
      return as("httpMethod", await askForMethod(gateway, known, operation));
    default:
      return as("statusCode", await vscode.window.showInputBox({ prompt: "Status code of the response" }));
  }
}

/** Asks which existing integration the file is for; null for a new one, undefined if cancelled. */
export async function askWhichIntegration(
  others: readonly { readonly id?: string; readonly label: string }[],
): Promise<string | null | undefined> {
  const items: readonly Choice<string | null>[] = [
    { label: NEW, value: null },
    ...others.flatMap(({ id, label }) => (id === undefined ? [] : [{ label, description: id, value: id }])),
  ];
  return pick(items, "Create a new integration, or select the one that this file is for");
}

/** Asks for a route key; undefined if cancelled. */
export async function askForRouteKey(protocol: Protocol, title?: string): Promise<string | undefined> {
  const example = protocol === "HTTP" ? "GET /orders or $default" : "$default or sendMessage";
  const key = await vscode.window.showInputBox({
    ...(title !== undefined && { title }),
    prompt: `Route key, such as ${example}`,
    validateInput: (text) => (text === "" ? undefined : routeKeyProblem(protocol, text.trim())),
  });
  return key?.trim() || undefined;
}

/** Asks for a stage, or for the name of a new one; undefined if cancelled. */
export async function askForStage(stages: readonly Stage[], canCreate: boolean): Promise<string | undefined> {
  const items: readonly Choice<string | null>[] = [
    ...stages.map(({ name }) => ({ label: name, value: name })),
    ...(canCreate ? [{ label: "$(add) New Stage", value: null }] : []),
  ];
  const choice = await pick(items, "Select a stage");
  if (choice !== null) return choice;
  const name = await vscode.window.showInputBox({
    prompt: "Name of the new stage",
    validateInput: (text) =>
      /^[\w-]{0,128}$/.test(text) ? undefined : "Use up to 128 letters, digits, hyphens and underscores.",
  });
  return name || undefined;
}

async function askForApi(
  gateway: ApiGateway,
  { family }: Operation,
  protocol: Protocol | undefined,
): Promise<string | undefined> {
  const apis = (await gateway.listApis()).filter((api) =>
    protocol ? api.protocol === protocol : FAMILY_OF[api.protocol] === family,
  );
  const sorted = [...apis].sort((a, b) => a.name.localeCompare(b.name));
  const items = sorted.map(({ id, name, protocol: kind }) => ({
    label: name,
    description: `${API_NAME[kind]} · ${id}`,
    value: id,
  }));
  return pick(items, "Select an API", { emptyMessage: `No matching API in ${gateway.region}.` });
}

/** Asks for one of an API's integrations; undefined if cancelled or if there are none. */
export async function askForIntegration(
  gateway: ApiGateway,
  { apiId = "" }: TargetIds,
): Promise<string | undefined> {
  const items = (await gateway.listIntegrations(apiId)).map(({ id, members }) => ({
    label: integrationLabel(members),
    description: id,
    value: id,
  }));
  return pick(items, "Select an integration", { emptyMessage: "This API has no integrations." });
}

async function askForResponse(
  gateway: ApiGateway,
  { apiId = "", integrationId = "" }: TargetIds,
): Promise<string | undefined> {
  const responses = await gateway.listIntegrationResponses(apiId, integrationId);
  const items = responses.map(({ id, members }) => ({
    label: String(members.IntegrationResponseKey ?? id),
    description: id,
    value: id,
  }));
  return pick(items, "Select an integration response", {
    emptyMessage: "This integration has no responses.",
  });
}

async function askForResource(gateway: ApiGateway, { apiId = "" }: TargetIds): Promise<string | undefined> {
  const resources = [...(await gateway.listResources(apiId))].sort((a, b) => a.path.localeCompare(b.path));
  const items = resources.map(({ id, path, httpMethods }) => ({
    label: path,
    description: httpMethods.join(", "),
    value: id,
  }));
  return pick(items, "Select a resource");
}

async function askForMethod(
  gateway: ApiGateway,
  { apiId = "", resourceId }: TargetIds,
  { name, members }: Operation,
): Promise<string | undefined> {
  const resource = (await gateway.listResources(apiId)).find(({ id }) => id === resourceId);
  const existing = resource?.httpMethods ?? [];
  // Deploying an integration can create its method; a response needs an existing integration.
  const all = name === "put-integration" ? (members.get("httpMethod")?.values ?? []) : [];
  const others = all.map(({ value }) => value).filter((verb) => !existing.includes(verb));
  const items = [
    ...existing.map((label) => ({ label, value: label })),
    ...others.map((label) => ({ label, description: "does not exist yet", value: label })),
  ];
  return pick(items, "Select a method", { emptyMessage: "This resource has no methods. Create one first." });
}

/** Shows a quick pick. Undefined if cancelled, or if there are no items: then `emptyMessage` is shown. */
export async function pick<T>(
  items: readonly Choice<T>[],
  placeHolder: string,
  { title = "API Gateway", emptyMessage }: { readonly title?: string; readonly emptyMessage?: string } = {},
): Promise<T | undefined> {
  if (items.length === 0) {
    if (emptyMessage !== undefined) void vscode.window.showWarningMessage(emptyMessage);
    return undefined;
  }
  const options = { placeHolder, title, matchOnDescription: true };
  return (await vscode.window.showQuickPick([...items], options))?.value;
}

function as<K extends keyof TargetIds>(name: K, value: string | undefined): TargetIds | undefined {
  return value ? { [name]: value } : undefined;
}
