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
  value: (member, value) => (member === "type" ? (VALUES[value] ?? value) : value),
};

export const EVENT_RESPONSE_SPELLING: Spelling = {
  names: new Map([
    ["selectionPattern", "pattern"],
    ["responseTemplates", "template"],
    ["responseParameters", "headers"],
  ]),
};

/** For the plugin serverless-apigateway-service-proxy. */
export const PROXY_SPELLING: Spelling = {
  names: new Map([
    ["requestTemplates", "request.template"],
    ["passthroughBehavior", "request.passThrough"],
    ["contentHandling", "request.contentHandling"],
    ["credentials", "roleArn"],
  ]),
};

export const PROXY_RESPONSE_SPELLING: Spelling = { names: new Map() };

export const INTEGRATION = hostOperation(
  OPERATIONS["put-integration"],
  (member) => !/^(?:restApiId|resourceId|cache\w+|tlsConfig|integrationTarget)$/.test(member),
);

export const RESPONSE = hostOperation(
  OPERATIONS["put-integration-response"],
  (member) => !/^(?:restApiId|resourceId)$/.test(member),
);
