/** From a file to a plan, and from a plan to its record: what the editor and the command line do alike. */
import {
  type Analysis,
  type ApiFacts,
  analyze,
  type Format,
  formatOfFileName,
  isRecord,
  type OperationName,
  operationOfInput,
  type ParsedDocument,
  type Problem,
  parse,
  toJson,
} from "../../server/src/service";
import { type ApplyOptions, type ApplyResult, applyPlan, newAndAlike } from "./apply";
import { AwsError } from "./awsError";
import { factsOf, readLists } from "./facts";
import { fingerprint } from "./fingerprint";
import type { ApiGateway, Members, Method } from "./gateway";
import { readState } from "./liveState";
import { wholeOperation } from "./normalize";
import { makePlan, type Plan } from "./plan";
import type { Extras } from "./prerequisites";
import type { DeploymentRecord, Pending, RecordKey, Records } from "./records";
import { isBeside, type Step } from "./steps";
import { apiIdOf, partOf, type Target, type TargetIds, targetOf } from "./target";

export interface DeploymentRequest {
  readonly text: string;
  /** Tells the operation and the format where those are not given. */
  readonly fileName?: string;
  readonly operation?: OperationName;
  readonly format?: Format;
  /** Win over what the file and the record say. */
  readonly ids?: TargetIds;
  readonly stage?: string;
  readonly extras?: Extras;
  /** Where it is remembered, and the file's name there; without it every create makes another. */
  readonly memory?: Memory;
  /** True to be told what else there is to know of the API, as far as AWS lets it be listed. */
  readonly wantsFacts?: boolean;
}

export interface Memory {
  readonly records: Records;
  readonly file: string;
}

/** The file has errors, with the API's protocol taken into account where that is known. */
export interface Invalid {
  readonly kind: "invalid";
  readonly analysis: Analysis;
  readonly errors: readonly Problem[];
  /** Where they were asked for, and AWS was asked. */
  readonly facts?: ApiFacts;
}

export type Prepared =
  | Invalid
  /** Neither the file nor the request says what it is for: these flags would. */
  | { readonly kind: "incomplete"; readonly analysis: Analysis; readonly flags: readonly string[] }
  | PreparedPlan;

export interface PreparedPlan {
  readonly kind: "plan";
  readonly analysis: Analysis;
  readonly plan: Plan;
  readonly stage?: string;
  readonly memory?: PreparedMemory;
  /** Where they were asked for. */
  readonly facts?: ApiFacts;
}

interface PreparedMemory extends Memory {
  readonly key: RecordKey;
  /** What was remembered when the plan was made. */
  readonly record?: DeploymentRecord;
}

/** What is wrong with the file by itself; undefined where nothing stands against asking AWS. */
export function errorsOf(request: DeploymentRequest): Invalid | undefined {
  const file = readFile(request);
  return file.kind === "invalid" ? file : undefined;
}

/** Checks the file, reads what is there and plans. Rejects with an `AwsError`. */
export async function prepare(gateway: ApiGateway, request: DeploymentRequest): Promise<Prepared> {
  const { ids = {}, stage, extras, memory } = request;
  const file = readFile(request);
  if (file.kind === "invalid") return file;
  const { analysis: first, members } = file;

  const asked = targetOf(first.operation, members, ids);
  const isApiMissing = asked.kind === "missing" && asked.flags.includes("--api-id");
  const apiId = isApiMissing && memory ? await onlyApi(memory, gateway) : undefined;
  const found = apiId === undefined ? asked : targetOf(first.operation, members, { ...ids, apiId });
  if (found.kind === "missing") return { kind: "incomplete", analysis: first, flags: found.flags };
  const { target } = found;

  const api = await gateway.getApi(first.operation.family, apiIdOf(target));
  const lists = request.wantsFacts ? readLists(gateway, api) : undefined;
  const analysis = analysisOf(request, first.operation.name, first.document, { protocol: api.protocol });
  if (hasErrors(analysis)) return invalid(analysis, lists && factsOf(api, target, await lists));

  const key = memory && (await keyOf(memory, gateway, target, partOf(first.operation, target)));
  const record = key && (await memory.records.find(key));
  const resumed = await resume(gateway, target, first, api, record);
  const state = await readState(gateway, api, resumed.target, {
    ...(stage !== undefined && { stage }),
    ...(extras?.routes && { routes: extras.routes }),
  });
  const inStage = stage === undefined ? undefined : record?.stages[stage];
  const plan = makePlan(
    {
      operation: analysis.operation,
      members,
      target: resumed.target,
      isRemembered: resumed.isRemembered,
      ...(stage !== undefined && { stage }),
      ...(extras && { extras }),
      ...(inStage !== undefined && { inStage }),
      ...(record?.fingerprint !== undefined && { deployed: record.fingerprint }),
      ...(record?.pending?.kind === "put" && { unrestored: record.pending.responses }),
    },
    state,
  );
  const facts = lists && factsOf(api, resumed.target, await lists, state.method);
  if (state.method && plan.steps.some(({ kind }) => kind === "put")) {
    const declared = declaredBy(state.method);
    const checked = analysisOf(request, first.operation.name, first.document, declared);
    if (hasErrors(checked)) return invalid(checked, facts);
  }
  return {
    kind: "plan",
    analysis,
    ...(facts && { facts }),
    plan: { ...plan, notices: [...resumed.notices, ...plan.notices] },
    ...(stage !== undefined && { stage }),
    ...(memory && key && { memory: { ...memory, key, ...(record && { record }) } }),
  };
}

export interface DeployResult extends ApplyResult {
  /** Why the record could not be written; what was done at AWS is done. */
  readonly recordFailure?: string;
}

/**
 * Carries a prepared plan out and remembers it. Rejects only where the record cannot be written before
 * something is made, for then nothing is.
 */
export async function deploy(
  gateway: ApiGateway,
  { plan, stage, memory }: PreparedPlan,
  options: Omit<ApplyOptions, "beforeStep"> = {},
): Promise<DeployResult> {
  let wasBegun = false;
  const beforeStep = async (step: Step, knownIds: readonly string[]): Promise<void> => {
    if (memory?.record && isBeside(step))
      // No stage has what is made now, though the integration in it may be the same.
      await memory.records.update(memory.key, (record) => ({ ...record, stages: {} }));
    if (!memory || (step.kind !== "create" && step.kind !== "put")) return;
    const pending = {
      kind: step.kind,
      at: new Date().toISOString(),
      fingerprint: fingerprint(plan.after),
      knownIds,
      responses: plan.steps.flatMap((other) =>
        other.kind === "responses" ? other.inputs.map(ownMembers) : [],
      ),
    };
    await memory.records.update(memory.key, (record) => {
      if (record.id !== memory.record?.id || record.pending?.at !== memory.record?.pending?.at)
        throw underWay();
      return { ...record, pending };
    });
    wasBegun = true;
  };
  const result = await applyPlan(gateway, plan, { ...options, beforeStep });
  if (!memory) return result;
  try {
    const wasTouched = result.steps.some(({ state }) => state !== "not-done");
    if (wasTouched || result.outcome === "in-sync") await remember(memory, plan, stage, result);
    // AWS refused it: what was due before is due still, and nothing else.
    else if (wasBegun) await memory.records.update(memory.key, withPending(memory.record?.pending));
    return result;
  } catch (error) {
    return { ...result, recordFailure: error instanceof Error ? error.message : String(error) };
  }
}

type ReadFile = Invalid | { readonly kind: "read"; readonly analysis: Analysis; readonly members: Members };

function readFile(request: DeploymentRequest): ReadFile {
  const { text, fileName } = request;
  const document = parse(text, request.format ?? formatOfFileName(fileName ?? ""));
  const operation = request.operation ?? operationOfInput(fileName, document.root);
  const analysis = analysisOf(request, operation, document);
  const members = toJson(document.root);
  return hasErrors(analysis) || !isRecord(members) ? invalid(analysis) : { kind: "read", analysis, members };
}

function analysisOf(
  { text }: DeploymentRequest,
  operation: OperationName,
  document: ParsedDocument,
  facts?: ApiFacts,
): Analysis {
  return analyze(text, operation, { document, ...(facts && { facts }) });
}

/** What the rules are to know of a REST method. Of the responses that it declares the plan's obstacles speak. */
function declaredBy({ requestParameters }: Method): ApiFacts {
  return { protocol: "REST", requestParameters };
}

function hasErrors({ problems }: Analysis): boolean {
  return problems.some(({ severity }) => severity === "error");
}

function invalid(analysis: Analysis, facts?: ApiFacts): Invalid {
  return {
    kind: "invalid",
    analysis,
    ...(facts && { facts }),
    errors: analysis.problems.filter(({ severity }) => severity === "error"),
  };
}

/** The one API in this region that the file was deployed to. */
async function onlyApi({ records, file }: Memory, gateway: ApiGateway): Promise<string | undefined> {
  const own = (await records.ofFile(file)).filter(
    ({ region, endpoint }) => region === gateway.region && endpoint === gateway.endpoint,
  );
  const [apiId, ...others] = new Set(own.map((record) => record.apiId));
  return others.length === 0 ? apiId : undefined;
}

async function keyOf(
  { file }: Memory,
  gateway: ApiGateway,
  target: Target,
  part: string | undefined,
): Promise<RecordKey> {
  const account = await gateway.account();
  return {
    file,
    region: gateway.region,
    apiId: apiIdOf(target),
    ...(part !== undefined && { part }),
    ...(account !== undefined && { account }),
    ...(gateway.endpoint !== undefined && { endpoint: gateway.endpoint }),
  };
}

interface Resumed {
  readonly target: Target;
  readonly isRemembered: boolean;
  readonly notices: readonly string[];
}

/** The target with what is remembered of it, and what became of a create that was interrupted. */
async function resume(
  gateway: ApiGateway,
  target: Target,
  { operation }: Analysis,
  api: Plan["state"]["api"],
  record: DeploymentRecord | undefined,
): Promise<Resumed> {
  const asItIs = { target, isRemembered: false, notices: [] };
  if (operation.name !== "create-integration" || target.kind !== "integration") return asItIs;
  if (target.integrationId !== undefined || !record) return asItIs;
  const { id, pending } = record;
  if (pending?.kind === "create") {
    const { others } = await readState(gateway, api, target);
    const place = { operation: wholeOperation(operation.name), protocol: api.protocol };
    const made = newAndAlike(others, pending.knownIds, pending.fingerprint, place);
    if (made.length > 1) {
      throw new AwsError(
        "conflict",
        `A deployment was interrupted, and AWS has ${made.length} new integrations that it may have made: ${made.join(", ")}.`,
        "Say which one is the file's with --integration-id.",
      );
    }
    const [integrationId] = made;
    if (integrationId !== undefined) {
      const notices = [`The integration ${integrationId} was made by a deployment that was interrupted.`];
      return { target: { ...target, integrationId }, isRemembered: true, notices };
    }
  }
  return id === undefined
    ? asItIs
    : { target: { ...target, integrationId: id }, isRemembered: true, notices: [] };
}

async function remember(
  { records, key }: PreparedMemory,
  plan: Plan,
  stage: string | undefined,
  result: ApplyResult,
): Promise<void> {
  const isDone = (kind: Step["kind"]): boolean =>
    result.steps.some(({ step, state }) => step.kind === kind && (state === "done" || state === "found"));
  const isWritten = result.outcome === "in-sync" || isDone("create") || isDone("update") || isDone("put");
  await records.update(key, ({ pending, ...record }) => ({
    ...record,
    ...(result.id !== undefined && { id: result.id }),
    ...(isWritten && { fingerprint: fingerprint(result.kept ?? plan.after) }),
    stages: {
      ...record.stages,
      ...(stage !== undefined && isDone("deployment") && { [stage]: fingerprint(plan.after) }),
    },
    at: new Date().toISOString(),
    ...(pending && isOpen(result) && { pending }),
  }));
}

function underWay(): AwsError {
  return new AwsError(
    "conflict",
    "The file was deployed, or is being deployed, by somebody else since the plan was made; nothing was done.",
    "Make a new plan and deploy that.",
  );
}

function withPending(pending: Pending | undefined): (record: DeploymentRecord) => DeploymentRecord {
  return ({ pending: _, ...record }) => ({ ...record, ...(pending && { pending }) });
}

/** Something that a later deployment has to look after: a write without an answer, responses still gone. */
function isOpen({ steps }: ApplyResult): boolean {
  return (
    steps.some(({ step, state }) => state === "unknown" && !isBeside(step)) ||
    (steps.some(({ step, state }) => step.kind === "put" && state !== "not-done") &&
      steps.some(({ step, state }) => step.kind === "responses" && state === "not-done"))
  );
}

function ownMembers({ restApiId: _, resourceId: __, httpMethod: ___, ...members }: Members): Members {
  return members;
}
