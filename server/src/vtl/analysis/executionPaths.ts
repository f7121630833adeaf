/**
 * Follows all execution paths through a template at once: each branch may be taken or skipped, each loop entered or
 * not. The caller's state describes what a path has printed so far, and paths whose states behave alike are merged.
 */
import type { BlockNode, ForeachNode, HoleNode, ReferenceNode, Span, Statement } from "../syntax/nodes";

/** A text, and where the template has it. */
export interface PlacedText {
  readonly value: string;
  readonly node: Span;
  /** Offset of `value` in the template; undefined if it does not print as it is written. */
  readonly start: number | undefined;
}

/** Text that a path prints. */
export interface PrintedText extends PlacedText {
  readonly node: Statement;
}

/** Maps an offset in a printed text to an offset in the template. */
export function sourceAt({ start, node }: PlacedText, offset: number): number {
  if (start !== undefined) return start + offset;
  return offset > 0 ? node.end : node.start;
}

/** A choice that some paths make and others do not. */
export interface Choice {
  /** A branch runs; no branch of an `#if` runs; a loop runs; a loop runs more than once. */
  readonly kind: "branch" | "none" | "loop" | "repeated";
  /** The name of the directive. */
  readonly at: Span;
}

/** What a path's state becomes with each thing that is printed. */
export interface StateMachine<S> {
  text(states: readonly S[], text: PrintedText): readonly S[];
  /** The reference may print anything, or nothing. */
  reference(states: readonly S[], node: ReferenceNode): readonly S[];
  /** What the host puts there may be any text. */
  hole(states: readonly S[], node: HoleNode): readonly S[];
  /** Returns one state for two that behave alike from here on; undefined if they do not. */
  joined(a: S, b: S): S | undefined;
  /** Notes that the paths in these states made a choice. */
  choose(states: readonly S[], choice: Choice): readonly S[];
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

export function followPaths<S extends object>(
  body: BlockNode,
  start: S,
  machine: StateMachine<S>,
): PathEnds<S> {
  const walk = new Walk(body, machine);
  const states = walk.block(body, [start]);
  return { states: [...states, ...walk.stopped], isComplete: !walk.givenUp };
}

class Walk<S extends object> {
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
      case "hole":
        return this.#merged(this.machine.hole(states, node));
      case "reference":
        return this.#reference(node, states);
      case "set":
      case "define":
        return states;
      case "if": {
        const ends: S[] = [];
        for (const { body, nameSpan } of node.branches) ends.push(...this.#branch(body, states, nameSpan));
        const { otherwise } = node;
        if (otherwise) ends.push(...this.#branch(otherwise.body, states, otherwise.nameSpan));
        else ends.push(...this.machine.choose(states, { kind: "none", at: node.nameSpan }));
        return this.#merged(ends);
      }
      case "foreach":
        return this.#loop(node, states);
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

  #branch(body: BlockNode, states: readonly S[], at: Span): readonly S[] {
    return this.block(body, this.machine.choose(states, { kind: "branch", at }));
  }

  #loop({ body, nameSpan: at }: ForeachNode, entry: readonly S[]): readonly S[] {
    const outer = this.#left;
    this.#left = [];
    let known: readonly S[] = [];
    let states = this.machine.choose(entry, { kind: "loop", at });
    for (let round = 0; round < ROUNDS && states.length > 0; round++) {
      if (round > 0) states = this.machine.choose(states, { kind: "repeated", at });
      const after = this.block(body, states);
      const before = known;
      known = this.#merged([...before, ...after]);
      // What the first round ends with again behaves alike in the next, but for the choices that led to it.
      states = round === 0 ? this.#merged(after) : [];
    }
    const exits = this.#merged([...known, ...this.#left, ...entry]);
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
    return this.#merged(this.machine.text(states, { value, node, start: startOf(value, node) }));
  }

  /** Keeps one of the states that behave alike, and dead ones only if no other is left. */
  #merged(states: readonly S[]): readonly S[] {
    if (states.length < 2) return states;
    const hasAlive = states.some((state) => !this.machine.isDead(state));
    const kept: S[] = [];
    next: for (const state of states) {
      if (hasAlive && this.machine.isDead(state)) continue;
      for (let i = 0; i < kept.length; i++) {
        const other = kept[i];
        const joined = other && this.machine.joined(other, state);
        if (!joined) continue;
        kept[i] = joined;
        continue next;
      }
      kept.push(state);
    }
    return kept;
  }
}

/** Text that prints as it is written has offsets of its own; anything else is placed at its whole node. */
function startOf(value: string, node: Statement): number | undefined {
  const shift = node.kind === "text" && node.form === "textblock" ? 3 : 0;
  const mayBeVerbatim =
    (node.kind === "text" && node.form !== "escape") || node.kind === "literal" || node.kind === "call";
  return mayBeVerbatim && node.end - node.start === value.length + 2 * shift ? node.start + shift : undefined;
}
