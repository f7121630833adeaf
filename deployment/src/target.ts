import type { Operation } from "../../server/src/service";
import type { Members, MethodId } from "./gateway";

/** IDs given separately from the file, like flags of the AWS CLI. They take precedence over the file's. */
export interface TargetIds {
  readonly apiId?: string;
  readonly integrationId?: string;
  readonly integrationResponseId?: string;
  readonly resourceId?: string;
  readonly httpMethod?: string;
  readonly statusCode?: string;
}

/** The resource that a file is deployed to. */
export type Target =
  | {
      readonly kind: "integration";
      readonly apiId: string;
      /** Absent if it is to be created. */
      readonly integrationId?: string;
    }
  | {
      readonly kind: "integration-response";
      readonly apiId: string;
      readonly integrationId: string;
      /** The ID or the key identifies it; an update without a key needs the ID. */
      readonly responseId?: string;
      readonly key?: string;
    }
  | { readonly kind: "rest-integration"; readonly method: MethodId }
  | { readonly kind: "rest-response"; readonly method: MethodId; readonly statusCode: string };

export type TargetResult =
  | { readonly kind: "target"; readonly target: Target }
  /** The flags that would complete it. */
  | { readonly kind: "missing"; readonly flags: readonly string[] };

/** Determines the target from the given IDs and those in the file. */
export function targetOf(operation: Operation, members: Members, ids: TargetIds): TargetResult {
  const flags: string[] = [];
  const known = (name: string, given: string | undefined): string | undefined => {
    const own = members[name];
    return given ?? (typeof own === "string" && own !== "" ? own : undefined);
  };
  const need = (name: string, given: string | undefined, flag: string): string => {
    const value = known(name, given);
    if (value === undefined) flags.push(flag);
    return value ?? "";
  };
  const target = build();
  return flags.length > 0 ? { kind: "missing", flags } : { kind: "target", target };

  function build(): Target {
    switch (operation.name) {
      case "create-integration": {
        const integrationId = ids.integrationId;
        const apiId = need("ApiId", ids.apiId, "--api-id");
        return { kind: "integration", apiId, ...(integrationId !== undefined && { integrationId }) };
      }
      case "update-integration":
        return {
          kind: "integration",
          apiId: need("ApiId", ids.apiId, "--api-id"),
          integrationId: need("IntegrationId", ids.integrationId, "--integration-id"),
        };
      case "create-integration-response":
      case "update-integration-response": {
        const isUpdate = operation.name === "update-integration-response";
        const key = known("IntegrationResponseKey", undefined);
        const responseId = isUpdate
          ? need("IntegrationResponseId", ids.integrationResponseId, "--integration-response-id")
          : ids.integrationResponseId;
        return {
          kind: "integration-response",
          apiId: need("ApiId", ids.apiId, "--api-id"),
          integrationId: need("IntegrationId", ids.integrationId, "--integration-id"),
          ...(responseId !== undefined && { responseId }),
          ...(key !== undefined && { key }),
        };
      }
      case "put-integration":
      case "apigateway update-integration":
        return { kind: "rest-integration", method: method() };
      case "put-integration-response":
      case "apigateway update-integration-response":
        return {
          kind: "rest-response",
          method: method(),
          statusCode: need("statusCode", ids.statusCode, "--status-code"),
        };
    }
  }

  function method(): MethodId {
    return {
      restApiId: need("restApiId", ids.apiId, "--api-id"),
      resourceId: need("resourceId", ids.resourceId, "--resource-id"),
      httpMethod: need("httpMethod", ids.httpMethod, "--http-method"),
    };
  }
}

/** Returns the ID of the target's API. */
export function apiIdOf(target: Target): string {
  return "method" in target ? target.method.restApiId : target.apiId;
}

/** Returns the part of the API that a file is for; undefined for a file that creates its own integration. */
export function partOf(operation: Operation, target: Target): string | undefined {
  switch (target.kind) {
    case "integration":
      return operation.name === "update-integration" ? target.integrationId : undefined;
    case "integration-response":
      return `${target.integrationId} ${target.responseId ?? target.key ?? ""}`;
    case "rest-integration":
      return `${target.method.httpMethod} ${target.method.resourceId}`;
    case "rest-response":
      return `${target.method.httpMethod} ${target.method.resourceId} ${target.statusCode}`;
  }
}

/** Returns the members of an input that identify the target. */
export function pathMembers(target: Target, id: string | undefined): Members {
  switch (target.kind) {
    case "integration":
      return { ApiId: target.apiId, ...(id !== undefined && { IntegrationId: id }) };
    case "integration-response":
      return {
        ApiId: target.apiId,
        IntegrationId: target.integrationId,
        ...(id !== undefined && { IntegrationResponseId: id }),
      };
    case "rest-integration":
      return { ...target.method };
    case "rest-response":
      return { ...target.method, statusCode: target.statusCode };
  }
}

/** Returns the target with the ID that AWS assigned, if it assigns one. */
export function withId(target: Target, id: string | undefined): Target {
  if (id === undefined) return target;
  if (target.kind === "integration") return { ...target, integrationId: id };
  return target.kind === "integration-response" ? { ...target, responseId: id } : target;
}

/** Returns the method of a REST API in the part of a record. */
export function methodOfPart(part: string): Omit<MethodId, "restApiId"> | undefined {
  const [, httpMethod, resourceId] = /^([A-Z]+) (\S+)/.exec(part) ?? [];
  return httpMethod === undefined || resourceId === undefined ? undefined : { httpMethod, resourceId };
}
