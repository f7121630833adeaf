import { type Family, isPatchOperation, type OperationName } from "../../server/src/service";
import type { InvocationPermission, Members, MethodId } from "./gateway";

/** One change to make on AWS. Inputs identify their target, as the AWS CLI expects. */
export type Step =
  | { readonly kind: "create" | "update" | "put"; readonly operation: OperationName; readonly input: Members }
  /** Restores the responses that a put removed together with the integration it replaced. */
  | { readonly kind: "responses"; readonly inputs: readonly Members[] }
  | PrerequisiteStep
  | AllowStep
  | {
      readonly kind: "deployment";
      readonly family: Family;
      readonly apiId: string;
      readonly stage: string;
    };

/** Allows API Gateway to invoke the integration's function, which the function's policy says, not the API. */
export interface AllowStep extends InvocationPermission {
  readonly kind: "allow-invocation";
  /** The route or method that invokes it, such as `GET /orders`. */
  readonly source: string;
  /** The account of the API. */
  readonly account: string;
}

/** Creates or updates a prerequisite of the input. */
export type PrerequisiteStep =
  | ({ readonly kind: "create-route" } & RouteStep)
  | ({
      readonly kind: "update-route";
      readonly routeId: string;
      /** The integration that is the route's target now; absent if it has none. */
      readonly from?: string;
    } & RouteStep)
  | { readonly kind: "put-method"; readonly method: MethodId }
  | {
      readonly kind: "put-method-response" | "update-method-response";
      readonly method: MethodId;
      readonly statusCode: string;
      /** The parameters to declare, such as `method.response.header.Location`. */
      readonly responseParameters: readonly string[];
    };

interface RouteStep {
  readonly apiId: string;
  readonly key: string;
  /** Absent if an earlier step creates the integration. */
  readonly integrationId?: string;
}

/** The prefix of all parameters that a method response can declare. */
export const RESPONSE_HEADER = "method.response.header.";

/** Returns true for steps that create or update a prerequisite. */
export function isPrerequisite(step: Step): step is PrerequisiteStep {
  switch (step.kind) {
    case "create-route":
    case "update-route":
    case "put-method":
    case "put-method-response":
    case "update-method-response":
      return true;
    default:
      return false;
  }
}

/** Returns true for a step that sends patch operations. */
export function isPatchStep(step: Step): boolean {
  return step.kind === "update" && isPatchOperation(step.operation);
}

/** Returns what the step does, for a list. */
export function stepTitle(step: Step): string {
  switch (step.kind) {
    case "create":
    case "update":
    case "put":
      return OPERATION_TITLES[step.operation];
    case "responses":
      return `restore the integration responses if AWS drops them (${step.inputs.map(({ statusCode }) => String(statusCode)).join(", ")})`;
    case "create-route":
      return `create the route ${step.key} to the integration (authorization NONE)`;
    case "update-route": {
      const now = step.from === undefined ? "has no target" : `targets integration ${step.from}`;
      return `point the route ${step.key}, which ${now}, to this integration`;
    }
    case "put-method":
      return `create the method ${step.method.httpMethod} (authorization NONE)`;
    case "put-method-response": {
      const { statusCode, responseParameters } = step;
      const headers = responseParameters.length === 0 ? "" : ` with ${headersOf(responseParameters)}`;
      return `create the method response ${statusCode}${headers}`;
    }
    case "update-method-response":
      return `declare ${headersOf(step.responseParameters)} in the method response ${step.statusCode}`;
    case "allow-invocation":
      return `allow API Gateway to invoke ${step.function.name} for ${step.source}`;
    case "deployment":
      return `deploy the API to the stage ${step.stage}`;
  }
}

/** Lists the headers that the parameters declare, such as `the headers Location, X-Id`. */
export function headersOf(responseParameters: readonly string[]): string {
  const names = responseParameters.map((name) => name.slice(RESPONSE_HEADER.length));
  return `the header${names.length === 1 ? "" : "s"} ${names.join(", ")}`;
}

const OPERATION_TITLES: Readonly<Record<OperationName, string>> = {
  "create-integration": "create the integration",
  "update-integration": "update the integration",
  "create-integration-response": "create the integration response",
  "update-integration-response": "update the integration response",
  "put-integration": "put the integration",
  "put-integration-response": "put the integration response",
  "apigateway update-integration": "patch the integration",
  "apigateway update-integration-response": "patch the integration response",
};
