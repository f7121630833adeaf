import * as vscode from "vscode";
import {
  type ApiGateway,
  type DeploymentRequest,
  type Extras,
  errorsOf,
  type Invalid,
  type Members,
  type Memory,
  type PreparedPlan,
  prepare,
  type TargetIds,
} from "../../../deployment/src";
import { isRecord, toJson } from "../../../server/src/service";
import { integrationLabel } from "./integrationLabel";
import { askForId, askWhichIntegration } from "./questions";

export type PreparedFile =
  | PreparedPlan
  | Invalid
  /** The person turned away from a question. */
  | { readonly kind: "given-up" };

/** What a caller of a command knows already. */
export interface Answers {
  readonly ids?: TargetIds;
  readonly stage?: string;
  readonly extras?: Extras;
  /** Which integration is meant was asked already. */
  readonly isSettled?: boolean;
  /** What is left open is not asked: a new integration is made where none is known. */
  readonly yes?: boolean;
}

/**
 * Plans the deployment of a file, and asks what it is for where that is not known. AWS is not asked before the
 * file is sound. Rejects with an `AwsError`.
 */
export async function prepareFile(
  connect: () => Promise<ApiGateway>,
  request: DeploymentRequest,
  { ids: given = {}, stage, extras, isSettled = false, yes = false }: Answers = {},
): Promise<PreparedFile> {
  const wrong = errorsOf(request);
  if (wrong) return wrong;
  const gateway = await connect();
  let ids = given;
  for (;;) {
    const prepared = await prepare(gateway, {
      ...request,
      ids,
      ...(stage !== undefined && { stage }),
      ...(extras && { extras }),
    });
    if (prepared.kind === "invalid") return prepared;
    if (prepared.kind === "incomplete") {
      const [flag = ""] = prepared.flags;
      const { document, operation, protocol } = prepared.analysis;
      const known = {
        ...(await rememberedIds(gateway, request.memory)),
        ...idsIn(toJson(document.root)),
        ...ids,
      };
      const answer = await askForId(gateway, flag, known, operation, protocol);
      if (!answer) return { kind: "given-up" };
      ids = { ...ids, ...answer };
      continue;
    }
    if (yes || isSettled || !isOpen(prepared)) return prepared;
    const choice = await askWhichIntegration(
      prepared.plan.state.others.map(({ id, members }) => ({
        ...(id !== undefined && { id }),
        label: integrationLabel(members),
      })),
    );
    if (choice === undefined) return { kind: "given-up" };
    if (choice === null) return prepared;
    ids = { ...ids, integrationId: choice };
  }
}

/** True where a new integration would be made beside others, one of which may be meant. */
function isOpen({ plan: { target, operation, state } }: PreparedPlan): boolean {
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

async function rememberedIds({ region }: ApiGateway, memory: Memory | undefined): Promise<TargetIds> {
  const records = (await memory?.records.ofFile(memory.file)) ?? [];
  const record = records.find((candidate) => candidate.region === region);
  return record ? { apiId: record.apiId } : {};
}

/** Says how many errors keep a file from being deployed, and leads to them. */
export async function tellErrors(document: vscode.TextDocument, { errors }: Invalid): Promise<void> {
  const name = document.uri.path.split("/").at(-1);
  const count = errors.length === 1 ? "an error" : `${errors.length} errors`;
  const show = "Show Problems";
  const choice = await vscode.window.showErrorMessage(
    `${name} has ${count}: ${errors[0]?.message ?? "it is no object."}`,
    show,
  );
  if (choice !== show) return;
  await vscode.window.showTextDocument(document);
  await vscode.commands.executeCommand("workbench.actions.view.problems");
}
