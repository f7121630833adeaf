/** How `serverless.yml` spells the members of an input. */
import { OPERATIONS } from "../../model/operations";
import { hostOperation, type Spelling } from "../host";

const VALUES: Readonly<Record<string, string>> = {
  AWS: "lambda",
  AWS_PROXY: "lambda-proxy",
  HTTP: "http",
  HTTP_PROXY: "http-proxy",
  MOCK: "mock",
};

const EVENT_NAMES: ReadonlyMap<string, string> = new Map([
  ["integrationHttpMethod", "request.method"],
  ["uri", "request.uri"],
  ["requestTemplates", "request.template"],
  ["passthroughBehavior", "request.passThrough"],
  ["contentHandling", "request.contentHandling"],
  ["requestParameters", "request.parameters"],
  ["responseTransferMode", "response.transferMode"],
]);

export const EVENT_SPELLING: Spelling = {
  names: EVENT_NAMES,
  elsewhere: new Set(EVENT_NAMES.keys()),
  value: (member, value) => (member === "type" ? (VALUES[value] ?? value) : value),
};

export const EVENT_RESPONSE_SPELLING: Spelling = {
  names: new Map([
    ["selectionPattern", "pattern"],
    ["responseTemplates", "template"],
    ["responseParameters", "headers"],
  ]),
};

const PROXY_NAMES: ReadonlyMap<string, string> = new Map([
  ["requestTemplates", "request.template"],
  ["passthroughBehavior", "request.passThrough"],
  ["contentHandling", "request.contentHandling"],
  ["credentials", "roleArn"],
]);

/** For the plugin serverless-apigateway-service-proxy. */
export const PROXY_SPELLING: Spelling = {
  names: PROXY_NAMES,
  elsewhere: new Set(["type", "uri", "integrationHttpMethod", ...PROXY_NAMES.keys()]),
};

export const PROXY_RESPONSE_SPELLING: Spelling = { names: new Map() };

export const INTEGRATION = hostOperation(
  OPERATIONS["put-integration"],
  (member) => !/^(?:restApiId|resourceId|cache\w+|tlsConfig|integrationTarget)$/.test(member),
);

/** Events have no role. */
export const EVENT_INTEGRATION = hostOperation(INTEGRATION, (member) => member !== "credentials");

export const RESPONSE = hostOperation(
  OPERATIONS["put-integration-response"],
  (member) => !/^(?:restApiId|resourceId)$/.test(member),
);
