/**
 * A backtracking matcher like Java's, with a budget: JavaScript's regular expressions cannot be interrupted, and
 * a pattern can take exponential time. It keeps what to do next and what to try instead in memory, not on the
 * call stack.
 */
import { holds } from "./assertions";
import type { Budget } from "./budget";
import type { CompiledRegex } from "./compile";
import { RegexError } from "./errors";
import type { RegexNode } from "./nodes";
import type { Alternative, Repeat, Task } from "./tasks";

/** The start and end of the match and of each group, in pairs; -1 for a group that took no part. */
export type Match = readonly number[];

/**
 * Attempts on top of each other. Java recurses for each of them: with a stack of 1 MB it overflows about here,
 * `(\n|.)+` for instance with a text of 1,200 to 1,600 characters.
 */
const MAX_DEPTH = 4000;

const TOO_DEEP =
  "Matching this text takes more nested attempts than the stack of Java usually holds, so the match would fail.";

/** The cost of an attempt, in units of the budget. */
const COST = 16;
/** Attempts that are charged at once. */
const BATCH = 64;

const ACCEPT: Task = { kind: "accept" };

/** Matches one pattern against one text. */
export class Matcher {
  #at = 0;
  #depth = 0;
  #attempts = 0;
  /** The offsets of the groups, in pairs by number. */
  #ends: number[] = [];
  #alternatives: Alternative[] = [];

  constructor(
    private readonly pattern: CompiledRegex,
    private readonly text: string,
    private readonly budget: Budget,
  ) {}

  /** Returns the first match at or after the offset. */
  find(from: number): Match | undefined {
    const { literal } = this.pattern;
    if (literal !== undefined) {
      const at = this.text.indexOf(literal, from);
      return at < 0 ? undefined : [at, at + literal.length];
    }
    for (let start = from; start <= this.text.length; start++) {
      if (this.#run(start, false)) return this.#result(start);
    }
    return undefined;
  }

  /** Tells whether the whole text matches. */
  matches(): boolean {
    return this.#run(0, true);
  }

  #result(start: number): Match {
    const ends = [start, this.#at];
    for (let group = 1; group <= this.pattern.groups; group++) {
      ends.push(this.#ends[group * 2] ?? -1, this.#ends[group * 2 + 1] ?? -1);
    }
    return ends;
  }

  #run(start: number, isWhole: boolean): boolean {
    this.#at = start;
    this.#depth = 0;
    this.#ends = [];
    this.#alternatives = [];
    let task: Task | undefined = { kind: "node", node: this.pattern.root, next: ACCEPT };
    for (;;) {
      if (task?.kind === "accept") {
        if (!isWhole || this.#at === this.text.length) return true;
        task = undefined;
      } else if (task) task = this.#step(task);
      else {
        task = this.#backtrack();
        if (!task) return false;
      }
    }
  }

  /** Returns what to do after a task; undefined where it fails. */
  #step(task: Exclude<Task, { kind: "accept" }>): Task | undefined {
    switch (task.kind) {
      case "node":
        // Charged in batches, because the budget is too coarse for single attempts.
        if (++this.#attempts % BATCH === 0) this.budget.spend(BATCH * COST);
        if (++this.#depth > MAX_DEPTH) throw new RegexError(TOO_DEEP);
        return this.#node(task.node, task.next);
      case "sequence":
        return this.#sequence(task.nodes, task.index, task.next);
      case "iterated":
        // An empty iteration would repeat forever, so it is the last one. Java keeps what its groups captured, unless
        // every iteration is empty.
        if (this.#at === task.from) {
          const { node, count } = task;
          return count <= node.min || node.max === 1 || !isAlwaysEmpty(node.node) ? task.next : undefined;
        }
        return this.#iterate(task.node, task.count, task.next);
      case "groupEnd":
        this.#setGroup(task.index, task.start, this.#at);
        return task.next;
      case "endAt":
        return this.#at === task.at ? task.next : undefined;
      case "commit":
        this.#discard(task.height);
        this.#depth = task.depth;
        this.#at = task.at ?? this.#at;
        return task.next;
      case "refute":
        while (this.#alternatives.length > task.height) this.#restore(this.#alternatives.pop());
        return undefined;
    }
  }

  #node(node: RegexNode, next: Task): Task | undefined {
    switch (node.kind) {
      case "literal":
      case "set":
        return this.#take(this.#single(node, this.#at)) ? next : undefined;
      case "sequence":
        return this.#sequence(node.nodes, 0, next);
      case "choice":
        return this.#choose(node.nodes, 0, next);
      case "repeat":
        return this.#repeat(node, next);
      case "group": {
        const end: Task = { kind: "groupEnd", index: node.index, start: this.#at, next };
        return { kind: "node", node: node.node, next: end };
      }
      case "atomic":
        return this.#atomic(node.node, next);
      case "look":
        return this.#look(node, next);
      case "reference": {
        const start = this.#ends[node.index * 2] ?? -1;
        if (start < 0) return undefined;
        const text = this.text.slice(start, this.#ends[node.index * 2 + 1]);
        const end = this.#single({ kind: "literal", text, ignoreCase: node.ignoreCase }, this.#at);
        return this.#take(end) ? next : undefined;
      }
      case "assert":
        return holds(node.what, this.text, this.#at) ? next : undefined;
    }
  }

  #take(end: number): boolean {
    if (end < 0) return false;
    this.#at = end;
    return true;
  }

  /** Returns the end of a literal or of a character of a set; -1 if it does not match. */
  #single(node: RegexNode, at: number): number {
    const { text } = this;
    if (node.kind === "literal") {
      if (text.startsWith(node.text, at)) return at + node.text.length;
      if (!node.ignoreCase) return -1;
      const piece = text.slice(at, at + node.text.length);
      return lowerCaseAscii(piece) === lowerCaseAscii(node.text) ? at + node.text.length : -1;
    }
    if (node.kind !== "set") return -1;
    const code = text.codePointAt(at);
    if (code === undefined || !node.has(code)) return -1;
    return at + (code > 0xffff ? 2 : 1);
  }

  #sequence(nodes: readonly RegexNode[], from: number, next: Task): Task | undefined {
    let index = from;
    // Nodes with only one way to match need no task of their own.
    for (let node = nodes[index]; node?.kind === "literal" || node?.kind === "set"; node = nodes[++index]) {
      if (!this.#take(this.#single(node, this.#at))) return undefined;
    }
    const node = nodes[index];
    if (node === undefined) return next;
    const isLast = index === nodes.length - 1;
    return {
      kind: "node",
      node,
      next: isLast ? next : { kind: "sequence", nodes, index: index + 1, next },
    };
  }

  #choose(nodes: readonly RegexNode[], index: number, next: Task): Task | undefined {
    const node = nodes[index];
    if (index + 1 < nodes.length) {
      this.#otherwise({ kind: "choice", nodes, index: index + 1, next, ...this.#here() });
    }
    return node && { kind: "node", node, next };
  }

  #repeat(node: Repeat, next: Task): Task | undefined {
    const { node: body, mode } = node;
    if (body.kind === "set" || body.kind === "literal") return this.#repeatSingle(node, next);
    if (mode === "possessive") return this.#atomic({ ...node, mode: "greedy" }, next);
    return this.#iterate(node, 0, next);
  }

  #repeatSingle(node: Repeat, next: Task): Task | undefined {
    const { min, max, mode } = node;
    const most = mode === "reluctant" ? min : max;
    const from = this.#at;
    let count = 0;
    while (count < most && this.#repeatOnce(node)) count++;
    if (count < min) return undefined;
    if (mode === "reluctant") this.#orLonger(node, count, next);
    else if (mode === "greedy") this.#orShorter(node, from, count, next);
    return next;
  }

  /** Advances by one repetition of a literal or a set. */
  #repeatOnce({ node }: Repeat): boolean {
    const end = this.#single(node, this.#at);
    if (end <= this.#at) return false;
    if (++this.#attempts % BATCH === 0) this.budget.spend(BATCH);
    this.#at = end;
    return true;
  }

  #orShorter(node: Repeat, from: number, count: number, next: Task): void {
    if (count > node.min) this.#otherwise({ kind: "shorter", node, from, count, next, ...this.#here() });
  }

  /** Returns the offset before the last repetition, which ends at `end`. The first one started at `from`. */
  #beforeLast({ node }: Repeat, from: number, end: number): number {
    if (node.kind === "literal") return end - node.text.length;
    const isPair = end - 2 >= from && (this.text.codePointAt(end - 2) ?? 0) > 0xffff;
    return end - (isPair ? 2 : 1);
  }

  #orLonger(node: Repeat, count: number, next: Task): void {
    if (count < node.max) this.#otherwise({ kind: "longer", node, count, next, ...this.#here() });
  }

  #iterate(node: Repeat, count: number, next: Task): Task {
    const after: Task = { kind: "iterated", node, count: count + 1, from: this.#at, next };
    const again: Task = { kind: "node", node: node.node, next: after };
    if (count < node.min) return again;
    if (count >= node.max) return next;
    const isReluctant = node.mode === "reluctant";
    this.#otherwise({ kind: "task", task: isReluctant ? again : next, ...this.#here() });
    return isReluctant ? next : again;
  }

  /** Takes the first way that matches, and never another. */
  #atomic(node: RegexNode, next: Task): Task {
    const height = this.#alternatives.length;
    return { kind: "node", node, next: { kind: "commit", height, depth: this.#depth, next } };
  }

  #look({ node, behind, negative }: RegexNode & { readonly kind: "look" }, next: Task): Task {
    const height = this.#alternatives.length;
    const here = this.#here();
    if (negative) this.#otherwise({ kind: "task", task: next, ...here });
    const then: Task = negative ? { kind: "refute", height } : { kind: "commit", height, ...here, next };
    if (!behind) return { kind: "node", node, next: then };
    return this.#lookFrom(this.#at, node, { kind: "endAt", at: this.#at, next: then });
  }

  /** Begins a look-behind at an offset, or else at one of those before it. */
  #lookFrom(at: number, node: RegexNode, next: Task): Task {
    if (at > 0) this.#otherwise({ kind: "behind", node, at: at - 1, depth: this.#depth, next });
    this.#at = at;
    return { kind: "node", node, next };
  }

  #here(): { readonly at: number; readonly depth: number } {
    return { at: this.#at, depth: this.#depth };
  }

  #otherwise(alternative: Alternative): void {
    this.#alternatives.push(alternative);
  }

  /** Goes back to the last alternative; undefined where there is none left. */
  #backtrack(): Task | undefined {
    for (;;) {
      const last = this.#alternatives.pop();
      if (!last) return undefined;
      if (last.kind === "restore") {
        this.#restore(last);
        continue;
      }
      this.#depth = last.depth;
      this.#at = last.at;
      switch (last.kind) {
        case "shorter":
          this.#at = this.#beforeLast(last.node, last.from, last.at);
          this.#orShorter(last.node, last.from, last.count - 1, last.next);
          return last.next;
        case "task":
          return last.task;
        case "choice":
          return this.#choose(last.nodes, last.index, last.next);
        case "behind":
          return this.#lookFrom(last.at, last.node, last.next);
        case "longer":
          if (!this.#repeatOnce(last.node)) continue;
          this.#orLonger(last.node, last.count + 1, last.next);
          return last.next;
      }
    }
  }

  #setGroup(index: number, start: number, end: number): void {
    this.#otherwise({
      kind: "restore",
      index,
      start: this.#ends[index * 2] ?? -1,
      end: this.#ends[index * 2 + 1] ?? -1,
    });
    this.#ends[index * 2] = start;
    this.#ends[index * 2 + 1] = end;
  }

  #restore(alternative: Alternative | undefined): void {
    if (alternative?.kind !== "restore") return;
    this.#ends[alternative.index * 2] = alternative.start;
    this.#ends[alternative.index * 2 + 1] = alternative.end;
  }

  /** Drops the alternatives from an index on, except what restores the groups as they were there. */
  #discard(height: number): void {
    const dropped = this.#alternatives.splice(height);
    const seen = new Set<number>();
    for (const alternative of dropped) {
      if (alternative.kind !== "restore" || seen.has(alternative.index)) continue;
      seen.add(alternative.index);
      this.#otherwise(alternative);
    }
  }
}

/** True for what never consumes a character, whichever way it matches. Java runs alternatives differently. */
function isAlwaysEmpty(node: RegexNode): boolean {
  const rest: RegexNode[] = [node];
  for (let each = rest.pop(); each; each = rest.pop()) {
    switch (each.kind) {
      case "assert":
      case "look":
        break;
      case "sequence":
        rest.push(...each.nodes);
        break;
      case "group":
      case "atomic":
        rest.push(each.node);
        break;
      case "repeat":
        if (each.max > 0) rest.push(each.node);
        break;
      default:
        return false;
    }
  }
  return true;
}

/** Lowercases ASCII letters only, as `(?i)` does. */
function lowerCaseAscii(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
