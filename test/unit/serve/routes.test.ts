import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { type Route, RouteTable, routesOf, type ServedFile } from "../../../server/src/serve";
import { http, rest, restResponse, webSocket, webSocketResponse } from "../../support/simulations";

const json = (value: unknown): string => JSON.stringify(value);

/** An OpenAPI document for a REST API, or an HTTP API, whose integrations are named by their routes. */
function openApi(keys: readonly string[], protocol: "REST" | "HTTP" = "REST"): ServedFile {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const key of keys) {
    const [method = "", path = ""] = key.startsWith("$") ? ["ANY", "/$default"] : key.split(" ");
    const verb = method === "ANY" ? "x-amazon-apigateway-any-method" : method.toLowerCase();
    const integration =
      protocol === "REST"
        ? { type: "mock", responses: { default: { statusCode: "200" } } }
        : { type: "http_proxy", httpMethod: "ANY", uri: "https://example.com", payloadFormatVersion: "1.0" };
    paths[path] = { ...paths[path], [verb]: { "x-amazon-apigateway-integration": integration } };
  }
  const cors = protocol === "HTTP" ? { "x-amazon-apigateway-cors": {} } : {};
  return { path: "api.json", text: json({ openapi: "3.0.1", paths, ...cors }) };
}

function tableOf(file: ServedFile): RouteTable {
  const { routes, problems } = routesOf([file]);
  assert.deepEqual(problems, []);
  return new RouteTable(routes);
}

function found(table: RouteTable, request: string): string {
  const [method = "", path = ""] = request.split(" ");
  const result = table.find(method, path);
  if (typeof result === "string") return result;
  const values = [...result.pathParameters].map(([name, [value]]) => ` ${name}=${value}`).join("");
  return result.route.key + values;
}

const keys = (routes: readonly Route[]): readonly string[] => routes.map(({ key }) => key);

describe("routes of REST APIs", () => {
  const table = tableOf(
    openApi([
      "ANY /{proxy+}",
      "GET /pets/{id}",
      "GET /pets",
      "GET /pets/new",
      "ANY /pets/new",
      "POST /pets/{id}/toys/{toy}",
      "GET /pets/{rest+}",
      "GET /",
    ]),
  );

  for (const [request, expected] of [
    ["GET /", "GET /"],
    ["POST /", "missingAuthenticationToken"],
    ["GET /pets", "GET /pets"],
    ["GET /pets/", "GET /pets"],
    ["GET /pets/new", "GET /pets/new"],
    ["DELETE /pets/new", "ANY /pets/new"],
    ["GET /pets/7", "GET /pets/{id} id=7"],
    ["GET /pets/a%20b%2Fc", "GET /pets/{id} id=a b/c"],
    ["GET /pets/%zz", "GET /pets/{id} id=%zz"],
    ["POST /pets/7/toys/ball", "POST /pets/{id}/toys/{toy} id=7 toy=ball"],
    ["GET /pets/7/food", "GET /pets/{rest+} rest=7/food"],
    // The resource decides before the method does.
    ["DELETE /pets/7", "missingAuthenticationToken"],
    ["DELETE /pets", "missingAuthenticationToken"],
    ["HEAD /pets", "missingAuthenticationToken"],
    ["PATCH /other/x", "ANY /{proxy+} proxy=other/x"],
    ["GET /Pets", "ANY /{proxy+} proxy=Pets"],
  ] as const) {
    it(`selects ${expected} for ${request}`, () => assert.equal(found(table, request), expected));
  }

  it("has no route for a path that no resource has", () => {
    const small = tableOf(openApi(["GET /pets/{id}"]));
    assert.equal(found(small, "GET /pets"), "missingAuthenticationToken");
    assert.equal(found(small, "GET /pets/1/2"), "missingAuthenticationToken");
    assert.equal(found(small, "GET /pets//"), "missingAuthenticationToken");
  });
});

describe("routes of HTTP APIs", () => {
  // The examples of AWS's documentation, and more.
  const routes = [
    "GET /pets/dog/1",
    "GET /pets/dog/{id}",
    "GET /pets/{proxy+}",
    "ANY /{proxy+}",
    "ANY /pets/fish",
    "GET /pets/fish",
    "GET /{kind}/cat",
  ];
  const table = tableOf(openApi(routes, "HTTP"));
  const withDefault = tableOf(openApi(["GET /pets", "$default"], "HTTP"));

  for (const [request, expected] of [
    ["GET /pets/dog/1", "GET /pets/dog/1"],
    ["GET /pets/dog/2", "GET /pets/dog/{id} id=2"],
    ["GET /pets/bird/1", "GET /pets/{proxy+} proxy=bird/1"],
    ["POST /test/5", "ANY /{proxy+} proxy=test/5"],
    ["GET /pets/fish", "GET /pets/fish"],
    ["PUT /pets/fish", "ANY /pets/fish"],
    // A path without a greedy variable is a full match.
    ["GET /pets/cat", "GET /{kind}/cat kind=pets"],
    // Another method of the path does not hide a greedy route.
    ["POST /pets/dog/1", "ANY /{proxy+} proxy=pets/dog/1"],
    ["GET /", "notFound"],
  ] as const) {
    it(`selects ${expected} for ${request}`, () => assert.equal(found(table, request), expected));
  }

  it("selects $default for everything else", () => {
    assert.equal(found(withDefault, "GET /pets"), "GET /pets");
    assert.equal(found(withDefault, "GET /pets/"), "$default");
    assert.equal(found(withDefault, "POST /pets"), "$default");
    assert.equal(found(withDefault, "GET /"), "$default");
  });
});

describe("routes of WebSocket APIs", () => {
  const socket = (name: string): ServedFile => ({
    path: `${name}.create-integration.json`,
    text: json(webSocket()),
  });
  const table = new RouteTable(
    routesOf([socket("$connect"), socket("$default"), socket("send"), socket("42")]).routes,
  );
  const selected = (body: string, expression?: string): string | undefined =>
    table.routeOfMessage(expression, body)?.key;

  for (const [body, expected, expression] of [
    ['{"action": "send"}', "send"],
    ['{"action": "other"}', "$default"],
    ['{"action": 42}', "42"],
    ["no JSON", "$default"],
    ["", "$default"],
    ['{"action": "$connect"}', "$default"],
    ['{"type": "send"}', "send", "$request.body.type"],
    ['{"type": "send"}', "send", `\${request.body.type}`],
    ['{"a": "se", "b": "nd"}', "send", `\${request.body.a}\${request.body.b}`],
    ['{"action": {"x": 1}}', "$default"],
  ] as const) {
    it(`selects ${expected} for ${body || "an empty message"}${expression ? ` by ${expression}` : ""}`, () =>
      assert.equal(selected(body, expression), expected));
  }

  it("has no route for a message without a default route", () => {
    const small = new RouteTable(routesOf([socket("send"), socket("other")]).routes);
    assert.equal(small.routeOfMessage(undefined, "{}"), undefined);
  });

  it("reads the selection expression and the two-way routes of a CloudFormation template", () => {
    const route = (key: string, more: object = {}): object => ({
      Type: "AWS::ApiGatewayV2::Route",
      Properties: {
        ApiId: { Ref: "Api" },
        RouteKey: key,
        Target: { "Fn::Sub": `integrations/\${Mock}` },
        ...more,
      },
    });
    const { routes } = routesOf([
      {
        path: "template.json",
        text: json({
          Resources: {
            Api: {
              Type: "AWS::ApiGatewayV2::Api",
              Properties: { ProtocolType: "WEBSOCKET", RouteSelectionExpression: "$request.body.op" },
            },
            Mock: {
              Type: "AWS::ApiGatewayV2::Integration",
              Properties: { ApiId: { Ref: "Api" }, IntegrationType: "MOCK" },
            },
            One: route("one"),
            Two: route("two", { RouteResponseSelectionExpression: "$default" }),
          },
        }),
      },
    ]);
    assert.deepEqual(
      routes.map(({ key, isTwoWay }) => [key, isTwoWay]),
      [
        ["one", false],
        ["two", true],
      ],
    );
    assert.equal(new RouteTable(routes).routeOfMessage(undefined, '{"op": "two"}')?.key, "two");
  });
});

describe("routes of inputs of the AWS CLI", () => {
  it("names a route after the file unless it is given one", () => {
    const files = [
      { path: "a/orders.put-integration.json", text: json(rest()) },
      { path: "a/put-integration.json", text: json(rest()), route: "get /orders/{id}" },
      { path: "a/front.create-integration.json", text: json(http()) },
    ];
    const { routes, problems } = routesOf(files, { protocol: "HTTP" });
    assert.deepEqual(problems, []);
    assert.deepEqual(keys(routes), ["POST /orders", "GET /orders/{id}", "ANY /front"]);
    assert.deepEqual(
      routes.map(({ isInvented }) => isInvented),
      [true, false, true],
    );
  });

  it("gives integration responses to the integration with the same IDs, or the same name", () => {
    const mock = (resourceId: string): string => json({ ...rest(), resourceId });
    const response = (resourceId: string, statusCode: string): string =>
      json({ ...restResponse(), resourceId, statusCode });
    const { routes, problems } = routesOf([
      { path: "one.put-integration.json", text: mock("aaa") },
      { path: "two.put-integration.json", text: mock("bbb") },
      { path: "x.put-integration-response.json", text: response("bbb", "200") },
      { path: "one.404.put-integration-response.json", text: response("", "404") },
      { path: "lost.put-integration-response.json", text: response("ccc", "200") },
    ]);
    assert.deepEqual(
      routes.map(({ sources }) => sources),
      [
        ["one.put-integration.json", "one.404.put-integration-response.json"],
        ["two.put-integration.json", "x.put-integration-response.json"],
      ],
    );
    assert.deepEqual(
      problems.map(({ file }) => file),
      ["lost.put-integration-response.json"],
    );
  });

  it("serves the only WebSocket integration as the default route", () => {
    const files = [
      { path: "chat.create-integration.json", text: json(webSocket()) },
      { path: "chat.create-integration-response.json", text: json(webSocketResponse()) },
    ];
    assert.deepEqual(keys(routesOf(files).routes), ["$default"]);
  });

  it("never throws, whatever the text", () => {
    for (const text of ["", "{", "[]", "{}", '{"type": 1}', "resource", "a: [", "\u0000", "null"]) {
      for (const path of ["put-integration.json", "api.yaml", "main.tf", "template.json", ""]) {
        assert.deepEqual(routesOf([{ path, text }]).routes, []);
      }
    }
  });
});

describe("routes of several files", () => {
  it("lets the first of two routes with the same key count", () => {
    const api = openApi(["GET /pets"]);
    const { routes } = routesOf([api, { ...api, path: "other.json" }]);
    const table = new RouteTable(routes);
    assert.deepEqual(
      table.hidden.map(({ file }) => file),
      ["other.json"],
    );
    const result = table.find("GET", "/pets");
    assert.equal(typeof result === "object" && result.route.file, "api.json");
  });

  it("serves REST APIs and HTTP APIs together", () => {
    const restApi = openApi(["GET /a"]);
    const httpApi = { ...openApi(["GET /b", "$default"], "HTTP"), path: "http.json" };
    const table = new RouteTable(routesOf([restApi, httpApi]).routes);
    assert.equal(found(table, "GET /a"), "GET /a");
    assert.equal(found(table, "GET /b"), "GET /b");
    assert.equal(found(table, "POST /a"), "missingAuthenticationToken");
    assert.equal(found(table, "GET /c"), "$default");
  });
});

describe("routes of the events of functions", () => {
  const sam = (events: object): ServedFile => ({
    path: "template.json",
    text: json({
      Resources: {
        Pets: { Type: "AWS::Serverless::Function", Properties: { Events: events } },
        Table: { Type: "AWS::Serverless::SimpleTable" },
      },
    }),
  });
  const framework = (events: readonly unknown[]): ServedFile => ({
    path: "serverless.json",
    text: json({ service: "pets", provider: { name: "aws" }, functions: { pets: { events } } }),
  });
  const served = (file: ServedFile): readonly string[] => {
    const { routes, problems } = routesOf([file]);
    assert.deepEqual(problems, []);
    return routes.map(({ protocol, key, target }) => `${protocol} ${key} ${target.kind}`);
  };

  const cases: readonly (readonly [string, ServedFile, readonly string[]])[] = [
    [
      "of a REST API in SAM",
      sam({ List: { Type: "Api", Properties: { Path: "/pets", Method: "get" } } }),
      ["REST GET /pets lambda"],
    ],
    [
      "of an HTTP API in SAM",
      sam({
        All: { Type: "HttpApi", Properties: { Path: "/{proxy+}", Method: "any" } },
        Default: { Type: "HttpApi" },
      }),
      ["HTTP ANY /{proxy+} lambda", "HTTP $default lambda"],
    ],
    ["not of other events in SAM", sam({ Tick: { Type: "Schedule", Properties: { Path: "/x" } } }), []],
    [
      "of the Serverless Framework",
      framework([
        { http: "GET pets/{id}" },
        { http: { path: "/pets", method: "post" } },
        { httpApi: "*" },
        { httpApi: "PUT /pets" },
        { websocket: "$connect" },
        { websocket: { route: "move" } },
        { sns: "topic" },
      ]),
      [
        "REST GET /pets/{id} lambda",
        "REST POST /pets lambda",
        "HTTP $default lambda",
        "HTTP PUT /pets lambda",
        "WEBSOCKET $connect lambda",
        "WEBSOCKET move lambda",
      ],
    ],
  ];
  for (const [title, file, expected] of cases) {
    it(`are those ${title}`, () => {
      if (expected.length > 0) assert.deepEqual(served(file), expected);
      else assert.deepEqual(routesOf([file]).routes, []);
    });
  }

  it("yield to an integration that the file has for the same route", () => {
    const integration = { type: "mock", responses: { default: { statusCode: "200" } } };
    const file = {
      path: "template.json",
      text: json({
        Resources: {
          Api: {
            Type: "AWS::Serverless::Api",
            Properties: {
              DefinitionBody: {
                openapi: "3.0.1",
                paths: { "/pets": { get: { "x-amazon-apigateway-integration": integration } } },
              },
            },
          },
          Pets: {
            Type: "AWS::Serverless::Function",
            Properties: { Events: { List: { Type: "Api", Properties: { Path: "/pets", Method: "get" } } } },
          },
        },
      }),
    };
    assert.deepEqual(served(file), ["REST GET /pets mock"]);
  });
});
