/**
 * The JSON that a template writes, as far as its own text goes: each reference may print anything, and each
 * branch may be taken or not. Tells where no choice of values and branches leads to JSON, and which references
 * stand inside of a string. Takes several states through the text at once, each once however it is reached.
 */
import type { BlockNode, ReferenceNode, Span, Statement, TemplateNode, TextNode } from "../syntax/nodes";
import {
  badWord,
  type Fault,
  isAtEnd,
  isInString,
  type JsonState,
  keyOf,
  onReference,
  scanText,
  startState,
} from "./jsonStates";

/** Where a reference is printed: inside of a string of JSON, or where a value or name belongs. */
export type JsonPlace = "string" | "bare";

export interface JsonSkeleton {
  /** The places of the printed references, where all ways through the template agree on them. */
  readonly places: ReadonlyMap<ReferenceNode, JsonPlace>;
  /** The first place behind which nothing makes JSON of it. */
  readonly fault?: Fault;
}

/** More states than these tell nothing any more. */
const MOST_STATES = 16;
/** Rounds through a loop's body: the second may start in another state than the first. */
const ROUNDS = 2;

export function jsonSkeleton({ body }: TemplateNode): JsonSkeleton {
  return new Walk(body).result();
}

/** Ways through the text so far, no two of which go on alike. */
type States = readonly JsonState[];

class Walk {
  readonly #places = new Map<ReferenceNode, JsonPlace>();
  readonly #mixed = new Set<ReferenceNode>();
  /** States where `#stop` ends the template. */
  readonly #stopped: JsonState[] = [];
  /** States that leave the innermost loop. */
  #left: JsonState[] = [];
  #fault: Fault | undefined;
  /** Text that may still be looked at: loops in loops are gone through again and again. */
  #budget: number;
  #givenUp = false;

  constructor(private readonly body: BlockNode) {
    this.#budget = 20 * (body.end - body.start) + 1000;
  }

  result(): JsonSkeleton {
    const ends = this.#block(this.body, [startState()]);
    if (!this.#givenUp) this.#checkEnd([...ends, ...this.#stopped]);
    return { places: this.#places, ...(this.#fault && { fault: this.#fault }) };
  }

  #checkEnd(states: readonly JsonState[]): void {
    const [first] = states;
    if (!first || states.some((state) => !state.fault && isAtEnd(state))) return;
    const { fault, stack, word } = first;
    const end = Math.max(this.body.end, 1);
    if (states.every((state) => state.fault) && fault) this.#fault = fault;
    else if (isInString(first)) {
      this.#fault = { start: first.open, end: first.open + 1, message: "This string has no closing quote." };
    } else if (stack.bracket !== "") {
      const message = `This \`${stack.bracket}\` is never closed.`;
      this.#fault = { start: stack.at, end: stack.at + 1, message };
    } else if (word !== "")
      this.#fault = { start: Math.max(end - word.length, 0), end, message: badWord(word) };
    else this.#fault = { start: end - 1, end, message: "The JSON is incomplete here." };
  }

  #block({ statements }: BlockNode, entry: States): States {
    let states = entry;
    for (const statement of statements) {
      if (this.#givenUp || states.length === 0) break;
      states = this.#statement(statement, states);
      if (states.length > MOST_STATES || this.#budget < 0) this.#givenUp = true;
    }
    return states;
  }

  #statement(node: Statement, states: States): States {
    switch (node.kind) {
      case "text":
        return this.#text(node.value, node, node.form, states);
      case "comment":
        return node.printed === "" ? states : this.#text(node.printed, node, "escape", states);
      case "reference":
        return this.#reference(node, states);
      case "set":
      case "define":
        return states;
      case "if": {
        const branches = node.branches.map(({ body }) => this.#block(body, states));
        return distinct(
          [...branches, node.otherwise ? this.#block(node.otherwise.body, states) : states].flat(),
        );
      }
      case "foreach":
        return this.#loop(node.body, states);
      case "literal":
      case "call":
        if (node.kind === "call" && node.body) return this.#giveUp(states);
        return this.#text(node.source, node, "plain", states);
      case "command":
        if (node.name === "stop") this.#stopped.push(...states);
        else if (node.name === "break") this.#left.push(...states);
        else return this.#giveUp(states);
        return [];
      case "macro":
        return this.#giveUp(states);
    }
  }

  #giveUp(states: States): States {
    this.#givenUp = true;
    return states;
  }

  /** A loop that is never entered would hide what is wrong with each of its rounds. */
  #loop(body: BlockNode, entry: States): States {
    const outer = this.#left;
    this.#left = [];
    const known = new Map<string, JsonState>();
    let states = entry;
    for (let round = 0; round < ROUNDS && states.length > 0; round++) {
      const after = this.#block(body, states);
      states = distinct(after.filter((state) => !known.has(keyOf(state))));
      for (const state of after) known.set(keyOf(state), state);
    }
    const exits = distinct([...known.values(), ...distinct(this.#left)]);
    this.#left = outer;
    return exits;
  }

  #reference(node: ReferenceNode, states: States): States {
    if (node.form === "escaped" || node.form === "word") {
      return this.#text(node.prefix + node.source, node, "escape", states);
    }
    const before = node.prefix === "" ? states : this.#text(node.prefix, node, "escape", states);
    const inside = before.filter(isInString).length;
    if (inside > 0 && inside < before.length) this.#mixed.add(node);
    const place = inside > 0 ? "string" : "bare";
    if (this.#mixed.has(node) || (this.#places.get(node) ?? place) !== place) {
      this.#mixed.add(node);
      this.#places.delete(node);
    } else this.#places.set(node, place);
    return distinct(before.map(onReference));
  }

  #text(value: string, span: Span, form: TextNode["form"], states: States): States {
    // Text that prints as it stands has its own places; elsewhere the whole node stands for each of them.
    const shift = form === "textblock" ? 3 : 0;
    const isVerbatim = form !== "escape" && span.end - span.start === value.length + 2 * shift;
    const at = (offset: number): number =>
      isVerbatim ? span.start + shift + offset : offset > 0 ? span.end : span.start;
    this.#budget -= states.length * value.length;
    return distinct(states.map((state) => scanText(state, value, at)));
  }
}

/** Ways that may still lead to JSON; those that cannot, where there are no others. */
function distinct(states: readonly JsonState[]): States {
  if (states.length < 2) return states;
  const alive = states.filter(({ fault }) => !fault);
  const ways = alive.length > 0 ? alive : states;
  return [...new Map(ways.map((state) => [keyOf(state), state])).values()];
}
