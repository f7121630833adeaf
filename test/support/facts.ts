import type { ApiFacts } from "../../server/src/model/apiFacts";

const STAGES = [
  { name: "prod", variables: { url: "orders.example.com", table: "orders" } },
  { name: "test", variables: { url: "test.example.com" } },
];

/** Facts about an HTTP API. */
export const HTTP_FACTS: ApiFacts = {
  protocol: "HTTP",
  stages: STAGES,
  routes: ["GET /pets/{id}", "ANY /pets/{id}/{proxy+}"],
};

/** Facts about a WebSocket API. */
export const WEBSOCKET_FACTS: ApiFacts = {
  protocol: "WEBSOCKET",
  stages: STAGES,
  routes: ["send", "$default"],
};

/** Facts about a method of a REST API. */
export const REST_FACTS: ApiFacts = {
  protocol: "REST",
  of: { apiId: "api", resourceId: "res", httpMethod: "GET" },
  stages: STAGES,
  routes: ["GET /pets/{id}/{tag}"],
  requestParameters: [
    "method.request.header.X-Tenant",
    "method.request.path.id",
    "method.request.querystring.q",
  ],
  methodResponses: [
    {
      statusCode: "200",
      responseParameters: ["method.response.header.Location", "method.response.header.X-Id"],
    },
    { statusCode: "418", responseParameters: [] },
  ],
};
