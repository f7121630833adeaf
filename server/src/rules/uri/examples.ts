import type { Example } from "../engine/rule";

/** A rule's example: an integration that invokes a Lambda function, with defaults for every part of its URI. */
export function invocationExample({
  path = "2015-03-31/functions",
  functionPartition = "aws",
  functionRegion = "us-east-1",
  account = "123456789012",
  name = "orders",
  ending = "invocations",
}: Readonly<
  Partial<Record<"path" | "functionPartition" | "functionRegion" | "account" | "name" | "ending", string>>
>): Example {
  const called = `arn:${functionPartition}:lambda:${functionRegion}:${account}:function:${name}`;
  return uriExample(`arn:aws:apigateway:us-east-1:lambda:path/${path}/${called}/${ending}`);
}

/** A Lambda integration with the given URI. */
export function uriExample(uri: string, ...members: readonly string[]): Example {
  const all = ['"IntegrationType": "AWS_PROXY"', `"IntegrationUri": "${uri}"`, ...members];
  return { text: `{ ${all.join(", ")} }` };
}

/** An HTTP integration with the given URL. */
export function urlExample(url: string): Example {
  return {
    text: `{ "IntegrationType": "HTTP_PROXY", "IntegrationUri": "${url}", "IntegrationMethod": "ANY" }`,
  };
}

/** A Lambda integration with the given credentials. */
export function roleExample(arn: string): Example {
  return uriExample("arn:aws:lambda:us-east-1:123456789012:function:orders", `"CredentialsArn": "${arn}"`);
}
