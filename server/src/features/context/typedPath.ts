import { type PathSteps, pathSteps } from "../../templates/shapes/pathSteps";
import type { Step } from "../../templates/shapes/shape";

/** A JSONPath up to the cursor: the steps that are complete, and the name that is being typed. */
export interface TypedPath {
  readonly steps: readonly Step[];
  /** After `.`; after `[`; after `['`; or after a complete step, where a dot or bracket can follow. */
  readonly place: "dot" | "bracket" | "quote" | "end";
  /** What is typed of the name. */
  readonly name: string;
  /** The quote before the name. */
  readonly quote?: string;
}

/** Reads the text of a path up to the cursor. Undefined where no name can follow, such as in a filter. */
export function typedPath(text: string): TypedPath | undefined {
  if (text === "") return { steps: [], place: "end", name: "" };
  const [, beforeQuote, quote, quoted] = QUOTE.exec(text) ?? [];
  if (beforeQuote !== undefined && quote !== undefined && quoted !== undefined) {
    return withSteps(stepsBefore(beforeQuote), { place: "quote", name: quoted, quote });
  }
  if (text.endsWith("[")) return withSteps(stepsBefore(text.slice(0, -1)), { place: "bracket", name: "" });
  const [, beforeDot, name] = DOT.exec(text) ?? [];
  if (beforeDot !== undefined && name !== undefined) {
    return withSteps(stepsBefore(beforeDot), { place: "dot", name });
  }
  if (/^[^$.[]+$/.test(text)) return { steps: [], place: "dot", name: text };
  return withSteps(pathSteps(text), { place: "end", name: "" });
}

const QUOTE = /^(.*)\[\s*(["'])([^'"\]]*)$/s;
const DOT = /^(.*)\.([^.[\]()'"\s]*)$/s;

/** The steps before a dot or bracket. Before the dot of `..name`, there is another one. */
function stepsBefore(text: string): PathSteps | undefined {
  if (!text.endsWith(".")) return pathSteps(text === "" ? "$" : text);
  const before = pathSteps(text.slice(0, -1) || "$");
  return before && { steps: [...before.steps, { kind: "descendants" }], isDefinite: false };
}

function withSteps(found: PathSteps | undefined, rest: Omit<TypedPath, "steps">): TypedPath | undefined {
  return found && { steps: found.steps, ...rest };
}
