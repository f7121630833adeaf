/**
 * Carries a plan out. What is there is read again before the first write, so that nobody's change is
 * overwritten unseen; and where a write's answer does not arrive, AWS is asked what became of it.
 */
import { setTimeout as delay } from "node:timers/promises";
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
import type { Step } from "./steps";
import { withId } from "./target";

/**
 * What became of a step. `found`: its answer was lost, and AWS shows it done. `unknown`: its answer was lost,
 * and AWS shows nothing that would tell.
 */
export type StepState = "done" | "found" | "not-done" | "unknown";

export interface StepResult {
  readonly step: Step;
  readonly state: StepState;
}

export interface ApplyResult {
  /** `changed-elsewhere`: somebody else was there between the plan and now, so nothing was written. */
  readonly outcome: "done" | "in-sync" | "blocked" | "changed-elsewhere" | "cancelled" | "failed";
  /** Every step of the plan, in order. */
  readonly steps: readonly StepResult[];
  /** The id of what was created or updated, where AWS gives one. */
  readonly id?: string;
  /** Why it failed; on `done`, why AWS could not be asked what it keeps. */
  readonly failure?: AwsError;
  /** What somebody else changed since the plan. */
  readonly elsewhere: readonly MemberChange[];
  /** Where AWS keeps something else than it was sent. */
  readonly differing: readonly MemberChange[];
  /** What AWS keeps after all was done, normalized. */
  readonly kept?: Members;
}

export interface ApplyOptions {
  /** Looked at before each step. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (step: Step, state: "started" | StepState) => void;
  /** Called before a step is sent, with the ids of its like that are there; waited for. */
  readonly beforeStep?: (step: Step, knownIds: readonly string[]) => Promise<void>;
  /** How long to wait before AWS is asked what became of a write, in milliseconds; 1,000 when absent. */
  readonly settleMs?: number;
}

const SETTLE_MS = 1_000;
const TRIES = 3;

/** Carries the plan out, step by step. What AWS has against it is in the result, and not thrown. */
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
  return { outcome, steps, ...(id !== undefined && { id }), elsewhere: [], differing: [] };
}

class PlanExecution {
  readonly #gateway: ApiGateway;
  readonly #plan: Plan;
  readonly #options: ApplyOptions;
  readonly #states: StepState[];
  #id: string | undefined;
  /** The deployment that the stage has, to tell a new one by. */
  #deploymentBefore: string | undefined;

  constructor(gateway: ApiGateway, plan: Plan, options: ApplyOptions) {
    this.#gateway = gateway;
    this.#plan = plan;
    this.#options = options;
    this.#states = plan.steps.map(() => "not-done");
    this.#id = plan.state.current?.id;
  }

  async run(): Promise<ApplyResult> {
    const { steps, state, place, target } = this.#plan;
    try {
      if (this.#isCancelled) return this.#result("cancelled");
      const now = await this.#read();
      if (stateFingerprint(target, now, place) !== stateFingerprint(target, state, place)) {
        const beside = changesBetween(livePrerequisites(target, state), livePrerequisites(target, now));
        return this.#result("changed-elsewhere", { elsewhere: [...this.#changesIn(now), ...beside] });
      }
      const knownIds = things(now).flatMap(({ id }) => id ?? []);
      this.#deploymentBefore = now.stage?.deploymentId;
      for (const [index, step] of steps.entries()) {
        if (this.#isCancelled) return this.#result("cancelled");
        await this.#options.beforeStep?.(step, knownIds);
        this.#options.onProgress?.(step, "started");
        const failure = await this.#carryOut(index, step, knownIds);
        this.#options.onProgress?.(step, this.#states[index] ?? "unknown");
        if (failure) return this.#result("failed", { failure });
      }
    } catch (error) {
      if (!isAwsError(error)) throw error;
      return this.#result("failed", { failure: error });
    }
    return this.#checked();
  }

  get #isCancelled(): boolean {
    return this.#options.signal?.aborted ?? false;
  }

  #result(outcome: ApplyResult["outcome"], more: Partial<ApplyResult> = {}): ApplyResult {
    const steps = this.#plan.steps.map((step, index) => ({ step, state: this.#states[index] ?? "not-done" }));
    const id = this.#id;
    return { outcome, steps, ...(id !== undefined && { id }), elsewhere: [], differing: [], ...more };
  }

  /** Everything is done; whether AWS keeps it as it was sent is worth a look, and no more than that. */
  async #checked(): Promise<ApplyResult> {
    try {
      const now = await this.#read();
      return this.#result("done", { differing: this.#differing(now), kept: this.#membersIn(now) });
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

  /** Does the step and settles its state; gives what it failed with. */
  async #carryOut(index: number, step: Step, knownIds: readonly string[]): Promise<AwsError | undefined> {
    const settle = async (send: () => Promise<unknown>, look: () => Promise<Observation>): Promise<void> => {
      this.#states[index] = await this.#settle(send, look);
    };
    this.#states[index] = "unknown";
    try {
      switch (step.kind) {
        case "create":
          await settle(
            async () => {
              this.#id = (await this.#gateway.write(step.operation, step.input)).id;
            },
            () => this.#lookForNew(knownIds),
          );
          break;
        case "update":
        case "put":
          await settle(
            async () => {
              await this.#gateway.write(step.operation, step.input);
            },
            () => this.#lookForChange(),
          );
          break;
        case "responses":
          await this.#restore(step);
          this.#states[index] = "done";
          break;
        case "deployment":
          await settle(
            async () => {
              await this.#gateway.createDeployment(step.family, step.apiId, step.stage);
            },
            async () =>
              (await this.#read()).stage?.deploymentId === this.#deploymentBefore ? "undone" : "done",
          );
          break;
        default: {
          const { send, look } = prerequisiteCall(this.#gateway, step, this.#id);
          await settle(send, async () => look(await this.#read()));
        }
      }
      return undefined;
    } catch (error) {
      if (!(error instanceof Unsettled)) throw error;
      this.#states[index] = error.isUndone ? "not-done" : "unknown";
      return error.failure;
    }
  }

  /** Sends; where the answer is lost, looks what became of it, and sends again what AWS shows undone. */
  async #settle(send: () => Promise<unknown>, look: () => Promise<Observation>): Promise<"done" | "found"> {
    for (let tries = 1; ; tries++) {
      try {
        await send();
        return "done";
      } catch (error) {
        if (!isAwsError(error)) throw error;
        if (!error.isOutcomeOpen) throw new Unsettled(error, true);
        await delay(this.#options.settleMs ?? SETTLE_MS);
        const seen = await look().catch(unclearIfAws);
        if (seen === "done") return "found";
        // A call that took too long may yet be carried out, so that what is not seen now says nothing.
        if (seen === "unclear" || error.kind === "timed-out") throw new Unsettled(error, false);
        if (tries === TRIES || this.#isCancelled) throw new Unsettled(error, true);
      }
    }
  }

  async #lookForNew(knownIds: readonly string[]): Promise<Observation> {
    const { after, place } = this.#plan;
    const all = things(await this.#read());
    const [found, ...others] = findNewMatches(all, knownIds, fingerprint(after), place);
    if (others.length > 0) return "unclear";
    this.#id = found ?? this.#id;
    return found === undefined ? "undone" : "done";
  }

  async #lookForChange(): Promise<Observation> {
    const now = await this.#read();
    if (this.#differing(now).length === 0) return "done";
    return this.#changesIn(now).length === 0 ? "undone" : "unclear";
  }

  async #restore({ inputs }: Extract<Step, { kind: "responses" }>): Promise<void> {
    const there = await this.#read().catch((error: unknown) => {
      throw isAwsError(error) ? new Unsettled(error, true) : error;
    });
    const kept = new Set(there.responses.map(({ statusCode }) => statusCode));
    for (const input of inputs.filter(({ statusCode = "" }) => !kept.has(statusCode))) {
      // The same put twice is the same as once: no look is needed.
      await this.#settle(
        async () => {
          await this.#gateway.write("put-integration-response", input);
        },
        async () => "undone",
      );
    }
  }
}

/** A write that failed for good. */
class Unsettled extends Error {
  constructor(
    readonly failure: AwsError,
    /** AWS refused it, or shows that nothing came of it. */
    readonly isUndone: boolean,
  ) {
    super(failure.message);
  }
}

function unclearIfAws(error: unknown): Observation {
  if (isAwsError(error)) return "unclear";
  throw error;
}

function things({ current, others }: LiveState): readonly LiveThing[] {
  return current ? [current, ...others] : others;
}
