/** The definitions whose value a variable can have where it is read. */

import { contains } from "../../syntax/spans";
import type { Span } from "../syntax/nodes";
import type { Definition, Facts } from "./facts";

/** For a variable with more definitions, all of them count, so that the analysis stays linear. */
const MAX_DEFINITIONS = 32;

/**
 * Returns the definitions that can be the last one to run before a use: those after the last one that always runs
 * before it, and in a loop also the later ones, which run before the next iteration.
 */
export function reachingDefinitions(
  { deferred }: Facts,
  definitions: readonly Definition[],
  use: Span,
): readonly Definition[] {
  if (definitions.length < 2 || definitions.length > MAX_DEFINITIONS) return definitions;
  if (deferred.some((body) => contains(body, use))) return definitions;
  const before = definitions.filter((definition) => endOf(definition) <= use.start);
  const last = before.findLastIndex(({ block }) => contains(block, use));
  const nearest = before[last];
  const repeated = definitions.filter(
    ({ loop, ...definition }) =>
      endOf(definition) > use.start &&
      loop &&
      contains(loop, use) &&
      !(nearest && contains(loop, nearest.span)),
  );
  return [...before.slice(Math.max(last, 0)), ...repeated];
}

function endOf({ value, span }: Pick<Definition, "value" | "span">): number {
  return Math.max(value?.end ?? 0, span.end);
}
