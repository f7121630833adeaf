/** What a template writes to `$context.requestOverride` and `$context.responseOverride`. */
import type { Expression, ReferenceNode, Span, Statement } from "../syntax/nodes";
import type { Facts } from "./facts";
import { leadingNames } from "./parts";

/** A statement that overrides a part of the request or the response. */
export interface Override {
  readonly of: "requestOverride" | "responseOverride";
  readonly part: string;
  /** The name of the header or parameter; empty for the status. */
  readonly name: string;
  /** The reference that is set, or that calls `put`. */
  readonly node: ReferenceNode;
  readonly nameSpan: Span;
  readonly value: Expression | undefined;
}

/** Returns the override that a statement makes, if any. */
export function overrideIn(statement: Statement): Override | undefined {
  if (statement.kind === "set") {
    const { target, value } = statement;
    return target.kind === "reference" ? overrideOf(target, value) : undefined;
  }
  if (statement.kind !== "reference") return undefined;
  // `$context.responseOverride.header.put("x", "y")`
  const last = statement.parts.at(-1);
  if (last?.kind !== "method" || last.name !== "put") return undefined;
  const [key, value] = last.arguments;
  if (key?.kind !== "string" || key.template) return undefined;
  const names = leadingNames(statement);
  if (names.length !== statement.parts.length - 1) return undefined;
  const span = { start: key.start + 1, end: key.end - 1 };
  const named = [...names.map((part) => ({ name: part.name, span: part.span })), { name: key.value, span }];
  return asOverride(statement, named, value);
}

function overrideOf(target: ReferenceNode, value: Expression): Override | undefined {
  const names = leadingNames(target);
  return names.length === target.parts.length ? asOverride(target, names, value) : undefined;
}

function asOverride(
  node: ReferenceNode,
  names: readonly { readonly name: string; readonly span: Span }[],
  value: Expression | undefined,
): Override | undefined {
  const [of, part, name] = names;
  if (
    node.name !== "context" ||
    !part ||
    (of?.name !== "requestOverride" && of?.name !== "responseOverride")
  ) {
    return undefined;
  }
  if (part.name !== "status" && !name) return undefined;
  return {
    of: of.name,
    part: part.name,
    name: name?.name ?? "",
    node,
    nameSpan: name?.span ?? part.span,
    value,
  };
}

/** Returns all overrides in text order. */
export function overridesIn({ blocks }: Facts): readonly Override[] {
  return blocks
    .flatMap(({ statements }) => statements.map(overrideIn).filter((found) => found !== undefined))
    .sort((a, b) => a.node.start - b.node.start);
}

/** Returns the path parameters that a template overrides; undefined if it computes one of their names. */
export function overriddenPathParameters(facts: Facts): ReadonlySet<string> | undefined {
  const overrides = new Map(overridesIn(facts).map(({ node, name }) => [node, name]));
  const targets = facts.sets.map(({ target }) => target).filter((target) => target.kind === "reference");
  const names = new Set<string>();
  for (const node of [...targets, ...facts.references.map((use) => use.node)]) {
    const [of, part, parameter] = leadingNames(node);
    if (node.name !== "context" || of?.name !== "requestOverride" || (part && part.name !== "path")) continue;
    const name = overrides.get(node) ?? parameter?.name;
    if (name === undefined) return undefined;
    names.add(name);
  }
  return names;
}
