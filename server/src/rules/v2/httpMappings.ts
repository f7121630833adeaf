import { type HttpDirection, type HttpKey, type HttpKeyFault, parseHttpKey } from "../../expressions/httpKey";
import { type HttpValue, type HttpValueFault, parseHttpValue } from "../../expressions/httpValue";
import type { IntegrationInput } from "../../model/input";
import { SKELETON_KEY } from "../../model/skeleton";
import type { MemberNode, ObjectNode, StringNode } from "../../syntax/nodes";
import type { Example } from "../engine/rule";
import { type FaultOfKind, withFaults } from "../shared/faults";

/** An entry of an HTTP API's parameter mapping, or a parameter of a service action. */
export interface HttpMapping {
  readonly entry: MemberNode;
  readonly object: ObjectNode;
  readonly direction: HttpDirection;
  /** Absent for a parameter of a service action: its name is defined by the subtype. */
  readonly key?: HttpKey;
  /** Absent unless the value is a string. */
  readonly node?: StringNode;
  readonly value?: HttpValue;
}

/** Returns all mappings of the input, parsed once for all rules, without placeholder entries of a skeleton. */
export function httpMappings(input: IntegrationInput): readonly HttpMapping[] {
  return input.once(readAll);
}

/** A mapping whose value is a string. */
export interface HttpMappingValue extends HttpMapping {
  readonly node: StringNode;
  readonly value: HttpValue;
}

/** Returns the mappings whose values API Gateway reads, which excludes `remove`. */
export function readValues(input: IntegrationInput): readonly HttpMappingValue[] {
  return httpMappings(input).flatMap((mapping) =>
    mapping.node && mapping.value && mapping.key?.knownAction !== "remove"
      ? [{ ...mapping, node: mapping.node, value: mapping.value }]
      : [],
  );
}

/** Yields the faults of the given kinds in mapping keys, each with its mapping; all faults when no kind is given. */
export function keyFaults<Kind extends HttpKeyFault["kind"]>(
  input: IntegrationInput,
  ...kinds: readonly Kind[]
): Iterable<HttpMapping & { readonly fault: FaultOfKind<HttpKeyFault, Kind> }> {
  return withFaults(httpMappings(input), ({ key }) => key?.faults ?? [], kinds);
}

/** Like `keyFaults`, for the values that API Gateway reads. */
export function valueFaults<Kind extends HttpValueFault["kind"]>(
  input: IntegrationInput,
  ...kinds: readonly Kind[]
): Iterable<HttpMappingValue & { readonly fault: FaultOfKind<HttpValueFault, Kind> }> {
  return withFaults(readValues(input), ({ value }) => value.faults, kinds);
}

function readAll(input: IntegrationInput): readonly HttpMapping[] {
  return [...mappingsIn(input)];
}

function* mappingsIn(input: IntegrationInput): Generator<HttpMapping> {
  const parameters = input.value("RequestParameters");
  if (parameters?.kind === "object") yield* readMap(parameters, "request", !input.has("IntegrationSubtype"));
  for (const { key, value } of input.entries("ResponseParameters")) {
    if (key.value !== SKELETON_KEY && value?.kind === "object") yield* readMap(value, "response", true);
  }
}

function* readMap(object: ObjectNode, direction: HttpDirection, hasActions: boolean): Generator<HttpMapping> {
  for (const entry of object.members) {
    if (entry.key.value === SKELETON_KEY) continue;
    const node = entry.value?.kind === "string" ? entry.value : undefined;
    yield {
      entry,
      object,
      direction,
      ...(hasActions && { key: parseHttpKey(entry.key.value, direction) }),
      ...(node && { node, value: parseHttpValue(node.value, direction) }),
    };
  }
}

const HTTP_PROXY =
  '"IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://example.com", "IntegrationMethod": "ANY", "PayloadFormatVersion": "1.0"';

/** A rule's example: an integration with the given request mappings, written as JSON members. */
export function requestExample(entries: string): Example {
  return { text: `{ ${HTTP_PROXY}, "RequestParameters": { ${entries} } }`, protocol: "HTTP" };
}

/** Like `requestExample`, with response mappings by status code. */
export function responseExample(entries: string): Example {
  return { text: `{ ${HTTP_PROXY}, "ResponseParameters": { ${entries} } }`, protocol: "HTTP" };
}
