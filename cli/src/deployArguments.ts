import type { ConnectionOptions, RequestedPrerequisites, TargetIds } from "../../deployment/src";
import type { OperationName } from "../../server/src/service";
import { OPERATION_OPTION, oneOf, onlyOne, operationNamed } from "./arguments";
import { type OptionTable, type OptionValues, readArguments } from "./options";

/** The options that `plan` and `deploy` have in common. */
export const PLAN_OPTIONS = {
  profile: { value: "NAME", description: "a profile of the AWS CLI's configuration" },
  region: { value: "REGION", description: "the region; the environment's or the profile's by default" },
  "endpoint-url": { value: "URL", description: "another endpoint than AWS's, such as an emulator" },
  "api-id": {
    value: "ID",
    description: "the API; required if neither the file nor the record identifies it",
  },
  "integration-id": {
    value: "ID",
    description: "the existing integration; if neither this nor the record identifies one, it is created",
  },
  "integration-response-id": { value: "ID", description: "the existing integration response" },
  "resource-id": { value: "ID", description: "the resource of a REST API, if the file does not contain it" },
  "http-method": { value: "VERB", description: "the resource's method, if the file does not contain it" },
  "status-code": {
    value: "CODE",
    description: "the status code of the response, if the file does not contain it",
  },
  route: {
    value: "KEY",
    multiple: true,
    description:
      "for HTTP and WebSocket APIs: point the route to the integration, such as --route 'GET /orders', and create the route if it does not exist",
  },
  method: {
    description: "for put-integration: create the method if it does not exist, without authorization",
  },
  "method-response": {
    description:
      "for put-integration-response: create the method response if it does not exist, and declare the headers it lacks",
  },
  "no-permission": {
    description: "do not read or change whether API Gateway may invoke the integration's Lambda function",
  },
  stage: { value: "STAGE", description: "deploy the API to the stage afterwards" },
  operation: OPERATION_OPTION,
  format: { value: "FORMAT", description: "text (default) or json" },
} as const satisfies OptionTable;

/** The options of `plan`. */
export const PLAN_ONLY_OPTIONS = {
  patch: {
    description:
      "for put-integration and put-integration-response: print the input of aws apigateway update-integration or update-integration-response with the fewest patch operations that make the same changes, instead of the plan",
  },
  ...PLAN_OPTIONS,
} as const satisfies OptionTable;

/** The options of `deploy`. */
export const DEPLOY_OPTIONS = {
  yes: { description: "do not ask for confirmation; required if there is no terminal" },
  "dry-run": {
    description: "show the plan and the AWS CLI commands that do the same, without deploying anything",
  },
  ...PLAN_OPTIONS,
} as const satisfies OptionTable;

/** What the help says about the record of deployments. */
export const RECORD_NOTES = `Deployments are recorded in .apigw/deployments.json, in the nearest folder above FILE that has one,
or else in the current folder. The record contains IDs and no secrets.`;

export interface DeployArguments {
  readonly file: string;
  readonly connection: ConnectionOptions;
  readonly ids: TargetIds;
  readonly format: "text" | "json";
  readonly prerequisites: RequestedPrerequisites;
  /** False to leave the permission to invoke a function aside. */
  readonly permission: boolean;
  readonly stage?: string;
  readonly operation?: OperationName;
  readonly yes: boolean;
  readonly dryRun: boolean;
}

/** Reads the arguments of `plan`. Throws a `UsageError` if they are not valid. */
export function parsePlanArguments(args: readonly string[]): DeployArguments & { readonly patch: boolean } {
  const { values, positionals } = readArguments(args, PLAN_ONLY_OPTIONS);
  return { ...shared(values, positionals), yes: false, dryRun: true, patch: values.patch ?? false };
}

/** Reads the arguments of `deploy`. Throws a `UsageError` if they are not valid. */
export function parseDeployArguments(args: readonly string[]): DeployArguments {
  const { values, positionals } = readArguments(args, DEPLOY_OPTIONS);
  return { ...shared(values, positionals), yes: values.yes ?? false, dryRun: values["dry-run"] ?? false };
}

type Values = OptionValues<typeof PLAN_OPTIONS>;

function shared(values: Values, positionals: readonly string[]): Omit<DeployArguments, "yes" | "dryRun"> {
  const { stage, operation, format = "text" } = values;
  const pick = <K extends string>(name: K, value: string | undefined): { readonly [name in K]?: string } =>
    value === undefined ? {} : ({ [name]: value } as { readonly [name in K]: string });
  return {
    file: onlyOne("file", positionals),
    connection: {
      ...pick("profile", values.profile),
      ...pick("region", values.region),
      ...pick("endpointUrl", values["endpoint-url"]),
    },
    ids: {
      ...pick("apiId", values["api-id"]),
      ...pick("integrationId", values["integration-id"]),
      ...pick("integrationResponseId", values["integration-response-id"]),
      ...pick("resourceId", values["resource-id"]),
      ...pick("httpMethod", values["http-method"]),
      ...pick("statusCode", values["status-code"]),
    },
    permission: !values["no-permission"],
    format: oneOf("format", format, ["text", "json"]),
    prerequisites: {
      ...(values.route && { routes: values.route }),
      ...(values.method && { method: true }),
      ...(values["method-response"] && { methodResponse: true }),
    },
    ...pick("stage", stage),
    ...(operation !== undefined && { operation: operationNamed(operation) }),
  };
}
