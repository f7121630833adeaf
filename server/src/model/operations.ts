import createIntegration from "../../../schemas/apigatewayv2/create-integration.schema.json";
import v2Members from "../../../schemas/apigatewayv2/members.json";
import type { OperationName } from "./operationNames";
import { type Definitions, type MemberSchema, readMembers, type SchemaSource } from "./schema";

/** An operation whose input file we know. */
export interface Operation {
  readonly name: OperationName;
  /** AWS's name of the operation. */
  readonly input: string;
  readonly command: string;
  readonly description: string;
  readonly docs: string;
  /** In the AWS CLI's order. */
  readonly members: ReadonlyMap<string, MemberSchema>;
  readonly required: ReadonlySet<string>;
}

function readOperation(name: OperationName, schema: SchemaSource, definitions: Definitions): Operation {
  return {
    name,
    input: schema.title ?? name,
    command: schema["x-apigw"]?.command ?? name,
    description: schema.markdownDescription ?? "",
    docs: schema["x-apigw"]?.docs ?? "",
    members: readMembers(schema.properties ?? {}, definitions),
    required: new Set(schema.required),
  };
}

export const OPERATIONS: Readonly<Record<OperationName, Operation>> = {
  "create-integration": readOperation("create-integration", createIntegration, v2Members.definitions),
};
