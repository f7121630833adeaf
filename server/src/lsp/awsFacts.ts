import type { ApiFacts, FactsSubject, MethodResponseFacts, StageFacts } from "../model/apiFacts";
import { PROTOCOLS } from "../model/protocol";
import { isRecord } from "../service";

/**
 * Reads the facts that a client has sent, by URI. It may have kept them since another version: what is not of
 * the expected shape is left out, fact by fact.
 */
export function readAwsFacts(params: unknown): ReadonlyMap<string, ApiFacts> {
  const byUri = isRecord(params) && isRecord(params.facts) ? params.facts : {};
  return new Map(
    Object.entries(byUri).flatMap(([uri, value]) => {
      const facts = readFacts(value);
      return facts ? [[uri, facts] as const] : [];
    }),
  );
}

function readFacts(value: unknown): ApiFacts | undefined {
  if (!isRecord(value)) return undefined;
  const protocol = PROTOCOLS.find((known) => known === value.protocol);
  if (!protocol) return undefined;
  const of = readSubject(value.of);
  const stages = listOf(value.stages, readStage);
  const routes = listOf(value.routes, readText);
  const requestParameters = listOf(value.requestParameters, readText);
  const methodResponses = listOf(value.methodResponses, readMethodResponse);
  return {
    ...(of && { of }),
    protocol,
    ...(stages && { stages }),
    ...(routes && { routes }),
    ...(requestParameters && { requestParameters }),
    ...(methodResponses && { methodResponses }),
  };
}

/** Undefined unless every item can be read: a list with gaps would say that something is not there. */
function listOf<T>(value: unknown, read: (item: unknown) => T | undefined): readonly T[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const items = value.map(read).filter((item) => item !== undefined);
  return items.length === value.length ? items : undefined;
}

function readSubject(value: unknown): FactsSubject | undefined {
  if (!isRecord(value) || typeof value.apiId !== "string") return undefined;
  const { apiId, integrationId, resourceId, httpMethod } = value;
  return {
    apiId,
    ...(typeof integrationId === "string" && { integrationId }),
    ...(typeof resourceId === "string" && { resourceId }),
    ...(typeof httpMethod === "string" && { httpMethod }),
  };
}

function readStage(value: unknown): StageFacts | undefined {
  if (!isRecord(value) || typeof value.name !== "string" || !isRecord(value.variables)) return undefined;
  const variables = Object.entries(value.variables).filter(
    (entry): entry is [string, string] => typeof entry[1] === "string",
  );
  return { name: value.name, variables: Object.fromEntries(variables) };
}

function readMethodResponse(value: unknown): MethodResponseFacts | undefined {
  if (!isRecord(value) || typeof value.statusCode !== "string") return undefined;
  const responseParameters = listOf(value.responseParameters, readText);
  return responseParameters && { statusCode: value.statusCode, responseParameters };
}

function readText(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
