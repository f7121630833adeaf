/** The parameter mappings of HTTP APIs, and the parameters of their AWS service integrations. */
import {
  type HttpDirection,
  type HttpKey,
  type HttpValue,
  type HttpVariable,
  parseHttpKey,
  parseHttpValue,
} from "../expressions";
import { bodyValue } from "./bodyPath";
import { contextValue } from "./context";
import type { Execution } from "./execution";
import type { IntegrationConfig, StringEntry } from "./integrationConfig";
import { headerValues } from "./parameters";
import type { MappedMessage } from "./restMappings";
import type { ParameterTarget, SimulatedResponse } from "./steps";

/** The part of a body that mappings can read, in UTF-8 bytes. */
const BODY_BYTES = 100 * 1024;

/** A message that the mappings of an HTTP API read. */
export interface HttpMessage extends MappedMessage {
  readonly wholePath: string;
}

/** A change made by a mapping. */
export interface HttpChange {
  readonly action: "overwrite" | "append" | "remove";
  readonly target: ParameterTarget;
  readonly values: readonly string[];
}

/** Applies mappings in the order of the input. Each of them reads the original message. */
export function applyHttpMappings(
  execution: Execution,
  part: IntegrationConfig,
  entries: readonly StringEntry[],
  direction: HttpDirection,
  message: HttpMessage,
  change: (change: HttpChange) => void,
): void {
  for (const entry of entries) {
    const key = parseHttpKey(entry.key, direction);
    const value = parseHttpValue(entry.value, direction);
    const place = part.source.place(entry.member.span);
    const action = key.knownAction;
    const target = targetOf(key);
    // Quotes are sent literally. That is doubtful, but not a reason to stop.
    const isBad =
      action !== "remove" && value.faults.some(({ kind }) => kind !== "quoted" && kind !== "otherDialect");
    // On an update, an empty value removes a mapping.
    if (entry.value === "" && action !== "remove") continue;
    if (!action || !target || key.faults.length > 0 || isBad) {
      execution.report({
        code: "badMapping",
        severity: "error",
        message: `${isBad ? `The value ${entry.value}` : `The key ${entry.key}`} is not a valid parameter mapping for HTTP APIs, so AWS rejects the input. The simulation skips it.`,
        place,
      });
      continue;
    }
    const text = action === "remove" ? undefined : evaluate(execution, value, message);
    const isSet = text !== undefined;
    execution.step({
      kind: "parameterMapping",
      direction,
      action,
      target,
      source: entry.value,
      ...(isSet && { values: [text] }),
      place,
    });
    if (action === "remove" || isSet) change({ action, target, values: isSet ? [text] : [] });
  }
}

/** The parameters of a call to an AWS service by name, or the response to the client if one of them has no value. */
export type ServiceParameters =
  | { readonly kind: "done"; readonly parameters: Readonly<Record<string, string>> }
  | { readonly kind: "failed"; readonly answer: SimulatedResponse };

/** Evaluates the parameters of a call to an AWS service. Unlike mappings, they are not omitted without a value. */
export function serviceParameters(
  execution: Execution,
  part: IntegrationConfig,
  message: HttpMessage,
): ServiceParameters {
  const found: [string, string][] = [];
  for (const entry of part.entries("requestParameters")) {
    const text = evaluate(execution, parseHttpValue(entry.value, "request"), message);
    execution.step({
      kind: "parameterMapping",
      direction: "request",
      action: "overwrite",
      target: { location: "parameter", name: entry.key },
      source: entry.value,
      ...(text !== undefined && { values: [text] }),
      place: part.source.place(entry.member.span),
    });
    if (text === undefined) {
      const answer = execution.refuse(400, "Bad Request", {
        code: "unresolvedParameter",
        message: `${entry.value} has no value, so API Gateway cannot set the parameter ${entry.key} and does not call the service.`,
        log: `Unable to resolve property ${entry.key} from source ${entry.value}.`,
        place: part.source.place(entry.member.span),
      });
      return { kind: "failed", answer };
    }
    found.push([entry.key, text]);
  }
  return { kind: "done", parameters: Object.fromEntries(found) };
}

function targetOf({ target, name }: HttpKey): ParameterTarget | undefined {
  switch (target) {
    case "header":
    case "querystring":
      return name && { location: target, name: name.text };
    case "path":
      return { location: "path" };
    case "statuscode":
      return { location: "status" };
    default:
      return undefined;
  }
}

/** Returns the text of a value. A single variable without a value is undefined; within other text it is empty. */
function evaluate(
  execution: Execution,
  { parts, text }: HttpValue,
  message: HttpMessage,
): string | undefined {
  const [only, ...others] = parts;
  if (only?.kind === "variable" && others.length === 0) return variableText(execution, only, message);
  if (parts.length === 0) return text;
  return parts
    .map((piece) => (piece.kind === "text" ? piece.text : (variableText(execution, piece, message) ?? "")))
    .join("");
}

function variableText(
  { context, input }: Execution,
  { knownRoot, source, name, path }: HttpVariable,
  message: HttpMessage,
): string | undefined {
  if (knownRoot === "context") return contextValue(context, name?.text ?? "");
  if (knownRoot === "stageVariables") return input.request.stageVariables.get(name?.text ?? "")?.[0];
  switch (source?.text) {
    case "header":
      return headerValues(message.headers, name?.text ?? "")?.join(",");
    case "querystring":
      return message.query.get(name?.text ?? "")?.join(",");
    case "path":
      return name ? message.path.get(name.text)?.[0] : message.wholePath;
    case "body": {
      const found = bodyValue(firstBytes(message.body), path?.text);
      return found.kind === "value" ? found.text : undefined;
    }
    default:
      return undefined;
  }
}

/** Cuts a body off where mappings stop reading. */
function firstBytes(body: string): string {
  if (body.length * 3 <= BODY_BYTES) return body;
  let bytes = 0;
  let end = 0;
  for (const character of body) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (bytes > BODY_BYTES) break;
    end += character.length;
  }
  return body.slice(0, end);
}
