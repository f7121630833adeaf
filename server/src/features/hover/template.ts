import type { ApiFacts } from "../../model/apiFacts";
import type { Template } from "../../rules/engine/template";
import type { Span } from "../../syntax/nodes";
import { pathOf } from "../../templates/shapes/origins";
import { pathSteps } from "../../templates/shapes/pathSteps";
import { type Shape, stepsInto, typeOfShapes } from "../../templates/shapes/shape";
import { bodyShapes, type KnownBody, shapesOf } from "../../templates/shapes/valueShapes";
import type { Watch } from "../../vtl";
import {
  DIRECTIVES,
  findMethod,
  methodsOf,
  OBJECTS,
  ROOTS,
  type StaticType,
} from "../../vtl/analysis/library";
import { leadingNames, nameOfPart } from "../../vtl/analysis/parts";
import type { MethodPart, ReferenceNode } from "../../vtl/syntax/nodes";
import { explainContextName, explainStageVariable } from "../docs/explain";
import { code } from "../docs/markdown";
import {
  cut,
  describeBodyMember,
  describeDirective,
  describeMacro,
  describeParameterName,
  describeRoot,
  describeTemplateMember,
  describeVariable,
} from "../docs/templateLanguage";
import type { KnownName } from "../messages/knownMessage";
import type { SampleValues } from "../messages/sampleValues";
import type { Hover } from "./hover";

/** A template, and what is known about its messages. */
export interface HoveredTemplate {
  readonly template: Template;
  readonly facts: ApiFacts | undefined;
  readonly body: KnownBody;
  readonly parameters: () => readonly KnownName[];
  /** Undefined without a sample. */
  readonly values: SampleValues | undefined;
}

/** Explains the variable, member, directive or name at the offset of a mapping template. */
export function hoverInTemplate(hovered: HoveredTemplate, at: number): Hover | undefined {
  const { template } = hovered;
  const node = referenceAt(template, at);
  if (!node) return hoverDirective(template.text, at) ?? hoverMacro(template, at);
  return hoverName(hovered, node, at) ?? hoverReference(hovered, node, at);
}

/** Returns the innermost reference around the offset. */
function referenceAt({ facts }: Template, at: number): ReferenceNode | undefined {
  let inner: ReferenceNode | undefined;
  const look = (node: ReferenceNode): void => {
    if (holds(node, at) && (!inner || node.end - node.start < inner.end - inner.start)) inner = node;
  };
  for (const { node } of facts.references) look(node);
  for (const { target } of facts.sets) if (target.kind === "reference") look(target);
  // The items of loops, and the parameters of macros.
  for (const directive of [...facts.loops, ...facts.macros]) {
    for (const argument of directive.arguments) if (argument.kind === "reference") look(argument);
  }
  return inner;
}

function holds({ start, end }: Span, at: number): boolean {
  return start <= at && at < end;
}

function hoverReference(hovered: HoveredTemplate, node: ReferenceNode, at: number): Hover | undefined {
  const { template, body, facts: apiFacts } = hovered;
  const { name, nameSpan, parts } = node;
  const isObject = template.facts.readsObject(node);
  const index = parts.findIndex((part) => holds(part, at));
  const value = (): string => valueText(hovered, { start: node.start, parts: index + 1 });
  if (index < 0) {
    const span = { start: node.start, end: nameSpan.end };
    const known = ROOTS.find((candidate) => candidate.name === name);
    if (known && isObject) return { span, markdown: describeRoot(name, known.description) };
    const type = typeOf(hovered, node, 0);
    const definitions = template.facts.definitions.get(name) ?? [];
    return { span, markdown: describeVariable(name, definitions, template.text, type) + value() };
  }
  const part = parts[index];
  if (!part) return undefined;
  const key = nameOfPart(part);
  const isOnMethod = part.kind === "method" && holds(part.nameSpan, at);
  const span = isOnMethod ? part.nameSpan : (key?.span ?? (part.kind === "method" ? part.nameSpan : part));
  if (name === "context" && isObject) {
    const names = leadingNames(node).slice(0, index + 1);
    const markdown = explainContextName(names.map((named) => named.name).join("."));
    if (markdown !== undefined && names.length === index + 1) return { span, markdown: markdown + value() };
  }
  const named = key?.name ?? (part.kind === "method" ? part.name : undefined);
  if (named === undefined) return undefined;
  if (name === "stageVariables" && index === 0 && isObject) {
    return { span, markdown: explainStageVariable(named, apiFacts) + value() };
  }
  if (index === 0 && isObject && (name === "input" || name === "util" || name === "foreach")) {
    const member = OBJECTS[name].get(named);
    return member && { span, markdown: describeTemplateMember(member, `$${name}.`) + value() };
  }
  if (part.kind === "method" && (isOnMethod || !key)) {
    const method = methodOf(hovered, node, index, part.name);
    return method && { span, markdown: describeTemplateMember(method, "") + value() };
  }
  const shapes = shapesOf(template, { ...node, parts: parts.slice(0, index + 1) }, body);
  return hoverMember(named, shapes, span, value());
}

/** A member of the body or of a map. Without anything to say about it, there is no hover. */
function hoverMember(name: string, shapes: readonly Shape[], span: Span, value: string): Hover | undefined {
  const known = shapes.filter(({ origin }) => origin !== "use");
  if (known.length === 0 && value === "") return undefined;
  return { span, markdown: describeBodyMember(name, known, value !== "") + value };
}

function methodOf(hovered: HoveredTemplate, node: ReferenceNode, index: number, name: string) {
  const type = typeOf(hovered, node, index);
  return (
    findMethod(type, name) ??
    (type === "any" ? methodsOf("any").find((candidate) => candidate.name === name) : undefined)
  );
}

/** The type after the first parts of a reference. */
function typeOf({ template, body }: HoveredTemplate, node: ReferenceNode, count: number): StaticType {
  const { type } = template.values.reference(node, count);
  if (type !== "any") return type;
  return typeOfShapes(shapesOf(template, { ...node, parts: node.parts.slice(0, count) }, body));
}

/** Explains the name at the offset in the string of `$input.path`, `$input.json` or `$input.params`. */
function hoverName(hovered: HoveredTemplate, node: ReferenceNode, at: number): Hover | undefined {
  const { template } = hovered;
  const [call] = node.parts;
  if (call?.kind !== "method" || node.name !== "input" || !template.facts.readsObject(node)) return undefined;
  const [string] = call.arguments;
  if (string?.kind !== "string" || !holds(string, at) || at === string.start) return undefined;
  const content = { start: string.start + 1, end: string.end - (string.closed ? 1 : 0) };
  if (call.name === "params") {
    const known = hovered.parameters().find(({ name }) => name === string.value);
    return known && { span: content, markdown: describeParameterName(known) };
  }
  return hoverPath(hovered, call, content, at);
}

function hoverPath(
  { template, body }: HoveredTemplate,
  call: MethodPart,
  content: Span,
  at: number,
): Hover | undefined {
  const path = pathOf(call);
  // With doubled quotes, the offsets differ.
  if (path === undefined || path.length !== content.end - content.start) return undefined;
  const words = Array.from(path.matchAll(/[^.[\]'"()*?@\s$,:]+/g));
  const word = words.find(({ index, 0: text }) => {
    const start = content.start + index;
    return start <= at && at < start + text.length;
  });
  if (!word) return undefined;
  const end = word.index + word[0].length;
  const closing = /^["']\s*\]/.exec(path.slice(end))?.[0] ?? "";
  const found = pathSteps(path.slice(0, end) + closing);
  const last = found?.steps.at(-1);
  if (!found || last?.kind !== "member") return undefined;
  const span = { start: content.start + word.index, end: content.start + end };
  return hoverMember(last.name, stepsInto(bodyShapes(template, body), found.steps), span, "");
}

/** The values in the sample, as a paragraph; empty if there are none. */
function valueText({ template, values }: HoveredTemplate, watch: Omit<Watch, "most">): string {
  const { facts } = template;
  const isRepeated = [...facts.loops, ...facts.deferred].some((outer) => holds(outer, watch.start));
  const all = values?.of({ ...watch, most: isRepeated ? MOST_VALUES + 1 : 1 }) ?? [];
  if (!values || all.length === 0) return "";
  const shown = all.slice(0, MOST_VALUES).map((value) => (value === "" ? "empty" : code(cut(value))));
  const rest = all.length > MOST_VALUES ? ", …" : "";
  return `\n\nIn the ${values.from}: ${shown.join(", ")}${rest}`;
}

/** A part of a loop has a value in each iteration. */
const MOST_VALUES = 3;

function hoverDirective(text: string, at: number): Hover | undefined {
  const from = Math.max(0, at - 20);
  for (const match of text.slice(from, at + 20).matchAll(/#\{?([a-z]+)\}?/g)) {
    const span = { start: from + match.index, end: from + match.index + match[0].length };
    const directive = DIRECTIVES.find(({ name }) => name === match[1]);
    if (directive && holds(span, at)) return { span, markdown: describeDirective(directive) };
  }
  return undefined;
}

function hoverMacro({ text, facts }: Template, at: number): Hover | undefined {
  const call = facts.calls.find(({ nameSpan }) => holds(nameSpan, at));
  const macro = call && facts.macros.find(({ name }) => name === call.name);
  if (!macro) return undefined;
  const head = text.slice(macro.start, macro.body.start).trim();
  return { span: call.nameSpan, markdown: describeMacro(macro.name, head) };
}
