/** Describes the variables, members and directives of templates, in Markdown. */

import { ORIGINS, type Origin, type Shape, typeOfShapes } from "../../templates/shapes/shape";
import type { Definition } from "../../vtl/analysis/facts";
import type { DirectiveDescription, Member } from "../../vtl/analysis/library";
import type { KnownName, ParameterPlace } from "../messages/knownMessage";
import { code, codeBlock, escaped } from "./markdown";

const TYPES: Readonly<Record<Member["returns"], string>> = {
  any: "a value of any type",
  string: "text",
  number: "a number",
  boolean: "a boolean",
  list: "a list",
  map: "a map",
};

export function describeTemplateMember({ signature, returns, description }: Member, owner: string): string {
  return `**${owner}${signature}** · ${TYPES[returns]}\n\n${description}`;
}

/** Names a type in a few words, for the detail of a completion item. */
export function typeInWords(type: Member["returns"]): string {
  return type === "any" ? "" : TYPES[type];
}

export function describeRoot(name: string, description: string): string {
  return `**$${name}**\n\n${description}`;
}

export function describeDirective({ name, signature, description }: DirectiveDescription): string {
  return `**#${name}** · \`${signature.replaceAll("`", "")}\`\n\n${description}`;
}

/** Describes the macro that a template defines; `head` is its `#macro(…)`. */
export function describeMacro(name: string, head: string): string {
  return `**#${escaped(name)}** · macro\n\n${codeBlock(head.slice(0, 200), "vtl")}\n\n${PRINTED}`;
}

/** What becomes of the calls of macros. */
export const PRINTED = "API Gateway does not run macros: it prints their calls as text.";

const DEFINED: Readonly<Record<Definition["from"], string>> = {
  set: "Set in this template.",
  foreach: "The current item of a `#foreach`.",
  define: "A block stored by `#define`.",
  parameter: "A parameter of a macro.",
};

export function describeVariable(
  name: string,
  definitions: readonly Definition[],
  text: string,
  type: Member["returns"] = "any",
): string {
  const [first] = definitions;
  if (!first)
    return `**$${escaped(name)}** · never set\n\nThe variable is empty: it prints nothing, and it equals \`""\` and null.`;
  const value = first.value ? text.slice(first.value.start, first.value.end) : "";
  const shown =
    first.from === "set" && value.length > 0 && value.length < 200 ? `\n\n${codeBlock(value, "vtl")}` : "";
  const kind = type === "any" ? "variable" : `variable, ${TYPES[type]}`;
  return `**$${escaped(name)}** · ${kind}\n\n${DEFINED[first.from]}${shown}`;
}

const FROM: Readonly<Record<Origin, string>> = {
  template: "Set in this template.",
  sample: "In the sample file",
  schema: "In the model",
  use: "Used in templates of this file.",
};

/**
 * Describes a member of the body, or of a value in it. The name and all that is known come from files.
 * @param isShown whether the value of the member is shown anyway, so that no example is needed.
 */
export function describeBodyMember(name: string, shapes: readonly Shape[], isShown = false): string {
  const type = typeOfShapes(shapes);
  const sections = [`**${escaped(name)}**${type === "any" ? "" : ` · ${TYPES[type]}`}`];
  const description = shapes.find((shape) => shape.description)?.description;
  if (description) sections.push(escaped(description.slice(0, MAX_DESCRIPTION)));
  const facts = ORIGINS.flatMap((origin) => {
    const own = shapes.filter((shape) => shape.origin === origin);
    const example = own.find((shape) => shape.example)?.example;
    const isNews = origin === "use" ? own.length === shapes.length : !isShown || origin === "schema";
    if (own.length === 0 || !isNews) return [];
    const isNamed = origin === "sample" || origin === "schema";
    return [isNamed ? `${FROM[origin]}${example ? `: ${code(example)}` : "."}` : FROM[origin]];
  });
  return [...sections, ...facts].join("\n\n");
}

const MAX_DESCRIPTION = 500;

const PLACES: Readonly<Record<ParameterPlace, string>> = {
  path: "path parameter",
  querystring: "query string parameter",
  header: "header",
};

/** Names what a parameter is, for the detail of a completion item. */
export function placeInWords(place: ParameterPlace | undefined): string {
  return place ? PLACES[place] : "parameter";
}

/** Describes a parameter of the request. */
export function describeParameterName({ name, place, value }: KnownName): string {
  const heading = `**${escaped(name)}** · ${placeInWords(place)} of the request`;
  return value === undefined ? heading : `${heading}\n\nIn the sample request: ${code(cut(value))}`;
}

/** Cuts text that is only an example. */
export function cut(text: string, length = 200): string {
  return text.length > length ? `${text.slice(0, length)}…` : text;
}
