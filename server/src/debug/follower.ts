/** Following a run: which statement is next, and what it is nested in. */
import type { Machine, Observer, TraceEntry } from "../vtl";
import type { StopPoint } from "./stopPoints";
import type { DebuggedTemplate } from "./subject";

/** A template of the run, with what it has printed so far. */
export interface TemplateRun {
  readonly template: DebuggedTemplate;
  /** Undefined while nothing of the template has run. */
  machine?: Machine;
  /** Its own output, which is not that of the machine while a string or a `#define` is being evaluated. */
  output?: Machine["output"];
  /** The number of its last event. */
  last: number;
  /** How many of the problems of its machine have been attributed to an event. */
  seen: number;
}

/** The template or the block of a `#define`, with the loops around the next statement in it. */
export interface Call {
  readonly kind: "template" | "define";
  readonly name: string;
  readonly loops: { readonly point: StopPoint; readonly name: string; readonly end: number; pass: number }[];
  /** The statement that runs, or ran last. */
  at: StopPoint | undefined;
}

/** A moment before a statement. Events are numbered from 1; the same number is the same moment in every run. */
export interface Event {
  readonly number: number;
  readonly point: StopPoint;
  readonly run: TemplateRun;
  readonly machine: Machine;
}

/**
 * Follows the templates of a run, and calls back before each statement. A callback ends the run by throwing.
 */
export class Follower {
  events = 0;
  readonly runs: TemplateRun[] = [];
  calls: Call[] = [];
  #isPaused = false;

  constructor(private readonly onEvent: (event: Event, follower: Follower) => void) {}

  /** How many calls and loops the next statement is in. */
  get depth(): number {
    return this.calls.reduce((sum, { loops }) => sum + 1 + loops.length, 0);
  }

  /** Ignores what is evaluated meanwhile. */
  paused<Result>(action: () => Result): Result {
    this.#isPaused = true;
    try {
      return action();
    } finally {
      this.#isPaused = false;
    }
  }

  follow(template: DebuggedTemplate): Observer {
    const run: TemplateRun = { template, last: this.events, seen: 0 };
    this.runs.push(run);
    this.calls = [{ kind: "template", name: template.name, loops: [], at: undefined }];
    const { points } = template;
    return {
      before: ({ start }, machine) => {
        if (this.#isPaused) return;
        if (!run.machine) {
          run.machine = machine;
          run.output = machine.output;
        }
        const point = points.get(start);
        if (point) this.#reach(point, run, machine);
      },
      iterating: (node, pass) => {
        if (this.#isPaused) return;
        const point = points.get(node.start);
        const call = this.calls.at(-1);
        // A loop in an interpolated string is a part of the statement around it.
        if (!point || !call) return;
        leaveLoops(call, node.start);
        if (pass === 0) return;
        const [item] = node.arguments;
        const name = item ? template.text.slice(item.start, item.end) : "";
        call.loops.push({ point, name, end: node.end, pass });
      },
      entering: (node) => {
        if (this.#isPaused) return;
        const [name] = "arguments" in node ? node.arguments : [];
        const text = name ? template.text.slice(name.start, name.end) : "";
        this.calls.push({ kind: "define", name: `#define(${text})`, loops: [], at: undefined });
      },
      leaving: () => {
        if (!this.#isPaused) this.calls.pop();
      },
    };
  }

  #reach(point: StopPoint, run: TemplateRun, machine: Machine): void {
    const call = this.calls.at(-1);
    if (!call) return;
    leaveLoops(call, point.start);
    call.at = point;
    run.last = ++this.events;
    this.onEvent({ number: this.events, point, run, machine }, this);
  }
}

/** Drops the loops that the statement at the offset is not in. */
function leaveLoops({ loops }: Call, offset: number): void {
  for (let loop = loops.at(-1); loop; loop = loops.at(-1)) {
    if (loop.point.start < offset && offset < loop.end) return;
    loops.pop();
  }
}

/** What a template has printed, and what each piece comes from. */
export function printedBy({ machine, output }: TemplateRun): {
  readonly text: string;
  readonly trace: readonly TraceEntry[];
} {
  return { text: output?.toString() ?? "", trace: machine?.trace ?? [] };
}
