const GUIDE = "https://docs.aws.amazon.com/apigateway/latest/developerguide";
const LOCALSTACK = "https://github.com/localstack/localstack/blob/main/tests/aws/services/apigateway";

export const REFERENCE = "https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html";
export const PREFLIGHT = "https://github.com/badmintoncryer/cdk-preflight/tree/main/rules/apigateway";
export const MOTO = "https://github.com/getmoto/moto";

/** A page of AWS's developer guide. */
export function guide(page: string): string {
  return `${GUIDE}/${page}.html`;
}

/** What LocalStack's authors recorded on AWS. */
export function recorded(area: "api" | "integrations" | "lambda" | "s3"): string {
  return `${LOCALSTACK}/test_apigateway_${area}.snapshot.json`;
}

/** How LocalStack does it. */
export function emulated(file: string): string {
  return `LocalStack's unit test ${file}`;
}
