/**
 * Follows all execution paths through a template at once: each branch may be taken or skipped, each loop entered or
 * not. The caller's state describes what a path has printed so far, and paths whose states behave alike are merged.
 */
import type { BlockNode, ReferenceNode, Statement } from "../syntax/nodes";

/** Text that a path prints. */
export interface PrintedText {
  readonly value: string;
  readonly node: Statement;
  /** Maps an offset in `value` to an offset in the template. */
  sourceAt(offset: number): number;
}

/** What a path's state becomes with each thing that is printed. */
export interface StateMachine<S> {
  text(states: readonly S[], text: PrintedText): readonly S[];
  /** The reference may print anything, or nothing. */
  reference(states: readonly S[], node: ReferenceNode): readonly S[];
  /** Returns the same key for states that behave alike from here on. */
  keyOf(state: S): string;
  /** Whether the state is dropped as soon as a better one exists. */
  isDead(state: S): boolean;
}

export interface PathEnds<S> {
  /** The states at the end of the template and at each `#stop`. */
  readonly states: readonly S[];
  /** False if there are too many paths, or if a macro or `#evaluate` may print anything. */
  readonly isComplete: boolean;
}

/** With more states than this, the result is not useful. */
const MAX_STATES = 16;
/** Passes through the body of a loop; the second can start in another state than the first. */
const ROUNDS = 2;

export function followPaths<S>(body: BlockNode, start: S, machine: StateMachine<S>): PathEnds<S> {
  const walk = new Walk(body, machine);
  const states = walk.block(body, [start]);
  return { states: [...states, ...walk.stopped], isComplete: !walk.givenUp };
}

class Walk<S> {
  /** States in which `#stop` ends the template. */
  readonly stopped: S[] = [];
  givenUp = false;
  /** States in which `#break` leaves the innermost loop. */
  #left: S[] = [];
  /** Characters left to read, because the bodies of nested loops are read repeatedly. */
  #budget: number;

  constructor(
    body: BlockNode,
    private readonly machine: StateMachine<S>,
  ) {
    this.#budget = 20 * (body.end - body.start) + 1000;
  }

  block({ statements }: BlockNode, entry: readonly S[]): readonly S[] {
    let states = entry;
    for (const statement of statements) {
      if (this.givenUp || states.length === 0) break;
      states = this.#statement(statement, states);
      if (states.length > MAX_STATES || this.#budget < 0) this.givenUp = true;
    }
    return states;
  }

  #statement(node: Statement, states: readonly S[]): readonly S[] {
    switch (node.kind) {
      case "text":
        return this.#text(node.value, node, states);
      case "comment":
        return node.printed === "" ? states : this.#text(node.printed, node, states);
      case "reference":
        return this.#reference(node, states);
      case "set":
      case "define":
        return states;
      case "if": {
        const branches = node.branches.map(({ body }) => this.block(body, states));
        const otherwise = node.otherwise ? this.block(node.otherwise.body, states) : states;
        return this.#merged([...branches, otherwise].flat());
      }
      case "foreach":
        return this.#loop(node.body, states);
      case "literal":
      case "call":
        if (node.kind === "call" && node.body) return this.#giveUp(states);
        return this.#text(node.source, node, states);
      case "command":
        if (node.name === "stop") this.stopped.push(...states);
        else if (node.name === "break") this.#left.push(...states);
        else return this.#giveUp(states);
        return [];
      case "macro":
        return this.#giveUp(states);
    }
  }

  #giveUp(states: readonly S[]): readonly S[] {
    this.givenUp = true;
    return states;
  }

  /** Assumes at least one iteration; skipping the loop would hide the problems of every iteration. */
  #loop(body: BlockNode, entry: readonly S[]): readonly S[] {
    const outer = this.#left;
    this.#left = [];
    const known = new Map<string, S>();
    let states = entry;
    for (let round = 0; round < ROUNDS && states.length > 0; round++) {
      const after = this.block(body, states);
      states = this.#merged(after.filter((state) => !known.has(this.machine.keyOf(state))));
      for (const state of after) known.set(this.machine.keyOf(state), state);
    }
    const exits = this.#merged([...known.values(), ...this.#merged(this.#left)]);
    this.#left = outer;
    return exits;
  }

  #reference(node: ReferenceNode, states: readonly S[]): readonly S[] {
    if (node.form === "escaped" || node.form === "word") {
      return this.#text(node.prefix + node.source, node, states);
    }
    const before = node.prefix === "" ? states : this.#text(node.prefix, node, states);
    return this.#merged(this.machine.reference(before, node));
  }

  #text(value: string, node: Statement, states: readonly S[]): readonly S[] {
    this.#budget -= states.length * value.length;
    return this.#merged(this.machine.text(states, { value, node, sourceAt: sourceOf(value, node) }));
  }

  /** Keeps one of the states that behave alike, and dead ones only if no other is left. */
  #merged(states: readonly S[]): readonly S[] {
    if (states.length < 2) return states;
    const alive = states.filter((state) => !this.machine.isDead(state));
    const kept = alive.length > 0 ? alive : states;
    return [...new Map(kept.map((state) => [this.machine.keyOf(state), state])).values()];
  }
}

/** Text that prints as it is written has offsets of its own; anything else is placed at its whole node. */
function sourceOf(value: string, node: Statement): (offset: number) => number {
  const shift = node.kind === "text" && node.form === "textblock" ? 3 : 0;
  const mayBeVerbatim =
    (node.kind === "text" && node.form !== "escape") || node.kind === "literal" || node.kind === "call";
  const isVerbatim = mayBeVerbatim && node.end - node.start === value.length + 2 * shift;
  return (offset) => (isVerbatim ? node.start + shift + offset : offset > 0 ? node.end : node.start);
}
