/** The parameter mappings of REST and WebSocket APIs. */
import {
  breaksRestCalls,
  dropsFromRestCalls,
  KEY_TARGETS,
  type MappingScope,
  type MappingSource,
  parseMappingKey,
  parseMappingValue,
  type RestBackend,
} from "../expressions";
import { bodyValue } from "./bodyPath";
import { contextValue } from "./context";
import type { Execution } from "./execution";
import { type IntegrationConfig, type StringEntry, typeOf } from "./integrationConfig";
import type { Parameters } from "./parameters";
import type { Direction, ParameterTarget, SimulatedResponse, SimulationPlace } from "./steps";

/** A message that mappings read. */
export interface MappedMessage {
  readonly path: Parameters;
  readonly query: Parameters;
  readonly headers: Parameters;
  readonly body: string;
}

/** Sets the result of a mapping. */
export type Assign = (target: ParameterTarget, values: readonly string[]) => void;

/**
 * Applies the mappings of an integration or an integration response. Returns the response to the client if a
 * mapping makes the request fail: because AWS rejects a header, or because the body is not valid JSON.
 */
export function applyMappings(
  execution: Execution,
  part: IntegrationConfig,
  direction: Direction,
  message: MappedMessage,
  assign: Assign,
): SimulatedResponse | undefined {
  const scope: MappingScope =
    direction === "response" ? "response" : part.protocol === "REST" ? "restRequest" : "websocketRequest";
  const member = direction === "request" ? "requestParameters" : "responseParameters";
  for (const entry of part.entries(member)) {
    // On an update, an empty value removes a mapping.
    if (entry.value === "") continue;
    const place = part.source.place(entry.member.span);
    const target = targetOf(entry, direction);
    const { source, faults } = parseMappingValue(entry.value, scope);
    if (target === undefined || faults.length > 0) {
      const what = target === undefined ? `The key ${entry.key}` : `The value ${entry.value}`;
      execution.report({
        code: "badMapping",
        severity: "error",
        message: `${what} is not a valid parameter mapping for this API, so AWS rejects the input. The simulation skips it.`,
        place,
      });
      continue;
    }
    const backend = direction === "request" ? restBackendOf(part) : undefined;
    const header = target.location === "header" ? (target.name ?? "") : "";
    if (backend && breaksRestCalls(header, backend)) return refuseHeader(execution, header, place);
    if (backend && dropsFromRestCalls(header, backend)) {
      execution.report({
        code: "droppedHeader",
        severity: "warning",
        message: `API Gateway does not send the header ${header} to this kind of backend.`,
        place,
      });
      continue;
    }
    const found = read(execution, source, message);
    if (found === undefined && source.kind === "stageVariable") {
      return execution.fail({
        code: "unsetStageVariable",
        message: `The stage variable ${source.name?.text ?? ""} has no value, so the request fails. Specify it in stageVariables of the sample request.`,
        log: "Execution failed due to configuration error: Invalid stage variable value: null",
        place,
      });
    }
    if (found === "unreadable") {
      const message = "The body starts like JSON but is not valid JSON, so a mapping cannot read it.";
      const problem = { code: "badBody", message, place };
      return direction === "request"
        ? execution.refuse(400, "Invalid JSON in request body", problem)
        : execution.fail(problem);
    }
    execution.step({
      kind: "parameterMapping",
      direction,
      action: "overwrite",
      target,
      source: entry.value,
      ...(found && { values: found }),
      place,
    });
    if (found) assign(target, found);
  }
  return undefined;
}

function targetOf({ key }: StringEntry, direction: Direction): ParameterTarget | undefined {
  const { reference, faults } = parseMappingKey(key, direction);
  const location = reference?.location?.text;
  const name = reference?.name?.text;
  if (faults.length > 0 || name === undefined || location === undefined) return undefined;
  if (!Object.hasOwn(KEY_TARGETS[direction].locations, location)) return undefined;
  return location === "header" || location === "querystring" || location === "path"
    ? { location, name }
    : undefined;
}

/**
 * Returns the response to the client if a mapping sets a header that AWS rejects. For Lambda proxies, whose
 * mappings AWS checks but does not apply.
 */
export function refusedMapping(execution: Execution, part: IntegrationConfig): SimulatedResponse | undefined {
  const backend = restBackendOf(part);
  for (const entry of backend ? part.entries("requestParameters") : []) {
    const { location, name = "" } = targetOf(entry, "request") ?? {};
    if (backend && location === "header" && breaksRestCalls(name, backend)) {
      return refuseHeader(execution, name, part.source.place(entry.member.span));
    }
  }
  return undefined;
}

function refuseHeader(execution: Execution, name: string, place: SimulationPlace): SimulatedResponse {
  const message = `API Gateway responds with 500 to every request as long as a mapping sets the header ${name}.`;
  return execution.fail({ code: "refusedHeader", message, place });
}

/** The kind of backend of a REST API's integration; undefined for a MOCK. */
function restBackendOf(part: IntegrationConfig): RestBackend | undefined {
  const type = part.protocol === "REST" ? typeOf(part) : undefined;
  if (type === undefined || type === "MOCK") return undefined;
  return type.startsWith("AWS") ? "aws" : "http";
}

/** Returns the values of a source; undefined if it has none, so that the parameter is omitted. */
function read(
  { context, input }: Execution,
  source: MappingSource,
  message: MappedMessage,
): readonly string[] | "unreadable" | undefined {
  switch (source.kind) {
    case "static":
      return [source.text.text];
    case "context":
      return one(contextValue(context, source.name?.text ?? ""));
    case "stageVariable":
      return input.request.stageVariables.get(source.name?.text ?? "");
    case "unknown":
      return undefined;
    case "message":
      break;
  }
  const name = source.name?.text ?? "";
  switch (source.location?.text) {
    case "path":
      return message.path.get(name);
    // Names are case-sensitive here, including those of headers.
    case "querystring":
      return one(message.query.get(name)?.at(-1));
    case "header":
      return one(message.headers.get(name)?.at(-1));
    case "multivaluequerystring":
      return message.query.get(name);
    case "multivalueheader":
      return one(message.headers.get(name)?.join(","));
    default: {
      const found = bodyValue(message.body, source.path?.text);
      if (found.kind === "unreadable") return "unreadable";
      return found.kind === "value" ? [found.text] : undefined;
    }
  }
}

function one(value: string | undefined): readonly string[] | undefined {
  return value === undefined ? undefined : [value];
}
