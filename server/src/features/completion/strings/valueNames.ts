/** Suggestions that the mapping values of all APIs share. */
import { type ApiKind, contextVariablesOf, type HttpDirection } from "../../../expressions";
import type { ApiFacts } from "../../../model/apiFacts";
import { stageVariableNames } from "../../../model/knownNames";
import type { Span } from "../../../syntax/nodes";
import { explainContext, explainSource, explainStageVariable } from "../../docs/explain";
import { code } from "../../docs/markdown";
import type { Suggestion } from "../item";
import type { Snippet } from "../snippet";
import { commonHeaders, staticValuesOf } from "./headers";
import { parameterNames } from "./parameterNames";

/** A name that is still to be typed. */
export const EMPTY_STOP: Snippet = [{ stop: 1, text: "" }];

/** Known stage variables of the API. */
export function variableNames(facts: ApiFacts | undefined, replace: Span): readonly Suggestion[] {
  return stageVariableNames(facts).map((name) => ({
    label: name,
    text: [name],
    replace,
    documentation: explainStageVariable(name, facts),
  }));
}

/** Path parameters of the routes that are known to use the integration. */
export function pathNames(facts: ApiFacts | undefined, replace: Span): readonly Suggestion[] {
  return parameterNames(facts, "path").map(({ name }) => ({
    label: name,
    text: [name],
    replace,
    documentation: explainSource("request", "path", name),
  }));
}

export function contextNames(api: ApiKind, replace: Span): readonly Suggestion[] {
  return contextVariablesOf(api).map((variable) => ({
    label: variable.name,
    text: nameSnippet(variable.name),
    replace,
    documentation: explainContext(variable),
  }));
}

export function headerNames(direction: HttpDirection, root: string, replace: Span): readonly Suggestion[] {
  const [prefix = "", source = ""] = root.split(".");
  return commonHeaders(direction).map((name) => ({
    label: name,
    text: [name],
    replace,
    documentation: explainSource(prefix, source, name),
  }));
}

export function staticTexts(header: string, close: string, replace: Span): readonly Suggestion[] {
  return staticValuesOf(header).map((text) => ({
    label: text,
    text: [text + close],
    replace,
    documentation: `Static text for the header ${code(header)}.`,
  }));
}

/** Makes the last part of names like `authorizer.<property>` a tab stop. */
export function nameSnippet(name: string): Snippet {
  const [, before, word] = /^(.*)<(\w+)>$/.exec(name) ?? [];
  return before !== undefined && word !== undefined ? [before, { stop: 1, text: word }] : [name];
}
