import restMembers from "../../../schemas/apigateway/members.json";
import putIntegration from "../../../schemas/apigateway/put-integration.schema.json";
import putIntegrationResponse from "../../../schemas/apigateway/put-integration-response.schema.json";
import patchIntegration from "../../../schemas/apigateway/update-integration.schema.json";
import patchIntegrationResponse from "../../../schemas/apigateway/update-integration-response.schema.json";
import createIntegration from "../../../schemas/apigatewayv2/create-integration.schema.json";
import createIntegrationResponse from "../../../schemas/apigatewayv2/create-integration-response.schema.json";
import v2Members from "../../../schemas/apigatewayv2/members.json";
import updateIntegration from "../../../schemas/apigatewayv2/update-integration.schema.json";
import updateIntegrationResponse from "../../../schemas/apigatewayv2/update-integration-response.schema.json";
import type { OperationName } from "./operationNames";
import { type Family, PROTOCOLS_OF, type Protocol } from "./protocol";
import { type Definitions, type MemberSchema, readMembers, type SchemaSource } from "./schema";

/** An operation with a supported input file. */
export interface Operation {
  readonly name: OperationName;
  readonly family: Family;
  /** The protocols of the APIs that the operation supports. */
  readonly protocols: readonly Protocol[];
  /** AWS's name for the operation, such as `CreateIntegration`. */
  readonly input: string;
  readonly command: string;
  readonly description: string;
  readonly docs: string;
  /** By name, in the AWS CLI's order. */
  readonly members: ReadonlyMap<string, MemberSchema>;
  readonly required: ReadonlySet<string>;
}

const DEFINITIONS: Readonly<Record<Family, Definitions>> = {
  apigatewayv2: v2Members.definitions,
  apigateway: restMembers.definitions,
};

function readOperation(name: OperationName, family: Family, schema: SchemaSource): Operation {
  const members = readMembers(schema.properties ?? {}, DEFINITIONS[family], PROTOCOLS_OF[family]);
  return {
    name,
    family,
    protocols: PROTOCOLS_OF[family].filter((protocol) =>
      [...members.values()].some((member) => member.protocols.includes(protocol)),
    ),
    input: schema.title ?? name,
    command: schema["x-apigw"]?.command ?? name,
    description: schema.markdownDescription ?? "",
    docs: schema["x-apigw"]?.docs ?? "",
    members,
    required: new Set(schema.required),
  };
}

export const OPERATIONS: Readonly<Record<OperationName, Operation>> = {
  "create-integration": readOperation("create-integration", "apigatewayv2", createIntegration),
  "update-integration": readOperation("update-integration", "apigatewayv2", updateIntegration),
  "create-integration-response": readOperation(
    "create-integration-response",
    "apigatewayv2",
    createIntegrationResponse,
  ),
  "update-integration-response": readOperation(
    "update-integration-response",
    "apigatewayv2",
    updateIntegrationResponse,
  ),
  "put-integration": readOperation("put-integration", "apigateway", putIntegration),
  "put-integration-response": readOperation("put-integration-response", "apigateway", putIntegrationResponse),
  "apigateway update-integration": readOperation(
    "apigateway update-integration",
    "apigateway",
    patchIntegration,
  ),
  "apigateway update-integration-response": readOperation(
    "apigateway update-integration-response",
    "apigateway",
    patchIntegrationResponse,
  ),
};
