/**
 * Applies a plan. Reads the live state again before the first write, so that nobody's change is overwritten
 * unseen, and finds out whether a write succeeded if its response was lost.
 */
import { type AwsError, isAwsError } from "./awsError";
import { changesBetween, type MemberChange } from "./changes";
import { fingerprint } from "./fingerprint";
import type { ApiGateway, Members } from "./gateway";
import { type LiveState, type LiveThing, readLiveState } from "./liveState";
import { findNewMatches } from "./newMatches";
import { normalize } from "./normalize";
import { type Plan, stateFingerprint } from "./plan";
import { type Observation, prerequisiteCall } from "./prerequisiteCalls";
import { livePrerequisites } from "./prerequisites";
import { allowsInvocation } from "./resourcePolicy";
import { settle, Unsettled } from "./settle";
import { isPatchStep, type Step } from "./steps";
import { withId } from "./target";

/**
 * The result of a step. `found`: the response was lost, but the live state shows that the write succeeded.
 * `unknown`: the response was lost, and the live state does not show whether the write succeeded.
 */
export type StepState = "done" | "found" | "not-done" | "unknown";

export interface StepResult {
  readonly step: Step;
  readonly state: StepState;
}

export interface ApplyResult {
  /** `changed-elsewhere`: somebody else changed the live state since the plan was made; nothing was written. */
  readonly outcome: "done" | "in-sync" | "blocked" | "changed-elsewhere" | "cancelled" | "failed";
  /** Every step of the plan, in order. */
  readonly steps: readonly StepResult[];
  /** The ID of what was created or updated, if AWS assigns one. */
  readonly id?: string;
  /** Why it failed; for `done`, why the result could not be read back. */
  readonly failure?: AwsError;
  /** What somebody else changed since the plan was made. */
  readonly elsewhere: readonly MemberChange[];
  /** How the live state differs from what was sent. */
  readonly differing: readonly MemberChange[];
  /**
   * The IDs of further new integrations that are identical to the file: what an interrupted create may have made,
   * or what somebody else created at the same time.
   */
  readonly twins: readonly string[];
  /** The live members after the last step, normalized. */
  readonly kept?: Members;
}

export interface ApplyOptions {
  /** Checked before each step. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (step: Step, state: "started" | StepState) => void;
  /** Called and awaited before a step is sent, with the IDs of the existing resources of its kind. */
  readonly beforeStep?: (step: Step, knownIds: readonly string[]) => Promise<void>;
  /**
   * How long to wait before reading the result of a write whose response was lost, in milliseconds; 1,000 by
   * default. A create is looked for several times, for up to 15 times as long.
   */
  readonly settleMs?: number;
}

const SETTLE_MS = 1_000;

/** Applies the plan step by step. Failures of AWS calls are returned, not thrown. */
export async function applyPlan(
  gateway: ApiGateway,
  plan: Plan,
  options: ApplyOptions = {},
): Promise<ApplyResult> {
  if (plan.obstacles.length > 0) return notStarted(plan, "blocked");
  if (plan.steps.length === 0) return notStarted(plan, "in-sync");
  return new PlanExecution(gateway, plan, options).run();
}

function notStarted(plan: Plan, outcome: "blocked" | "in-sync"): ApplyResult {
  const id = plan.state.current?.id;
  const steps = plan.steps.map((step) => ({ step, state: "not-done" as const }));
  return { outcome, steps, ...(id !== undefined && { id }), elsewhere: [], differing: [], twins: [] };
}

class PlanExecution {
  readonly #gateway: ApiGateway;
  readonly #plan: Plan;
  readonly #options: ApplyOptions;
  readonly #states: StepState[];
  #id: string | undefined;
  /** The stage's deployment before, to recognize a new one. */
  #deploymentBefore: string | undefined;
  /** If a create without a response may have made any of several resources: their IDs. */
  #candidates: readonly string[] = [];

  constructor(gateway: ApiGateway, plan: Plan, options: ApplyOptions) {
    this.#gateway = gateway;
    this.#plan = plan;
    this.#options = options;
    this.#states = plan.steps.map(() => "not-done");
    this.#id = plan.state.current?.id;
  }

  async run(): Promise<ApplyResult> {
    const { steps, state, place, target } = this.#plan;
    let knownIds: readonly string[] = [];
    try {
      if (this.#isCancelled) return this.#result("cancelled");
      const now = await this.#read();
      if (stateFingerprint(target, now, place) !== stateFingerprint(target, state, place)) {
        const prerequisites = changesBetween(
          livePrerequisites(target, state),
          livePrerequisites(target, now),
        );
        return this.#result("changed-elsewhere", { elsewhere: [...this.#changesIn(now), ...prerequisites] });
      }
      const appeared = this.#isCreating ? this.#newMatches(now, idsOf(state)) : [];
      knownIds = idsOf(now);
      this.#deploymentBefore = now.stage?.deploymentId;
      for (const [index, step] of steps.entries()) {
        if (this.#isCancelled) return this.#result("cancelled");
        await this.#options.beforeStep?.(step, knownIds);
        if (step.kind === "create" && appeared.length > 0)
          return this.#result("changed-elsewhere", { twins: appeared });
        this.#options.onProgress?.(step, "started");
        const failure = await this.#runStep(index, step, knownIds);
        this.#options.onProgress?.(step, this.#states[index] ?? "unknown");
        if (failure) return this.#result("failed", { failure, twins: this.#candidates });
      }
    } catch (error) {
      if (!isAwsError(error)) throw error;
      return this.#result("failed", { failure: error });
    }
    return this.#readBack(knownIds);
  }

  get #isCancelled(): boolean {
    return this.#options.signal?.aborted ?? false;
  }

  #result(outcome: ApplyResult["outcome"], more: Partial<ApplyResult> = {}): ApplyResult {
    const steps = this.#plan.steps.map((step, index) => ({ step, state: this.#states[index] ?? "not-done" }));
    const id = this.#id;
    return {
      outcome,
      steps,
      ...(id !== undefined && { id }),
      elsewhere: [],
      differing: [],
      twins: [],
      ...more,
    };
  }

  /** Reads the result back; all steps are done, so a failure to read is not a failure to deploy. */
  async #readBack(knownIds: readonly string[]): Promise<ApplyResult> {
    try {
      const now = await this.#read();
      const twins = this.#isCreating ? this.#newMatches(now, knownIds).filter((id) => id !== this.#id) : [];
      return this.#result("done", { differing: this.#differing(now), kept: this.#membersIn(now), twins });
    } catch (error) {
      if (!isAwsError(error)) throw error;
      return this.#result("done", { failure: error });
    }
  }

  #read(): Promise<LiveState> {
    const { state, target, steps } = this.#plan;
    const deployment = steps.find((step) => step.kind === "deployment");
    return readLiveState(this.#gateway, state.api, withId(target, this.#id), {
      ...(deployment && { stage: deployment.stage }),
      routes: state.routes.map(({ key }) => key),
    });
  }

  #changesIn(now: LiveState): readonly MemberChange[] {
    return changesBetween(this.#plan.before ?? {}, this.#membersIn(now));
  }

  #differing(now: LiveState): readonly MemberChange[] {
    return changesBetween(this.#plan.after, this.#membersIn(now));
  }

  #membersIn({ current }: LiveState): Members {
    return current ? normalize(current.members, this.#plan.place) : {};
  }

  /** Runs the step and sets its state. Returns the failure, if any. */
  async #runStep(index: number, step: Step, knownIds: readonly string[]): Promise<AwsError | undefined> {
    // A second route with the same key would be rejected. A patch that arrives twice may overwrite what somebody else
    // changed in between, and AWS refuses to remove an entry twice.
    const isOnce = step.kind === "create" || step.kind === "deployment" || isPatchStep(step);
    const settled = async (
      send: () => Promise<unknown>,
      observe: () => Promise<Observation>,
    ): Promise<void> => {
      const write = { send, observe, isRepeatable: !isOnce };
      this.#states[index] = await settle(write, this.#settling);
    };
    this.#states[index] = "unknown";
    try {
      switch (step.kind) {
        case "create":
          await settled(
            async () => {
              this.#id = (await this.#gateway.write(step.operation, step.input)).id;
            },
            () => this.#observeCreate(knownIds),
          );
          break;
        case "update":
        case "put":
          await settled(
            async () => {
              await this.#gateway.write(step.operation, step.input);
            },
            () => this.#observeChange(),
          );
          break;
        case "responses":
          await this.#restore(step);
          this.#states[index] = "done";
          break;
        case "allow-invocation":
          await settled(
            () => this.#gateway.allowInvocation(step),
            async () => {
              const policy = await this.#gateway.functionPolicy(step.function);
              return allowsInvocation(policy, [step.sourceArn], step.account) ? "done" : "undone";
            },
          );
          break;
        case "deployment":
          await settled(
            async () => {
              await this.#gateway.createDeployment(step.family, step.apiId, step.stage);
            },
            async () =>
              (await this.#read()).stage?.deploymentId === this.#deploymentBefore ? "undone" : "done",
          );
          break;
        default: {
          const { send, observe } = prerequisiteCall(this.#gateway, step, this.#id);
          await settled(send, async () => observe(await this.#read()));
        }
      }
      return undefined;
    } catch (error) {
      if (!(error instanceof Unsettled)) throw error;
      this.#states[index] = error.isUndone ? "not-done" : "unknown";
      return error.failure;
    }
  }

  get #settling() {
    return { settleMs: this.#options.settleMs ?? SETTLE_MS, isCancelled: () => this.#isCancelled };
  }

  async #observeCreate(knownIds: readonly string[]): Promise<Observation> {
    const matches = this.#newMatches(await this.#read(), knownIds);
    const [found, ...others] = matches;
    this.#candidates = others.length > 0 ? matches : [];
    if (others.length > 0) return "unclear";
    this.#id = found ?? this.#id;
    return found === undefined ? "undone" : "done";
  }

  get #isCreating(): boolean {
    return this.#plan.steps.some(({ kind }) => kind === "create");
  }

  /** The resources that are identical to the file and not among the known ones. */
  #newMatches(now: LiveState, knownIds: readonly string[]): readonly string[] {
    const { after, place } = this.#plan;
    return findNewMatches(things(now), knownIds, fingerprint(after), place);
  }

  async #observeChange(): Promise<Observation> {
    const now = await this.#read();
    if (this.#differing(now).length === 0) return "done";
    return this.#changesIn(now).length === 0 ? "undone" : "unclear";
  }

  async #restore({ inputs }: Extract<Step, { kind: "responses" }>): Promise<void> {
    const live = await this.#read().catch((error: unknown) => {
      throw isAwsError(error) ? new Unsettled(error, true) : error;
    });
    const kept = new Set(live.responses.map(({ statusCode }) => statusCode));
    for (const input of inputs.filter(({ statusCode = "" }) => !kept.has(statusCode))) {
      // Repeating a put is harmless, so there is nothing to observe.
      const send = () => this.#gateway.write("put-integration-response", input);
      await settle({ send, observe: async () => "undone", isRepeatable: true }, this.#settling);
    }
  }
}

function things({ current, others }: LiveState): readonly LiveThing[] {
  return current ? [current, ...others] : others;
}

function idsOf(state: LiveState): readonly string[] {
  return things(state).flatMap(({ id }) => id ?? []);
}
