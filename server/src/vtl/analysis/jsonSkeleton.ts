/**
 * Analyzes the JSON that a template writes, based on its own text: each reference may print anything, and each branch
 * may be taken or not. Finds the point from which no choice of values and branches leads to JSON, and the references
 * that are printed inside a JSON string. Tracks several states at once, each only once however it is reached.
 */
import type { HoleNode, ReferenceNode, TemplateNode } from "../syntax/nodes";
import { type Choice, followPaths, type PrintedText, type StateMachine } from "./executionPaths";
import type { Facts } from "./facts";
import {
  behaveAlike,
  endFault,
  type Fault,
  faultAtEnd,
  isAtEnd,
  isInString,
  type JsonState,
  onReference,
  scanText,
  startState,
} from "./jsonStates";

/** Where a reference is printed: inside a JSON string, or where a value or name is expected. */
export type JsonPlace = "string" | "bare";

export interface JsonSkeleton {
  /** The places of printed references, if all paths through the template agree on them. */
  readonly places: ReadonlyMap<ReferenceNode, JsonPlace>;
  /** The first point from which no path leads to JSON. */
  readonly fault?: Fault;
  /** Where only the paths that make a certain choice cannot lead to JSON. */
  readonly branchFaults: readonly BranchFault[];
}

export interface BranchFault {
  readonly choice: Choice;
  readonly fault: Fault;
}

export function jsonSkeleton({ body }: TemplateNode, facts: Facts): JsonSkeleton {
  const places = new Places(facts);
  const { states, isComplete } = followPaths(body, startState(), places);
  if (!isComplete) return { places: places.found, branchFaults: [] };
  const end = Math.max(body.end, 1);
  const fault = faultAtEnd(states, end);
  return {
    places: places.found,
    ...(fault && { fault }),
    branchFaults: fault ? [] : places.branchFaults(states, end),
  };
}

/** More choices than an integer has bits are not followed. */
const MAX_CHOICES = 30;

/** Follows the JSON, and notes where each reference is printed and which choices cannot lead to JSON. */
class Places implements StateMachine<JsonState> {
  readonly found = new Map<ReferenceNode, JsonPlace>();
  readonly #mixed = new Set<ReferenceNode>();
  readonly #choices: Choice[] = [];
  /** The first fault of a path with each choice. */
  readonly #faults = new Map<number, Fault>();

  constructor(private readonly facts: Facts) {}

  joined(a: JsonState, b: JsonState): JsonState | undefined {
    if (!behaveAlike(a, b)) return undefined;
    const choices = a.choices | b.choices;
    return choices === b.choices ? b : { ...b, choices };
  }

  choose(states: readonly JsonState[], choice: Choice): readonly JsonState[] {
    let index = 0;
    for (; index < this.#choices.length; index++) {
      const known = this.#choices[index];
      if (known?.at === choice.at && known.kind === choice.kind) break;
    }
    if (index >= MAX_CHOICES || states.every(({ fault }) => fault)) return states;
    this.#choices[index] = choice;
    return states.map((state) => (state.fault ? state : { ...state, choices: state.choices | (1 << index) }));
  }

  isDead({ fault }: JsonState): boolean {
    return fault !== undefined;
  }

  text(states: readonly JsonState[], text: PrintedText): readonly JsonState[] {
    const [only] = states;
    // Most templates have a single path, and an array is cheaper than a closure.
    if (only && states.length === 1) return [this.#noted(only, scanText(only, text))];
    return states.map((state) => this.#noted(state, scanText(state, text)));
  }

  reference(states: readonly JsonState[], node: ReferenceNode): readonly JsonState[] {
    let inside = 0;
    for (const state of states) if (isInString(state)) inside++;
    if (inside > 0 && inside < states.length) this.#mixed.add(node);
    const place = inside > 0 ? "string" : "bare";
    if ((this.#mixed.size > 0 && this.#mixed.has(node)) || (this.found.get(node) ?? place) !== place) {
      this.#mixed.add(node);
      this.found.delete(node);
    } else this.found.set(node, place);
    // Most references are in a string, and leave its state as it is.
    if (inside === states.length) {
      if (!states.some(({ isEscaped }) => isEscaped)) return states;
      return states.map((state) => onReference(state, node, NOTHING));
    }
    const printed = { printsValue: this.#printsValue(node), isJson: isJson(node) };
    return states.map((state) => this.#noted(state, onReference(state, node, printed)));
  }

  hole(states: readonly JsonState[], node: HoleNode): readonly JsonState[] {
    return states.map((state) => onReference(state, node, NOTHING));
  }

  /** Returns the choices that were made, but by no path that leads to JSON. */
  branchFaults(states: readonly JsonState[], end: number): readonly BranchFault[] {
    let good = 0;
    for (const state of states) {
      if (!state.fault && isAtEnd(state)) good |= state.choices;
      else this.#note(state.choices, state.fault ?? endFault(state, end));
    }
    const faults: BranchFault[] = [];
    for (const [index, choice] of this.#choices.entries()) {
      const fault = good & (1 << index) ? undefined : this.#faults.get(index);
      if (fault && !faults.some((other) => other.fault === fault)) faults.push({ choice, fault });
    }
    return faults;
  }

  #noted(before: JsonState, after: JsonState): JsonState {
    if (after.fault && !before.fault && after.choices !== 0) this.#note(after.choices, after.fault);
    return after;
  }

  #note(choices: number, fault: Fault): void {
    for (let index = 0; choices >> index !== 0; index++) {
      if (choices & (1 << index) && !this.#faults.has(index)) this.#faults.set(index, fault);
    }
  }

  /** False for variables that may contain more than a value, such as text that ends with a comma. */
  #printsValue(node: ReferenceNode): boolean {
    if (node.parts.length > 0) return true;
    const definitions = this.facts.definitions.get(node.name) ?? [];
    return definitions.every(({ from, value }) => {
      return from === "foreach" || value?.kind === "reference" || value?.kind === "integer";
    });
  }
}

const NOTHING = { printsValue: false, isJson: false };

function isJson({ name, parts: [part] }: ReferenceNode): boolean {
  return name === "input" && part?.kind === "method" && part.name === "json";
}
