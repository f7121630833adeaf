/** Captured requests in the shapes that AWS documents, with values of our own. */

export const V1_EVENT = {
  resource: "/pets/{id}",
  path: "/pets/7",
  httpMethod: "POST",
  headers: {
    Accept: "*/*",
    Authorization: "Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.SflKxwRJSMeKKF2QT4fw",
    "Content-Type": "application/json",
    Host: "a1b2c3d4e5.execute-api.us-east-1.amazonaws.com",
    "X-Forwarded-For": "203.0.113.10, 198.51.100.2",
  },
  multiValueHeaders: {
    Accept: ["*/*", "text/html"],
    Authorization: ["Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.SflKxwRJSMeKKF2QT4fw"],
    "Content-Type": ["application/json"],
  },
  queryStringParameters: { tag: "b", limit: "10" },
  multiValueQueryStringParameters: { tag: ["a", "b"], limit: ["10"] },
  pathParameters: { id: "7" },
  stageVariables: { table: "pets" },
  requestContext: {
    resourceId: "r1s2t3",
    authorizer: { claims: { sub: "u1", email: "ann@example.com" } },
    resourcePath: "/pets/{id}",
    httpMethod: "POST",
    extendedRequestId: "JJbxmEFqoAMFWkA=",
    requestTime: "01/Jan/2025:00:00:00 +0000",
    path: "/prod/pets/7",
    accountId: "123456789012",
    protocol: "HTTP/1.1",
    stage: "prod",
    domainPrefix: "a1b2c3d4e5",
    requestTimeEpoch: 1735689600000,
    requestId: "c6af9ac6-7b61-11e6-9a41-93e8deadbeef",
    identity: {
      cognitoIdentityPoolId: null,
      accountId: null,
      apiKey: "aB3dE5fG7hI9jK1lM3nO5pQ7",
      sourceIp: "203.0.113.10",
      userAgent: "curl/8.5.0",
      user: null,
    },
    domainName: "a1b2c3d4e5.execute-api.us-east-1.amazonaws.com",
    apiId: "a1b2c3d4e5",
  },
  body: '{"name": "Rex", "age": 3}',
  isBase64Encoded: false,
};

export const V2_EVENT = {
  version: "2.0",
  routeKey: "POST /pets/{id}",
  rawPath: "/dev/pets/7",
  rawQueryString: "tag=a%20b&tag=c&empty",
  cookies: ["sid=8Fk2mZq01xPw", "theme=dark"],
  headers: { "content-type": "application/x-www-form-urlencoded", "x-many": "1,2" },
  queryStringParameters: { tag: "a b,c", empty: "" },
  requestContext: {
    accountId: "123456789012",
    apiId: "a1b2c3d4e5",
    authentication: null,
    authorizer: { jwt: { claims: { sub: "u1" }, scopes: ["pets/read"] } },
    domainName: "a1b2c3d4e5.execute-api.us-east-1.amazonaws.com",
    domainPrefix: "a1b2c3d4e5",
    http: {
      method: "POST",
      path: "/dev/pets/7",
      protocol: "HTTP/1.1",
      sourceIp: "203.0.113.10",
      userAgent: "curl/8.5.0",
    },
    requestId: "JJbxmEFqoAMFWkA=",
    routeKey: "POST /pets/{id}",
    stage: "dev",
    time: "01/Jan/2025:00:00:00 +0000",
    timeEpoch: 1735689600000,
  },
  body: "bmFtZT1SZXg=",
  pathParameters: { id: "7" },
  isBase64Encoded: true,
  stageVariables: { table: "pets" },
};

export const CONNECT_EVENT = {
  headers: { Host: "a1b2c3d4e5.execute-api.us-east-1.amazonaws.com", "Sec-WebSocket-Version": "13" },
  multiValueHeaders: {
    Host: ["a1b2c3d4e5.execute-api.us-east-1.amazonaws.com"],
    "Sec-WebSocket-Version": ["13"],
  },
  queryStringParameters: { room: "1" },
  requestContext: {
    routeKey: "$connect",
    eventType: "CONNECT",
    extendedRequestId: "JJbxmEFqoAMFWkA=",
    requestTime: "01/Jan/2025:00:00:00 +0000",
    messageDirection: "IN",
    stage: "prod",
    connectedAt: 1735689500000,
    requestTimeEpoch: 1735689600000,
    identity: { sourceIp: "203.0.113.10" },
    requestId: "JJbxmEFqoAMFWkA=",
    domainName: "a1b2c3d4e5.execute-api.us-east-1.amazonaws.com",
    connectionId: "JJbxkcDdIAMCFrQ=",
    apiId: "a1b2c3d4e5",
  },
  isBase64Encoded: false,
};

export const MESSAGE_EVENT = {
  requestContext: {
    ...CONNECT_EVENT.requestContext,
    routeKey: "send",
    eventType: "MESSAGE",
    messageId: "JJbxmdwNoAMCFrQ=",
  },
  body: '{"action":"send","text":"Hi"}',
  isBase64Encoded: false,
};

export const HAR = {
  log: {
    version: "1.2",
    creator: { name: "WebInspector", version: "537.36" },
    entries: [
      {
        startedDateTime: "2025-01-01T00:00:00.000Z",
        request: {
          method: "GET",
          url: "https://api.example.com/pets?tag=a&tag=b",
          httpVersion: "http/2.0",
          headers: [
            { name: ":authority", value: "api.example.com" },
            { name: "accept", value: "application/json" },
            { name: "cookie", value: "sid=8Fk2mZq01xPw" },
          ],
          queryString: [
            { name: "tag", value: "a" },
            { name: "tag", value: "b" },
          ],
        },
        response: { status: 200, headers: [], content: { mimeType: "application/json", text: "[]" } },
      },
      {
        request: {
          method: "POST",
          url: "https://a1b2c3d4e5.execute-api.us-east-1.amazonaws.com/prod/pets",
          headers: [{ name: "content-type", value: "application/json" }],
          postData: { mimeType: "application/json", text: '{"name":"Rex"}' },
        },
      },
      {
        request: {
          method: "POST",
          url: "https://api.example.com/login",
          headers: [],
          postData: {
            mimeType: "application/x-www-form-urlencoded",
            params: [
              { name: "user", value: "Ann B" },
              { name: "password", value: "hunter2" },
            ],
          },
        },
      },
      {
        request: {
          method: "GET",
          url: "wss://a1b2c3d4e5.execute-api.us-east-1.amazonaws.com/prod",
          headers: [],
        },
        _webSocketMessages: [
          { type: "send", time: 1, opcode: 1, data: '{"action":"send"}' },
          { type: "receive", time: 2, opcode: 1, data: "pong" },
        ],
      },
    ],
  },
};
