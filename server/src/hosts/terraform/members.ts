/** How Terraform's AWS provider spells the members of an input. */
import { OPERATIONS, type Operation } from "../../model/operations";
import { hostOperation, type Spelling } from "../host";

/** A kind of resource that is an input of its own. */
export interface ResourceKind {
  readonly operation: Operation;
  /** AWS's names by the provider's. */
  readonly names: ReadonlyMap<string, string>;
  readonly spelling: Spelling;
}

type Names = readonly (readonly [terraform: string, aws: string])[];

function kindOf(
  operation:
    | "put-integration"
    | "put-integration-response"
    | "create-integration"
    | "create-integration-response",
  names: Names,
): ResourceKind {
  const own = new Set(names.map(([, aws]) => aws));
  return {
    operation: hostOperation(OPERATIONS[operation], (member) => own.has(member)),
    names: new Map(names),
    spelling: { names: new Map([...names, ...NESTED].map(([terraform, aws]) => [aws, terraform])) },
  };
}

/** Names inside blocks. */
const NESTED: Names = [
  ["insecure_skip_verification", "insecureSkipVerification"],
  ["server_name_to_verify", "ServerNameToVerify"],
];

/** AWS's names by the names in blocks. */
export const NESTED_NAMES: ReadonlyMap<string, string> = new Map(NESTED);

/** By the type of the resource. */
export const KINDS: ReadonlyMap<string, ResourceKind> = new Map([
  [
    "aws_api_gateway_integration",
    kindOf("put-integration", [
      ["http_method", "httpMethod"],
      ["type", "type"],
      ["integration_http_method", "integrationHttpMethod"],
      ["uri", "uri"],
      ["credentials", "credentials"],
      ["connection_type", "connectionType"],
      ["connection_id", "connectionId"],
      ["request_parameters", "requestParameters"],
      ["request_templates", "requestTemplates"],
      ["passthrough_behavior", "passthroughBehavior"],
      ["content_handling", "contentHandling"],
      ["timeout_milliseconds", "timeoutInMillis"],
      ["cache_namespace", "cacheNamespace"],
      ["cache_key_parameters", "cacheKeyParameters"],
      ["tls_config", "tlsConfig"],
      ["response_transfer_mode", "responseTransferMode"],
      ["integration_target", "integrationTarget"],
    ]),
  ],
  [
    "aws_api_gateway_integration_response",
    kindOf("put-integration-response", [
      ["http_method", "httpMethod"],
      ["status_code", "statusCode"],
      ["selection_pattern", "selectionPattern"],
      ["response_parameters", "responseParameters"],
      ["response_templates", "responseTemplates"],
      ["content_handling", "contentHandling"],
    ]),
  ],
  [
    "aws_apigatewayv2_integration",
    kindOf("create-integration", [
      ["integration_type", "IntegrationType"],
      ["integration_method", "IntegrationMethod"],
      ["integration_uri", "IntegrationUri"],
      ["integration_subtype", "IntegrationSubtype"],
      ["payload_format_version", "PayloadFormatVersion"],
      ["connection_type", "ConnectionType"],
      ["connection_id", "ConnectionId"],
      ["credentials_arn", "CredentialsArn"],
      ["content_handling_strategy", "ContentHandlingStrategy"],
      ["description", "Description"],
      ["passthrough_behavior", "PassthroughBehavior"],
      ["request_parameters", "RequestParameters"],
      ["request_templates", "RequestTemplates"],
      ["response_parameters", "ResponseParameters"],
      ["template_selection_expression", "TemplateSelectionExpression"],
      ["timeout_milliseconds", "TimeoutInMillis"],
      ["tls_config", "TlsConfig"],
    ]),
  ],
  [
    "aws_apigatewayv2_integration_response",
    kindOf("create-integration-response", [
      ["integration_response_key", "IntegrationResponseKey"],
      ["content_handling_strategy", "ContentHandlingStrategy"],
      ["response_templates", "ResponseTemplates"],
      ["template_selection_expression", "TemplateSelectionExpression"],
    ]),
  ],
]);

/** Resources that may hold an OpenAPI document, and the kind of API that each is. */
export const API_TYPES: ReadonlyMap<string, "REST" | "HTTP"> = new Map([
  ["aws_api_gateway_rest_api", "REST"],
  ["aws_apigatewayv2_api", "HTTP"],
]);
