/** Typical values of `$context`, for each kind of API. */
import type { ApiKind } from "../expressions";
import type { Json } from "../syntax/json";

/** Typical values by the name of the variable, the most common first. */
export const CONTEXT_EXAMPLES: Readonly<Record<string, readonly Json[]>> = {
  accountId: ["123456789012"],
  apiId: ["a1b2c3d4e5"],
  "authorizer.principalId": ["user-1"],
  "authorizer.error": ["The Lambda function returned the following error: Invalid token"],
  connectedAt: [1_735_689_500_000],
  connectionId: ["JJbxkcDdIAMCFrQ="],
  "customDomain.basePathMatched": ["v1"],
  deploymentId: ["d1e2p3"],
  domainName: ["a1b2c3d4e5.execute-api.us-east-1.amazonaws.com", "api.example.com"],
  domainPrefix: ["a1b2c3d4e5", "api"],
  eventType: ["CONNECT", "MESSAGE", "DISCONNECT"],
  extendedRequestId: ["JJbxmEFqoAMFWkA="],
  httpMethod: ["GET", "POST", "PUT", "PATCH", "DELETE"],
  "identity.accountId": ["123456789012"],
  "identity.apiKey": ["KEY"],
  "identity.apiKeyId": ["k1e2y3"],
  "identity.caller": ["AROAEXAMPLEID:session"],
  "identity.cognitoAuthenticationProvider": [
    "cognito-idp.us-east-1.amazonaws.com/us-east-1_EXAMPLE,cognito-idp.us-east-1.amazonaws.com/us-east-1_EXAMPLE:CognitoSignIn:00000000-0000-0000-0000-000000000000",
  ],
  "identity.cognitoAuthenticationType": ["authenticated", "unauthenticated"],
  "identity.cognitoIdentityId": ["us-east-1:00000000-0000-0000-0000-000000000000"],
  "identity.cognitoIdentityPoolId": ["us-east-1:11111111-1111-1111-1111-111111111111"],
  "identity.principalOrgId": ["o-exampleorg"],
  "identity.sourceIp": ["203.0.113.10", "2001:db8::1"],
  "identity.user": ["AROAEXAMPLEID:session"],
  "identity.userAgent": ["curl/8.5.0", "Mozilla/5.0"],
  "identity.userArn": ["arn:aws:sts::123456789012:assumed-role/app/session"],
  "identity.clientCert.subjectDN": ["CN=client.example.com"],
  "identity.clientCert.issuerDN": ["CN=Example CA"],
  "identity.clientCert.serialNumber": ["01"],
  "identity.clientCert.validity.notBefore": ["Jan  1 00:00:00 2025 GMT"],
  "identity.clientCert.validity.notAfter": ["Jan  1 00:00:00 2026 GMT"],
  "identity.vpcId": ["vpc-0a1b2c3d"],
  "identity.vpceId": ["vpce-0a1b2c3d"],
  isCanaryRequest: [true, false],
  messageId: ["JJbxmdwNoAMCFrQ="],
  path: ["/test/pets/7"],
  protocol: ["HTTP/1.1", "HTTP/2.0"],
  requestId: ["c6af9ac6-7b61-11e6-9a41-93e8deadbeef", "JJbxmEFqoAMFWkA="],
  requestTime: ["01/Jan/2025:00:00:00 +0000"],
  requestTimeEpoch: [1_735_689_600_000],
  resourceId: ["r1s2t3"],
  resourcePath: ["/pets/{id}"],
  routeKey: ["$connect", "$default", "$disconnect", "sendMessage", "GET /pets/{id}"],
  stage: ["test", "dev", "prod", "$default"],
  wafResponseCode: ["WAF_ALLOW", "WAF_BLOCK"],
};

/** A `context` to start from. */
export interface ContextPreset {
  readonly label: string;
  readonly apis: readonly ApiKind[];
  readonly description: string;
  readonly context: { readonly [name: string]: Json };
}

const CLAIMS = { sub: "00000000-0000-0000-0000-000000000000", email: "ann@example.com", scope: "openid" };

export const CONTEXT_PRESETS: readonly ContextPreset[] = [
  {
    label: "WebSocket: connect",
    apis: ["WEBSOCKET"],
    description: "A client connects: the route `$connect`.",
    context: { routeKey: "$connect", eventType: "CONNECT", connectionId: "JJbxkcDdIAMCFrQ=" },
  },
  {
    label: "WebSocket: message",
    apis: ["WEBSOCKET"],
    description: "A client sends a message: a route that the message selects, or `$default`.",
    context: {
      routeKey: "sendMessage",
      eventType: "MESSAGE",
      connectionId: "JJbxkcDdIAMCFrQ=",
      messageId: "JJbxmdwNoAMCFrQ=",
    },
  },
  {
    label: "WebSocket: disconnect",
    apis: ["WEBSOCKET"],
    description: "A client disconnects: the route `$disconnect`.",
    context: { routeKey: "$disconnect", eventType: "DISCONNECT", connectionId: "JJbxkcDdIAMCFrQ=" },
  },
  {
    label: "REST API: Cognito user",
    apis: ["REST"],
    description: "A user whom a Cognito authorizer has verified.",
    context: { stage: "test", authorizer: { claims: CLAIMS } },
  },
  {
    label: "REST API: Lambda authorizer",
    apis: ["REST", "WEBSOCKET"],
    description: "A caller whom a Lambda authorizer has let in, with the values that it returned.",
    context: { authorizer: { principalId: "user-1", tenant: "t1" } },
  },
  {
    label: "REST API: IAM",
    apis: ["REST", "HTTP"],
    description: "A caller who has signed the request.",
    context: {
      identity: {
        accountId: "123456789012",
        caller: "AROAEXAMPLEID:session",
        user: "AROAEXAMPLEID:session",
        userArn: "arn:aws:sts::123456789012:assumed-role/app/session",
      },
    },
  },
  {
    label: "HTTP API: JWT",
    apis: ["HTTP"],
    description: "A caller whose token a JWT authorizer has verified.",
    context: { stage: "$default", routeKey: "GET /pets/{id}", authorizer: { claims: CLAIMS } },
  },
];
