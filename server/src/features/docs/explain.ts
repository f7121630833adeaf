/** What the parts of expressions mean, in Markdown, for completion and hover. */
import {
  type ContextVariable,
  ESCAPED_DEFAULT,
  findContextVariable,
  type HttpAction,
  type HttpDirection,
  type HttpTargetKind,
  isReservedHeader,
  PARTITIONS,
  partitionOf,
  REST_LOGS_ONLY,
} from "../../expressions";
import type { ApiFacts, StageFacts } from "../../model/apiFacts";
import { code, escaped } from "./markdown";

const ACTIONS: Readonly<Record<HttpAction, string>> = {
  append: "Adds a value to the existing ones, or sets it if there is none.",
  overwrite: "Sets the value and replaces any existing one.",
  remove: "Removes it. The mapping takes no value; write `''`.",
};

/** Explains the key of an HTTP API's mapping. */
export function explainHttpKey(
  action: HttpAction,
  target: HttpTargetKind,
  direction: HttpDirection,
  name?: string,
): string {
  const named = name ? ` ${code(name)}` : "";
  const what: Readonly<Record<HttpTargetKind, string>> = {
    header: `the header${named} of the ${direction === "request" ? "request to the backend" : "response to the caller"}`,
    querystring: `the query string parameter${named} of the request to the backend`,
    path: "the path of the request to the backend",
    statuscode: "the status code of the response to the caller",
  };
  const facts = [`**${action}:${target}** · changes ${what[target]}`, ACTIONS[action]];
  if (target === "header" && name && isReservedHeader(name)) facts.push(RESERVED);
  return facts.join("\n\n");
}

export const BY_STATUS = "Changes the response when the backend returns this status code.";

export const RESERVED = "This header is reserved. Mappings cannot change it.";

/** Explains the key of a REST or WebSocket API's mapping. */
export function explainMappingKey(direction: HttpDirection, location: string, name?: string): string {
  const named = name ? ` ${code(name)}` : "";
  if (direction === "response") {
    return `**method.response.${location}** · sets the header${named} of the response to the caller\n\nOn a REST API, the method response must declare it.`;
  }
  const what: Readonly<Record<string, string>> = {
    header: `sets the header${named} of the request to the backend`,
    querystring: `sets the query string parameter${named} of the request to the backend`,
    path: `fills in ${code(`{${name || "name"}}`)} in the backend's URI`,
  };
  return `**integration.request.${location}** · ${what[location] ?? "sets a part of the request to the backend"}`;
}

const SOURCES: Readonly<Record<string, string>> = {
  header: "the header",
  multivalueheader: "all values of the header",
  querystring: "the query string parameter",
  multivaluequerystring: "all values of the query string parameter",
  path: "the path",
  body: "the body",
  statuscode: "the status code",
};

/** Explains a source such as `request.header` or `integration.response.body`. */
export function explainSource(prefix: string, source: string, name?: string): string {
  const whose = /response/.test(prefix) ? "the backend's response" : "the caller's request";
  if (source === "body" && name) return `**${prefix}.body** · ${code(name)} in the body of ${whose}`;
  const named = name ? ` ${code(name)}` : "";
  const part = source === "path" && name ? "the path parameter" : (SOURCES[source] ?? source);
  return `**${prefix}.${source}** · ${part}${named} of ${whose}`;
}

/** Explains a context variable and lists the APIs that have it. */
export function explainContext(variable: ContextVariable): string {
  const names = { REST: "REST APIs", WEBSOCKET: "WebSocket APIs", HTTP: "HTTP APIs" } as const;
  const apis = variable.apis.map((api) => names[api]).join(", ");
  return `**context.${variable.name.replace("<", "\\<")}** · ${variable.type}\n\n${variable.description}\n\n- Applies to: ${apis}`;
}

/** Explains the context variable of that name, including those that only access logs have. */
export function explainContextName(name: string): string | undefined {
  const variable = findContextVariable(name);
  if (variable) return explainContext(variable);
  return REST_LOGS_ONLY.has(name)
    ? `**context.${name}** · access logs only\n\nREST APIs only provide this variable in access logs. In a mapping it is empty.`
    : undefined;
}

const SELECTED: Readonly<Record<string, string>> = {
  [ESCAPED_DEFAULT]: "Selects the template with the reserved key `$default`.",
  "request.body": "A property of the message body, by its path.",
  "integration.response.statuscode": "The status code of the backend's response.",
  "integration.response.header": "A header of the backend's response.",
  "integration.response.multivalueheader": "All values of a header of the backend's response.",
};

/** Explains a variable of a selection expression. */
export function explainSelection(variable: string, name?: string): string {
  return `**${variable}${name ? `.${escaped(name)}` : ""}** · selects the template\n\n${SELECTED[variable] ?? ""}`;
}

export function explainStageVariable(name: string, facts?: ApiFacts): string {
  const general = `**stageVariables.${escaped(name || "name")}** · stage variable\n\nEach stage of the API can set its own value.`;
  return name && facts?.stages ? `${general}\n\n${onAws(name, facts.stages)}` : general;
}

function onAws(name: string, stages: readonly StageFacts[]): string {
  if (!stages.some(({ variables }) => Object.hasOwn(variables, name)))
    return "No stage on AWS has this variable.";
  const lines = stages.map((stage) => {
    const value = Object.hasOwn(stage.variables, name) ? stage.variables[name] : undefined;
    return `- ${code(stage.name)}: ${value === undefined ? "not set" : value === "" ? "empty" : code(value)}`;
  });
  return `On AWS:\n\n${lines.join("\n")}`;
}

export function explainPartition(name: string): string {
  const known = PARTITIONS.find((partition) => partition.name === name);
  return `**${escaped(name)}** · partition${known ? `\n\n${capital(known.description)}.` : ""}`;
}

export function explainRegion(name: string): string {
  const partition = partitionOf(name);
  return `**${escaped(name)}** · region${partition ? `\n\nIt belongs to the partition \`${partition}\`.` : ""}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
