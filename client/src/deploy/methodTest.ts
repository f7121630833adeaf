/** Tests a deployed method of a REST API: asks for the request, sends it and shows the response. */
import * as vscode from "vscode";
import {
  type Api,
  type ApiGateway,
  type InvocationRequest,
  invocationText,
  isPathOpen,
  type MethodId,
  sampleInvocation,
} from "../../../deployment/src";
import { readText, requestFileOf } from "../preview/requestFile";
import type { AwsConnection } from "./awsConnection";
import { historyFor, nameOf } from "./inputFile";
import { inputFiles } from "./inputFiles";
import type { PlanDocuments } from "./planDocuments";
import { pick, VERBS } from "./questions";

export interface MethodTest {
  readonly api: Api;
  readonly method: MethodId;
  /** The file whose sample request is offered. Defaults to a file that was deployed to the method. */
  readonly file?: vscode.Uri;
  /** Notes shown above the response. */
  readonly notes?: readonly string[];
}

interface Sent {
  readonly verb: string;
  readonly request: InvocationRequest;
  /** The sample file that the request was read from. */
  readonly sample?: vscode.Uri;
}

/** Asks for the request, sends it and shows the response. Rejects with an `AwsError`. */
export async function testMethod(
  connection: AwsConnection,
  documents: PlanDocuments,
  { api, method, file, notes = [] }: MethodTest,
): Promise<void> {
  const gateway = await connection.gateway();
  const resources = await gateway.listResources(method.restApiId);
  const path = resources.find(({ id }) => id === method.resourceId)?.path ?? "/";
  const source = file ?? (await deployedTo(gateway, method));
  const sent = await requestToSend(method, path, source && requestFileOf(source));
  if (!sent) return;
  const { verb, request, sample } = sent;
  const title = `${verb} ${path}`;
  const location = vscode.ProgressLocation.Notification;
  const invocation = await vscode.window.withProgress({ location, title: `Testing ${title}` }, () =>
    gateway.testInvoke({ ...method, httpMethod: verb }, request),
  );
  const from = sample ? [`Request from ${nameOf(sample)}.`] : [];
  const text = invocationText({ api, verb, request, notes: [...from, ...notes] }, invocation);
  await documents.showTest(`${title} of ${api.name}`, text, file !== undefined);
}

/** Finds a file that was deployed to the method and has a sample request. */
async function deployedTo({ region }: ApiGateway, method: MethodId): Promise<vscode.Uri | undefined> {
  const part = `${method.httpMethod} ${method.resourceId}`;
  for (const uri of await inputFiles()) {
    if ((await readText(requestFileOf(uri))) === undefined) continue;
    const history = historyFor(uri);
    const records = (await history?.records.ofFile(history.file)) ?? [];
    const own = records.some(
      (record) => record.region === region && record.apiId === method.restApiId && record.part === part,
    );
    if (own) return uri;
  }
  return undefined;
}

async function requestToSend(
  method: MethodId,
  path: string,
  sample: vscode.Uri | undefined,
): Promise<Sent | undefined> {
  const text = sample && (await readText(sample));
  if (sample === undefined || text === undefined) return askForRequest(method, path);
  const { request, problems, ...read } = sampleInvocation(text, path);
  const verb = method.httpMethod === "ANY" ? read.verb : method.httpMethod;
  const isWhole = problems.length === 0 && !isPathOpen(read.path) && verb !== undefined;
  const name = nameOf(sample);
  const send = { label: `$(play) ${verb} ${read.path}`, description: `from ${name}`, value: "sample" };
  const choice = await pick(
    [
      ...(isWhole ? [{ ...send, detail: shortened(request.body ?? "") }] : []),
      { label: "$(edit) Enter a Request…", value: "other" },
      { label: `$(go-to-file) Open ${name}`, description: problems[0]?.message ?? "", value: "open" },
    ],
    "Select the request to send. The backend will be called.",
  );
  if (choice === "open") await vscode.window.showTextDocument(sample);
  if (choice === "other") return askForRequest(method, read.path);
  return choice === "sample" && isWhole ? { verb, request, sample } : undefined;
}

const VERBS_WITHOUT_BODY: readonly string[] = ["GET", "DELETE", "HEAD", "OPTIONS"];

async function askForRequest(method: MethodId, path: string): Promise<Sent | undefined> {
  const verb =
    method.httpMethod === "ANY"
      ? await pick(
          VERBS.filter((verb) => verb !== "ANY").map((label) => ({ label, value: label })),
          "Select an HTTP method",
        )
      : method.httpMethod;
  if (verb === undefined) return undefined;
  const pathWithQueryString = await vscode.window.showInputBox({
    prompt: "Path and query string. The backend will be called.",
    value: path,
    validateInput: (text) =>
      isPathOpen(text)
        ? "Replace the path parameter with a value."
        : text.startsWith("/")
          ? undefined
          : "The path must start with a slash.",
  });
  if (pathWithQueryString === undefined) return undefined;
  if (VERBS_WITHOUT_BODY.includes(verb)) return { verb, request: { pathWithQueryString } };
  const body = await vscode.window.showInputBox({ prompt: "Request body (optional)" });
  if (body === undefined) return undefined;
  return { verb, request: { pathWithQueryString, ...(body !== "" && { body }) } };
}

function shortened(body: string): string {
  return body.length > 80 ? `${body.slice(0, 80)}…` : body;
}
