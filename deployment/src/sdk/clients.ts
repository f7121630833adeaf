import { APIGatewayClient } from "@aws-sdk/client-api-gateway";
import { ApiGatewayV2Client } from "@aws-sdk/client-apigatewayv2";
import type { IAMClientConfig } from "@aws-sdk/client-iam";
import type { LambdaClientConfig } from "@aws-sdk/client-lambda";
import { fromNodeProviderChain } from "@aws-sdk/credential-providers";

export interface ClientOptions {
  readonly profile?: string;
  readonly region: string;
  readonly endpoints: {
    readonly apigatewayv2?: string;
    readonly apigateway?: string;
    readonly lambda?: string;
    readonly iam?: string;
  };
  /** The account of the credentials, if they do not contain it. */
  readonly account?: string;
  /** The timeout of one attempt of a call, in milliseconds. */
  readonly timeoutMs: number;
  readonly mfaCode?: (serial: string) => Promise<string>;
}

/** The services' clients. Those for writing never retry, so that nothing is done twice unnoticed. */
export interface Clients {
  readonly v2: ApiGatewayV2Client;
  readonly v2Writing: ApiGatewayV2Client;
  readonly rest: APIGatewayClient;
  readonly restWriting: APIGatewayClient;
  /** The configuration of a client for functions; undefined if only API Gateway has an endpoint of its own. */
  readonly lambdaConfig: LambdaClientConfig | undefined;
  /** The same for roles. */
  readonly iamConfig: IAMClientConfig | undefined;
  account(): Promise<string | undefined>;
  close(): void;
}

const READ_ATTEMPTS = 4;
const CONNECT_MS = 5_000;

/** Creates clients that share their credentials, which are resolved by the first call and kept in memory only. */
export function createClients(options: ClientOptions): Clients {
  const { profile, region, endpoints, timeoutMs, mfaCode } = options;
  const provider = fromNodeProviderChain({
    // Read again each time: people sign in and edit their profiles while an editor is open.
    ignoreCache: true,
    // The instance metadata service is the last resort, and usually not there.
    timeout: 1_000,
    maxRetries: 0,
    logger: SILENT,
    clientConfig: { region },
    ...(profile !== undefined && { profile }),
    ...(mfaCode && { mfaCodeProvider: mfaCode }),
  });
  // Concurrent calls share one sign-in, so that the user enters one MFA code, which cannot be used twice.
  let signingIn: ReturnType<typeof provider> | undefined;
  const credentials: typeof provider = (properties) => {
    signingIn ??= provider(properties).finally(() => {
      signingIn = undefined;
    });
    return signingIn;
  };
  const shared = {
    region,
    credentials,
    logger: SILENT,
    retryMode: "standard",
    requestHandler: {
      connectionTimeout: Math.min(CONNECT_MS, timeoutMs),
      requestTimeout: timeoutMs,
      throwOnRequestTimeout: true,
    },
    ...(profile !== undefined && { profile }),
  };
  const v2 = { ...shared, ...(endpoints.apigatewayv2 !== undefined && { endpoint: endpoints.apigatewayv2 }) };
  const rest = { ...shared, ...(endpoints.apigateway !== undefined && { endpoint: endpoints.apigateway }) };
  const clients = {
    v2: new ApiGatewayV2Client({ ...v2, maxAttempts: READ_ATTEMPTS }),
    v2Writing: new ApiGatewayV2Client({ ...v2, maxAttempts: 1 }),
    rest: new APIGatewayClient({ ...rest, maxAttempts: READ_ATTEMPTS }),
    restWriting: new APIGatewayClient({ ...rest, maxAttempts: 1 }),
  };
  const isRedirected = endpoints.apigatewayv2 !== undefined || endpoints.apigateway !== undefined;
  const configAt = (endpoint: string | undefined) =>
    isRedirected && endpoint === undefined
      ? undefined
      : { ...shared, maxAttempts: READ_ATTEMPTS, ...(endpoint !== undefined && { endpoint }) };
  return {
    ...clients,
    lambdaConfig: configAt(endpoints.lambda),
    iamConfig: configAt(endpoints.iam),
    account: async () => (await clients.v2.config.credentials()).accountId ?? options.account,
    close: () => {
      for (const client of Object.values(clients)) client.destroy();
    },
  };
}

/** The SDK's logs may contain credentials. */
const SILENT = { debug() {}, info() {}, warn() {}, error() {} };
