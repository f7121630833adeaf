/** Describes the variables, members and directives of templates, in Markdown. */

import type { Definition } from "../../vtl/analysis/facts";
import type { DirectiveDescription, Member } from "../../vtl/analysis/library";
import { codeBlock, escaped } from "./markdown";

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

const ORIGINS: Readonly<Record<Definition["from"], string>> = {
  set: "Set in this template.",
  foreach: "The current item of a `#foreach`.",
  define: "A block stored by `#define`.",
  parameter: "A parameter of a macro.",
};

export function describeVariable(name: string, definitions: readonly Definition[], text: string): string {
  const [first] = definitions;
  if (!first)
    return `**$${escaped(name)}** · never set\n\nThe variable is empty: it prints nothing, and it equals \`""\` and null.`;
  const value = first.value ? text.slice(first.value.start, first.value.end) : "";
  const shown =
    first.from === "set" && value.length > 0 && value.length < 200 ? `\n\n${codeBlock(value, "vtl")}` : "";
  return `**$${escaped(name)}** · variable\n\n${ORIGINS[first.from]}${shown}`;
}
