import type { ApiFacts, FactsSubject, MethodResponseFacts, StageFacts } from "../model/apiFacts";
import { PROTOCOLS } from "../model/protocol";
import { isRecord } from "../service";
import { defined } from "../syntax/defined";

/**
 * Reads the facts that a client sent, by URI. The client may have stored them in an earlier version, so each fact
 * that does not have the expected shape is left out.
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
  return {
    protocol,
    ...defined({
      of: readSubject(value.of),
      stages: listOf(value.stages, readStage),
      routes: listOf(value.routes, readText),
      requestParameters: listOf(value.requestParameters, readText),
      methodResponses: listOf(value.methodResponses, readMethodResponse),
      binaryMediaTypes: listOf(value.binaryMediaTypes, readText),
    }),
  };
}

/** Returns undefined unless every item can be read: a list with gaps would say that something does not exist. */
function listOf<T>(value: unknown, read: (item: unknown) => T | undefined): readonly T[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const items = value.map(read).filter((item) => item !== undefined);
  return items.length === value.length ? items : undefined;
}

function readSubject(value: unknown): FactsSubject | undefined {
  if (!isRecord(value) || typeof value.apiId !== "string") return undefined;
  return {
    apiId: value.apiId,
    ...defined({
      integrationId: readText(value.integrationId),
      resourceId: readText(value.resourceId),
      httpMethod: readText(value.httpMethod),
    }),
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
