import * as vscode from "vscode";
import {
  type ApiGateway,
  checkFile,
  type DeploymentHistory,
  type DeploymentRequest,
  type Invalid,
  type Members,
  type PreparedPlan,
  prepare,
  type RequestedPrerequisites,
  type TargetIds,
} from "../../../deployment/src";
import { isRecord, toJson } from "../../../server/src/service";
import { integrationLabel } from "./integrationLabel";
import { askForId, askWhichIntegration } from "./questions";

export type PreparedFile =
  | PreparedPlan
  | Invalid
  /** The user cancelled a question. */
  | { readonly kind: "cancelled" };

/** Answers that the caller of a command already has. */
export interface Answers {
  readonly ids?: TargetIds;
  readonly stage?: string;
  readonly prerequisites?: RequestedPrerequisites;
  /** False to leave aside whether API Gateway may invoke the integration's function. */
  readonly permission?: boolean;
  /** True if the user was already asked which integration the file is for. */
  readonly isSettled?: boolean;
  /** True to ask nothing: if no integration is known, a new one is created. */
  readonly yes?: boolean;
}

/**
 * Plans the deployment of a file and asks for the target if it is unknown. AWS is not called if the file has
 * errors. Rejects with an `AwsError`.
 */
export async function prepareFile(
  connect: () => Promise<ApiGateway>,
  request: DeploymentRequest,
  { ids: given = {}, stage, prerequisites, permission = true, isSettled = false, yes = false }: Answers = {},
): Promise<PreparedFile> {
  const checked = checkFile(request);
  if (checked.kind === "invalid") return checked;
  const gateway = await connect();
  let ids = given;
  for (;;) {
    const prepared = await prepare(gateway, checked, {
      ...request,
      ids,
      permission,
      ...(stage !== undefined && { stage }),
      ...(prerequisites && { prerequisites }),
    });
    if (prepared.kind === "invalid") return prepared;
    if (prepared.kind === "incomplete") {
      const [flag = ""] = prepared.flags;
      const { document, operation, protocol } = prepared.analysis;
      const known = {
        ...(await rememberedIds(gateway, request.history)),
        ...idsIn(toJson(document.root)),
        ...ids,
      };
      const answer = await askForId(gateway, flag, known, operation, protocol);
      if (!answer) return { kind: "cancelled" };
      ids = { ...ids, ...answer };
      continue;
    }
    if (yes || isSettled || !isAmbiguous(prepared)) return prepared;
    const choice = await askWhichIntegration(
      prepared.plan.state.others.map(({ id, members }) => ({
        ...(id !== undefined && { id }),
        label: integrationLabel(members),
      })),
    );
    if (choice === undefined) return { kind: "cancelled" };
    if (choice === null) return prepared;
    ids = { ...ids, integrationId: choice };
  }
}

/** True if a new integration would be created although the API has others, one of which may be meant. */
function isAmbiguous({ plan: { target, operation, state } }: PreparedPlan): boolean {
  return (
    operation.name === "create-integration" &&
    target.kind === "integration" &&
    target.integrationId === undefined &&
    state.others.length > 0
  );
}

function idsIn(input: ReturnType<typeof toJson>): TargetIds {
  const members: Members = isRecord(input) ? input : {};
  const text = <K extends keyof TargetIds>(name: K, ...sources: readonly string[]): TargetIds => {
    const value = sources
      .map((source) => members[source])
      .find((one) => typeof one === "string" && one !== "");
    return value === undefined ? {} : { [name]: value };
  };
  return {
    ...text("apiId", "ApiId", "restApiId"),
    ...text("integrationId", "IntegrationId"),
    ...text("resourceId", "resourceId"),
  };
}

async function rememberedIds(
  { region }: ApiGateway,
  history: DeploymentHistory | undefined,
): Promise<TargetIds> {
  const records = (await history?.records.ofFile(history.file)) ?? [];
  const record = records.find((candidate) => candidate.region === region);
  return record ? { apiId: record.apiId } : {};
}

/** Shows how many errors prevent a deployment, with a button that opens the Problems view. */
export async function showErrors(document: vscode.TextDocument, { errors, reason }: Invalid): Promise<void> {
  const name = document.uri.path.split("/").at(-1);
  if (reason !== undefined) {
    void vscode.window.showErrorMessage(`${name}: ${reason}`);
    return;
  }
  const count = errors.length === 1 ? "1 error" : `${errors.length} errors`;
  const show = "Show Problems";
  const choice = await vscode.window.showErrorMessage(
    `${name} has ${count}: ${errors[0]?.message ?? "the input is not an object."}`,
    show,
  );
  if (choice !== show) return;
  await vscode.window.showTextDocument(document);
  await vscode.commands.executeCommand("workbench.actions.view.problems");
}
