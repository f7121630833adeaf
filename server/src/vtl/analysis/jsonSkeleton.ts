/**
 * Analyzes the JSON that a template writes, based on its own text: each reference may print anything, and each branch
 * may be taken or not. Finds the point from which no choice of values and branches leads to JSON, and the references
 * that are printed inside a JSON string. Tracks several states at once, each only once however it is reached.
 */
import type { ReferenceNode, TemplateNode } from "../syntax/nodes";
import { followPaths, type PrintedText, type StateMachine } from "./executionPaths";
import {
  type Fault,
  faultAtEnd,
  isInString,
  type JsonState,
  keyOf,
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
}

export function jsonSkeleton({ body }: TemplateNode): JsonSkeleton {
  const places = new Places();
  const { states, isComplete } = followPaths(body, startState(), places);
  const fault = isComplete ? faultAtEnd(states, Math.max(body.end, 1)) : undefined;
  return { places: places.found, ...(fault && { fault }) };
}

/** Follows the JSON, and notes where each reference is printed. */
class Places implements StateMachine<JsonState> {
  readonly found = new Map<ReferenceNode, JsonPlace>();
  readonly #mixed = new Set<ReferenceNode>();
  readonly keyOf = keyOf;

  isDead({ fault }: JsonState): boolean {
    return fault !== undefined;
  }

  text(states: readonly JsonState[], { value, sourceAt }: PrintedText): readonly JsonState[] {
    return states.map((state) => scanText(state, value, sourceAt));
  }

  reference(states: readonly JsonState[], node: ReferenceNode): readonly JsonState[] {
    const inside = states.filter(isInString).length;
    if (inside > 0 && inside < states.length) this.#mixed.add(node);
    const place = inside > 0 ? "string" : "bare";
    if (this.#mixed.has(node) || (this.found.get(node) ?? place) !== place) {
      this.#mixed.add(node);
      this.found.delete(node);
    } else this.found.set(node, place);
    return states.map(onReference);
  }
}
