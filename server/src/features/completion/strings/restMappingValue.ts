import {
  type ApiKind,
  contextVariablesOf,
  type MappingScope,
  mappingValueAt,
  parseMappingKey,
  parseMappingValue,
  SCOPE_PREFIX,
  VALUE_SOURCES,
} from "../../../expressions";
import type { ApiFacts } from "../../../model/apiFacts";
import type { Span } from "../../../syntax/nodes";
import { explainContext, explainSource, explainStageVariable } from "../../docs/explain";
import type { Suggestion } from "../item";
import type { TextPlace } from "../textPlaceTypes";
import { commonHeaders } from "./headers";
import { parameterNames } from "./parameterNames";
import { contextNames, EMPTY_STOP, nameSnippet, staticTexts, variableNames } from "./valueNames";

type MappingValue = ReturnType<typeof parseMappingValue>;

/** The mapping that the value belongs to. */
interface Mapping {
  readonly scope: MappingScope;
  readonly api: ApiKind;
  readonly facts: ApiFacts | undefined;
  /** What the mapping's key sets: `header` and `x-id` of `integration.request.header.x-id`. */
  readonly key: { readonly location: string; readonly name: string };
}

/** Suggestions for a value in the syntax of REST and WebSocket APIs: a variable alone, or static text in quotes. */
export function restMappingValues(
  scope: MappingScope,
  api: ApiKind,
  facts: ApiFacts | undefined,
  keyText: string,
  { text, offset }: TextPlace,
): readonly Suggestion[] {
  const value = parseMappingValue(text, scope);
  const slot = mappingValueAt(value, offset);
  const { reference } = parseMappingKey(keyText, scope === "response" ? "response" : "request");
  const key = { location: reference?.location?.text ?? "", name: reference?.name?.text ?? "" };
  const mapping: Mapping = { scope, api, facts, key };
  switch (slot?.slot) {
    case undefined:
    case "path":
      return [];
    case "static":
      return staticTextIn(mapping, value, slot.replace);
    case "name":
      return namesIn(mapping, value, slot.replace);
    default:
      return wholeValues(mapping, value, text);
  }
}

/** Static text inside of its quotes. */
function staticTextIn({ key }: Mapping, { source }: MappingValue, replace: Span): readonly Suggestion[] {
  return key.location === "header" && source.kind === "static"
    ? staticTexts(key.name, source.closed ? "" : "'", replace)
    : [];
}

/** The name after a location, such as the header's after `method.request.header.`. */
function namesIn(
  { scope, api, facts, key }: Mapping,
  { source }: MappingValue,
  replace: Span,
): readonly Suggestion[] {
  if (source.kind === "context") return contextNames(api, replace);
  if (source.kind === "stageVariable") return variableNames(facts, replace);
  if (source.kind !== "message") return [];
  const prefix = SCOPE_PREFIX[scope];
  const location = source.location?.text ?? "";
  const own = key.name && location === key.location ? [key.name] : [];
  const headers = /header$/.test(location)
    ? commonHeaders(scope === "response" ? "response" : "request")
    : [];
  const declaring = prefix === "method.request" ? facts : undefined;
  return parameterNames(declaring, location, [...own, ...headers]).map(({ name, ...known }) => ({
    label: name,
    text: [name],
    replace,
    documentation: explainSource(prefix, location, name),
    ...known,
  }));
}

/** Everything that the value can be. */
function wholeValues(mapping: Mapping, { source }: MappingValue, text: string): readonly Suggestion[] {
  const nameSpan = source.kind === "message" ? (source.name ?? source.path)?.span : undefined;
  const nameStart = nameSpan && nameSpan.start < nameSpan.end ? nameSpan.start : undefined;
  const whole = { start: 0, end: text.length };
  const same = sameName(mapping, whole);
  const declared = nameStart === undefined ? declaredParameters(mapping, same, whole) : [];
  return [
    ...same,
    ...declared,
    ...messageSources(mapping, whole, nameStart),
    ...wholeStaticTexts(mapping, whole),
    ...wholeVariables(mapping, whole),
  ];
}

/** The part of the message that has the same location and name as the mapping's key. */
function sameName({ scope, key: { location, name } }: Mapping, replace: Span): readonly Suggestion[] {
  const prefix = SCOPE_PREFIX[scope];
  if (!name || !Object.hasOwn(VALUE_SOURCES[prefix], location)) return [];
  const label = `${prefix}.${location}.${name}`;
  return [{ label, text: [label], replace, documentation: explainSource(prefix, location, name) }];
}

/** The parameters that the REST method is known to declare. */
function declaredParameters(
  { scope, facts }: Mapping,
  same: readonly Suggestion[],
  replace: Span,
): readonly Suggestion[] {
  const prefix = SCOPE_PREFIX[scope];
  if (prefix !== "method.request") return [];
  return (facts?.requestParameters ?? []).flatMap((parameter) => {
    const [, part = "", name = ""] = /^method\.request\.(\w+)\.(.+)$/.exec(parameter) ?? [];
    if (name === "" || same.some(({ label }) => label === parameter)) return [];
    const documentation = explainSource(prefix, part, name);
    return [{ label: parameter, text: [parameter], replace, detail: "declared", documentation }];
  });
}

/** The parts of the message. A name that is typed already, from `nameStart` on, is kept. */
function messageSources(
  { scope }: Mapping,
  whole: Span,
  nameStart: number | undefined,
): readonly Suggestion[] {
  const prefix = SCOPE_PREFIX[scope];
  const hasName = nameStart !== undefined;
  const replace = hasName ? { start: 0, end: nameStart } : whole;
  return Object.entries(VALUE_SOURCES[prefix]).flatMap(([location, need]) => {
    const start = `${prefix}.${location}`;
    const documentation = explainSource(prefix, location);
    const named = {
      label: `${start}.`,
      text: hasName ? [`${start}.`] : [`${start}.`, ...EMPTY_STOP],
      replace,
      documentation,
      offersMore: /header$|^path$/.test(location),
    };
    return need === "optional"
      ? [{ label: start, text: [start], replace: whole, documentation }, named]
      : [named];
  });
}

function wholeStaticTexts({ key: { location, name } }: Mapping, replace: Span): readonly Suggestion[] {
  const usual = location === "header" ? staticTexts(name, "", replace) : [];
  return [
    ...usual.map((item) => ({ ...item, label: `'${item.label}'`, text: ["'", ...item.text, "'"] })),
    {
      label: "'…'",
      text: ["'", { stop: 1, text: "text" }, "'"],
      replace,
      documentation: "Static text, in single quotes.",
    },
  ];
}

function wholeVariables({ api, facts }: Mapping, replace: Span): readonly Suggestion[] {
  return [
    {
      label: "stageVariables.",
      text: ["stageVariables.", ...EMPTY_STOP],
      replace,
      documentation: explainStageVariable(""),
      offersMore: facts?.stages !== undefined,
    },
    ...variableNames(facts, replace).map((item) => {
      const label = `stageVariables.${item.label}`;
      return { ...item, label, text: [label] };
    }),
    ...contextVariablesOf(api).map((variable) => ({
      label: `context.${variable.name}`,
      text: nameSnippet(`context.${variable.name}`),
      replace,
      documentation: explainContext(variable),
      rank: 1,
    })),
  ];
}
