/** What is asked where neither the file nor the record says what the file is for. */
import * as vscode from "vscode";
import { type ApiGateway, routeKeyProblem, type Stage, type TargetIds } from "../../../deployment/src";
import { API_NAME, FAMILY_OF, OPERATIONS, type Operation, type Protocol } from "../../../server/src/service";
import { integrationLabel } from "./integrationLabel";

interface Choice<T> extends vscode.QuickPickItem {
  readonly value: T;
}

/** What a new integration is called among those that there are. */
export const NEW = "$(add) A new integration";

/** The methods that a resource can have, ANY among them. */
export const VERBS: readonly string[] = (
  OPERATIONS["put-integration"].members.get("httpMethod")?.values ?? []
).map(({ value }) => value);

/** Asks for one more identifier, by the AWS CLI's flag for it; undefined where the person turns away. */
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
      return as("statusCode", await vscode.window.showInputBox({ prompt: "For which status code?" }));
  }
}

/** Asks which of the integrations that are there the file is for; null for a new one. */
export async function askWhichIntegration(
  others: readonly { readonly id?: string; readonly label: string }[],
): Promise<string | null | undefined> {
  const items: readonly Choice<string | null>[] = [
    { label: NEW, value: null },
    ...others.flatMap(({ id, label }) => (id === undefined ? [] : [{ label, description: id, value: id }])),
  ];
  return pick(items, "A new integration, or which one is the file's?");
}

/** Asks for the key of a route; undefined where the person turns away. */
export async function askForRouteKey(protocol: Protocol): Promise<string | undefined> {
  const example = protocol === "HTTP" ? "GET /orders or $default" : "$default or sendMessage";
  const key = await vscode.window.showInputBox({
    prompt: `The route's key, such as ${example}`,
    validateInput: (text) => (text === "" ? undefined : routeKeyProblem(protocol, text.trim())),
  });
  return key?.trim() || undefined;
}

/** Asks which of the stages is meant, or for a new one; undefined where the person turns away. */
export async function askForStage(
  stages: readonly Stage[],
  isNewTaken: boolean,
): Promise<string | undefined> {
  const items: readonly Choice<string | null>[] = [
    ...stages.map(({ name }) => ({ label: name, value: name })),
    ...(isNewTaken ? [{ label: "$(add) A new stage", value: null }] : []),
  ];
  const choice = await pick(items, "To which stage?");
  if (choice !== null) return choice;
  const name = await vscode.window.showInputBox({
    prompt: "The new stage's name",
    validateInput: (text) =>
      /^[\w-]{0,128}$/.test(text) ? undefined : "Up to 128 letters, digits, hyphens and underscores.",
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
  return pick(items, "Of which API?", `There is no such API in ${gateway.region}.`);
}

/** Asks for one of an API's integrations; undefined where the person turns away, or there is none. */
export async function askForIntegration(
  gateway: ApiGateway,
  { apiId = "" }: TargetIds,
): Promise<string | undefined> {
  const items = (await gateway.listIntegrations(apiId)).map(({ id, members }) => ({
    label: integrationLabel(members),
    description: id,
    value: id,
  }));
  return pick(items, "Of which integration?", "The API has no integrations.");
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
  return pick(items, "Which integration response?", "The integration has no responses.");
}

async function askForResource(gateway: ApiGateway, { apiId = "" }: TargetIds): Promise<string | undefined> {
  const resources = [...(await gateway.listResources(apiId))].sort((a, b) => a.path.localeCompare(b.path));
  const items = resources.map(({ id, path, httpMethods }) => ({
    label: path,
    description: httpMethods.join(", "),
    value: id,
  }));
  return pick(items, "Of which resource?");
}

async function askForMethod(
  gateway: ApiGateway,
  { apiId = "", resourceId }: TargetIds,
  { name, members }: Operation,
): Promise<string | undefined> {
  const resource = (await gateway.listResources(apiId)).find(({ id }) => id === resourceId);
  const there = resource?.httpMethods ?? [];
  // An integration can bring its method; a response needs the integration to be there.
  const all = name === "put-integration" ? (members.get("httpMethod")?.values ?? []) : [];
  const others = all.map(({ value }) => value).filter((verb) => !there.includes(verb));
  const items = [
    ...there.map((label) => ({ label, value: label })),
    ...others.map((label) => ({ label, description: "not there yet", value: label })),
  ];
  return pick(items, "Of which method?", "The resource has no methods: create one first.");
}

/** Asks with a quick pick; undefined where the person turns away, or there is nothing to pick. */
export async function pick<T>(
  items: readonly Choice<T>[],
  placeHolder: string,
  otherwise?: string,
): Promise<T | undefined> {
  if (items.length === 0) {
    if (otherwise !== undefined) void vscode.window.showWarningMessage(otherwise);
    return undefined;
  }
  const options = { placeHolder, title: "API Gateway", matchOnDescription: true };
  return (await vscode.window.showQuickPick([...items], options))?.value;
}

function as<K extends keyof TargetIds>(name: K, value: string | undefined): TargetIds | undefined {
  return value ? { [name]: value } : undefined;
}
