/** Evaluates what can be evaluated of Terraform's expressions: locals with literals, merged maps, encoded JSON. */
import { findMember } from "../../syntax/locate";
import type { MemberNode, ObjectNode, UnknownNode, ValueNode } from "../../syntax/nodes";
import { asExpression, type ExpressionNode } from "./expressions";
import { encodedString } from "./jsonencode";
import { withoutLineBreaks } from "./strings";

/** Locals may refer to locals, and these to others; more steps than this are a circle. */
const MAX_STEPS = 20;

/** Functions that return their argument, as far as it matters here. */
const IDENTITIES: ReadonlySet<string> = new Set([
  "tomap",
  "tolist",
  "toset",
  "tostring",
  "tonumber",
  "tobool",
  "sensitive",
  "nonsensitive",
]);

/** What a file says about the values of references. */
export interface Scope {
  /** The text of the file. */
  readonly text: string;
  /** The expressions of locals by name. */
  readonly locals: ReadonlyMap<string, ValueNode>;
  /** Values that have been evaluated: locals that refer to each other would otherwise take exponential time. */
  readonly evaluated: Map<ValueNode, ValueNode>;
  /** Values with everything in them evaluated. */
  readonly deep: Map<ValueNode, ValueNode>;
  /** Returns the value of a reference to a resource in the file. */
  attribute(reference: string): ValueNode | undefined;
}

/** Returns the value of an expression, as far as the file tells; otherwise the expression. */
export function evaluate(node: ValueNode, scope: Scope, steps = 0): ValueNode {
  const expression = asExpression(node);
  if (!expression || steps > MAX_STEPS) return node;
  const known = scope.evaluated.get(node);
  if (known) return known;
  const value = evaluated(expression, scope, steps);
  scope.evaluated.set(node, value);
  return value;
}

function evaluated(node: ExpressionNode, scope: Scope, steps: number): ValueNode {
  const { reference, call, alternatives } = node;
  if (alternatives) return evaluatedAlternatives(node, scope, steps);
  if (reference !== undefined) {
    const value = referredValue(reference, scope, steps);
    return value ? insteadOf(node, value) : node;
  }
  if (!call) return node;
  const { name, args } = call;
  const [first] = args;
  if (name === "merge") return merged(node, args, scope, steps);
  if (name === "jsonencode" && first) {
    const value = deepValue(first, scope, steps + 1);
    return (value.kind === "unknown" ? undefined : encodedString(scope.text, node.span, value)) ?? node;
  }
  if (name === "chomp" && first) {
    const value = evaluate(first, scope, steps + 1);
    return value.kind === "string" ? withoutLineBreaks(value) : node;
  }
  if (IDENTITIES.has(name) && first) {
    const value = evaluate(first, scope, steps + 1);
    return value.kind === "unknown" ? node : value;
  }
  return node;
}

/** Returns the value that an expression encodes as JSON or YAML. */
export function encodedValue(node: ValueNode, scope: Scope, steps = 0): ValueNode | undefined {
  const expression = asExpression(node);
  if (!expression || steps > MAX_STEPS) return undefined;
  const { reference, call } = expression;
  if (reference !== undefined) {
    const value = scope.locals.get(/^local\.([\w-]+)$/.exec(reference)?.[1] ?? "");
    return value && encodedValue(value, scope, steps + 1);
  }
  const [first] = call?.args ?? [];
  if (!first || (call?.name !== "jsonencode" && call?.name !== "yamlencode")) return undefined;
  return evaluate(first, scope, steps + 1);
}

/** The value of a reference: a local, a member of one, or an attribute of a resource. */
function referredValue(reference: string, scope: Scope, steps: number): ValueNode | undefined {
  const [, name = "", rest = ""] = /^local\.([\w-]+)((?:\.[\w-]+|\["[^"]*"\])*)$/.exec(reference) ?? [];
  if (name === "") return scope.attribute(reference);
  const local = scope.locals.get(name);
  let value = local && evaluate(local, scope, steps + 1);
  for (const [, plain, quoted] of rest.matchAll(/\.([\w-]+)|\["([^"]*)"\]/g)) {
    if (value?.kind !== "object") return undefined;
    const member: MemberNode | undefined = findMember(value, plain ?? quoted ?? "");
    value = member?.value && evaluate(member.value, scope, steps + 1);
  }
  return value && value.kind !== "unknown" ? value : undefined;
}

/** The value at the place of the expression that refers to it; the text of a local stays where it is written. */
function insteadOf(node: ExpressionNode, value: ValueNode): ValueNode {
  if (value.kind === "string" && node.reference?.startsWith("local.")) return value;
  return { ...value, span: node.span, anchored: value.anchored ?? value };
}

function evaluatedAlternatives(node: UnknownNode, scope: Scope, steps: number): ValueNode {
  const alternatives = (node.alternatives ?? []).map((choice) => {
    if (choice === "absent") return choice;
    const value = evaluate(choice, scope, steps + 1);
    return value.kind === "null" ? "absent" : value;
  });
  return { ...node, alternatives };
}

/** A call of `merge`: an object with all members that are written in its arguments, and possibly more. */
function merged(node: ValueNode, args: readonly ValueNode[], scope: Scope, steps: number): ValueNode {
  const values = args.map((arg) => evaluate(arg, scope, steps + 1));
  const objects = values.filter((value) => value.kind === "object");
  const last = objects.at(-1);
  if (!last) return node;
  const byName = new Map<string, MemberNode>();
  for (const { members } of objects) for (const member of members) byName.set(member.key.value, member);
  const isOpen = objects.length < values.length || objects.some((object) => object.isOpen);
  const object: ObjectNode = {
    kind: "object",
    span: node.span,
    closed: true,
    members: [...byName.values()],
    origin: last.anchored ?? last.origin ?? last,
    ...(isOpen && { isOpen: true }),
  };
  return object;
}

/** The value with everything in it evaluated. */
export function deepValue(node: ValueNode, scope: Scope, steps = 0): ValueNode {
  const known = scope.deep.get(node);
  if (known) return known;
  const value = deeplyEvaluated(node, scope, steps);
  scope.deep.set(node, value);
  return value;
}

function deeplyEvaluated(node: ValueNode, scope: Scope, steps: number): ValueNode {
  const value = evaluate(node, scope, steps);
  if (steps > MAX_STEPS) return value;
  if (value.kind === "array") {
    const items = value.items.map((item) => deepValue(item, scope, steps + 1));
    const isSame = items.every((item, index) => item === value.items[index]);
    return isSame ? value : { ...value, items, origin: value.origin ?? value };
  }
  if (value.kind !== "object") return value;
  const members = value.members.map((member) => {
    const made = member.value && deepValue(member.value, scope, steps + 1);
    return made === member.value || !made
      ? member
      : { ...member, value: made, origin: member.origin ?? member };
  });
  const isSame = members.every((member, index) => member === value.members[index]);
  return isSame ? value : { ...value, members, origin: value.origin ?? value };
}
