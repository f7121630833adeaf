/** Completion in the strings that name something: a path into the body, a parameter, a key. */
import { shapesOf } from "../../../templates/shapes/valueShapes";
import type { ReferenceNode } from "../../../vtl/syntax/nodes";
import type { OpenBracket } from "../../context/openCall";
import { referenceIn } from "../../context/typedReference";
import { knownParameters, knownStageVariables, PARAMETER_PLACES } from "../../messages/knownMessage";
import type { Suggestion } from "../item";
import { type StringPlace, suggestKeys, suggestPath, writeInString } from "./bodyMembers";
import type { TemplateCursor } from "./cursor";
import { isAllParameters, parameterSuggestion, placeOf, stageVariableSuggestion } from "./parameters";

/** Returns what can be typed in the string at the cursor; undefined if the string does not name anything. */
export function suggestInString(
  cursor: TemplateCursor,
  open: readonly OpenBracket[],
): readonly Suggestion[] | undefined {
  const call = open.at(-1);
  if (!call?.string || call.kind === "directive" || call.argument > 0) return undefined;
  const { template, offset, body } = cursor;
  const { text } = template;
  const base = referenceIn(text, call.base.start, call.base.end);
  if (!base) return undefined;
  const place: StringPlace = { text, offset, string: call.string };
  const isObject = template.facts.readsObject(base);
  if (isObject && base.name === "input" && base.parts.length === 0 && call.kind === "method") {
    if (call.name === "path" || call.name === "json") return suggestPath(template, place, body);
    if (call.name === "params") return named(place, parametersAnywhere(cursor));
    return undefined;
  }
  if (call.kind === "method" && !KEYED.has(call.name)) return undefined;
  return isObject ? keysOfObject(cursor, base, place) : suggestKeys(shapesOf(template, base, body), place);
}

/** Methods of maps whose first argument is a key. */
const KEYED: ReadonlySet<string> = new Set(["get", "getOrDefault", "containsKey"]);

function keysOfObject(
  { template, names, body }: TemplateCursor,
  base: ReferenceNode,
  place: StringPlace,
): readonly Suggestion[] {
  if (base.name === "stageVariables" && base.parts.length === 0) {
    return named(
      place,
      knownStageVariables(names).map((known) => stageVariableSuggestion(known, names)),
    );
  }
  if (isAllParameters(base)) {
    const kinds = PARAMETER_PLACES.map((name) => ({
      label: name,
      detail: "a map",
      documentation: `**$input.params().get('${name}')** · a map\n\nThe request's parameters of this kind, by name.`,
    }));
    return named(place, kinds);
  }
  const kind = placeOf(base);
  if (kind) {
    const known = knownParameters(names).filter((each) => each.place === kind);
    return named(place, known.map(parameterSuggestion));
  }
  return suggestKeys(shapesOf(template, base, body), place);
}

function parametersAnywhere({ names }: TemplateCursor): readonly Omit<Suggestion, "text" | "replace">[] {
  return knownParameters(names).map(parameterSuggestion);
}

/** Writes each label as the text of the string. */
function named(
  place: StringPlace,
  suggestions: readonly Omit<Suggestion, "text" | "replace">[],
): readonly Suggestion[] {
  return suggestions.flatMap((suggestion): Suggestion[] => {
    const written = writeInString(suggestion.label, place);
    return written ? [{ ...suggestion, ...written }] : [];
  });
}
