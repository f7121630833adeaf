/** The variables that a template can read at an offset. */
import type { Template } from "../rules/engine/template";
import type { Definition, Facts } from "../vtl/analysis/facts";
import type { BodyDirective, ReferenceNode, Span } from "../vtl/syntax/nodes";

export interface LocalVariable {
  readonly name: string;
  /** The definitions that are visible at the offset. */
  readonly definitions: readonly Definition[];
  /** False if the variable is only set after the offset. */
  readonly isSet: boolean;
}

/**
 * Returns the variables that are visible at the offset: the item of a `#foreach` only in its body, the parameter of a
 * macro only in the macro. A name that the offset touches is only just being typed, so it does not count.
 */
export function localVariables({ facts }: Template, offset: number): readonly LocalVariable[] {
  const runsLater = facts.deferred.some((body) => holds(body, offset));
  return [...facts.definitions].flatMap(([name, all]) => {
    const definitions = all.filter(
      (definition) => !holds(definition.span, offset) && isVisible(facts, definition, offset),
    );
    if (definitions.length === 0) return [];
    return [{ name, definitions, isSet: definitions.some((each) => runsLater || isBefore(each, offset)) }];
  });
}

/** Returns a read of the variable at the offset, as if it were written there. */
export function readAt(name: string, offset: number): ReferenceNode {
  const span = { start: offset, end: offset };
  return {
    kind: "reference",
    ...span,
    name,
    nameSpan: span,
    parts: [],
    quiet: false,
    braced: false,
    closed: true,
    prefix: "",
    form: "value",
    source: "",
    target: name,
    dangling: false,
  };
}

function isVisible({ macros, loops }: Facts, { from, span }: Definition, offset: number): boolean {
  if (from !== "foreach" && from !== "parameter") return true;
  const list: readonly BodyDirective[] = from === "foreach" ? loops : macros;
  return list.some((owner) => owner.arguments.some((each) => each === span) && isInBody(owner, offset));
}

/** Returns whether the offset is in the body of a directive. Its `#end` may follow right after the cursor. */
export function isInBody({ body, end, endSpan }: BodyDirective, offset: number): boolean {
  return holds({ start: body.start, end: endSpan?.start ?? end }, offset);
}

function isBefore({ from, span, value, loop }: Definition, offset: number): boolean {
  if (from === "foreach" || from === "parameter") return true;
  if (Math.max(value?.end ?? 0, span.end) <= offset) return true;
  return loop !== undefined && holds(loop, offset);
}

function holds({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}
