/** The variables of the Serverless Framework, such as `${self:custom.table}`, which it replaces in every string. */

import { findMember } from "../../syntax/locate";
import type { ObjectNode, ParsedDocument, Span, StringNode, ValueNode } from "../../syntax/nodes";
import { composedString } from "../intrinsics/composed";
import { type HoleInText, partsWithHoles } from "../intrinsics/parts";
import type { Resolve } from "../resolved";

/** A variable in a text. */
interface Variable extends Span {
  /** What is before the first colon or parenthesis: `self`, `file`. */
  readonly source: string;
  /** What is in the braces. */
  readonly text: string;
}

/** Roots and calls of Velocity: no source of variables has a dot in its name. */
const VELOCITY = /^!?(?:(?:input|util|context|stageVariables)$|[A-Za-z_]\w*\.)/;

/** Sources that the framework leaves alone, for CloudFormation, CloudWatch and IoT. */
const SPARED = new Set(["AWS", "PROP", "iot"]);

/**
 * Returns the variables in a text, without those inside of others. Version 4 takes `${…}` for a variable if it has a
 * colon or parentheses, and leaves everything else as it is.
 */
export function variablesIn(text: string): readonly Variable[] {
  const found: Variable[] = [];
  let depth = 0;
  let start = 0;
  for (let at = text.indexOf("${"); at >= 0 && at < text.length; at++) {
    if (text.startsWith("${", at)) {
      if (depth === 0) start = at;
      depth++;
      at++;
    } else if (text[at] === "}" && depth > 0) {
      depth--;
      if (depth === 0) {
        const variable = variableAt(text, start, at + 1);
        if (variable) found.push(variable);
      }
    }
  }
  return found;
}

function variableAt(text: string, start: number, end: number): Variable | undefined {
  const inner = text.slice(start + 2, end - 1);
  const isVariable = inner.includes(":") || (inner.includes("(") && inner.includes(")"));
  if (!isVariable) return undefined;
  const source = (/^[^:()]*/.exec(inner)?.[0] ?? "").trim();
  if (source.startsWith("!") || (SPARED.has(source) && !inner.includes(","))) return undefined;
  return { start, end, source, text: inner };
}

/** Returns the function that marks the variables in the strings of a file. */
export function variablesOf(document: ParsedDocument): Resolve {
  const known = new WeakMap<StringNode, ValueNode>();
  return (node) => {
    if (node.kind !== "string" || node.composition || !node.value.includes("${")) return node;
    const before = known.get(node);
    if (before) return before;
    const value = withVariables(document, node);
    known.set(node, value);
    return value;
  };
}

function withVariables(document: ParsedDocument, node: StringNode): ValueNode {
  const variables = variablesIn(node.value);
  const [first] = variables;
  if (!first) return node;
  const isWhole = first.start === 0 && first.end === node.value.length;
  if (isWhole && !VELOCITY.test(first.source)) {
    // A variable that is the whole value may be anything.
    const typical = literalOf(document, first.text);
    return {
      kind: "unknown",
      span: node.span,
      origin: node,
      ...(typical !== undefined && { typical: [typical] }),
    };
  }
  return composedString(
    document,
    node.span,
    partsWithHoles(
      document,
      node,
      variables.map((variable) => holeOf(document, variable)),
    ),
  );
}

function holeOf(document: ParsedDocument, { start, end, source, text }: Variable): HoleInText {
  if (VELOCITY.test(source)) return { start, end, host: "The Serverless Framework", escaped: `$${text}` };
  const typical = literalOf(document, text);
  return { start, end, ...(typical !== undefined && { typical: [typical] }) };
}

/** Returns the text that `self:path` refers to, if it is written out in the same file. */
function literalOf({ root }: ParsedDocument, text: string): string | undefined {
  const path = /^self:\s*([\w.-]+)$/.exec(text.trim())?.[1];
  if (path === undefined) return undefined;
  let at: ValueNode | undefined = root;
  for (const step of path.split(".")) {
    if (at?.kind !== "object") return undefined;
    at = memberValue(at, step);
  }
  return at?.kind === "string" && at.tag === undefined && !at.value.includes("${") ? at.value : undefined;
}

function memberValue(object: ObjectNode, name: string): ValueNode | undefined {
  return object.isOpen ? undefined : findMember(object, name)?.value;
}
