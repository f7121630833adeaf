import * as vscode from "vscode";
import {
  type ApiGateway,
  askingOnce,
  errorsOf,
  fingerprint,
  isAwsError,
  type PreparedPlan,
  prepare,
} from "../../../deployment/src";
import type { ApiFacts } from "../../../server/src/service";
import type { StatusItem } from "../statusItem";
import type { AwsConnection } from "./awsConnection";
import type { AwsFacts } from "./awsFacts";
import { memoryFor, requestFor } from "./inputFile";

/** How a file and what is at AWS have parted since the file was deployed. */
export type DriftState =
  | "not-deployed"
  /** Deployed some time; AWS was not asked since. */
  | "deployed"
  | "in-sync"
  | "changed-here"
  | "changed-there"
  | "changed-both"
  /** It is there and differs, and was not deployed from this file. */
  | "differs"
  /** Deployed once, and no longer there. */
  | "gone"
  /** The API that the file names is not in the region. */
  | "no-api"
  | "has-errors";

/** What a plan tells of the file that it is for. */
export function driftOf({ plan, memory }: PreparedPlan): DriftState {
  const { before, after, changes } = plan;
  const record = memory?.record;
  if (!before) return record?.fingerprint === undefined ? "not-deployed" : "gone";
  if (changes.length === 0) return "in-sync";
  if (record?.fingerprint === undefined) return "differs";
  const isHere = fingerprint(after) !== record.fingerprint;
  const isThere = fingerprint(before) !== record.fingerprint;
  if (isHere && isThere) return "changed-both";
  return isThere ? "changed-there" : "changed-here";
}

/** The files' states as far as they are known. AWS is asked by `check` only. */
export class DriftStates implements vscode.Disposable {
  readonly #states = new Map<string, DriftState>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;

  constructor(
    private readonly connection: AwsConnection,
    private readonly status: StatusItem,
    private readonly facts: AwsFacts,
  ) {}

  /** What is known of a file without asking AWS. */
  async of(uri: vscode.Uri): Promise<DriftState> {
    const known = this.#states.get(uri.toString());
    if (known) return known;
    const memory = memoryFor(uri);
    const records = (await memory?.records.ofFile(memory.file)) ?? [];
    return records.length > 0 ? "deployed" : "not-deployed";
  }

  set(uri: vscode.Uri, state: DriftState): void {
    this.#states.set(uri.toString(), state);
    this.#changed.fire();
  }

  /** Asks AWS for the files, without asking the person anything. Rejects with an `AwsError`. */
  async check(uris: readonly vscode.Uri[]): Promise<void> {
    const found: (readonly [vscode.Uri, ApiFacts])[] = [];
    let gateway: ApiGateway | undefined;
    const connect = async (): Promise<ApiGateway> => {
      gateway ??= askingOnce(await this.connection.gateway());
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
    if (errorsOf(request)) return { state: "has-errors" };
    const gateway = await connect();
    try {
      const prepared = await prepare(gateway, request);
      if (prepared.kind === "incomplete") return { state: "not-deployed" };
      const state = prepared.kind === "plan" ? driftOf(prepared) : "has-errors";
      return { state, ...(prepared.facts && { facts: prepared.facts }) };
    } catch (error) {
      // One file's wrong identifier does not keep the others from being compared.
      if (isAwsError(error) && error.kind === "not-found") return { state: "no-api" };
      throw error;
    }
  }
}
