/**
 * A debug session. Running is deterministic, so a moment is the number of an event, and every command runs everything
 * from the start up to the moment that it is about. Whatever looks at a moment cannot disturb what follows.
 */
import { type Evaluated, type IsCancelled, Moment, readExpression } from "../vtl";
import {
  type Breakpoint,
  type BreakpointRequest,
  type ResolvedBreakpoint,
  resolveBreakpoint,
  stopPlaces,
} from "./breakpoints";
import { type ConsoleLine, DebugConsole } from "./console";
import type { Event, Follower } from "./follower";
import type { DebugFrame } from "./frames";
import { type FoundProblem, findProblems } from "./problems";
import { type RunEnd, runUntil } from "./run";
import type { DebuggedTemplate, DebugPlace, DebugSubject } from "./subject";
import type { Shown, Variables } from "./variables";

export type DebugCommand =
  | "start"
  | "startAtEntry"
  | "continue"
  | "next"
  | "stepIn"
  | "stepOut"
  | "stepBack"
  | "reverseContinue";

export type StopReason = "entry" | "step" | "breakpoint" | "problem";

export type DebugResult =
  | {
      readonly kind: "stopped";
      readonly reason: StopReason;
      /** The problem, in words. */
      readonly message?: string;
      readonly breakpoints: readonly number[];
      readonly frames: readonly DebugFrame[];
      readonly console: readonly ConsoleLine[];
    }
  | { readonly kind: "ended"; readonly hasFailed: boolean; readonly console: readonly ConsoleLine[] };

/** Whether and how to stop at problems: never, or at those that make the request fail, or at all. */
export type StopAtProblems = "none" | "errors" | "all";

/** A change of a variable, which is made again in every run. */
interface Change {
  readonly event: number;
  readonly template: string;
}

/** Where a session is: before an event, and whether that event's problem has been shown. */
interface Position {
  readonly event: number;
  readonly atProblem: boolean;
}

export class DebugSession {
  #breakpoints = new Map<string, readonly Breakpoint[]>();
  #lastId = 0;
  #stopAt: StopAtProblems = "errors";
  #position: Position = { event: 0, atProblem: false };
  #problems: readonly FoundProblem[] | undefined;
  #changes: readonly Change[] = [];
  #variables: Variables | undefined;
  readonly #console = new DebugConsole();

  /** @param limit starts the time limit of one run */
  constructor(
    private readonly subject: DebugSubject,
    private readonly limit: () => IsCancelled,
  ) {}

  /** Replaces the breakpoints of a document. */
  setBreakpoints(uri: string, requests: readonly BreakpointRequest[]): readonly ResolvedBreakpoint[] {
    const resolved = requests.map((request) => resolveBreakpoint(this.subject, uri, ++this.#lastId, request));
    const set = resolved.flatMap((each) => ("breakpoint" in each ? [each.breakpoint] : []));
    this.#breakpoints.set(uri, set);
    return resolved;
  }

  /** Sets at which problems to stop. */
  stopAtProblems(which: StopAtProblems): void {
    this.#stopAt = which;
  }

  /** The places in some lines of a document at which breakpoints are possible. */
  stopPlaces(uri: string, from: number, to: number): readonly DebugPlace[] {
    return stopPlaces(this.subject, uri, from, to);
  }

  /** Runs on from the current moment, or back. */
  run(command: DebugCommand): DebugResult {
    this.#variables = undefined;
    switch (command) {
      case "stepBack":
      case "reverseContinue":
        return this.#back(command);
      default:
        return this.#forward(command);
    }
  }

  #forward(command: Exclude<DebugCommand, "stepBack" | "reverseContinue">): DebugResult {
    const { event: from, atProblem } = this.#position;
    const problems = this.#problemEvents(atProblem ? from + 1 : from);
    const [problem] = problems;
    if (problem && problem.event === from) return this.#stopAtProblem(problem);
    const matcher = new Matcher([...this.#breakpoints.values()].flat());
    let depth = 0;
    let calls = 0;
    let runs = 0;
    let reason = "step" as StopReason;
    let hit: readonly number[] = [];
    const end = this.#run((event, follower) => {
      const isNew = event.number > from;
      const found = matcher.match(
        event,
        follower,
        isNew ? (text) => this.#log(event, follower, text) : undefined,
      );
      if (event.number === from) {
        ({ depth } = follower);
        calls = follower.calls.length;
        runs = follower.runs.length;
      }
      if (!isNew) return false;
      if (found.length > 0) {
        hit = found;
        reason = "breakpoint";
        return true;
      }
      if (problem?.event === event.number) {
        reason = "problem";
        return true;
      }
      switch (command) {
        case "startAtEntry":
          reason = "entry";
          return true;
        case "stepIn":
          return true;
        case "next":
          return follower.calls.length <= calls || follower.runs.length > runs;
        case "stepOut":
          return follower.depth < depth || follower.runs.length > runs;
        default:
          return false;
      }
    });
    if (end.kind === "ended") return this.#ended(end);
    if (reason === "problem" && problem) return this.#stopped(end, "problem", [], problem.message);
    return this.#stopped(end, reason, hit);
  }

  #back(command: "stepBack" | "reverseContinue"): DebugResult {
    const { event: from } = this.#position;
    const matcher = new Matcher([...this.#breakpoints.values()].flat());
    const problems = new Map(this.#problemEvents(1).map((problem) => [problem.event, problem]));
    /** The last event at each depth of calls. */
    const last: number[] = [];
    let target = 1;
    let hit: readonly number[] = [];
    this.#run((event, follower) => {
      const { number } = event;
      const calls = follower.calls.length;
      if (number === from) {
        if (command === "stepBack") target = Math.max(1, ...last.slice(0, calls + 1).filter(Boolean));
        return true;
      }
      last[calls] = number;
      const found = matcher.match(event, follower);
      if (command === "reverseContinue" && (found.length > 0 || problems.has(number))) {
        target = number;
        hit = found;
      }
      return false;
    });
    const end = this.#run(({ number }) => number === target);
    if (end.kind === "ended") return this.#ended(end);
    const problem = command === "reverseContinue" && hit.length === 0 ? problems.get(target) : undefined;
    // A change that is made later has not been made yet.
    this.#change(this.#changes.filter(({ event }) => event <= target));
    if (problem) return this.#stopped(end, "problem", [], problem.message);
    return this.#stopped(end, hit.length > 0 ? "breakpoint" : target === 1 ? "entry" : "step", hit);
  }

  /** The values at the current moment; undefined if there is none. */
  variables(): Variables | undefined {
    if (this.#variables) return this.#variables;
    const { event } = this.#position;
    if (event === 0) return undefined;
    const end = this.#run(({ number }) => number === event);
    if (end.kind === "stopped") this.#variables = end.variables;
    return this.#variables;
  }

  /**
   * Evaluates an expression at the current moment, or renders a template there. What it changes is forgotten.
   * @param detail `short` for a line, `full` for the whole value, which may also be the output of a template
   */
  evaluate(text: string, detail: "short" | "full"): Shown | { readonly message: string } {
    const variables = this.variables();
    if (!variables) return { message: "Nothing is running." };
    const expression = readExpression(text);
    if ("message" in expression && (detail === "short" || text.trim() === "")) return expression;
    const { event } = this.#position;
    let result: Evaluated | undefined;
    this.#run(({ number, machine }, follower) => {
      if (number !== event) return false;
      const moment = new Moment(machine);
      result = follower.paused(() => {
        if (!("message" in expression)) return moment.evaluate(expression);
        const rendered = moment.render(text);
        return "message" in rendered ? rendered : { value: rendered.output };
      });
      return true;
    });
    if (!result) return { message: "This moment could not be reached again in time." };
    if ("message" in result) return result;
    const shown = variables.show(text, result.value, text.trim());
    return detail === "full" ? { ...shown, value: variables.fullText(result.value) } : shown;
  }

  /** Sets a variable, or a part of one, from the current moment on. Returns what is wrong, if something is. */
  set(target: string, text: string): { readonly message: string } | undefined {
    const { event } = this.#position;
    const wanted = readExpression(target);
    const value = readExpression(text);
    if ("message" in value) return value;
    if ("message" in wanted || wanted.node.kind !== "reference") return { message: "This cannot be set." };
    const last = wanted.node.parts.at(-1);
    if (last?.kind === "method") return { message: "This cannot be set." };
    const template = `#set(${target} = ${text})`;
    let mistake: { readonly message: string } | undefined;
    this.#run(({ number, machine }, follower) => {
      if (number !== event) return false;
      const moment = new Moment(machine);
      const rendered = follower.paused(() => moment.render(template));
      if ("message" in rendered) mistake = rendered;
      return true;
    });
    if (mistake) return mistake;
    this.#change([...this.#changes, { event, template }]);
    return undefined;
  }

  #change(changes: readonly Change[]): void {
    if (changes.length === this.#changes.length) return;
    this.#changes = changes;
    this.#problems = undefined;
    this.#variables = undefined;
  }

  /** Runs from the start, with the changes that have been made. */
  #run(isEnd: (event: Event, follower: Follower) => boolean): RunEnd {
    const changes = this.#changes;
    return runUntil(this.subject, this.limit(), (event, follower) => {
      for (const change of changes) {
        if (change.event !== event.number) continue;
        follower.paused(() => new Moment(event.machine).render(change.template));
      }
      return isEnd(event, follower);
    });
  }

  #problemEvents(from: number): readonly FoundProblem[] {
    if (this.#stopAt === "none") return [];
    this.#problems ??= findProblems((isEnd) => this.#run(isEnd));
    const all = this.#stopAt === "all";
    return this.#problems.filter(({ event, severity }) => event >= from && (all || severity === "error"));
  }

  #stopAtProblem({ event, message }: FoundProblem): DebugResult {
    const end = this.#run(({ number }) => number === event);
    return end.kind === "ended" ? this.#ended(end) : this.#stopped(end, "problem", [], message);
  }

  #log(event: Event, { runs }: Follower, text: string): void {
    this.#console.show(runs);
    this.#console.addLine({ kind: "log", text, place: event.run.template.placeOf(event.point) });
  }

  #stopped(
    end: Extract<RunEnd, { readonly kind: "stopped" }>,
    reason: StopReason,
    breakpoints: readonly number[],
    message?: string,
  ): DebugResult {
    const { event, frames, variables, follower } = end;
    this.#position = { event, atProblem: reason === "problem" };
    this.#variables = variables;
    this.#console.show(follower.runs);
    return {
      kind: "stopped",
      reason,
      breakpoints,
      frames,
      console: this.#console.take(),
      ...(message !== undefined && { message }),
    };
  }

  #ended({ result, follower }: Extract<RunEnd, { readonly kind: "ended" }>): DebugResult {
    this.#position = { event: 0, atProblem: false };
    this.#console.show(follower.runs);
    for (const { code, severity, message, log, place } of result.problems) {
      const text = `${code}: ${message}${log === undefined ? "" : `\n${log}`}`;
      const kind = severity === "information" ? "note" : "problem";
      this.#console.addLine({ kind, text, ...(place && { place }) });
    }
    for (const text of result.notes) this.#console.addLine({ kind: "note", text });
    const hasFailed = result.problems.some(({ severity }) => severity === "error");
    return { kind: "ended", hasFailed, console: this.#console.take() };
  }
}

/** Finds the breakpoints that an event hits, and counts the hits from the start of a run. */
class Matcher {
  readonly #hits = new Map<number, number>();
  readonly #points = new Map<DebuggedTemplate, ReadonlyMap<number, readonly Breakpoint[]>>();

  constructor(private readonly breakpoints: readonly Breakpoint[]) {}

  /** @param log takes the messages of logpoints; absent to count only */
  match(
    { point, run: { template }, machine }: Event,
    follower: Follower,
    log?: (text: string) => void,
  ): readonly number[] {
    if (this.breakpoints.length === 0) return [];
    const here = this.#of(template).get(point.start);
    if (!here) return [];
    return here.flatMap((breakpoint) => {
      const { id, condition, hits, log: message } = breakpoint;
      return follower.paused(() => {
        const moment = new Moment(machine);
        // A condition that fails is true, so that somebody sees it.
        if (condition && moment.holds(condition) === false) return [];
        const count = (this.#hits.get(id) ?? 0) + 1;
        this.#hits.set(id, count);
        if (hits && !hits(count)) return [];
        if (!message) return [id];
        log?.(message.map((piece) => (typeof piece === "string" ? piece : logged(moment, piece))).join(""));
        return [];
      });
    });
  }

  #of(template: DebuggedTemplate): ReadonlyMap<number, readonly Breakpoint[]> {
    const known = this.#points.get(template);
    if (known) return known;
    const points = new Map<number, readonly Breakpoint[]>();
    for (const breakpoint of this.breakpoints) {
      if (breakpoint.source.uri !== template.source.uri) continue;
      const point = template.pointAt(breakpoint.offset);
      if (point !== undefined) points.set(point, [...(points.get(point) ?? []), breakpoint]);
    }
    this.#points.set(template, points);
    return points;
  }
}

function logged(moment: Moment, expression: Parameters<Moment["evaluate"]>[0]): string {
  const result = moment.evaluate(expression);
  return "message" in result ? result.message : moment.print(result.value ?? "");
}
