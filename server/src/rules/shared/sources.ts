const GUIDE = "https://docs.aws.amazon.com/apigateway/latest/developerguide";
const LOCALSTACK = "https://github.com/localstack/localstack/blob/main/tests/aws/services/apigateway";
const V2_API_REFERENCE = "https://docs.aws.amazon.com/apigatewayv2/latest/api-reference";

export const REFERENCE = "https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html";
export const PREFLIGHT = "https://github.com/badmintoncryer/cdk-preflight/tree/main/rules/apigateway";
/** The reference pages of integrations and integration responses of HTTP and WebSocket APIs. */
export const V2_REFERENCE = `${V2_API_REFERENCE}/apis-apiid-integrations-integrationid.html`;
export const V2_RESPONSE_REFERENCE = `${V2_API_REFERENCE}/apis-apiid-integrations-integrationid-integrationresponses-integrationresponseid.html`;
export const MOTO = "https://github.com/getmoto/moto";

/** Returns the URL of a page of the API Gateway developer guide. */
export function guide(page: string): string {
  return `${GUIDE}/${page}.html`;
}

/** Returns the URL of a cdk-preflight rule for HTTP and WebSocket APIs, whose authors recorded AWS's answer. */
export function preflightV2(rule: string): string {
  return `https://github.com/badmintoncryer/cdk-preflight/tree/main/rules/apigatewayv2/pf-apigwv2-${rule}`;
}

/** Returns the URL of an issue of Terraform's AWS provider, which quotes AWS's answer. */
export function terraformIssue(number: number): string {
  return `https://github.com/hashicorp/terraform-provider-aws/issues/${number}`;
}

/** Returns the URL of responses that LocalStack's tests recorded from AWS. */
export function recorded(area: "api" | "integrations" | "lambda" | "s3"): string {
  return `${LOCALSTACK}/test_apigateway_${area}.snapshot.json`;
}

/** Names a unit test of LocalStack, which shows the emulator's behavior. */
export function emulated(file: string): string {
  return `LocalStack's unit test ${file}`;
}
