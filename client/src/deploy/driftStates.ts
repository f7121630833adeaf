import * as vscode from "vscode";
import {
  type ApiGateway,
  cachedReads,
  checkFile,
  fingerprint,
  isAwsError,
  type PreparedPlan,
  prepare,
} from "../../../deployment/src";
import type { ApiFacts } from "../../../server/src/service";
import type { StatusItem } from "../statusItem";
import type { AwsConnection } from "./awsConnection";
import type { AwsFacts } from "./awsFacts";
import { historyFor, requestFor } from "./inputFile";

/** How a file and its deployed version differ. */
export type DriftState =
  | "not-deployed"
  /** Deployed in the past; not compared since. */
  | "deployed"
  | "in-sync"
  | "changed-locally"
  | "changed-on-aws"
  | "changed-both"
  /** Exists on AWS and differs, but was not deployed from this file. */
  | "differs"
  /** Deployed once, and deleted on AWS since. */
  | "gone"
  /** The API does not exist in the selected region. */
  | "no-api"
  | "has-errors";

/** The state of the file that a plan is for. */
export function driftOf({ plan, history }: PreparedPlan): DriftState {
  const { before, after, changes } = plan;
  const record = history?.record;
  if (!before) return record?.fingerprint === undefined ? "not-deployed" : "gone";
  if (changes.length === 0) return "in-sync";
  if (record?.fingerprint === undefined) return "differs";
  const isChangedLocally = fingerprint(after) !== record.fingerprint;
  const isChangedOnAws = fingerprint(before) !== record.fingerprint;
  if (isChangedLocally && isChangedOnAws) return "changed-both";
  return isChangedOnAws ? "changed-on-aws" : "changed-locally";
}

/** The known states of files. Only `check` calls AWS. */
export class DriftStates implements vscode.Disposable {
  readonly #states = new Map<string, DriftState>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;

  constructor(
    private readonly connection: AwsConnection,
    private readonly status: StatusItem,
    private readonly facts: AwsFacts,
  ) {}

  /** The known state of a file, without calling AWS. */
  async of(uri: vscode.Uri): Promise<DriftState> {
    const known = this.#states.get(uri.toString());
    if (known) return known;
    const history = historyFor(uri);
    const records = (await history?.records.ofFile(history.file)) ?? [];
    return records.length > 0 ? "deployed" : "not-deployed";
  }

  set(uri: vscode.Uri, state: DriftState): void {
    this.#states.set(uri.toString(), state);
    this.#changed.fire();
  }

  /** Compares the files with AWS without asking the user anything. Rejects with an `AwsError`. */
  async check(uris: readonly vscode.Uri[]): Promise<void> {
    const found: (readonly [vscode.Uri, ApiFacts])[] = [];
    let gateway: ApiGateway | undefined;
    const connect = async (): Promise<ApiGateway> => {
      gateway ??= cachedReads(await this.connection.gateway());
      return gateway;
    };
    try {
      for (const uri of uris) {
        const { state, facts } = await this.#stateOf(uri, connect);
        this.#states.set(uri.toString(), state);
        if (facts) found.push([uri, facts]);
      }
    } finally {
      await this.facts.learn(...found);
    }
    this.#changed.fire();
  }

  forget(uri?: vscode.Uri): void {
    if (uri) this.#states.delete(uri.toString());
    else this.#states.clear();
    this.#changed.fire();
  }

  dispose(): void {
    this.#changed.dispose();
  }

  async #stateOf(
    uri: vscode.Uri,
    connect: () => Promise<ApiGateway>,
  ): Promise<{ readonly state: DriftState; readonly facts?: ApiFacts }> {
    const request = requestFor(await vscode.workspace.openTextDocument(uri), this.status);
    const checked = checkFile(request);
    if (checked.kind === "invalid") return { state: "has-errors" };
    const gateway = await connect();
    try {
      const prepared = await prepare(gateway, checked, { ...request, permission: false });
      if (prepared.kind === "incomplete") return { state: "not-deployed" };
      const state = prepared.kind === "plan" ? driftOf(prepared) : "has-errors";
      return { state, ...(prepared.facts && { facts: prepared.facts }) };
    } catch (error) {
      // A wrong ID in one file must not prevent the comparison of the others.
      if (isAwsError(error) && error.kind === "not-found") return { state: "no-api" };
      throw error;
    }
  }
}
