/** The test of a REST API's method, as it is at AWS now: what is sent, and what comes back. */
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
import { memoryFor, nameOf } from "./inputFile";
import { inputFiles } from "./inputFiles";
import type { PlanDocuments } from "./planDocuments";
import { pick, VERBS } from "./questions";

export interface MethodTest {
  readonly api: Api;
  readonly method: MethodId;
  /** The file whose sample request is offered; without it one that was deployed to the method. */
  readonly file?: vscode.Uri;
  /** What a reader of the answer has to know beside it. */
  readonly notes?: readonly string[];
}

interface Sent {
  readonly verb: string;
  readonly request: InvocationRequest;
  /** The file that says so. */
  readonly sample?: vscode.Uri;
}

/** Asks what is sent, sends it, and shows the answer. Rejects with an `AwsError`. */
export async function testMethod(
  connection: AwsConnection,
  documents: PlanDocuments,
  { api, method, file, notes = [] }: MethodTest,
): Promise<void> {
  const gateway = await connection.gateway();
  const resources = await gateway.listResources(method.restApiId);
  const path = resources.find(({ id }) => id === method.resourceId)?.path ?? "/";
  const source = file ?? (await deployedTo(gateway, method));
  const sent = await whatIsSent(method, path, source && requestFileOf(source));
  if (!sent) return;
  const { verb, request, sample } = sent;
  const title = `${verb} ${path}`;
  const location = vscode.ProgressLocation.Notification;
  const invocation = await vscode.window.withProgress({ location, title: `Testing ${title}` }, () =>
    gateway.testInvoke({ ...method, httpMethod: verb }, request),
  );
  const from = sample ? [`Sent was what ${nameOf(sample)} says.`] : [];
  const text = invocationText({ api, verb, request, notes: [...from, ...notes] }, invocation);
  await documents.showTest(`${title} of ${api.name}`, text, file !== undefined);
}

/** The file with a sample request that was deployed to the method. */
async function deployedTo({ region }: ApiGateway, method: MethodId): Promise<vscode.Uri | undefined> {
  const part = `${method.httpMethod} ${method.resourceId}`;
  for (const uri of await inputFiles()) {
    if ((await readText(requestFileOf(uri))) === undefined) continue;
    const memory = memoryFor(uri);
    const records = (await memory?.records.ofFile(memory.file)) ?? [];
    const own = records.some(
      (record) => record.region === region && record.apiId === method.restApiId && record.part === part,
    );
    if (own) return uri;
  }
  return undefined;
}

async function whatIsSent(
  method: MethodId,
  path: string,
  sample: vscode.Uri | undefined,
): Promise<Sent | undefined> {
  const text = sample && (await readText(sample));
  if (sample === undefined || text === undefined) return askWhatIsSent(method, path);
  const { request, problems, ...read } = sampleInvocation(text, path);
  const verb = method.httpMethod === "ANY" ? read.verb : method.httpMethod;
  const isWhole = problems.length === 0 && !isPathOpen(read.path) && verb !== undefined;
  const name = nameOf(sample);
  const send = { label: `$(play) ${verb} ${read.path}`, description: `as ${name} says`, value: "sample" };
  const choice = await pick(
    [
      ...(isWhole ? [{ ...send, detail: shortened(request.body ?? "") }] : []),
      { label: "$(edit) Something else…", value: "other" },
      { label: `$(go-to-file) Open ${name}`, description: problems[0]?.message ?? "", value: "open" },
    ],
    "What is to be sent? The backend is called.",
  );
  if (choice === "open") await vscode.window.showTextDocument(sample);
  if (choice === "other") return askWhatIsSent(method, read.path);
  return choice === "sample" && isWhole ? { verb, request, sample } : undefined;
}

const VERBS_WITHOUT_BODY: readonly string[] = ["GET", "DELETE", "HEAD", "OPTIONS"];

async function askWhatIsSent(method: MethodId, path: string): Promise<Sent | undefined> {
  const verb =
    method.httpMethod === "ANY"
      ? await pick(
          VERBS.filter((verb) => verb !== "ANY").map((label) => ({ label, value: label })),
          "With which method?",
        )
      : method.httpMethod;
  if (verb === undefined) return undefined;
  const pathWithQueryString = await vscode.window.showInputBox({
    prompt: "Path with query string; the backend is called",
    value: path,
    validateInput: (text) =>
      isPathOpen(text)
        ? "A parameter of the path has no value."
        : text.startsWith("/")
          ? undefined
          : "It starts with a slash.",
  });
  if (pathWithQueryString === undefined) return undefined;
  if (VERBS_WITHOUT_BODY.includes(verb)) return { verb, request: { pathWithQueryString } };
  const body = await vscode.window.showInputBox({ prompt: "Body; none where it is left empty" });
  if (body === undefined) return undefined;
  return { verb, request: { pathWithQueryString, ...(body !== "" && { body }) } };
}

function shortened(body: string): string {
  return body.length > 80 ? `${body.slice(0, 80)}…` : body;
}
