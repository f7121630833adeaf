import type { ApiFacts } from "../../model/apiFacts";
import type { Span } from "../../syntax/nodes";
import { type Facts, gatherFacts } from "../../vtl/analysis/facts";
import { DIRECTIVES, findMethod, methodsOf, OBJECTS, ROOTS } from "../../vtl/analysis/library";
import { leadingNames, nameOfPart } from "../../vtl/analysis/parts";
import { StaticValues } from "../../vtl/analysis/values";
import type { ReferenceNode } from "../../vtl/syntax/nodes";
import type { ParsedTemplate } from "../../vtl/syntax/parse";
import { explainContextName, explainStageVariable } from "../docs/explain";
import {
  describeDirective,
  describeRoot,
  describeTemplateMember,
  describeVariable,
} from "../docs/templateLanguage";
import type { Hover } from "./hover";

/** Explains the variable, member or directive at the offset of a mapping template. */
export function hoverInTemplate(
  { text, root }: ParsedTemplate,
  at: number,
  apiFacts?: ApiFacts,
): Hover | undefined {
  const facts = gatherFacts(root.body);
  const node = referenceAt(facts, at);
  return node ? hoverReference(facts, text, node, at, apiFacts) : hoverDirective(text, at);
}

/** Returns the innermost reference around the offset. */
function referenceAt({ references, sets }: Facts, at: number): ReferenceNode | undefined {
  const targets = sets.flatMap(({ target }) => (target.kind === "reference" ? [target] : []));
  const around = [...references.map(({ node }) => node), ...targets].filter((node) => holds(node, at));
  return around.reduce<ReferenceNode | undefined>(
    (inner, node) => (!inner || node.end - node.start < inner.end - inner.start ? node : inner),
    undefined,
  );
}

function holds({ start, end }: Span, at: number): boolean {
  return start <= at && at < end;
}

function hoverReference(
  facts: Facts,
  text: string,
  node: ReferenceNode,
  at: number,
  apiFacts: ApiFacts | undefined,
): Hover | undefined {
  const { name, nameSpan, parts } = node;
  const index = parts.findIndex((part) => holds(part, at));
  if (index < 0) {
    const span = { start: node.start, end: nameSpan.end };
    const known = ROOTS.find((candidate) => candidate.name === name);
    if (known) return { span, markdown: describeRoot(name, known.description) };
    return { span, markdown: describeVariable(name, facts.definitions.get(name) ?? [], text) };
  }
  const part = parts[index];
  if (!part) return undefined;
  const span = part.kind === "index" ? part : part.nameSpan;
  if (name === "context") {
    const names = leadingNames(node).slice(0, index + 1);
    const markdown = explainContextName(names.map((named) => named.name).join("."));
    if (markdown !== undefined && names.length === index + 1) return { span, markdown };
  }
  const named = nameOfPart(part)?.name ?? (part.kind === "method" ? part.name : undefined);
  if (named === undefined) return undefined;
  if (name === "stageVariables" && index === 0)
    return { span, markdown: explainStageVariable(named, apiFacts) };
  if (index === 0 && (name === "input" || name === "util" || name === "foreach")) {
    const member = OBJECTS[name].get(named);
    return member && { span, markdown: describeTemplateMember(member, `$${name}.`) };
  }
  if (part.kind !== "method") return undefined;
  const { type } = new StaticValues(facts).reference(node, index);
  const method =
    findMethod(type, named) ??
    (type === "any" ? methodsOf("any").find((candidate) => candidate.name === named) : undefined);
  return method && { span, markdown: describeTemplateMember(method, "") };
}

function hoverDirective(text: string, at: number): Hover | undefined {
  const from = Math.max(0, at - 20);
  for (const match of text.slice(from, at + 20).matchAll(/#\{?([a-z]+)\}?/g)) {
    const span = { start: from + match.index, end: from + match.index + match[0].length };
    const directive = DIRECTIVES.find(({ name }) => name === match[1]);
    if (directive && holds(span, at)) return { span, markdown: describeDirective(directive) };
  }
  return undefined;
}
