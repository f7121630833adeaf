/** The state of one rendering. */
import type {
  BlockNode,
  BranchNode,
  CallNode,
  DefineNode,
  ForeachNode,
  HoleNode,
  IfNode,
  MacroNode,
  Span,
  Statement,
} from "../syntax/nodes";
import { print, type Value } from "../values";
import type { Meter } from "./limits";
import { Output } from "./output";
import type { Scope } from "./scopes";
import { LimitReached, Stop } from "./stops";

/** Maps a range of the output to the range of the template that printed it. */
export interface TraceEntry {
  readonly template: Span;
  readonly output: Span;
  /** The printed value of a reference; absent for text. */
  readonly value?: string;
}

/** The part of a template whose values a rendering records. */
export interface Watch {
  /** Where the reference starts: one that is read, the target of a `#set`, or the item of a `#foreach`. */
  readonly start: number;
  /** How many parts of the reference count. */
  readonly parts: number;
  /** How many values to record. After the last one, the rendering stops. */
  readonly most: number;
}

/**
 * Follows a rendering: which statements run, and which way it takes. It may end the rendering by throwing `Stop`.
 * Anything else that it throws passes through to whoever asked for the rendering.
 */
export interface Observer {
  /** Called before a statement runs, and before the condition of an `#elseif` is evaluated. */
  before?(node: Statement | BranchNode, machine: Machine): void;
  /** Called when an `#if` has decided: the branch whose condition holds, counted from 0; -1 for none of them. */
  decided?(node: IfNode, branch: number): void;
  /** Called before each pass of a loop with its number, and once with 0 if there is nothing to loop over. */
  iterating?(node: ForeachNode, pass: number): void;
  /** Called before the block of a `#define` or the body of a macro runs. */
  entering?(node: DefineNode | MacroNode | CallNode, machine: Machine): void;
  /** Called when it has run, however it ended. */
  leaving?(machine: Machine): void;
}

/** A problem that occurred during rendering. */
export interface RuntimeProblem extends Span {
  readonly kind: RuntimeProblemKind;
  readonly message: string;
}

export type RuntimeProblemKind =
  /** A Java method threw or an index is out of range, so the request fails on AWS. */
  | "fault"
  /** A loop reached the iteration limit of API Gateway and was stopped. */
  | "iterations"
  /** An override was set twice; API Gateway responds with a 5XX status. */
  | "overrideTwice"
  | "steps"
  | "output"
  | "memory"
  | "depth"
  | "time"
  | "cancelled";

/** How many characters of each value of the watched part are recorded. */
const MAX_WATCHED_LENGTH = 1000;

export interface MachineOptions {
  readonly text: string;
  readonly scope: Scope;
  readonly meter: Meter;
  /** Whether macros are defined and run, as in Velocity; API Gateway prints their calls. */
  readonly macrosRun: boolean;
  readonly trace: boolean;
  /** Returns what is printed in place of a hole. By default, that is its source. */
  readonly holeText?: (hole: HoleNode) => string;
  readonly watch?: Watch;
  readonly observer?: Observer;
  /**
   * Runs a block of statements. Passed in because expressions need it, too: an interpolated string contains
   * statements, and a reference may name the block of a `#define`.
   */
  readonly renderBlock: (machine: Machine, block: BlockNode) => void;
}

export class Machine {
  readonly text: string;
  readonly meter: Meter;
  readonly macrosRun: boolean;
  output = new Output();
  /** The scope of the statement that runs now. */
  scope: Scope;
  readonly problems: RuntimeProblem[] = [];
  readonly macros = new Map<string, MacroNode>();
  readonly trace: TraceEntry[] | undefined;
  /** Undefined once all values are recorded. */
  watch: Watch | undefined;
  readonly watched: string[] = [];
  readonly observer: Observer | undefined;
  /** The node that runs now, to locate a fault. */
  current: Span = { start: 0, end: 0 };
  #captures = 0;
  /** Current depth of nested macro calls. */
  macroDepth = 0;

  constructor(private readonly options: MachineOptions) {
    this.text = options.text;
    this.meter = options.meter;
    this.macrosRun = options.macrosRun;
    this.scope = options.scope;
    this.trace = options.trace ? [] : undefined;
    this.watch = options.watch;
    this.observer = options.observer;
  }

  /** What a hole prints. */
  holeText(hole: HoleNode): string {
    return this.options.holeText?.(hole) ?? hole.source;
  }

  renderBlock(block: BlockNode): void {
    this.options.renderBlock(this, block);
  }

  /** A machine for a template inside this one, with the same scope and macros but its own output. */
  forText(text: string, meter: Meter = this.meter): Machine {
    const { watch: _, observer: __, ...options } = this.options;
    const inner = new Machine({ ...options, text, scope: this.scope, meter, trace: false });
    for (const [name, macro] of this.macros) inner.macros.set(name, macro);
    return inner;
  }

  write(text: string): void {
    if (this.output.length + text.length > this.meter.limits.output) {
      throw new LimitReached("output", `The output is longer than ${this.meter.limits.output} characters.`);
    }
    this.output.add(text);
  }

  /** Writes what a node prints, and traces it. */
  writeFrom(node: Span, text: string, value?: string): void {
    const start = this.output.length;
    this.write(text);
    this.mark(node, start, value);
  }

  /** Traces the output since an offset to a node. */
  mark({ start, end }: Span, outputStart: number, value?: string): void {
    if (this.trace === undefined || this.#captures > 0) return;
    const output = { start: outputStart, end: this.output.length };
    this.trace.push({ template: { start, end }, output, ...(value !== undefined && { value }) });
  }

  /** Runs the action and returns what it writes instead of adding it to the output. */
  capture(action: () => void): string {
    const { output } = this;
    this.output = new Output();
    this.#captures++;
    try {
      action();
      this.meter.spend(this.output.length);
      return this.output.toString();
    } finally {
      this.output = output;
      this.#captures--;
    }
  }

  /** Records a value of the watched part, and stops the rendering if it is the last one. */
  see(value: Value): void {
    const { watch } = this;
    if (!watch) return;
    this.watched.push(this.print(value).slice(0, MAX_WATCHED_LENGTH));
    if (this.watched.length < watch.most) return;
    this.watch = undefined;
    throw new Stop("all");
  }

  /** Java's `String.valueOf`. */
  print(value: Value): string {
    return typeof value === "string" ? value : print(value, this.meter);
  }

  report(kind: RuntimeProblemKind, { start, end }: Span, message: string): void {
    const known = this.problems.some((problem) => problem.kind === kind && problem.start === start);
    if (!known) this.problems.push({ kind, start, end, message });
  }
}
