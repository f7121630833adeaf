/** Completion inside a mapping template: directives, variables, their members, and names in the strings of calls. */
import { type ApiKind, CONTEXT_VARIABLES, type ContextVariable } from "../../../expressions";
import { Template } from "../../../rules/engine/template";
import type { Span } from "../../../syntax/nodes";
import { isInBody, localVariables, readAt } from "../../../templates/localVariables";
import { typeOfShapes } from "../../../templates/shapes/shape";
import { type KnownBody, shapesOf } from "../../../templates/shapes/valueShapes";
import {
  DIRECTIVES,
  type Member,
  methodsOf,
  OBJECTS,
  ROOTS,
  type StaticType,
} from "../../../vtl/analysis/library";
import { leadingNames } from "../../../vtl/analysis/parts";
import type { ReferenceNode } from "../../../vtl/syntax/nodes";
import { type OpenBracket, openBrackets } from "../../context/openCall";
import { typedAt } from "../../context/typedReference";
import { explainContext } from "../../docs/explain";
import {
  describeDirective,
  describeRoot,
  describeTemplateMember,
  describeVariable,
  typeInWords,
} from "../../docs/templateLanguage";
import type { Suggestion } from "../item";
import { parseSnippet } from "../snippet";
import { suggestMembers } from "./bodyMembers";
import type { TemplateCursor } from "./cursor";
import { suggestInString } from "./inString";
import { isAllParameters, parameterMembers, stageVariableMembers } from "./parameters";

/** Returns what can be typed at the cursor. */
export function suggestInTemplate(cursor: TemplateCursor): readonly Suggestion[] {
  const { template, offset } = cursor;
  const { text } = template;
  if (isInComment(template, offset)) return [];
  const open = openBrackets(text, offset);
  const string = open.at(-1)?.string;
  if (string) {
    const inString = suggestInString({ ...cursor, template: closed(template, open, offset) }, open);
    // Velocity does not look for variables in single quotes.
    if (inString || string.quote === "'") return inString ?? [];
  }
  const typed = typedAt(text, offset);
  if (!typed) return [];
  const rest = /^[\w-]*/.exec(text.slice(offset, offset + 200))?.[0].length ?? 0;
  const replace = { start: typed.start, end: offset + rest };
  switch (typed.kind) {
    case "directive":
      return directives(replace);
    case "variable":
      return variables(cursor, open, replace);
    case "member":
      return members(cursor, typed.base, replace);
  }
}

function isInComment({ text, facts }: Template, offset: number): boolean {
  return facts.comments.some(({ start, end }) => {
    if (offset < start + 2 || text[start] !== "#") return false;
    if (!text.startsWith("##", start)) return offset < end;
    const lineEnd = text.indexOf("\n", start);
    return lineEnd < 0 || offset <= lineEnd;
  });
}

/**
 * Returns the template as it is once the string and the calls at the cursor are closed. While they are not, the parser
 * takes what follows for their text.
 */
function closed(template: Template, open: readonly OpenBracket[], offset: number): Template {
  const quote = open.at(-1)?.string?.quote;
  if (quote === undefined || template.problems.length === 0) return template;
  const brackets = open.map(({ kind }) => (kind === "index" ? "]" : ")")).reverse();
  const { text, scope } = template;
  return new Template(text.slice(0, offset) + quote + brackets.join("") + text.slice(offset), scope);
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

function variables(
  { template, offset, api, body }: TemplateCursor,
  open: readonly OpenBracket[],
  replace: Span,
): readonly Suggestion[] {
  const own = localVariables(template, offset).map(({ name, definitions, isSet }) => {
    const type = typeAt(template, readAt(name, offset), body);
    return {
      label: name,
      text: [name],
      replace,
      detail: typeInWords(type),
      documentation: describeVariable(name, definitions, template.text, type),
      rank: isSet ? 0 : 2,
    };
  });
  if (assigns(open, replace.start)) return own;
  const isInLoop = template.facts.loops.some((loop) => isInBody(loop, offset));
  const roots = ROOTS.filter(({ name }) => isInLoop || !/^(?:foreach|velocity)/.test(name)).map(
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

/** Returns whether a variable gets its value at the cursor: `#set($|`, `#foreach($|`, `#define($|`. */
function assigns(open: readonly OpenBracket[], start: number): boolean {
  const last = open.at(-1);
  if (last?.kind !== "directive" || last.argument > 0 || !ASSIGNING.has(last.name)) return false;
  return start - last.start <= LONGEST_SIGN;
}

const ASSIGNING: ReadonlySet<string> = new Set(["set", "foreach", "define"]);
/** The length of ` $!{`, with blanks. */
const LONGEST_SIGN = 5;

function members({ template, offset, api, body, names }: TemplateCursor, base: ReferenceNode, replace: Span) {
  const { name, parts } = base;
  const [first] = parts;
  if (template.facts.readsObject(base)) {
    if (name === "context") return contextNames(base, template.scope.kind, api, replace);
    if (!first && (name === "input" || name === "util" || name === "foreach")) {
      const isWebSocket = api === "WEBSOCKET";
      const all = [...OBJECTS[name].values()];
      return all
        .filter((member) => !(isWebSocket && member.name === "params"))
        .map((member) => memberSuggestion(member, `$${name}.`, replace));
    }
    if (name === "stageVariables" && !first) return stageVariableMembers(names, replace);
    if (isAllParameters(base)) {
      return ["path", "querystring", "header"].map((part) => ({
        label: part,
        text: [part],
        replace,
        detail: "a map",
        documentation: `**$input.params().${part}** · a map\n\nThe request's parameters of this kind, by name.`,
      }));
    }
    const parameters = parameterMembers(base, names, replace);
    if (parameters) return parameters;
  }
  const known = suggestMembers(shapesOf(template, base, body), offset, replace);
  const type = typeAt(template, base, body);
  const methods = methodsOf(type).map((method) => memberSuggestion(method, "", replace));
  return known.length > 0 ? [...known, ...methods.map((method) => ({ ...method, rank: 1 }))] : methods;
}

/** The type of a value: what the template says or, for a part of the body, what is known about that. */
function typeAt(template: Template, node: ReferenceNode, body: KnownBody): StaticType {
  const { type } = template.values.reference(node);
  return type === "any" ? typeOfShapes(shapesOf(template, node, body)) : type;
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
    ...(NAMING.has(name) && { offersMore: true }),
  };
}

/** Methods whose argument is a name that completion knows. */
const NAMING: ReadonlySet<string> = new Set(["json", "path", "params"]);

function contextNames(
  base: ReferenceNode,
  kind: "request" | "response" | undefined,
  api: ApiKind | undefined,
  replace: Span,
): readonly Suggestion[] {
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
  kind: "request" | "response" | undefined,
): boolean {
  const known: readonly ApiKind[] = api ? [api] : ["REST", "WEBSOCKET"];
  const fits = !writableIn || !kind || writableIn.startsWith(kind);
  return inTemplates && fits && known.some((one) => apis.includes(one));
}
