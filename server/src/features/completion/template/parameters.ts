/** Completion of the request's parameters and of stage variables. */
import type { Span } from "../../../syntax/nodes";
import { nameOfPart } from "../../../vtl/analysis/parts";
import type { ReferenceNode } from "../../../vtl/syntax/nodes";
import { explainStageVariable } from "../../docs/explain";
import { code } from "../../docs/markdown";
import { cut, describeParameterName, placeInWords } from "../../docs/templateLanguage";
import {
  type KnownName,
  knownParameters,
  knownStageVariables,
  type NameSources,
  PARAMETER_PLACES,
  type ParameterPlace,
} from "../../messages/knownMessage";
import type { Suggestion } from "../item";

/** Names that can follow a dot in Velocity. */
const VELOCITY_NAME = /^[A-Za-z_][\w-]*$/;

/** Returns whether the reference is `$input.params()`. */
export function isAllParameters({ name, parts }: ReferenceNode): boolean {
  const [part, ...others] = parts;
  return (
    name === "input" &&
    part?.kind === "method" &&
    part.name === "params" &&
    part.arguments.length === 0 &&
    others.length === 0
  );
}

/** Returns the kind of parameters that `$input.params().header` and the like have; undefined for anything else. */
export function placeOf(base: ReferenceNode): ParameterPlace | undefined {
  const { parts } = base;
  const [, part, ...others] = parts;
  if (!part || others.length > 0 || !isAllParameters({ ...base, parts: parts.slice(0, 1) })) return undefined;
  const name = nameOfPart(part)?.name;
  return PARAMETER_PLACES.find((place) => place === name);
}

/** Returns the names after `$input.params().path.` and the like; undefined for anything else. */
export function parameterMembers(
  base: ReferenceNode,
  names: NameSources,
  replace: Span,
): readonly Suggestion[] | undefined {
  const place = placeOf(base);
  return (
    place &&
    knownParameters(names)
      .filter((known) => known.place === place)
      .map((known) => ({
        ...parameterSuggestion(known),
        ...written(known.name, replace),
      }))
  );
}

export function parameterSuggestion(known: KnownName): Omit<Suggestion, "text" | "replace"> {
  return {
    label: known.name,
    detail: placeInWords(known.place),
    documentation: describeParameterName(known),
  };
}

export function stageVariableMembers(names: NameSources, replace: Span): readonly Suggestion[] {
  return knownStageVariables(names).map((known) => ({
    ...stageVariableSuggestion(known, names),
    ...written(known.name, replace),
  }));
}

export function stageVariableSuggestion(
  { name, value }: KnownName,
  { facts }: NameSources,
): Omit<Suggestion, "text" | "replace"> {
  const general = explainStageVariable(name, facts);
  const documentation =
    value === undefined ? general : `${general}\n\nIn the sample request: ${code(cut(value))}`;
  return { label: name, documentation };
}

function written(name: string, replace: Span): Pick<Suggestion, "text" | "replace" | "alsoMatches"> {
  if (VELOCITY_NAME.test(name)) return { text: [name], replace };
  return { text: [`get('${name.replaceAll("'", "''")}')`], replace, alsoMatches: name };
}
