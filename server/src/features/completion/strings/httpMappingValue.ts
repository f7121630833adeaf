import {
  contextVariablesOf,
  HTTP_ROOTS,
  HTTP_SOURCES,
  type HttpDirection,
  type HttpVariable,
  httpValueAt,
  parseHttpKey,
  parseHttpValue,
} from "../../../expressions";
import type { ApiFacts } from "../../../model/apiFacts";
import type { Span } from "../../../syntax/nodes";
import { describeStatus } from "../../docs/documentation";
import { explainContext, explainSource, explainStageVariable } from "../../docs/explain";
import { STATUS_CODES } from "../../docs/statusCodes";
import type { Suggestion } from "../item";
import type { TextPlace } from "../textPlaceTypes";
import {
  contextNames,
  EMPTY_STOP,
  headerNames,
  nameSnippet,
  pathNames,
  staticTexts,
  variableNames,
} from "./valueNames";

/** Suggestions for a value in the syntax of HTTP APIs, whose variables start with a dollar sign. */
export function httpMappingValues(
  direction: HttpDirection,
  facts: ApiFacts | undefined,
  keyText: string,
  { text, offset }: TextPlace,
): readonly Suggestion[] {
  const key = parseHttpKey(keyText, direction);
  const whole = { start: 0, end: text.length };
  if (key.knownAction === "remove") {
    return [{ label: "''", text: ["''"], replace: whole, documentation: "`remove` takes no value." }];
  }
  if (key.target === "statuscode" && !text.includes("$")) {
    return Object.entries(STATUS_CODES).map(([code, words]) => ({
      label: code,
      text: [code],
      replace: whole,
      detail: words,
      documentation: describeStatus(code),
    }));
  }
  const value = parseHttpValue(text, direction);
  const slot = httpValueAt(value, offset);
  if (slot.slot === "path") return [];
  if (slot.slot === "name") {
    const { knownRoot, source } = slot.variable;
    if (knownRoot === "context") return contextNames("HTTP", slot.replace);
    if (knownRoot === "stageVariables") return variableNames(facts, slot.replace);
    if (knownRoot === "request" && source?.text === "path") return pathNames(facts, slot.replace);
    return source?.text === "header" ? headerNames(direction, `${direction}.header`, slot.replace) : [];
  }
  const site = variableSite(text, offset, slot.variable);
  const statics = text === "" && key.target === "header" ? staticTexts(key.name?.text ?? "", "", whole) : [];
  return site ? [...statics, ...httpVariables(direction, facts, site)] : statics;
}

/** Where a whole variable is written, and what surrounds it. */
interface VariableSite {
  readonly replace: Span;
  readonly open: "${" | "$";
  readonly close: "}" | "";
  /** True if a typed name stays after the inserted text. */
  readonly hasName: boolean;
}

function variableSite(
  text: string,
  offset: number,
  variable: HttpVariable | undefined,
): VariableSite | undefined {
  if (variable) {
    const { span, braced, closed, name, path } = variable;
    const kept = name ?? path;
    const inner = braced && closed ? span.end - 1 : span.end;
    return {
      replace: { start: span.start, end: kept ? kept.span.start : inner },
      open: braced ? "${" : "$",
      close: braced && !closed ? "}" : "",
      hasName: kept !== undefined && kept.text !== "",
    };
  }
  // The word before the cursor may be the start of a variable without its dollar sign.
  const word = /[A-Za-z.]*$/.exec(text.slice(0, offset))?.[0] ?? "";
  const mayBeRoot = HTTP_ROOTS.some((root) => root.startsWith(word) || word.startsWith(`${root}.`));
  if (!mayBeRoot) return undefined;
  const replace = { start: offset - word.length, end: offset };
  const isAlone = replace.start === 0 && replace.end === text.length;
  return { replace, open: isAlone ? "$" : "${", close: isAlone ? "" : "}", hasName: false };
}

function httpVariables(
  direction: HttpDirection,
  facts: ApiFacts | undefined,
  site: VariableSite,
): readonly Suggestion[] {
  const { replace, open, close, hasName } = site;
  const sources = Object.entries(HTTP_SOURCES[direction]).flatMap(([source, need]) => {
    const start = `${open}${direction}.${source}`;
    const documentation = explainSource(direction, source);
    const bare = { label: start, text: [start + close], replace, documentation };
    const named = {
      label: `${start}.`,
      text: hasName ? [`${start}.`] : [`${start}.`, ...EMPTY_STOP, ...(close ? [close] : [])],
      replace,
      documentation,
      offersMore: source === "header" || (source === "path" && facts?.routes !== undefined),
    };
    return need === "optional" && !hasName ? [bare, named] : [named];
  });
  const others = (["context", "stageVariables"] as const).map((root) => ({
    label: `${open}${root}.`,
    text: hasName ? [`${open}${root}.`] : [`${open}${root}.`, ...EMPTY_STOP, ...(close ? [close] : [])],
    replace,
    documentation:
      root === "context" ? "Information about the request from API Gateway." : explainStageVariable(""),
    offersMore: root === "context" || facts?.stages !== undefined,
  }));
  if (hasName) return [...sources, ...others];
  const known = [
    ...(direction === "request" ? pathNames(facts, replace) : []).map(
      (item) => ["request.path", item] as const,
    ),
    ...variableNames(facts, replace).map((item) => ["stageVariables", item] as const),
  ].map(([root, item]) => {
    const label = `${open}${root}.${item.label}`;
    return { ...item, label, text: [label + close] };
  });
  const variables = contextVariablesOf("HTTP").map((variable) => ({
    label: `${open}context.${variable.name}`,
    text: [...nameSnippet(`${open}context.${variable.name}`), ...(close ? [close] : [])],
    replace,
    documentation: explainContext(variable),
    rank: 1,
  }));
  return [...sources, ...others, ...known, ...variables];
}
