/** Where the value of an expression comes from: the body of the message, or a value that the template writes itself. */

import type { Template } from "../../rules/engine/template";
import { Recent } from "../../syntax/recent";
import { nameOfPart } from "../../vtl/analysis/parts";
import { reachingDefinitions } from "../../vtl/analysis/reaching";
import type { Expression, ReferenceNode, ReferencePart } from "../../vtl/syntax/nodes";
import { pathSteps } from "./pathSteps";
import type { Step } from "./shape";

/** A value that others are parts of. */
export type Root =
  | { readonly kind: "body" }
  /** A map or list written in the template. */
  | { readonly kind: "literal"; readonly node: Expression }
  /** A variable whose value is unknown. */
  | { readonly kind: "variable"; readonly name: string };

export interface ValueOrigin {
  readonly root: Root;
  readonly steps: readonly Step[];
}

/** Variables that are computed from each other are followed that far. */
const DEEPEST = 20;
const MOST_DEFINITIONS = 32;
const MOST_ORIGINS = 12;
const MOST_STEPS = 100;
const BODY: Root = { kind: "body" };
const ELEMENT: Step = { kind: "element" };
/** A `#foreach` goes through the elements of a list, and through the values of a map. */
const ITEM: Step = { kind: "any" };
const COLLECT: Step = { kind: "collect" };

/** Returns the origins of an expression's value, one for each definition that it can have; empty if unknown. */
export function originsOf(template: Template, node: Expression, depth = 0): readonly ValueOrigin[] {
  if (depth > DEEPEST) return [];
  switch (node.kind) {
    case "group":
      return originsOf(template, node.expression, depth + 1);
    case "map":
    case "list":
      return [{ root: { kind: "literal", node }, steps: [] }];
    case "reference":
      return ofReference(template, node, depth);
    default:
      return [];
  }
}

/** Each reference is resolved once, also where many lead to the same one. */
const resolved = /* @__PURE__ */ new Recent<Template, Map<ReferenceNode, readonly ValueOrigin[]>>(2);

function ofReference(template: Template, node: ReferenceNode, depth: number): readonly ValueOrigin[] {
  const known = resolved.of(template, () => new Map());
  const found = known.get(node);
  if (found) return found;
  // A variable may be computed from itself.
  known.set(node, []);
  const origins = resolve(template, node, depth);
  known.set(node, origins);
  return origins;
}

function resolve(template: Template, node: ReferenceNode, depth: number): readonly ValueOrigin[] {
  const { name, parts } = node;
  if (template.facts.readsObject(node)) {
    const [first, ...rest] = parts;
    if (first?.kind !== "method") return [];
    const starts =
      name === "input" ? ofInput(first) : name === "util" ? ofParsed(template, first, depth) : [];
    return through(starts, rest);
  }
  return through(ofVariable(template, node, depth), parts);
}

/** The value of `$input.path('$.order')`. What `$input.json` returns is text. */
function ofInput(part: ReferencePart): readonly ValueOrigin[] {
  const path = pathOf(part, "path");
  if (path === undefined) return [];
  const found = pathSteps(path);
  if (!found) return [];
  return [{ root: BODY, steps: found.isDefinite ? found.steps : [...found.steps, COLLECT] }];
}

/** Returns the path that a call of `$input.json` or `$input.path` reads, if it is written out. */
export function pathOf(part: ReferencePart | undefined, method?: "json" | "path"): string | undefined {
  if (part?.kind !== "method" || (part.name !== "json" && part.name !== "path")) return undefined;
  if (method !== undefined && part.name !== method) return undefined;
  const [path] = part.arguments;
  const isPlain = path?.kind === "string" && !path.template?.statements.some(({ kind }) => kind !== "text");
  return isPlain ? path.value : undefined;
}

/** The value of `$util.parseJson($input.body)` and `$util.parseJson($input.json('$.order'))`. */
function ofParsed(template: Template, part: ReferencePart, depth: number): readonly ValueOrigin[] {
  if (part.kind !== "method" || part.name !== "parseJson" || depth > DEEPEST) return [];
  const [text] = part.arguments;
  if (text?.kind !== "reference" || text.name !== "input" || !template.facts.readsObject(text)) return [];
  const [read, ...others] = text.parts;
  if (!read || others.length > 0) return [];
  if (nameOfPart(read)?.name === "body") return [{ root: BODY, steps: [] }];
  const path = pathOf(read, "json");
  const found = path === undefined ? undefined : pathSteps(path);
  return found?.isDefinite ? [{ root: BODY, steps: found.steps }] : [];
}

function ofVariable(template: Template, node: ReferenceNode, depth: number): readonly ValueOrigin[] {
  const { facts } = template;
  const reaching = reachingDefinitions(facts, facts.definitions.get(node.name) ?? [], node);
  const found: ValueOrigin[] = [];
  for (const { from, value } of reaching.slice(0, MOST_DEFINITIONS)) {
    if (!value || found.length >= MOST_ORIGINS) continue;
    const origins = originsOf(template, value, depth + 1);
    if (from === "set") found.push(...origins);
    else if (from === "foreach") found.push(...origins.map((origin) => after(origin, [ITEM])));
  }
  return found.length > 0 ? found : [{ root: { kind: "variable", name: node.name }, steps: [] }];
}

function through(starts: readonly ValueOrigin[], parts: readonly ReferencePart[]): readonly ValueOrigin[] {
  let origins = starts;
  for (const part of parts) {
    const steps = stepsOf(part);
    if (!steps) return [];
    origins = origins.map((origin) => after(origin, steps));
  }
  return origins;
}

function after({ root, steps }: ValueOrigin, next: readonly Step[]): ValueOrigin {
  return { root, steps: steps.length < MOST_STEPS ? [...steps, ...next] : steps };
}

/** The steps that a part takes; undefined for other calls and for keys that are computed. */
function stepsOf(part: ReferencePart): readonly Step[] | undefined {
  const named = nameOfPart(part);
  if (named) return [{ kind: "member", name: named.name }];
  if (part.kind === "index") {
    return part.index.kind === "string" || part.index.kind === "hole" ? undefined : [ELEMENT];
  }
  if (part.kind !== "method") return undefined;
  const [key] = part.arguments;
  switch (part.name) {
    case "get":
      return key && key.kind !== "string" ? [ELEMENT] : undefined;
    case "getOrDefault":
      return key?.kind === "string" && !key.template ? [{ kind: "member", name: key.value }] : undefined;
    case "values":
      // A `#foreach` goes through the values of a map, too.
      return [];
    default:
      return undefined;
  }
}
