/** Which mentions of a name mean the same variable, and where a variable gets its value. */

import type { Template } from "../../rules/engine/template";
import { Recent } from "../../syntax/recent";
import { reachingDefinitions } from "../../vtl/analysis/reaching";
import type { ReferenceNode } from "../../vtl/syntax/nodes";
import { type Mention, mentionsIn, type Scope } from "./mentions";

/** The mentions of one variable, in the order of the text. */
export interface Variable {
  readonly name: string;
  readonly mentions: readonly Mention[];
}

/** Returns the variable that is mentioned. A name has one in each scope, or a single one if they cannot be told apart. */
export function variableOf(template: Template, mention: Mention): Variable {
  const names = cached.of(template, () => new Map());
  let variables = names.get(mention.name);
  if (!variables) {
    variables = byScope(mentionsIn(template).variables.get(mention.name) ?? []);
    names.set(mention.name, variables);
  }
  return variables.get(mention.scope) ?? { name: mention.name, mentions: [mention] };
}

const cached = /* @__PURE__ */ new Recent<Template, Map<string, ReadonlyMap<Scope, Variable>>>(2);

function byScope(mentions: readonly Mention[]): ReadonlyMap<Scope, Variable> {
  const variables = new Map<Scope, Variable>();
  for (const group of grouped(mentions)) {
    const variable: Variable = { name: group[0]?.name ?? "", mentions: group };
    for (const { scope } of group) variables.set(scope, variable);
  }
  return variables;
}

/** Groups mentions by variable. */
export function grouped(mentions: readonly Mention[]): readonly (readonly Mention[])[] {
  if (mentions.length === 0) return [];
  const groups = new Map<Scope, Mention[]>();
  for (const mention of mentions) {
    const group = groups.get(mention.scope);
    if (group) group.push(mention);
    else groups.set(mention.scope, [mention]);
  }
  return groups.size > 1 && areMixed(mentions) ? [mentions] : [...groups.values()];
}

/**
 * Returns whether a scope may see the variable of another one. What runs later, as the body of a `#define` does, sees
 * the variables of whatever runs it; and what a macro assigns is also assigned outside it.
 */
function areMixed(mentions: readonly Mention[]): boolean {
  let isArgument = false;
  let isInDeferredLoop = false;
  for (const { scope, time, definition } of mentions) {
    if (time === "later" || scope.isOpen) return true;
    if (definition && definition.from !== "parameter" && scope.kind === "macro") return true;
    if (definition?.hides?.kind === "macro") return true;
    if (time === "argument") isArgument = true;
    if (scope.kind === "loop" && scope.deferrals > 0) isInDeferredLoop = true;
  }
  return isArgument && isInDeferredLoop;
}

/**
 * Returns the definitions whose value the mentioned variable can have there; for a definition, itself. If none runs
 * before it, returns all of them.
 */
export function definitionsOf(template: Template, mention: Mention): readonly Mention[] {
  if (mention.definition) return [mention];
  const all = variableOf(template, mention).mentions.filter(({ definition }) => definition);
  if (all.length < 2) return all;
  const byNode = new Map<unknown, Mention>(all.map((each) => [each.node, each]));
  const { facts } = template;
  const definitions = (facts.definitions.get(mention.name) ?? []).filter(({ span }) => byNode.has(span));
  const reaching = reachingDefinitions(facts, definitions, mention.node).flatMap(
    ({ span }) => byNode.get(span) ?? [],
  );
  return reaching.length > 0 ? reaching : all;
}

/** Returns whether a reference reads what API Gateway or Velocity defines, such as `$input` and `$foreach`. */
export function readsPredefined(template: Template, node: ReferenceNode): boolean {
  return template.facts.readsObject(node);
}
