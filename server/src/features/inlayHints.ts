/** Inlay hints in templates: the types of variables, and what references print for the sample request. */
import type { SampleTexts } from "../model/sampleTexts";
import type { Template } from "../rules/engine/template";
import { type PreviewableTemplate, previewablesOf, printedValues, wholeTemplate } from "../simulate";
import type { Span } from "../syntax/nodes";
import { parseJson } from "../syntax/parseJson";
import { type HostedTemplate, hostedTemplates, type TemplateHost } from "../templates/hostedTemplate";
import { readAt } from "../templates/localVariables";
import { typeOfShapes } from "../templates/shapes/shape";
import { type KnownBody, shapesOf } from "../templates/shapes/valueShapes";
import type { StaticType } from "../vtl/analysis/library";
import type { Expression } from "../vtl/syntax/nodes";
import { knownBody } from "./messages/knownMessage";

export interface InlayHint {
  readonly offset: number;
  readonly label: string;
  readonly kind: "type" | "value";
}

/** Which hints to show. */
export interface HintSettings {
  readonly types: boolean;
  readonly values: boolean;
}

type HintedFile = TemplateHost;

/** A value is cut after so many characters, and a list of them after so many more. */
const MAX_VALUE = 30;
const MAX_LABEL = 60;

/** Returns the hints in a span of a file, in the order of the text. */
export function inlayHints(
  file: HintedFile,
  span: Span,
  settings: HintSettings,
  samples: SampleTexts,
): readonly InlayHint[] {
  if ("inputs" in file) {
    return file.inputs
      .flatMap((input) => inlayHints(input, span, settings, samples))
      .sort((a, b) => a.offset - b.offset);
  }
  const all = hostedTemplates(file);
  return all
    .filter(({ node }) => node.span.start <= span.end && span.start <= node.span.end)
    .flatMap((hosted) => [
      ...(settings.types ? typeHints(hosted, knownBody(hosted.template, hosted.path, all, samples)) : []),
      ...(settings.values ? valueHints(file, hosted, samples) : []),
    ])
    .filter(({ offset }) => span.start <= offset && offset <= span.end)
    .sort((a, b) => a.offset - b.offset);
}

function typeHints(hosted: HostedTemplate, body: KnownBody): readonly InlayHint[] {
  const { template } = hosted;
  const hints: InlayHint[] = [];
  const add = (end: number, type: StaticType): void => {
    if (type !== "any") hints.push({ offset: after(hosted, end), label: `: ${type}`, kind: "type" });
  };
  for (const { target, value } of template.facts.sets) {
    const isVariable = target.kind === "reference" && target.parts.length === 0 && target.name !== "";
    if (isVariable && !isObvious(value)) add(target.end, typeOf(template, value, body));
  }
  for (const {
    arguments: [item],
    body: block,
  } of template.facts.loops) {
    if (item?.kind !== "reference" || item.name === "") continue;
    add(item.end, typeOf(template, readAt(item.name, block.start), body));
  }
  return hints;
}

function typeOf(template: Template, node: Expression, body: KnownBody): StaticType {
  const { type } = template.values.of(node);
  if (type !== "any" || node.kind !== "reference") return type;
  return typeOfShapes(shapesOf(template, node, body));
}

/** Whether the type can be read off the value. */
function isObvious({ kind }: Expression): boolean {
  return kind !== "reference" && kind !== "binary" && kind !== "group";
}

function valueHints(file: HintedFile, hosted: HostedTemplate, samples: SampleTexts): readonly InlayHint[] {
  const { request, response } = samples;
  const previewed = previewableOf(file, hosted);
  if (request === undefined || !previewed) return [];
  const values = printedValues(previewed, {
    request: parseJson(request),
    ...(response !== undefined && { response: parseJson(response) }),
  });
  return values.map(({ span, values }) => ({
    offset: after(hosted, span.end),
    label: cut(`= ${values.map(shown).join(", ")}`, MAX_LABEL),
    kind: "value",
  }));
}

function previewableOf(file: HintedFile, hosted: HostedTemplate): PreviewableTemplate | undefined {
  if ("inputs" in file || !("input" in file) || !file.operation) return wholeTemplate(hosted.template.text);
  const { operation, input } = file;
  const [member, key] = hosted.path;
  return previewablesOf({ operation, input }).findLast(({ path }) => path[0] === member && path[1] === key);
}

/** The offset in the host right after the one in the template. */
function after({ map }: HostedTemplate, end: number): number {
  return map.toSource({ start: end - 1, end }).end;
}

function shown(value: string): string {
  return value === "" ? '""' : cut(value.replaceAll(/\s+/g, " "), MAX_VALUE);
}

/** Cuts between characters, never inside of one. */
function cut(text: string, length: number): string {
  const characters = [...text.slice(0, 2 * length + 2)];
  return characters.length > length ? `${characters.slice(0, length).join("")}…` : text;
}
