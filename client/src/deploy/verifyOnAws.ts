/** Runs a sample request or a test through a deployed method, and shows AWS and the simulation side by side. */
import * as vscode from "vscode";
import {
  type ApiGateway,
  type MethodId,
  methodOfPart,
  prepareVerification,
  type Verification,
  type VerificationPlan,
  verify,
} from "../../../deployment/src";
import { OPERATIONS } from "../../../server/src/service";
import type { ChosenSamples } from "../preview/chosenSample";
import { isTestFileUri } from "../testing/testFileNames";
import type { AwsConnection } from "./awsConnection";
import { historyFor, nameOf, uriIn } from "./inputFile";
import type { PlanDocuments } from "./planDocuments";
import { askForId, pick } from "./questions";
import { saveRecording } from "./recordingFile";
import { sampleSubject, testSubject, type VerifiedSubject } from "./verifiedSubject";

export interface VerifyParts {
  readonly connection: AwsConnection;
  readonly documents: PlanDocuments;
  readonly samples: ChosenSamples;
}

/**
 * Verifies a test of a test file, or the sample request of an integration. Asks before anything is sent. Rejects with an
 * `AwsError`.
 * @param at the file, a test of the Test Explorer, or nothing for the active editor
 * @param name the name of a test
 */
export async function verifyOnAws(
  { connection, documents, samples }: VerifyParts,
  at: unknown,
  name: unknown,
): Promise<void> {
  const uri = uriIn(at) ?? vscode.window.activeTextEditor?.document.uri;
  if (!uri) {
    void vscode.window.showInformationMessage("Open an integration file or a test file first.");
    return;
  }
  const subject = isTestFileUri(uri)
    ? await testSubject(uri, nameOfTest(at, name))
    : await sampleSubject(uri, samples);
  if (subject === undefined) return;
  if (typeof subject === "string") {
    void vscode.window.showWarningMessage(subject);
    return;
  }
  const gateway = await connection.gateway();
  const method = await methodFor(gateway, subject);
  if (!method) return;
  const plan = await prepareVerification(gateway, method, subject.case);
  if (typeof plan === "string") {
    void vscode.window.showWarningMessage(plan);
    return;
  }
  if (!(await isConfirmed(connection, gateway, plan))) return;
  const line = requestLine(plan);
  const location = vscode.ProgressLocation.Notification;
  const verification = await vscode.window.withProgress({ location, title: `Verifying ${line}` }, () =>
    verify(gateway, plan),
  );
  await documents.showSides(line, verification, connection.endpointNote);
  await conclude(subject, verification, plan, gateway);
}

function nameOfTest(at: unknown, name: unknown): string | undefined {
  if (typeof name === "string") return name;
  // A test of the Test Explorer; its file has an ID of its own.
  const id =
    typeof at === "object" && at !== null && "id" in at && "parent" in at && at.parent ? at.id : undefined;
  return typeof id === "string" ? id : undefined;
}

function requestLine({ method, request }: VerificationPlan): string {
  return `${method.httpMethod} ${request.pathWithQueryString ?? "/"}`;
}

async function isConfirmed(
  connection: AwsConnection,
  gateway: ApiGateway,
  plan: VerificationPlan,
): Promise<boolean> {
  const api = await gateway.getApi("apigateway", plan.method.restApiId);
  const send = "Send";
  const answer = await vscode.window.showWarningMessage(
    `Send ${requestLine(plan)} to the REST API ${api.name} (${api.id}) in ${await connection.destination()}?`,
    {
      modal: true,
      detail: `API Gateway tests ${plan.method.httpMethod} ${plan.resourcePath} as it is on AWS now, and calls its backend.`,
    },
    send,
  );
  return answer === send;
}

/** The method that the file was deployed to, that it names itself, or else the selected one. */
async function methodFor(
  gateway: ApiGateway,
  { source, title, ids }: VerifiedSubject,
): Promise<MethodId | undefined> {
  const history = historyFor(source);
  const records = (await history?.records.ofFile(history.file)) ?? [];
  const known = records.flatMap(({ region, endpoint, apiId, part }): readonly MethodId[] => {
    if (region !== gateway.region || endpoint !== gateway.endpoint) return [];
    const found = part === undefined ? undefined : methodOfPart(part);
    return found ? [{ restApiId: apiId, ...found }] : [];
  });
  const [only, ...others] = known;
  if (only && others.length === 0) return only;
  if (only) {
    const items = known.map((value) => ({
      label: value.httpMethod,
      description: `${value.restApiId} · ${value.resourceId}`,
      value,
    }));
    return pick(items, `Select the method that ${nameOf(source)} was deployed to`);
  }
  return ids ?? askForMethod(gateway, title);
}

async function askForMethod(gateway: ApiGateway, title: string | undefined): Promise<MethodId | undefined> {
  // Those of an integration response exist already.
  const operation = OPERATIONS["put-integration-response"];
  const { apiId } = (await askForId(gateway, "--api-id", {}, operation, "REST")) ?? {};
  if (apiId === undefined) return undefined;
  const [, verb = "", path] = /^([A-Z]+) (\/.*)$/.exec(title ?? "") ?? [];
  const resource = (await gateway.listResources(apiId)).find((each) => each.path === path);
  if (resource?.httpMethods.includes(verb)) {
    return { restApiId: apiId, resourceId: resource.id, httpMethod: verb };
  }
  const { resourceId } = (await askForId(gateway, "--resource-id", { apiId }, operation, "REST")) ?? {};
  if (resourceId === undefined) return undefined;
  const { httpMethod } =
    (await askForId(gateway, "--http-method", { apiId, resourceId }, operation, "REST")) ?? {};
  return httpMethod === undefined ? undefined : { restApiId: apiId, resourceId, httpMethod };
}

async function conclude(
  { recorded }: VerifiedSubject,
  { differences, recording }: Verification,
  plan: VerificationPlan,
  { region }: ApiGateway,
): Promise<void> {
  const line = requestLine(plan);
  if (differences.length === 0) {
    void vscode.window.showInformationMessage(`AWS and the simulation agree on ${line}.`);
    return;
  }
  const save = "Save Recording";
  const choice = await vscode.window.showWarningMessage(
    `AWS and the simulation differ on ${line}: ${differences.join(", ")}.`,
    ...(recorded ? [save] : []),
  );
  if (choice !== save || !recorded) return;
  const { restApiId, httpMethod } = plan.method;
  const from = { region, api: restApiId, method: httpMethod, path: plan.resourcePath };
  await saveRecording(recorded, { ...recording, from });
}
