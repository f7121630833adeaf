import type { Span, SyntaxProblem, ValueNode } from "../nodes";
import { resolvePlain, type YamlVersion } from "./resolve";

/** The anchor and tag before a node. */
export interface Properties {
  readonly span: Span;
  readonly anchor?: string;
  readonly tag?: { readonly name: string; readonly span: Span };
}

/** Reports a problem at a span. `related` is the other place that the message refers to. */
export type ReportProblem = (
  kind: SyntaxProblem["kind"],
  span: Span,
  message: string,
  related?: Span,
) => void;

const CORE = "tag:yaml.org,2002:";

/** Returns the node with the type that its tag gives it. Reports tags that are unsupported or do not match. */
export function applyTag(
  node: ValueNode,
  tag: NonNullable<Properties["tag"]>,
  text: string,
  version: YamlVersion,
  report: ReportProblem,
): ValueNode {
  const name = coreName(tag.name);
  const source = node.kind === "string" ? node.value : text.slice(node.span.start, node.span.end);
  const { span } = node;
  const isScalar = node.kind !== "object" && node.kind !== "array";
  if (
    name === "" ||
    (name === "map" && node.kind === "object") ||
    (name === "seq" && node.kind === "array")
  ) {
    return node;
  }
  if (isScalar && name === "str") {
    if (node.kind === "string") return node;
    return { kind: "string", span, closed: true, value: source, style: "plain" };
  }
  if (isScalar && name === "binary") return { kind: "bytes", span, text: source };
  if (isScalar && name === "null") return { kind: "null", span };
  if (isScalar && name === "timestamp") return { kind: "date", span, text: source };
  const resolved = resolvePlain(source, version);
  if (resolved.kind === "number" && (name === "float" || (name === "int" && resolved.whole))) {
    return { kind: "number", span, text: source, value: resolved.value, whole: name === "int" };
  }
  if (resolved.kind === "boolean" && name === "bool") return { kind: "boolean", span, value: resolved.value };
  if (["str", "binary", "null", "timestamp", "int", "float", "bool", "map", "seq"].includes(name ?? "")) {
    report("syntax", tag.span, `The value does not match the tag ${tag.name}.`);
    return node;
  }
  report("tag", tag.span, `The AWS CLI does not support the tag ${tag.name}.`, span);
  return { ...node, tag: tag.name };
}

/** The short name of a core tag, such as `str`; empty for the tag `!`, undefined for other tags. */
function coreName(name: string): string | undefined {
  if (name === "!") return "";
  if (name.startsWith(`!<${CORE}`) && name.endsWith(">")) return name.slice(CORE.length + 2, -1);
  return /^!!./.test(name) ? name.slice(2) : undefined;
}
