import { type Atom, readAtom } from "./atom";
import type { Groups } from "./escapes";
import { type GroupKind, type GroupStart, readGroupStart } from "./groupStart";
import { append, choice, EMPTY, type RegexNode, sequence } from "./nodes";
import { readRepetition } from "./repetition";
import { END, type Flags, Scanner } from "./scanner";
import type { JavaRegex, RegexGroup, RegexPart, RegexPartKind } from "./types";
import { expandQuotes } from "./units";
import { either, followed, NO_WIDTH, repeated, type Width } from "./widths";

/** A group that is open, or the pattern itself. */
interface Frame {
  readonly start: number;
  readonly group: GroupKind;
  /** The number of a capturing group. */
  readonly index: number;
  /** In force again after the group. */
  readonly flags: Flags;
  /** The alternatives before the current one. */
  readonly alternatives: { readonly node: RegexNode; readonly width: Width }[];
  nodes: RegexNode[];
  width: Width;
}

/**
 * Parses a pattern as `java.util.regex.Pattern` of JDK 17 does, up to the first fault. Never throws; takes time
 * linear in the text. Groups nest without recursion.
 */
export function parseJavaRegex(text: string): JavaRegex {
  return new Parser(text).parse();
}

class Parser {
  readonly #scanner: Scanner;
  readonly #parts: RegexPart[] = [];
  readonly #groups: RegexGroup[] = [];
  readonly #names = new Map<string, number>();
  readonly #known: Groups;
  /** The groups around the current one. */
  readonly #outer: Frame[] = [];
  #frame: Frame;

  constructor(private readonly text: string) {
    this.#scanner = new Scanner(expandQuotes(text));
    this.#frame = this.#open(0, { kind: "nonCapturing" }, this.#scanner.flags);
    const groups = this.#groups;
    const names = this.#names;
    this.#known = {
      get count() {
        return groups.length;
      },
      indexOf: (name) => names.get(name),
    };
  }

  parse(): JavaRegex {
    const scanner = this.#scanner;
    while (!scanner.fault) {
      const code = scanner.peek();
      const start = scanner.pos;
      if (code === END && scanner.isAtEnd) break;
      if (code === 0x28) this.#enter(start);
      else if (code === 0x29) this.#leave(start);
      else if (code === 0x7c) this.#alternate(start);
      else if (code === 0x2a || code === 0x2b || code === 0x3f) {
        scanner.fail("danglingQuantifier", start, start + 1);
      } else {
        const atom = readAtom(scanner, this.#known, code);
        if (atom.part) this.#part(atom.part, start);
        if (!scanner.fault) this.#repeat(atom);
      }
    }
    if (!scanner.fault && this.#outer.length > 0) this.#failUnclosed();
    const { fault, unsupported } = scanner;
    return {
      text: this.text,
      parts: this.#parts,
      groups: this.#groups,
      ...(fault && { fault }),
      ...(unsupported !== undefined && { unsupported }),
      root: fault ? EMPTY : nodeOf(this.#frame),
    };
  }

  #open(start: number, group: GroupKind, flags: Flags): Frame {
    const index = this.#groups.length;
    return { start, group, index, flags, alternatives: [], nodes: [], width: NO_WIDTH };
  }

  #part(kind: RegexPartKind, start: number): void {
    const { fault, pos } = this.#scanner;
    if (!fault) {
      const span = this.#scanner.span(start, pos);
      this.#parts.push({ kind, span, depth: this.#outer.length });
    }
  }

  /** Reads the quantifier of an atom, if there is one, and appends both. */
  #repeat({ node, width, what }: Omit<Atom, "part">): void {
    const scanner = this.#scanner;
    const frame = this.#frame;
    scanner.peek();
    const start = scanner.pos;
    const repetition = readRepetition(scanner);
    if (!repetition) {
      append(frame.nodes, node);
      frame.width = followed(frame.width, width);
      return;
    }
    this.#part("quantifier", start);
    if (node !== EMPTY) frame.nodes.push({ kind: "repeat", node, ...repetition });
    frame.width = repeated(frame.width, width, what, repetition);
  }

  #alternate(start: number): void {
    this.#scanner.pos++;
    this.#part("alternation", start);
    const frame = this.#frame;
    frame.alternatives.push({ node: sequence(frame.nodes), width: frame.width });
    frame.nodes = [];
    frame.width = NO_WIDTH;
  }

  #enter(start: number): void {
    const scanner = this.#scanner;
    const { flags } = scanner;
    const isCapturing = scanner.next() !== 0x3f;
    if (isCapturing) scanner.pos = start + 1;
    const group: GroupStart = isCapturing
      ? { kind: "capturing" }
      : readGroupStart(scanner, start, (name) => this.#names.has(name));
    if (group.kind === "capturing") this.#define(start, group.name);
    this.#part(group.kind === "flags" ? "flags" : "open", start);
    if (group.kind === "flags" || scanner.fault) return;
    this.#outer.push(this.#frame);
    this.#frame = this.#open(start, group, flags);
  }

  #define(start: number, name: string | undefined): void {
    const span = this.#scanner.span(start, start + 1);
    this.#groups.push({ span, ...(name !== undefined && { name }) });
    if (name !== undefined) this.#names.set(name, this.#groups.length);
  }

  #leave(start: number): void {
    const scanner = this.#scanner;
    const parent = this.#outer.at(-1);
    if (!parent) {
      scanner.fail("unmatchedClose", start, start + 1);
      return;
    }
    const closed = this.#frame;
    this.#checkWidth(closed);
    if (scanner.fault) return;
    scanner.pos = start + 1;
    scanner.flags = closed.flags;
    this.#outer.pop();
    this.#frame = parent;
    this.#part("close", start);
    this.#repeat(groupOf(closed));
  }

  #checkWidth(frame: Frame): void {
    const { group, start } = frame;
    if (group.kind === "look" && group.behind && !widthOf(frame).isBounded) {
      this.#scanner.fail("unboundedLookBehind", start, this.#scanner.pos + 1);
    }
  }

  #failUnclosed(): void {
    const { start } = this.#frame;
    this.#checkWidth(this.#frame);
    this.#scanner.fail("unclosedGroup", start, start + 1);
  }
}

function nodeOf({ alternatives, nodes }: Frame): RegexNode {
  return choice([...alternatives.map(({ node }) => node), sequence(nodes)]);
}

function widthOf({ alternatives, width }: Frame): Width {
  return either([...alternatives.map((alternative) => alternative.width), width]);
}

/** What a closed group is to the sequence around it. */
function groupOf(frame: Frame): Omit<Atom, "part"> {
  const { group, index } = frame;
  const node = nodeOf(frame);
  const width = widthOf(frame);
  switch (group.kind) {
    case "look":
      return { node: { ...group, node }, width: NO_WIDTH, what: "other" };
    case "atomic":
      return { node: { kind: "atomic", node }, width, what: "other" };
    case "capturing":
      return { node: { kind: "group", index, node }, width, what: "group" };
    case "nonCapturing":
      return { node, width, what: "group" };
  }
}
