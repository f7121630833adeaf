import type { ConnectionOptions, RequestedPrerequisites, TargetIds } from "../../deployment/src";
import type { OperationName } from "../../server/src/service";
import { oneOf, onlyOne, operationNamed, readArguments } from "./arguments";

/** What `plan` and `deploy` both take. */
export const DEPLOY_OPTIONS_HELP = `  --profile NAME         a profile of the AWS CLI's configuration
  --region REGION        the environment's or the profile's when not given
  --endpoint-url URL     another endpoint than AWS's, such as an emulator's
  --api-id ID            the API; needed where neither the file nor the record tells
  --integration-id ID    the integration that there is; without it, and without a record, one is made
  --integration-response-id ID, --resource-id ID, --http-method VERB, --status-code CODE
                         what else names the target, where the file does not
  --route KEY            for HTTP and WebSocket APIs: make the route lead to the integration, create it where
                         there is none of that key; may be repeated, such as --route 'GET /orders'
  --method               for put-integration: create the method where there is none, for anybody to call
  --method-response      for put-integration-response: create the method response where there is none, and
                         declare the headers that it lacks
  --stage STAGE          deploy the API to the stage, too
  --operation NAME       the operation that reads FILE; told by name and content when not given
  --format FORMAT        text (default) or json
`;

/** What is remembered of deployments, for the help. */
export const RECORD_HELP = `
What was deployed where is kept in .apigw/deployments.json, in the nearest folder above FILE that has
one, else in the current one. It holds identifiers and no secrets.
`;

export interface DeployArguments {
  readonly file: string;
  readonly connection: ConnectionOptions;
  readonly ids: TargetIds;
  readonly format: "text" | "json";
  readonly prerequisites: RequestedPrerequisites;
  readonly stage?: string;
  readonly operation?: OperationName;
  readonly yes: boolean;
  readonly dryRun: boolean;
}

const SHARED = {
  profile: { type: "string" },
  region: { type: "string" },
  "endpoint-url": { type: "string" },
  "api-id": { type: "string" },
  "integration-id": { type: "string" },
  "integration-response-id": { type: "string" },
  "resource-id": { type: "string" },
  "http-method": { type: "string" },
  "status-code": { type: "string" },
  route: { type: "string", multiple: true },
  method: { type: "boolean" },
  "method-response": { type: "boolean" },
  stage: { type: "string" },
  operation: { type: "string" },
  format: { type: "string" },
} as const;

/** Reads the arguments behind `plan`; throws a UsageError where they make no sense. */
export function parsePlanArguments(args: readonly string[]): DeployArguments {
  const { values, positionals } = readArguments(args, SHARED);
  return { ...shared(values, positionals), yes: false, dryRun: true };
}

/** Reads the arguments behind `deploy`. */
export function parseDeployArguments(args: readonly string[]): DeployArguments {
  const { values, positionals } = readArguments(args, {
    ...SHARED,
    yes: { type: "boolean" },
    "dry-run": { type: "boolean" },
  });
  return { ...shared(values, positionals), yes: values.yes ?? false, dryRun: values["dry-run"] ?? false };
}

type Values = ReturnType<typeof readArguments<typeof SHARED>>["values"];

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
