import type { Family, OperationName } from "../../server/src/service";
import type { Members, MethodId } from "./gateway";

/** One thing to do at AWS. An input names what it is for, as the AWS CLI takes it. */
export type Step =
  | { readonly kind: "create" | "update" | "put"; readonly operation: OperationName; readonly input: Members }
  /** What a put takes away with the integration it replaces is put back where it is gone. */
  | { readonly kind: "responses"; readonly inputs: readonly Members[] }
  | PrerequisiteStep
  | {
      readonly kind: "deployment";
      readonly family: Family;
      readonly apiId: string;
      readonly stage: string;
    };

/** Makes what the input needs beside itself. */
export type PrerequisiteStep =
  | ({ readonly kind: "create-route" } & RouteStep)
  | ({
      readonly kind: "update-route";
      readonly routeId: string;
      /** Where the route leads now; absent where it leads nowhere. */
      readonly from?: string;
    } & RouteStep)
  | { readonly kind: "put-method"; readonly method: MethodId }
  | {
      readonly kind: "put-method-response" | "update-method-response";
      readonly method: MethodId;
      readonly statusCode: string;
      /** What is to be declared: names such as `method.response.header.Location`. */
      readonly responseParameters: readonly string[];
    };

interface RouteStep {
  readonly apiId: string;
  readonly key: string;
  /** Absent where a step before makes the integration. */
  readonly integrationId?: string;
}

/** What each parameter that a method response can declare begins with. */
export const RESPONSE_HEADER = "method.response.header.";

/** True for what is made beside the input's own thing. */
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

/** What the step does, to stand in a list. */
export function stepTitle(step: Step): string {
  switch (step.kind) {
    case "create":
    case "update":
    case "put":
      return OPERATION_TITLES[step.operation];
    case "responses":
      return `put back the integration responses, where AWS drops them (${step.inputs.map(({ statusCode }) => String(statusCode)).join(", ")})`;
    case "create-route":
      return `create the route ${step.key} to the integration (authorization NONE)`;
    case "update-route": {
      const now = step.from === undefined ? "nowhere" : `to integration ${step.from}`;
      return `point the route ${step.key}, which leads ${now}, to this integration`;
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
    case "deployment":
      return `deploy the API to the stage ${step.stage}`;
  }
}

/** The headers that the parameters declare: `the headers Location, X-Id`. */
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
};
