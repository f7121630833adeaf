/**
 * A backtracking matcher like Java's, with a meter: the host's regular expressions cannot be stopped, and a
 * template's pattern may try for ever.
 */

import { JavaFault } from "../vtl/evaluate/stops";
import type { Budget } from "../vtl/values";
import type { CompiledPattern, RegexNode } from "./nodes";
import { lineBreak } from "./sets";

/** A match: the ends of the whole and of each group, in pairs, -1 for a group that took no part. */
export type Match = readonly number[];

type Next = (at: number) => boolean;

/** Levels of backtracking. Java's own stack ends at a few thousand, too. */
const DEEPEST = 2500;

/** What each attempt costs, in units of the meter. */
const COST = 16;

export class Matcher {
  #ends: number[] = [];
  #depth = 0;
  #attempts = 0;

  constructor(
    private readonly pattern: CompiledPattern,
    private readonly text: string,
    private readonly budget: Budget,
  ) {}

  /** The first match at or behind the offset. */
  find(from: number): Match | undefined {
    const { literal } = this.pattern;
    if (literal !== undefined) {
      const at = this.text.indexOf(literal, from);
      return at < 0 ? undefined : [at, at + literal.length];
    }
    for (let start = from; start <= this.text.length; start++) {
      const end = this.#from(start, () => true);
      if (end >= 0) return this.#result(start, end);
    }
    return undefined;
  }

  /** Whether the whole text matches. */
  matches(): boolean {
    return this.#from(0, (at) => at === this.text.length) >= 0;
  }

  #result(start: number, end: number): Match {
    const ends = [start, end];
    for (let group = 1; group <= this.pattern.groups; group++) {
      ends.push(this.#ends[group * 2] ?? -1, this.#ends[group * 2 + 1] ?? -1);
    }
    return ends;
  }

  #from(start: number, accept: Next): number {
    let end = -1;
    this.#ends = [];
    this.#depth = 0;
    this.#try(this.pattern.root, start, (at) => {
      if (!accept(at)) return false;
      end = at;
      return true;
    });
    return end;
  }

  #try(node: RegexNode, at: number, next: Next): boolean {
    // Charged in lots, because the meter is not for single characters.
    if (++this.#attempts % 64 === 0) this.budget.spend(64 * COST);
    if (++this.#depth > DEEPEST) throw new JavaFault("The pattern nests its attempts too deeply for Java.");
    const found = this.#node(node, at, next);
    this.#depth--;
    return found;
  }

  #node(node: RegexNode, at: number, next: Next): boolean {
    switch (node.kind) {
      case "literal":
      case "set": {
        const end = this.#single(node, at);
        return end >= 0 && next(end);
      }
      case "sequence":
        return this.#sequence(node.nodes, 0, at, next);
      case "choice":
        return node.nodes.some((option) => this.#try(option, at, next));
      case "repeat":
        return this.#repeat(node, at, next);
      case "group":
        return this.#group(node.index, node.node, at, next);
      case "atomic":
        return this.#once(node.node, at, next);
      case "look": {
        const ends = [...this.#ends];
        const found = node.behind ? this.#behind(node.node, at) : this.#try(node.node, at, () => true);
        if (found === node.negative) {
          this.#ends = ends;
          return false;
        }
        if (next(at)) return true;
        this.#ends = ends;
        return false;
      }
      case "reference": {
        const start = this.#ends[node.index * 2] ?? -1;
        if (start < 0) return false;
        const text = this.text.slice(start, this.#ends[node.index * 2 + 1]);
        const end = this.#single({ kind: "literal", text, ignoreCase: node.ignoreCase }, at);
        return end >= 0 && next(end);
      }
      case "assert":
        return this.#holds(node.what, at) && next(at);
    }
  }

  /** The end behind a literal or a character of a set; -1 where it does not match. */
  #single(node: RegexNode, at: number): number {
    const { text } = this;
    if (node.kind === "literal") {
      if (text.startsWith(node.text, at)) return at + node.text.length;
      if (!node.ignoreCase) return -1;
      const piece = text.slice(at, at + node.text.length);
      return ascii(piece) === ascii(node.text) ? at + node.text.length : -1;
    }
    if (node.kind !== "set") return -1;
    const code = text.codePointAt(at);
    if (code === undefined || !node.has(code)) return -1;
    return at + (code > 0xffff ? 2 : 1);
  }

  #sequence(nodes: readonly RegexNode[], from: number, start: number, next: Next): boolean {
    let at = start;
    let index = from;
    // What has one way to match needs no level of its own.
    for (let node = nodes[index]; node?.kind === "literal" || node?.kind === "set"; node = nodes[++index]) {
      at = this.#single(node, at);
      if (at < 0) return false;
    }
    const node = nodes[index];
    if (node === undefined) return next(at);
    return this.#try(node, at, (end) => this.#sequence(nodes, index + 1, end, next));
  }

  #repeat(node: RegexNode & { kind: "repeat" }, at: number, next: Next): boolean {
    const { node: body, mode } = node;
    if (mode === "possessive") return this.#once({ ...node, mode: "greedy" }, at, next);
    if (body.kind === "set" || body.kind === "literal") return this.#simpleRepeat(node, at, next);
    return this.#iterate(node, at, 0, next);
  }

  /** Characters one after the other: the attempts behind them need no levels of their own. */
  #simpleRepeat(node: RegexNode & { kind: "repeat" }, start: number, next: Next): boolean {
    const { node: body, min, max, mode } = node;
    const ends = [start];
    let at = start;
    const more = (): boolean => {
      if (ends.length > max) return false;
      const end = this.#single(body, at);
      if (end <= at) return false;
      if (++this.#attempts % 64 === 0) this.budget.spend(64);
      at = end;
      ends.push(end);
      return true;
    };
    if (mode === "reluctant") {
      while (ends.length <= min) if (!more()) return false;
      do if (next(at)) return true;
      while (more());
      return false;
    }
    while (more());
    for (let count = ends.length - 1; count >= min; count--) if (next(ends[count] ?? start)) return true;
    return false;
  }

  #iterate(node: RegexNode & { kind: "repeat" }, at: number, count: number, next: Next): boolean {
    const again = (): boolean =>
      count < node.max &&
      this.#try(node.node, at, (end) => {
        // An empty round would go on for ever.
        if (end === at && count >= node.min) return false;
        return this.#iterate(node, end, count + 1, next);
      });
    if (count < node.min) return again();
    return node.mode === "reluctant" ? next(at) || again() : again() || next(at);
  }

  #group(index: number, node: RegexNode, at: number, next: Next): boolean {
    const start = this.#ends[index * 2] ?? -1;
    const end = this.#ends[index * 2 + 1] ?? -1;
    const found = this.#try(node, at, (stop) => {
      const before = [this.#ends[index * 2] ?? -1, this.#ends[index * 2 + 1] ?? -1] as const;
      this.#ends[index * 2] = at;
      this.#ends[index * 2 + 1] = stop;
      if (next(stop)) return true;
      [this.#ends[index * 2], this.#ends[index * 2 + 1]] = before;
      return false;
    });
    if (!found) {
      this.#ends[index * 2] = start;
      this.#ends[index * 2 + 1] = end;
    }
    return found;
  }

  /** Takes the first way that matches, and no other. */
  #once(node: RegexNode, at: number, next: Next): boolean {
    const ends = [...this.#ends];
    let end = -1;
    const found = this.#try(node, at, (stop) => {
      end = stop;
      return true;
    });
    if (found && next(end)) return true;
    this.#ends = ends;
    return false;
  }

  #behind(node: RegexNode, at: number): boolean {
    for (let start = at; start >= 0; start--) {
      if (this.#try(node, start, (end) => end === at)) return true;
    }
    return false;
  }

  #holds(what: (RegexNode & { kind: "assert" })["what"], at: number): boolean {
    const { text } = this;
    const { length } = text;
    switch (what) {
      case "start":
        return at === 0;
      case "end":
        return at === length;
      case "endOrBreak":
        if (at === length) return true;
        if (at === length - 2 && text.endsWith("\r\n")) return true;
        return at === length - 1 && lineBreak(text.charCodeAt(at)) && !text.endsWith("\r\n");
      case "lineStart":
        if (at === 0) return true;
        if (at === length || (text[at - 1] === "\r" && text[at] === "\n")) return false;
        return lineBreak(text.charCodeAt(at - 1));
      case "lineEnd":
        if (at === length) return true;
        return lineBreak(text.charCodeAt(at)) && !(text[at] === "\n" && text[at - 1] === "\r");
      case "word":
        return this.#isWord(at - 1) !== this.#isWord(at);
      case "notWord":
        return this.#isWord(at - 1) === this.#isWord(at);
    }
  }

  #isWord(at: number): boolean {
    return /[\p{L}\p{Nd}_]/u.test(this.text.charAt(at));
  }
}

/** Lower case of ASCII letters only, as `(?i)` compares. */
function ascii(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
