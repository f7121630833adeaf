import {
  type ApiKind,
  contextVariablesOf,
  HTTP_ROOTS,
  HTTP_SOURCES,
  type HttpDirection,
  type HttpVariable,
  httpValueAt,
  type MappingScope,
  mappingValueAt,
  parseHttpKey,
  parseHttpValue,
  parseMappingKey,
  parseMappingValue,
  SCOPE_PREFIX,
  VALUE_SOURCES,
} from "../../../expressions";
import type { ApiFacts } from "../../../model/apiFacts";
import { stageVariableNames } from "../../../model/knownNames";
import type { Span } from "../../../syntax/nodes";
import { dialectOf, type MappingMap } from "../../context/situation";
import { describeStatus } from "../../docs/documentation";
import { explainContext, explainSource, explainStageVariable } from "../../docs/explain";
import { STATUS_CODES } from "../../docs/statusCodes";
import type { Source, Suggestion } from "../item";
import type { TextPlace } from "../place";
import type { Template } from "../snippet";
import { headersOf, staticValuesOf } from "./headers";
import { parameterNames } from "./parameterNames";

/** What a mapping's value can read, or the static text that its key takes. */
export function completeMapping(
  { operation, facts }: Source,
  mappings: MappingMap,
  key: string,
  place: TextPlace,
): readonly Suggestion[] {
  const dialect = dialectOf(key, mappings);
  if (dialect === undefined) return [];
  if (dialect === "http") return httpValues(mappings.direction, facts, key, place);
  const api = operation.family === "apigateway" ? "REST" : "WEBSOCKET";
  return otherValues(dialect, api, facts, key, place);
}

const EMPTY: Template = [{ stop: 1, text: "" }];

function httpValues(
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

/** Where a whole variable goes, and what is to stand around it. */
interface VariableSite {
  readonly replace: Span;
  readonly open: "${" | "$";
  readonly close: "}" | "";
  /** A name that stays behind what is inserted. */
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
  // The word before the cursor may be the start of a variable whose dollar sign is missing.
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
      text: hasName ? [`${start}.`] : [`${start}.`, ...EMPTY, ...(close ? [close] : [])],
      replace,
      documentation,
      offersMore: source === "header" || (source === "path" && facts?.routes !== undefined),
    };
    return need === "optional" && !hasName ? [bare, named] : [named];
  });
  const others = (["context", "stageVariables"] as const).map((root) => ({
    label: `${open}${root}.`,
    text: hasName ? [`${open}${root}.`] : [`${open}${root}.`, ...EMPTY, ...(close ? [close] : [])],
    replace,
    documentation: root === "context" ? "What API Gateway knows of the call." : explainStageVariable(""),
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
    text: [...nameTemplate(`${open}context.${variable.name}`), ...(close ? [close] : [])],
    replace,
    documentation: explainContext(variable),
    rank: 1,
  }));
  return [...sources, ...others, ...known, ...variables];
}

function otherValues(
  scope: MappingScope,
  api: ApiKind,
  facts: ApiFacts | undefined,
  keyText: string,
  { text, offset }: TextPlace,
): readonly Suggestion[] {
  const value = parseMappingValue(text, scope);
  const slot = mappingValueAt(value, offset);
  const { source } = value;
  if (!slot || slot.slot === "path") return [];
  const { reference } = parseMappingKey(keyText, scope === "response" ? "response" : "request");
  const keyName = reference?.name?.text ?? "";
  if (slot.slot === "static") {
    return reference?.location?.text === "header" && source.kind === "static"
      ? staticTexts(keyName, source.closed ? "" : "'", slot.replace)
      : [];
  }
  const direction = scope === "response" ? "response" : "request";
  const prefix = SCOPE_PREFIX[scope];
  if (slot.slot === "name") {
    if (source.kind === "context") return contextNames(api, slot.replace);
    if (source.kind === "stageVariable") return variableNames(facts, slot.replace);
    if (source.kind !== "message") return [];
    const location = source.location?.text ?? "";
    const own = keyName && location === reference?.location?.text ? [keyName] : [];
    const headers = /header$/.test(location) ? headersOf(direction) : [];
    const declaring = prefix === "method.request" ? facts : undefined;
    return parameterNames(declaring, location, [...own, ...headers]).map(({ name, ...known }) => ({
      label: name,
      text: [name],
      replace: slot.replace,
      documentation: explainSource(prefix, location, name),
      ...known,
    }));
  }
  const nameSpan = source.kind === "message" ? (source.name ?? source.path)?.span : undefined;
  const hasName = nameSpan !== undefined && nameSpan.start < nameSpan.end;
  const whole = { start: 0, end: text.length };
  const replace = hasName ? { start: 0, end: nameSpan.start } : whole;
  const messages = Object.entries(VALUE_SOURCES[prefix]).flatMap(([location, need]) => {
    const start = `${prefix}.${location}`;
    const documentation = explainSource(prefix, location);
    const named = {
      label: `${start}.`,
      text: hasName ? [`${start}.`] : [`${start}.`, ...EMPTY],
      replace,
      documentation,
      offersMore: /header$|^path$/.test(location),
    };
    return need === "optional"
      ? [{ label: start, text: [start], replace: whole, documentation }, named]
      : [named];
  });
  const location = reference?.location?.text ?? "";
  const same =
    keyName && Object.hasOwn(VALUE_SOURCES[prefix], location)
      ? [
          {
            label: `${prefix}.${location}.${keyName}`,
            text: [`${prefix}.${location}.${keyName}`],
            replace: whole,
            documentation: explainSource(prefix, location, keyName),
          },
        ]
      : [];
  const declared = (hasName ? [] : (facts?.requestParameters ?? [])).flatMap((parameter) => {
    const [, part = "", name = ""] = /^method\.request\.(\w+)\.(.+)$/.exec(parameter) ?? [];
    if (prefix !== "method.request" || name === "" || same.some(({ label }) => label === parameter))
      return [];
    const documentation = explainSource(prefix, part, name);
    return [{ label: parameter, text: [parameter], replace: whole, detail: "declared", documentation }];
  });
  const statics: readonly Suggestion[] = [
    ...(location === "header"
      ? staticTexts(keyName, "", whole).map((item) => ({
          ...item,
          label: `'${item.label}'`,
          text: ["'", ...item.text, "'"],
        }))
      : []),
    {
      label: "'…'",
      text: ["'", { stop: 1, text: "text" }, "'"],
      replace: whole,
      documentation: "Static text, in single quotes.",
    },
  ];
  const variables: readonly Suggestion[] = [
    {
      label: "stageVariables.",
      text: ["stageVariables.", ...EMPTY],
      replace: whole,
      documentation: explainStageVariable(""),
      offersMore: facts?.stages !== undefined,
    },
    ...variableNames(facts, whole).map((item) => {
      const label = `stageVariables.${item.label}`;
      return { ...item, label, text: [label] };
    }),
    ...contextVariablesOf(api).map((variable) => ({
      label: `context.${variable.name}`,
      text: nameTemplate(`context.${variable.name}`),
      replace: whole,
      documentation: explainContext(variable),
      rank: 1,
    })),
  ];
  return [...same, ...declared, ...messages, ...statics, ...variables];
}

/** The variables that the API's stages are known to have. */
function variableNames(facts: ApiFacts | undefined, replace: Span): readonly Suggestion[] {
  return stageVariableNames(facts).map((name) => ({
    label: name,
    text: [name],
    replace,
    documentation: explainStageVariable(name, facts),
  }));
}

/** The parameters in the paths of the routes that are known to lead here. */
function pathNames(facts: ApiFacts | undefined, replace: Span): readonly Suggestion[] {
  return parameterNames(facts, "path").map(({ name }) => ({
    label: name,
    text: [name],
    replace,
    documentation: explainSource("request", "path", name),
  }));
}

function contextNames(api: ApiKind, replace: Span): readonly Suggestion[] {
  return contextVariablesOf(api).map((variable) => ({
    label: variable.name,
    text: nameTemplate(variable.name),
    replace,
    documentation: explainContext(variable),
  }));
}

function headerNames(direction: HttpDirection, root: string, replace: Span): readonly Suggestion[] {
  const [prefix = "", source = ""] = root.split(".");
  return headersOf(direction).map((name) => ({
    label: name,
    text: [name],
    replace,
    documentation: explainSource(prefix, source, name),
  }));
}

function staticTexts(header: string, close: string, replace: Span): readonly Suggestion[] {
  return staticValuesOf(header).map((text) => ({
    label: text,
    text: [text + close],
    replace,
    documentation: `Static text for the header \`${header}\`.`,
  }));
}

/** `authorizer.<property>` leaves its last part to fill in. */
function nameTemplate(name: string): Template {
  const [, before, word] = /^(.*)<(\w+)>$/.exec(name) ?? [];
  return before !== undefined && word !== undefined ? [before, { stop: 1, text: word }] : [name];
}
