/** What the suites on deployment have in common: the port with the real SDK, and a file that is deployed by it. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, beforeEach } from "mocha";
import {
  type ApiGateway,
  type ConnectionOptions,
  checkFile,
  connect,
  type DeploymentHistory,
  type DeploymentRequest,
  type DeployResult,
  type Members,
  type Prepared,
  type PreparedPlan,
  prepare,
  Records,
  type StepState,
} from "../../deployment/src";
import { type Fault, FaultProxy } from "../support/faultProxy";
import type { Emulator } from "../support/moto";
import { newApi, useAwsEnvironment } from "./apis";

export const PROXY: Members = {
  IntegrationType: "HTTP_PROXY",
  IntegrationMethod: "ANY",
  IntegrationUri: "https://example.com/orders",
  PayloadFormatVersion: "1.0",
};

export const FAILED: Fault = {
  kind: "answer",
  status: 500,
  type: "InternalFailure",
  body: { message: "We failed" },
};
export const EXPIRED: Fault = {
  kind: "answer",
  status: 403,
  type: "ExpiredTokenException",
  body: { message: "The security token included in the request is expired" },
};

interface Connected {
  readonly proxy: FaultProxy;
  readonly gateway: ApiGateway;
}

/** Connects a suite to the emulator by a proxy, which forgets between the tests. */
export function useGateway(
  emulator: Emulator,
  take: (connected: Connected) => void,
  options: ConnectionOptions = {},
): void {
  useAwsEnvironment();
  let proxy: FaultProxy | undefined;
  let gateway: ApiGateway | undefined;

  before(async () => {
    proxy = await FaultProxy.before(emulator.endpoint);
    gateway = await connect({ endpointUrl: proxy.endpoint, ...options });
    take({ proxy, gateway });
  });
  beforeEach(() => proxy?.reset());
  after(() => {
    gateway?.close();
    proxy?.close();
  });
}

interface Deployable {
  /** Of an HTTP API. */
  readonly apiId: string;
  readonly history: DeploymentHistory;
  /** Where that is kept. */
  readonly folder: string;
}

/** An API and a place to remember deployments in, new for each test. */
export function useApi(emulator: Emulator, take: (deployable: Deployable) => void): void {
  let folder = "";

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "apigw-deploy-"));
    take({
      apiId: await newApi(emulator.endpoint, "HTTP"),
      history: { records: new Records(folder), file: "orders.json" },
      folder,
    });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
}

/** Checks the request's file and prepares its deployment. */
export async function prepareRequest(gateway: ApiGateway, request: DeploymentRequest): Promise<Prepared> {
  const checked = checkFile(request);
  return checked.kind === "invalid" ? checked : prepare(gateway, checked, request);
}

/** The plan of a request that leaves nothing open. */
export async function planOf(gateway: ApiGateway, request: DeploymentRequest): Promise<PreparedPlan> {
  const prepared = await prepareRequest(gateway, request);
  assert.ok(prepared.kind === "plan", JSON.stringify(prepared));
  return prepared;
}

export function states({ steps }: DeployResult): readonly StepState[] {
  return steps.map(({ state }) => state);
}
