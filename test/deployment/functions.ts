/** Lambda functions in the emulator, made with plain calls. */

/** Creates a function that is never called. Returns its ARN. */
export async function newFunction(endpoint: string, name: string): Promise<string> {
  const trust = { Version: "2012-10-17", Statement: [] };
  const role = new URLSearchParams({
    Action: "CreateRole",
    Version: "2010-05-08",
    RoleName: `${name}-role`,
    AssumeRolePolicyDocument: JSON.stringify(trust),
  });
  await send(endpoint, "iam", "/", role.toString(), "application/x-www-form-urlencoded");
  const body = JSON.stringify({
    FunctionName: name,
    Runtime: "nodejs22.x",
    Handler: "index.handler",
    Role: `arn:aws:iam::123456789012:role/${name}-role`,
    // An empty archive.
    Code: { ZipFile: Buffer.from(`PK\u0005\u0006${"\0".repeat(18)}`, "latin1").toString("base64") },
  });
  const reply = await send(endpoint, "lambda", "/2015-03-31/functions", body, "application/json");
  return String((JSON.parse(reply) as { readonly FunctionArn: string }).FunctionArn);
}

async function send(
  endpoint: string,
  service: string,
  path: string,
  body: string,
  contentType: string,
): Promise<string> {
  const response = await fetch(`${endpoint}${path}`, {
    method: "POST",
    body,
    headers: {
      "content-type": contentType,
      authorization: `AWS4-HMAC-SHA256 Credential=key/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=x`,
    },
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${service} ${path}: ${response.status} ${text}`);
  return text;
}
