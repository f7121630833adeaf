/** Selections in templates that grow: word, part of a reference, reference, expression, directive, block, template. */
import type { Template } from "../rules/engine/template";
import type { Span } from "../syntax/nodes";
import { type TemplateHost, templatePositionAt } from "../templates/hostedTemplate";
import { childrenOf } from "../vtl/syntax/children";
import type { Node } from "../vtl/syntax/nodes";
import { selectionSpans } from "./selectionRange";

/** Returns the spans around an offset of a file, innermost first: those in the template there, and what it is in. */
export function selections(host: TemplateHost, offset: number): readonly Span[] {
  const inside = selectionsInTemplate(host, offset);
  const { document } = host;
  const around =
    document.format === "vtl" ? [{ start: 0, end: document.text.length }] : selectionSpans(document, offset);
  const outermost = inside.at(-1);
  return outermost ? [...inside, ...around.filter((span) => isInside(outermost, span))] : around;
}

/** Returns only the spans inside of the template at the offset; none outside of templates. */
export function selectionsInTemplate(host: TemplateHost, offset: number): readonly Span[] {
  const found = templatePositionAt(host, offset);
  if (!found) return [];
  const { hosted } = found;
  const spans: Span[] = [];
  for (const span of spansAround(hosted.template, found.offset)) {
    const source = hosted.map.toSource(span);
    const last = spans.at(-1);
    // On a quote or in the indentation, the cursor is next to the text.
    if (source.start > offset || source.end < offset) continue;
    if (last ? isInside(last, source) : source.start < source.end) spans.push(source);
  }
  return spans;
}

/** Returns whether the second span is larger than the first and contains it. */
function isInside(inner: Span, outer: Span): boolean {
  return (
    outer.start <= inner.start &&
    inner.end <= outer.end &&
    (outer.start < inner.start || inner.end < outer.end)
  );
}

/** Returns the spans around an offset of a template, innermost first. Some may be the same. */
function spansAround(template: Template, offset: number): readonly Span[] {
  const spans: Span[] = [template.root.span];
  let node: Node | undefined = template.tree;
  while (node) {
    const inner: Node | undefined = childAt(node, offset, template.text);
    spans.push(...partsOf(template, node, inner, offset));
    node = inner;
  }
  const word = wordAt(template.text, offset);
  if (word) spans.push(word);
  return spans.reverse();
}

/** The child that contains the offset; otherwise, the one that ends there. After a name, that is its own part. */
function childAt(node: Node, offset: number, text: string): Node | undefined {
  const isAfterName = node.kind === "reference" && isInWord(text[offset - 1]);
  let touching: Node | undefined;
  for (const child of childrenOf(node)) {
    if (isAfterName && child.start === offset) continue;
    if (child.start <= offset && offset < child.end) return child;
    if (child.end === offset && child.start < child.end) touching ??= child;
  }
  return touching;
}

/** The spans of a node that contain the offset, outermost first. */
function partsOf({ text }: Template, node: Node, inner: Node | undefined, offset: number): readonly Span[] {
  const { start, end } = node;
  switch (node.kind) {
    case "template":
      return [];
    case "set": {
      const bracket = text.indexOf("(", node.nameSpan.end);
      const close = text.lastIndexOf(")", end - 1);
      if (bracket < 0 || close < node.value.end) return [node];
      // The line break after the directive belongs to it, but nobody selects it.
      return [
        { start, end: close + 1 },
        { start: bracket + 1, end: close },
      ].filter(contains(offset));
    }
    case "if":
    case "foreach":
    case "define":
    case "macro":
      return [{ start, end: node.endSpan?.end ?? end }, ...headOf(node, text)].filter(contains(offset));
    case "branch":
      return [node, ...headOf(node, text)].filter(contains(offset));
    case "comment":
      return [{ start, end: start + text.slice(start, end).trimEnd().length }].filter(contains(offset));
    case "reference":
      return inner ? [node, { start: node.braced ? node.nameSpan.start : start, end: inner.end }] : [node];
    case "property":
      return [node.nameSpan].filter(contains(offset));
    case "method":
      return [{ start: node.nameSpan.start, end }, node.argumentsSpan, node.nameSpan].filter(
        contains(offset),
      );
    case "string":
      return [node, { start: start + 1, end: node.closed ? end - 1 : end }].filter(contains(offset));
    default:
      return [node];
  }
}

/** The directive without its body. */
function headOf(node: Node, text: string): readonly Span[] {
  if (!("body" in node) || !node.body) return [];
  const head = text.slice(node.start, node.body.start).trimEnd();
  return [{ start: node.start, end: node.start + head.length }];
}

function contains(offset: number): (span: Span) => boolean {
  return ({ start, end }) => start <= offset && offset <= end;
}

/** The word that the offset touches. */
function wordAt(text: string, offset: number): Span | undefined {
  let start = offset;
  let end = offset;
  while (isInWord(text[start - 1])) start--;
  while (isInWord(text[end])) end++;
  return start < end ? { start, end } : undefined;
}

function isInWord(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}_]/u.test(character);
}
