import type { Members } from "../shared/examples";

const FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:orders";
const LAMBDA = "arn:aws:apigateway:us-east-1:lambda:path";

export const FUNCTION_ARN = FUNCTION;
export const INVOKE_URI = `${LAMBDA}/2015-03-31/functions/${FUNCTION}/invocations`;
export const STREAM_URI = `${LAMBDA}/2021-11-15/functions/${FUNCTION}/response-streaming-invocations`;
export const ROLE = "arn:aws:iam::123456789012:role/api";

/** Integrations that no rule reports. */
export const HTTP: Members = {
  type: "HTTP",
  integrationHttpMethod: "GET",
  uri: "https://example.com/orders",
};
export const HTTP_PROXY: Members = { ...HTTP, type: "HTTP_PROXY" };
export const LAMBDA_PROXY: Members = { type: "AWS_PROXY", integrationHttpMethod: "POST", uri: INVOKE_URI };
export const LAMBDA_CUSTOM: Members = { ...LAMBDA_PROXY, type: "AWS" };
export const QUEUE: Members = {
  type: "AWS",
  integrationHttpMethod: "POST",
  uri: "arn:aws:apigateway:us-east-1:sqs:path/123456789012/orders",
  credentials: ROLE,
};
export const PRIVATE: Members = { ...HTTP_PROXY, connectionType: "VPC_LINK", connectionId: "abc123" };
export const MOCK: Members = {
  type: "MOCK",
  requestTemplates: { "application/json": '{"statusCode": 200}' },
};

/** An integration response that no rule reports. */
export const RESPONSE: Members = { statusCode: "500", selectionPattern: "5\\d{2}" };

/** Returns the members without the named ones. */
export function without(members: Members, ...names: readonly string[]): Members {
  return Object.fromEntries(Object.entries(members).filter(([name]) => !names.includes(name)));
}
