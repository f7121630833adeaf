import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { spellNames } from "../../../server/src/rules/engine/hostWords";

const CLOUDFORMATION = new Map(
  [
    "type",
    "uri",
    "credentials",
    "httpMethod",
    "connectionId",
    "requestTemplates",
    "tlsConfig",
    "insecureSkipVerification",
    "responseParameters",
  ].map((name) => [name, name.charAt(0).toUpperCase() + name.slice(1)]),
);
const TERRAFORM = new Map([
  ["IntegrationUri", "integration_uri"],
  ["TlsConfig", "tls_config"],
  ["ServerNameToVerify", "server_name_to_verify"],
]);
const OPENAPI = new Map([
  ["IntegrationType", "type"],
  ["IntegrationUri", "uri"],
  ["ConnectionType", "connectionType"],
]);

const cases: readonly (readonly [names: ReadonlyMap<string, string>, before: string, after: string])[] = [
  [CLOUDFORMATION, "AWS requires connectionId.", "AWS requires ConnectionId."],
  [CLOUDFORMATION, 'Remove "requestTemplates"', 'Remove "RequestTemplates"'],
  [CLOUDFORMATION, "Use type AWS for sqs.", "Use Type AWS for sqs."],
  [CLOUDFORMATION, 'Insert type "MOCK"', 'Insert Type "MOCK"'],
  [CLOUDFORMATION, "Missing type, which is required.", "Missing Type, which is required."],
  [CLOUDFORMATION, '"X" is not a valid type. Expected AWS.', '"X" is not a valid Type. Expected AWS.'],
  [CLOUDFORMATION, "The type is specified here.", "The type is specified here."],
  [CLOUDFORMATION, "Only the MIME type is compared.", "Only the MIME type is compared."],
  [CLOUDFORMATION, "Expected a type such as a/b.", "Expected a type such as a/b."],
  [CLOUDFORMATION, "with a content type other than a/b", "with a content type other than a/b"],
  [
    CLOUDFORMATION,
    "An integration with sqs requires credentials.",
    "An integration with sqs requires Credentials.",
  ],
  [CLOUDFORMATION, "with the caller's own credentials", "with the caller's own credentials"],
  [CLOUDFORMATION, "STREAM requires a uri of the form x.", "STREAM requires a Uri of the form x."],
  [CLOUDFORMATION, "requestTemplates.application/json must be", "RequestTemplates.application/json must be"],
  [
    CLOUDFORMATION,
    "responseParameters.method.response.header.x must be",
    "ResponseParameters.method.response.header.x must be",
  ],
  [
    CLOUDFORMATION,
    "tlsConfig.insecureSkipVerification must be",
    "TlsConfig.InsecureSkipVerification must be",
  ],
  [CLOUDFORMATION, "Write $context.httpMethod", "Write $context.httpMethod"],
  [CLOUDFORMATION, "context.httpMethod has", "context.httpMethod has"],
  [CLOUDFORMATION, "as 'uri' or --uri", "as 'uri' or --uri"],
  [TERRAFORM, "either a subtype or an IntegrationUri", "either a subtype or an integration_uri"],
  [TERRAFORM, "TlsConfig.ServerNameToVerify must be", "tls_config.server_name_to_verify must be"],
  [OPENAPI, "either a subtype or an IntegrationUri", "either a subtype or a uri"],
  [OPENAPI, "An IntegrationUri is required", "A uri is required"],
  [OPENAPI, "unless ConnectionType is VPC_LINK.", "unless connectionType is VPC_LINK."],
  [OPENAPI, "Subtypes require IntegrationType AWS_PROXY.", "Subtypes require type AWS_PROXY."],
];

describe("messages in a host", () => {
  for (const [names, before, after] of cases) {
    it(`read: ${after}`, () => assert.equal(spellNames(before, names), after));
  }
});
