import * as vscode from "vscode";
import { type ApiGateway, isAwsError, type ListLimits, type PartialList } from "../../../deployment/src";
import {
  INSERT_ARN_REQUEST,
  INSERT_FUNCTION_COMMAND,
  INSERT_ROLE_COMMAND,
  type InsertArnParams,
  type InsertArnResult,
} from "../../../server/src/protocol";
import type { AwsConnection } from "../deploy/awsConnection";
import { withAws } from "../deploy/failure";
import { documentFor, uriIn } from "../deploy/inputFile";
import { pick } from "../deploy/questions";
import type { LanguageServer } from "../languageServer";

/** Most accounts have fewer. Reading more takes too long for a question. */
const MOST = 1_000;

interface Choice extends vscode.QuickPickItem {
  /** The ARN. */
  readonly value: string;
}

interface Source {
  readonly kind: InsertArnParams["kind"];
  readonly noun: string;
  list(gateway: ApiGateway, limits: ListLimits): Promise<PartialList<Choice>>;
}

const FUNCTIONS: Source = {
  kind: "function",
  noun: "Lambda functions",
  async list(gateway, limits) {
    const { items, isComplete } = await gateway.listFunctions(limits);
    return {
      isComplete,
      items: [...items]
        .sort((a, b) => a.name.localeCompare(b.name))
        .map(({ arn, name }) => ({ label: name, detail: arn, value: arn })),
    };
  },
};

const ROLES: Source = {
  kind: "role",
  noun: "roles",
  async list(gateway, limits) {
    const { items, isComplete } = await gateway.listRoles(limits);
    const rank = (isFirst: boolean): number => (isFirst ? 0 : 1);
    return {
      isComplete,
      items: [...items]
        .sort((a, b) => rank(a.isForApiGateway) - rank(b.isForApiGateway) || a.name.localeCompare(b.name))
        .map(({ arn, name, isForApiGateway }) => ({
          label: name,
          ...(!isForApiGateway && { description: "does not trust API Gateway" }),
          detail: arn,
          value: arn,
        })),
    };
  },
};

/** Registers the commands that ask AWS for Lambda functions and roles, and insert the selected one. */
export function registerInsertCommands(connection: AwsConnection, server: LanguageServer): vscode.Disposable {
  const register = (command: string, source: Source): vscode.Disposable =>
    vscode.commands.registerCommand(command, async (at?: unknown) => {
      const document = await documentFor(uriIn(at));
      if (document) await withAws(() => insert(connection, server, document, source));
    });
  return vscode.Disposable.from(
    register(INSERT_FUNCTION_COMMAND, FUNCTIONS),
    register(INSERT_ROLE_COMMAND, ROLES),
  );
}

async function insert(
  connection: AwsConnection,
  server: LanguageServer,
  document: vscode.TextDocument,
  source: Source,
): Promise<void> {
  const gateway = await connection.gateway();
  const list = await read(gateway, source);
  if (!list) return;
  const { kind, noun } = source;
  const where = kind === "function" ? `${gateway.region}${connection.endpointNote}` : "this account";
  const cut = list.isComplete ? "" : ` (only the first ${MOST.toLocaleString("en-US")} are listed)`;
  const arn = await pick(list.items, `Select one of the ${noun}${cut}`, {
    emptyMessage: `There are no ${noun} in ${where}.`,
  });
  if (arn === undefined) return;
  const uri = document.uri.toString();
  const result = await server.request<InsertArnParams, InsertArnResult>(INSERT_ARN_REQUEST, {
    uri,
    kind,
    arn,
  });
  if (!result) {
    const member = kind === "function" ? "a backend" : "credentials";
    void vscode.window.showWarningMessage(`This file has no member for ${member}.`);
    return;
  }
  const edit = new vscode.WorkspaceEdit();
  for (const { range, newText } of result.edits) {
    const { start, end } = range;
    edit.replace(
      document.uri,
      new vscode.Range(start.line, start.character, end.line, end.character),
      newText,
    );
  }
  await vscode.workspace.applyEdit(edit);
}

/** Reads the list with a notification that can cancel it; undefined if it was cancelled. */
async function read(gateway: ApiGateway, { list, noun }: Source): Promise<PartialList<Choice> | undefined> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: `Listing ${noun}…`,
    cancellable: true,
  };
  try {
    return await vscode.window.withProgress(options, (_, token) => {
      const controller = new AbortController();
      token.onCancellationRequested(() => controller.abort());
      return list(gateway, { most: MOST, signal: controller.signal });
    });
  } catch (error) {
    if (isAwsError(error) && error.kind === "cancelled") return undefined;
    throw error;
  }
}
