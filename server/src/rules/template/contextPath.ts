/** The `$context` variables that a template's references name. */
import {
  CONTEXT_VARIABLES,
  type ContextVariable,
  findContextVariable,
  REST_LOGS_ONLY,
} from "../../expressions";
import type { Span } from "../../syntax/nodes";
import { leadingNames, type NamedPart } from "../../vtl/analysis/parts";
import type { ReferenceNode } from "../../vtl/syntax/nodes";
import type { Template } from "../engine/template";

export interface ContextPath {
  readonly node: ReferenceNode;
  /** Without `context.`, and only as far as it names a variable: `identity.sourceIp`. */
  readonly name: string;
  readonly parts: readonly NamedPart[];
  /** From the first part of the name to the last. */
  readonly span: Span;
  readonly variable?: ContextVariable;
  /** True for a group of variables, such as `identity`. */
  readonly isGroup: boolean;
  readonly isPrinted: boolean;
}

const GROUPS: ReadonlySet<string> = new Set(
  CONTEXT_VARIABLES.flatMap(({ name }) => {
    const steps = name.split(".");
    return steps.slice(1).map((_, count) => steps.slice(0, count + 1).join("."));
  }),
);

const CANONICAL: ReadonlyMap<string, string> = new Map(
  [...CONTEXT_VARIABLES.map(({ name }) => name), ...GROUPS, ...REST_LOGS_ONLY].map((name) => [
    name.toLowerCase(),
    name,
  ]),
);

/** The names to suggest for an unknown one. */
export const CONTEXT_NAMES: readonly string[] = [...CANONICAL.values()].filter((name) => !name.includes("<"));

/** Returns the `$context` paths that the template reads or sets. */
export function contextPathsOf({ facts }: Template): readonly ContextPath[] {
  const paths: ContextPath[] = [];
  for (const { node, isPrinted } of facts.references) {
    const path = node.name === "context" && pathOf(node, isPrinted);
    if (path) paths.push(path);
  }
  for (const { target } of facts.sets) {
    const path = target.kind === "reference" && target.name === "context" && pathOf(target, false);
    if (path) paths.push(path);
  }
  return paths;
}

function pathOf(node: ReferenceNode, isPrinted: boolean): ContextPath | undefined {
  const all = leadingNames(node);
  for (let count = 1; count <= all.length; count++) {
    const parts = all.slice(0, count);
    const name = parts.map((part) => part.name).join(".");
    const isGroup = GROUPS.has(name);
    const isLast = count === all.length;
    if (isGroup && !isLast) continue;
    const variable = isGroup ? undefined : findContextVariable(name);
    // The start of a known name, which may become one with the next part.
    if (!isGroup && !variable && !isLast && startsSomething(name)) continue;
    const span = { start: parts[0]?.span.start ?? node.start, end: parts.at(-1)?.span.end ?? node.end };
    const isWhole = isPrinted && count === node.parts.length;
    return { node, name, parts, span, isGroup, isPrinted: isWhole, ...(variable && { variable }) };
  }
  return undefined;
}

const PREFIXES: ReadonlySet<string> = new Set(
  [...CANONICAL.keys()].flatMap((name) => {
    const steps = name.split(".");
    return steps.map((_, count) => steps.slice(0, count + 1).join("."));
  }),
);

/** Returns whether the name is the start of one that is only available in access logs or is in the wrong case. */
function startsSomething(name: string): boolean {
  return PREFIXES.has(name.toLowerCase());
}

/** Returns the name in the correct case; undefined if it is unknown in any case. */
export function inRightCase(name: string): string | undefined {
  const exact = CANONICAL.get(name.toLowerCase());
  if (exact !== undefined) return exact;
  const dot = name.lastIndexOf(".");
  const group = dot < 0 ? undefined : CANONICAL.get(name.slice(0, dot).toLowerCase());
  if (group === undefined) return undefined;
  const right = group + name.slice(dot);
  return findContextVariable(right) ? right : undefined;
}
