/** APIs in the emulator, made with plain calls: what deploys them must not also prepare them. */
import { after, before } from "mocha";

/** Calls the emulator as any client may. */
export async function call(
  endpoint: string,
  method: string,
  path: string,
  body?: object,
): Promise<Record<string, unknown>> {
  const response = await fetch(`${endpoint}${path}`, {
    method,
    headers: {
      "content-type": "application/json",
      authorization:
        "AWS4-HMAC-SHA256 Credential=key/20260101/us-east-1/apigateway/aws4_request, SignedHeaders=host, Signature=x",
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  const text = await response.text();
  return text === "" ? {} : (JSON.parse(text) as Record<string, unknown>);
}

export async function newApi(endpoint: string, protocolType: "HTTP" | "WEBSOCKET"): Promise<string> {
  const selection = protocolType === "WEBSOCKET" && { routeSelectionExpression: "$request.body.action" };
  const api = await call(endpoint, "POST", "/v2/apis", { name: "orders", protocolType, ...selection });
  return String(api.apiId);
}

/** A REST API with `GET /` and the method responses. */
export async function newRestApi(endpoint: string, statusCodes: readonly string[] = []) {
  const { id } = await call(endpoint, "POST", "/restapis", { name: "orders" });
  const { item } = await call(endpoint, "GET", `/restapis/${id}/resources`);
  const resourceId = (item as readonly { readonly id: string }[])[0]?.id ?? "";
  const method = `/restapis/${id}/resources/${resourceId}/methods/GET`;
  await call(endpoint, "PUT", method, { authorizationType: "NONE" });
  for (const statusCode of statusCodes) await call(endpoint, "PUT", `${method}/responses/${statusCode}`, {});
  return { restApiId: String(id), resourceId, httpMethod: "GET" } as const;
}

export async function integrationsOf(
  endpoint: string,
  apiId: string,
): Promise<readonly Record<string, unknown>[]> {
  return (await call(endpoint, "GET", `/v2/apis/${apiId}/integrations`)).items as readonly Record<
    string,
    unknown
  >[];
}

const ENVIRONMENT = {
  AWS_ACCESS_KEY_ID: "key",
  AWS_SECRET_ACCESS_KEY: "secret",
  AWS_SESSION_TOKEN: undefined,
  AWS_REGION: "us-east-1",
  AWS_PROFILE: undefined,
  AWS_ENDPOINT_URL: undefined,
  AWS_CONFIG_FILE: "/nowhere/config",
  AWS_SHARED_CREDENTIALS_FILE: "/nowhere/credentials",
  AWS_EC2_METADATA_DISABLED: "true",
};

/** Gives a suite an AWS environment of its own, whatever the machine's is. */
export function useAwsEnvironment(variables: Readonly<Record<string, string | undefined>> = {}): void {
  const own: Readonly<Record<string, string | undefined>> = { ...ENVIRONMENT, ...variables };
  const previous = Object.keys(own).map((name) => [name, process.env[name]] as const);
  before(() => set(Object.entries(own)));
  after(() => set(previous));
}

function set(variables: Iterable<readonly [string, string | undefined]>): void {
  for (const [name, value] of variables) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
}
