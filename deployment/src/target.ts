import type { Operation } from "../../server/src/service";
import type { Members, MethodId } from "./gateway";

/** Identifiers that are given beside the file, as the AWS CLI takes flags; they win over the file's. */
export interface TargetIds {
  readonly apiId?: string;
  readonly integrationId?: string;
  readonly integrationResponseId?: string;
  readonly resourceId?: string;
  readonly httpMethod?: string;
  readonly statusCode?: string;
}

/** What a file is deployed to. */
export type Target =
  | {
      readonly kind: "integration";
      readonly apiId: string;
      /** Absent for one that is still to be made. */
      readonly integrationId?: string;
    }
  | {
      readonly kind: "integration-response";
      readonly apiId: string;
      readonly integrationId: string;
      /** One of the two tells which; an update without a key needs the id. */
      readonly responseId?: string;
      readonly key?: string;
    }
  | { readonly kind: "rest-integration"; readonly method: MethodId }
  | { readonly kind: "rest-response"; readonly method: MethodId; readonly statusCode: string };

export type TargetResult =
  | { readonly kind: "target"; readonly target: Target }
  /** The flags of the AWS CLI that would tell. */
  | { readonly kind: "missing"; readonly flags: readonly string[] };

/** Puts the target together from the identifiers beside the file and those in it. */
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
        return { kind: "rest-integration", method: method() };
      case "put-integration-response":
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

/** The API that the target belongs to. */
export function apiIdOf(target: Target): string {
  return "method" in target ? target.method.restApiId : target.apiId;
}

/** Which part of the API a file is for that is not for one alone; undefined for a file that makes its own. */
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

/** The members of an input that name the target. */
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

/** The target with the id that AWS gave what is there, where it gives one. */
export function withId(target: Target, id: string | undefined): Target {
  if (id === undefined) return target;
  if (target.kind === "integration") return { ...target, integrationId: id };
  return target.kind === "integration-response" ? { ...target, responseId: id } : target;
}
