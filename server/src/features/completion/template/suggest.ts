/** Completion inside a mapping template: directives, variables and their members. */
import { type ApiKind, CONTEXT_VARIABLES, type ContextVariable } from "../../../expressions";
import type { ApiFacts } from "../../../model/apiFacts";
import { stageVariableNames } from "../../../model/knownNames";
import type { Span } from "../../../syntax/nodes";
import { type Facts, gatherFacts } from "../../../vtl/analysis/facts";
import { DIRECTIVES, type Member, methodsOf, OBJECTS, ROOTS } from "../../../vtl/analysis/library";
import { leadingNames } from "../../../vtl/analysis/parts";
import { StaticValues } from "../../../vtl/analysis/values";
import type { ReferenceNode } from "../../../vtl/syntax/nodes";
import type { ParsedTemplate } from "../../../vtl/syntax/parse";
import { typedAt } from "../../context/typedReference";
import { explainContext, explainStageVariable } from "../../docs/explain";
import {
  describeDirective,
  describeRoot,
  describeTemplateMember,
  describeVariable,
  typeInWords,
} from "../../docs/templateLanguage";
import type { Suggestion } from "../item";
import { parseSnippet } from "../snippet";

/** What the template is for. */
export interface TemplateUse {
  /** Undefined if unknown. */
  readonly api: ApiKind | undefined;
  readonly kind: "request" | "response" | undefined;
  /** What is known about the API; undefined for a template file. */
  readonly facts: ApiFacts | undefined;
}

/** Returns what can be typed at the offset of the template. */
export function suggestInTemplate(
  { text, root }: ParsedTemplate,
  offset: number,
  use: TemplateUse,
): readonly Suggestion[] {
  const typed = typedAt(text, offset);
  if (!typed) return [];
  const rest = /^[\w-]*/.exec(text.slice(offset, offset + 200))?.[0].length ?? 0;
  const replace = { start: typed.start, end: offset + rest };
  if (typed.kind === "directive") return directives(replace);
  const facts = gatherFacts(root.body);
  if (typed.kind === "variable") return variables(facts, text, use, replace);
  return members(facts, typed.base, use, replace);
}

function directives(replace: Span): readonly Suggestion[] {
  return DIRECTIVES.map((directive) => ({
    label: `#${directive.name}`,
    text: parseSnippet(directive.snippet),
    replace,
    detail: directive.signature,
    documentation: describeDirective(directive),
  }));
}

function variables(facts: Facts, text: string, { api }: TemplateUse, replace: Span): readonly Suggestion[] {
  const values = new StaticValues(facts);
  const own = [...facts.definitions].map(([name, definitions]) => ({
    label: name,
    text: [name],
    replace,
    detail: typeInWords(values.variable(name).type),
    documentation: describeVariable(name, definitions, text),
  }));
  const roots = ROOTS.filter(({ name }) => facts.loops.length > 0 || !/^(?:foreach|velocity)/.test(name)).map(
    ({ name, description }) => ({
      label: name,
      text: [name],
      replace,
      documentation: describeRoot(name, description),
      rank: name.startsWith("velocity") || (name === "stageVariables" && api === "HTTP") ? 2 : 1,
    }),
  );
  return [...own, ...roots];
}

function members(facts: Facts, base: ReferenceNode, use: TemplateUse, replace: Span): readonly Suggestion[] {
  const { name, parts } = base;
  const [first] = parts;
  if (name === "context") return contextNames(base, use, replace);
  if (!first && (name === "input" || name === "util" || name === "foreach")) {
    const isWebSocket = use.api === "WEBSOCKET";
    const all = [...OBJECTS[name].values()];
    return all
      .filter((member) => !(isWebSocket && member.name === "params"))
      .map((member) => memberSuggestion(member, `$${name}.`, replace));
  }
  if (name === "stageVariables" && !first) {
    return stageVariableNames(use.facts).map((variable) => ({
      label: variable,
      text: [variable],
      replace,
      documentation: explainStageVariable(variable, use.facts),
    }));
  }
  if (isAllParameters(base)) {
    return ["path", "querystring", "header"].map((part) => ({
      label: part,
      text: [part],
      replace,
      detail: "a map",
      documentation: `**$input.params().${part}** · a map\n\nThe request's parameters of this kind, by name.`,
    }));
  }
  const { type } = new StaticValues(facts).reference(base);
  return methodsOf(type).map((method) => memberSuggestion(method, "", replace));
}

function isAllParameters({ name, parts }: ReferenceNode): boolean {
  const [part, ...others] = parts;
  return (
    name === "input" &&
    part?.kind === "method" &&
    part.name === "params" &&
    part.arguments.length === 0 &&
    others.length === 0
  );
}

function memberSuggestion(member: Member, owner: string, replace: Span): Suggestion {
  const { name, signature, snippet, isMethod } = member;
  const hasArguments = isMethod && !signature.endsWith("()");
  const text = snippet ?? (hasArguments ? `${name}($1)` : signature);
  return {
    label: name,
    text: parseSnippet(text),
    replace,
    detail: signature,
    documentation: describeTemplateMember(member, owner),
  };
}

function contextNames(base: ReferenceNode, { api, kind }: TemplateUse, replace: Span): readonly Suggestion[] {
  const names = leadingNames(base);
  if (names.length !== base.parts.length) return [];
  const prefix = names.map(({ name }) => `${name}.`).join("");
  return CONTEXT_VARIABLES.filter((variable) => isAvailable(variable, api, kind))
    .filter(({ name }) => name.startsWith(prefix))
    .map((variable) => {
      const rest = variable.name.slice(prefix.length);
      return {
        label: rest,
        text: parseSnippet(rest.replace(/<(\w+)>$/, (_, word: string) => `\${1:${word}}`)),
        replace,
        detail: variable.type,
        documentation: explainContext(variable),
      };
    });
}

function isAvailable(
  { apis, inTemplates, writableIn }: ContextVariable,
  api: ApiKind | undefined,
  kind: TemplateUse["kind"],
): boolean {
  const known: readonly ApiKind[] = api ? [api] : ["REST", "WEBSOCKET"];
  const fits = !writableIn || !kind || writableIn.startsWith(kind);
  return inTemplates && fits && known.some((one) => apis.includes(one));
}
