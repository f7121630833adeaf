import assert from "node:assert/strict";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { after, afterEach, before, describe, it } from "mocha";
import { ServedApi } from "../support/servedApi";
import { LAMBDA_URI, rest, restResponse, restTo } from "../support/simulations";
import { Workspace } from "./apigw";

const json = (value: unknown): string => JSON.stringify(value, null, 2);

const ok = { responses: { "200": { description: "OK" } } };

/** An OpenAPI document for a REST API. */
function restApi(
  paths: Readonly<Record<string, Readonly<Record<string, object>>>>,
  more: object = {},
): string {
  const items = Object.entries(paths).map(([path, methods]) => [
    path,
    Object.fromEntries(
      Object.entries(methods).map(([method, integration]) => [
        method,
        { ...ok, "x-amazon-apigateway-integration": integration },
      ]),
    ),
  ]);
  return json({
    swagger: "2.0",
    info: { title: "t", version: "1" },
    paths: Object.fromEntries(items),
    ...more,
  });
}

const mock = (template: string, more: object = {}): object => ({
  type: "mock",
  requestTemplates: { "application/json": '{"statusCode": 200}', "text/plain": '{"statusCode": 404}' },
  responses: {
    default: { statusCode: "200", responseTemplates: { "application/json": template } },
    404: { statusCode: "404" },
  },
  ...more,
});

/** A backend that describes what it received, unless the path asks for something else. */
function backend(request: IncomingMessage, response: ServerResponse): void {
  const parts: Buffer[] = [];
  request.on("data", (part: Buffer) => parts.push(part));
  request.on("end", () => {
    const { method, url = "", rawHeaders } = request;
    const body = Buffer.concat(parts);
    if (url.includes("slow")) return;
    if (url.includes("bytes")) {
      response.setHeader("Content-Type", "image/png");
      response.end(body);
      return;
    }
    if (url.includes("cookies")) response.setHeader("Set-Cookie", ["a=1", "b=2"]);
    if (url.includes("missing")) response.statusCode = 404;
    response.setHeader("Content-Type", "application/json");
    response.end(json({ method, url, rawHeaders, body: body.toString("utf8") }));
  });
}

interface Received {
  readonly method: string;
  readonly url: string;
  readonly rawHeaders: readonly string[];
  readonly body: string;
}

function valuesOf({ rawHeaders }: Received, name: string): readonly string[] {
  return rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === name);
}

const FUNCTION = `
let text = "";
for await (const chunk of process.stdin) text += chunk;
const event = JSON.parse(text);
const name = process.env.AWS_LAMBDA_FUNCTION_NAME;
const { mode } = event.queryStringParameters ?? event;
if (mode === "fail") { console.error("about to fail"); console.error("No such order"); process.exit(3); }
if (mode === "hang") { await new Promise((end) => setTimeout(end, 60_000)); }
else if (mode === "text") console.log("no JSON");
else if (mode === "bad") console.log(JSON.stringify({ statusCode: "two hundred" }));
else if (mode === "cookies") console.log(JSON.stringify({ statusCode: 200, cookies: ["a=1", "b=2"], body: "x" }));
else if (mode === "bytes") console.log(JSON.stringify({ statusCode: 200, headers: { "Content-Type": "image/png" }, isBase64Encoded: true, body: "AP/+" }));
else if (name === "orders" && event.requestContext === undefined) console.log(JSON.stringify({ got: event, args: process.argv.slice(2) }));
else console.log(JSON.stringify({ statusCode: 201, headers: { "X-Name": name }, multiValueHeaders: { "X-Many": ["1", "2"] }, body: JSON.stringify(event) }));
`;

describe("apigw serve", () => {
  const server: Server = createServer(backend);
  const workspace = new Workspace({
    "function.mjs": FUNCTION,
    "api.json": restApi(
      {
        "/pets": {
          get: mock('{"q": "$input.params(\'q\')", "path": "$context.path", "id": "$context.requestId"}'),
          post: mock("$input.body"),
          options: mock(""),
        },
        "/pets/{id}": {
          get: {
            type: "http_proxy",
            httpMethod: "GET",
            uri: "https://example.com/v1/pets/{id}",
            requestParameters: {
              "integration.request.path.id": "method.request.path.id",
              "integration.request.header.X-Added": "'yes'",
            },
          },
          put: {
            type: "http",
            httpMethod: "PATCH",
            uri: "https://example.com/v1/pets?from=api",
            requestParameters: { "integration.request.querystring.id": "method.request.path.id" },
            requestTemplates: { "application/json": '{"name": $input.json("$.name")}' },
            responses: {
              default: {
                statusCode: "202",
                responseTemplates: { "application/json": '$input.json("$.body")' },
              },
              "4\\d\\d": { statusCode: "410" },
            },
          },
        },
        "/any/{path+}": {
          "x-amazon-apigateway-any-method": {
            type: "http_proxy",
            httpMethod: "ANY",
            uri: "https://example.com/{path}",
            requestParameters: { "integration.request.path.path": "method.request.path.path" },
            timeoutInMillis: 300,
          },
        },
        "/orders": {
          post: {
            type: "aws",
            httpMethod: "POST",
            uri: LAMBDA_URI,
            requestTemplates: { "application/json": '{"mode": $input.json("$.mode"), "order": 7}' },
            timeoutInMillis: 4000,
            responses: {
              default: { statusCode: "200" },
              "No such.*": {
                statusCode: "404",
                responseTemplates: { "application/json": '{"why": $input.json("$.errorMessage")}' },
              },
            },
          },
          get: { type: "aws_proxy", httpMethod: "POST", uri: LAMBDA_URI, timeoutInMillis: 4000 },
        },
        "/table": {
          post: {
            type: "aws",
            httpMethod: "POST",
            uri: "arn:aws:apigateway:eu-west-1:dynamodb:action/PutItem",
            credentials: "arn:aws:iam::123456789012:role/r",
            requestTemplates: { "application/json": '{"TableName": "t", "n": $input.json("$.n")}' },
            responses: { default: { statusCode: "200" } },
          },
        },
        "/broken": { get: mock("#foreach(") },
      },
      { "x-amazon-apigateway-binary-media-types": ["image/png"] },
    ),
  });
  let api: ServedApi;

  before(async () => {
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    const { port } = server.address() as AddressInfo;
    api = await ServedApi.start(workspace.folder, [
      "api.json",
      `--backend=http://127.0.0.1:${port}/base/`,
      `--lambda=${JSON.stringify(process.execPath)} function.mjs "a b" ; '$HOME'`,
    ]);
  });

  after(async () => {
    server.closeAllConnections();
    server.close();
    await ServedApi.stopAll();
  });

  const received = async (path: string, sent = {}): Promise<Received> =>
    JSON.parse((await api.fetch(path, sent)).text) as Received;

  it("lists its routes and where their requests go", () => {
    assert.match(api.output, /^Listening on http:\/\/127\.0\.0\.1:\d+\n/);
    assert.match(api.output, /^ {2}GET \/pets +MOCK$/m);
    assert.match(api.output, /^ {2}GET \/pets\/\{id\} +forwarded to http:\/\/127\.0\.0\.1:\d+\/base\/$/m);
    assert.match(api.output, /^ {2}POST \/orders +runs the command$/m);
    assert.match(api.output, /^ {2}POST \/table +AWS service: shows what would be sent$/m);
  });

  it("answers for a MOCK, with the IDs of the log", async () => {
    const { status, headers, text } = await api.fetch("/pets?q=a%20b+c");
    assert.equal(status, 200);
    assert.equal(headers["content-type"], "application/json");
    const body = JSON.parse(text) as { q: string; path: string; id: string };
    assert.deepEqual({ ...body, id: "" }, { q: "a b c", path: "/test/pets", id: "" });
    assert.equal(headers["x-amzn-requestid"], body.id);
    await api.printed(new RegExp(`\\(${body.id}\\) Method completed with status: 200\n`));
  });

  it("selects templates and responses like API Gateway", async () => {
    assert.equal((await api.fetch("/pets", { headers: { "Content-Type": "text/plain" } })).status, 404);
    const { status, text } = await api.fetch("/broken");
    assert.deepEqual([status, text], [500, '{"message":"Internal server error"}']);
    await api.printed(/api\.json:\d+:\d+: error VTL-/);
  });

  it("answers HEAD and OPTIONS only where there is a method for them", async () => {
    assert.equal((await api.fetch("/pets", { method: "HEAD" })).status, 403);
    assert.equal((await api.fetch("/pets", { method: "OPTIONS" })).status, 200);
    const { status, bytes } = await api.fetch("/any/x", { method: "HEAD" });
    assert.deepEqual([status, bytes.length], [200, 0]);
  });

  it("answers a request without a route in the words of API Gateway", async () => {
    const { status, headers, text } = await api.fetch("/none");
    assert.deepEqual([status, text], [403, '{"message":"Missing Authentication Token"}']);
    assert.equal(headers["x-amzn-errortype"], "MissingAuthenticationTokenException");
    assert.equal((await api.fetch("/pets", { method: "DELETE" })).status, 403);
  });

  it("forwards a proxy request with its query, headers and mappings", async () => {
    const sent = {
      headers: {
        "X-Twice": ["1", "2"],
        "X-Case": "Ü",
        Connection: "keep-alive, X-Hop",
        "X-Forwarded-For": "9.9.9.9",
      },
    };
    const found = await received("/pets/a%20b%2f?tag=1&tag=2&empty", sent);
    assert.equal(found.method, "GET");
    assert.equal(found.url, "/base/v1/pets/a%20b/?tag=1&tag=2&empty=");
    assert.deepEqual(valuesOf(found, "x-twice"), ["1", "2"]);
    assert.deepEqual(valuesOf(found, "x-added"), ["yes"]);
    assert.deepEqual(valuesOf(found, "x-forwarded-for"), ["9.9.9.9, 127.0.0.1"]);
    assert.deepEqual(valuesOf(found, "host"), [`127.0.0.1:${(server.address() as AddressInfo).port}`]);
  });

  it("forwards what the templates print, and maps the response", async () => {
    const answer = await api.fetch("/pets/7", { method: "PUT", body: '{"name": "Rex", "secret": 1}' });
    assert.equal(answer.status, 202);
    assert.equal(answer.text, '"{\\"name\\": \\"Rex\\"}"');
    const log = await api.printed(/Endpoint request body after transformations: \{"name": "Rex"\}/);
    assert.match(log, /Endpoint request URI: http:\/\/127\.0\.0\.1:\d+\/base\/v1\/pets\?from=api&id=7\n/);
  });

  it("passes bytes, chunks and repeated headers through", async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    const image = { "Content-Type": "image/png", Accept: "image/png" };
    const answer = await api.fetch("/any/bytes", { method: "POST", body: bytes, headers: image });
    assert.deepEqual(Uint8Array.from(answer.bytes), bytes);
    const found = await received("/any/echo", { method: "POST", chunks: ["one ", "two"] });
    assert.equal(found.body, "one two");
    const cookies = await api.fetch("/any/cookies");
    assert.deepEqual(cookies.headers["set-cookie"], ["a=1", "b=2"]);
  });

  it("encodes bytes for clients that do not accept them", async () => {
    const answer = await api.fetch("/any/bytes", {
      method: "POST",
      body: Uint8Array.of(0, 255, 254),
      headers: { "Content-Type": "image/png", Accept: "text/plain" },
    });
    assert.equal(answer.text, "AP/+");
  });

  it("gives up on a backend that is slow", async () => {
    const { status, text } = await api.fetch("/any/slow");
    assert.deepEqual([status, text], [504, '{"message": "Endpoint request timed out"}']);
    await api.printed(/Execution failed due to a timeout error\n\(\S+\) Method completed with status: 504\n/);
  });

  it("never sends a path outside of the one that the integration names", async () => {
    for (const path of ["/pets/..%2f..%2fadmin", "/pets/%2e%2e", "/any/a/%2e./b"]) {
      assert.equal((await api.fetch(path)).status, 400);
    }
  });

  it("runs the command without a shell, with the payload of the template", async () => {
    const { status, text } = await api.fetch("/orders", { method: "POST", body: '{"mode": "x"}' });
    assert.equal(status, 200);
    assert.deepEqual(JSON.parse(text), { got: { mode: "x", order: 7 }, args: ["a b", ";", "$HOME"] });
  });

  it("selects the integration response by the error of the command", async () => {
    const { status, text } = await api.fetch("/orders", { method: "POST", body: '{"mode": "fail"}' });
    assert.deepEqual([status, text], [404, '{"why": "No such order"}']);
    await api.printed(/Function: about to fail\n/);
  });

  it("sends a proxy event, and reads the output", async () => {
    const answer = await api.fetch("/orders?a=1&a=2", { headers: { "X-Test": "é" } });
    assert.equal(answer.status, 201);
    assert.equal(answer.headers["x-name"], "orders");
    assert.equal(answer.headers["x-many"], "1, 2");
    const event = JSON.parse(answer.text) as Record<string, unknown>;
    assert.equal(event.resource, "/orders");
    assert.deepEqual(event.queryStringParameters, { a: "2" });
    assert.deepEqual(event.multiValueQueryStringParameters, { a: ["1", "2"] });
    assert.equal(event.body, null);
    assert.equal(event.isBase64Encoded, false);
    assert.equal((event.requestContext as Record<string, unknown>).resourcePath, "/orders");
  });

  it("answers 502 for malformed output and failures, and decodes Base64", async () => {
    for (const mode of ["text", "bad", "fail"]) {
      const { status, text } = await api.fetch(`/orders?mode=${mode}`);
      assert.deepEqual([status, text], [502, '{"message":"Internal server error"}'], mode);
    }
    await api.printed(/Execution failed due to configuration error: Malformed Lambda proxy response/);
    const image = await api.fetch("/orders?mode=bytes", { headers: { Accept: "image/png" } });
    assert.deepEqual([...image.bytes], [0, 255, 254]);
  });

  it("ends a command that takes too long", async () => {
    const { status, text } = await api.fetch("/orders?mode=hang");
    assert.deepEqual([status, text], [504, '{"message": "Endpoint request timed out"}']);
  }).timeout(20_000);

  it("says what would be sent where nothing stands for the backend", async () => {
    const { status, headers, text } = await api.fetch("/table", { method: "POST", body: '{"n": 7}' });
    assert.equal(status, 200);
    assert.equal(headers["x-apigw-simulated"], "integration-request");
    const { request, route } = JSON.parse(text) as { request: Record<string, unknown>; route: string };
    assert.equal(route, "POST /table");
    assert.equal(request.uri, "arn:aws:apigateway:eu-west-1:dynamodb:action/PutItem");
    assert.deepEqual(request.body, { TableName: "t", n: 7 });
  });

  it("logs the steps of a request, with credentials masked", async () => {
    await api.fetch("/orders?token=zyxwvutsrqponmlk&x=1&mode=cookies", {
      headers: {
        Authorization: "Bearer secret-value-123456",
        Cookie: "session=abcdefgh",
        "X-Log": "\u009b31m",
      },
    });
    const log = await api.printed(/token=\*+ponmlk, x=1(?:.*\n)*.*Method completed with status: 200\n/);
    assert.match(log, /Authorization=\*{20}123456/);
    const leaks = log.split("\n").filter((line) => /secret-value|session=|zyxwvut/.test(line));
    assert.deepEqual(leaks, []);
    assert.doesNotMatch(log, /\u009b/);
    const id = /\((\S+)\) Method request query string: \{token=/.exec(log)?.[1] ?? "";
    const steps = log
      .split("\n")
      .filter((line) => line.startsWith(`(${id}) `))
      .map((line) => line.slice(id.length + 3).split(/[:.{]/, 1)[0]);
    assert.deepEqual(steps, [
      "Extended Request Id",
      "Starting execution for request",
      "HTTP Method",
      "Method request path",
      "Method request query string",
      "Method request headers",
      "Method request body before transformations",
      "Endpoint request URI",
      "Endpoint request headers",
      "Endpoint request body after transformations",
      "Sending request to https",
      "Received response",
      "Endpoint response headers",
      "Endpoint response body before transformations",
      "Method response body after transformations",
      "Method response headers",
      "Successfully completed execution",
      "Method completed with status",
    ]);
    assert.match(
      log,
      /Endpoint request URI: https:\/\/lambda\.us-east-1\.amazonaws\.com\/2015-03-31\/functions\/arn:/,
    );
  });
});

describe("apigw serve for HTTP APIs", () => {
  const lambda = { type: "aws_proxy", httpMethod: "POST", uri: LAMBDA_URI };
  const operation = (integration: object): object => ({
    ...ok,
    "x-amazon-apigateway-integration": integration,
  });
  const workspace = new Workspace({
    "function.mjs": FUNCTION,
    "api.json": json({
      openapi: "3.0.1",
      info: { title: "t", version: "1" },
      paths: {
        "/two/{id}": { get: operation({ ...lambda, payloadFormatVersion: "2.0" }) },
        "/one": { post: operation({ ...lambda, payloadFormatVersion: "1.0" }) },
        "/gone": {
          get: operation({
            type: "http_proxy",
            httpMethod: "GET",
            uri: "https://example.com/x",
            payloadFormatVersion: "1.0",
          }),
        },
        "/$default": {
          "x-amazon-apigateway-any-method": operation({ ...lambda, payloadFormatVersion: "2.0" }),
        },
      },
      "x-amazon-apigateway-cors": {},
    }),
  });
  let api: ServedApi;

  before(async () => {
    api = await ServedApi.start(workspace.folder, [
      "api.json",
      // Nothing listens there.
      "--backend=http://127.0.0.1:1",
      `--lambda=${JSON.stringify(process.execPath)} function.mjs`,
    ]);
  });
  after(() => ServedApi.stopAll());

  it("sends events in payload format 2.0", async () => {
    const { status, headers, text } = await api.fetch("/two/a%20b?x=1&x=2&y", {
      headers: { "X-Twice": ["1", "2"], Cookie: "a=1; b=2" },
    });
    assert.equal(status, 201);
    assert.ok(headers["apigw-requestid"]);
    const event = JSON.parse(text) as Record<string, unknown>;
    assert.equal(event.version, "2.0");
    assert.equal(event.routeKey, "GET /two/{id}");
    assert.equal(event.rawPath, "/two/a%20b");
    assert.equal(event.rawQueryString, "x=1&x=2&y");
    assert.deepEqual(event.cookies, ["a=1", "b=2"]);
    assert.deepEqual(event.queryStringParameters, { x: "1,2", y: "" });
    assert.deepEqual(event.pathParameters, { id: "a b" });
    assert.equal((event.headers as Record<string, string>)["x-twice"], "1,2");
    assert.equal((event.requestContext as { http: { method: string } }).http.method, "GET");
    assert.equal("body" in event, false);
  });

  it("takes output of any kind in payload format 2.0, and sends its cookies", async () => {
    const plain = await api.fetch("/two/1?mode=text");
    assert.deepEqual([plain.status, plain.text], [200, "no JSON"]);
    const cookies = await api.fetch("/two/1?mode=cookies");
    assert.deepEqual(cookies.headers["set-cookie"], ["a=1", "b=2"]);
    const failed = await api.fetch("/two/1?mode=fail");
    assert.deepEqual([failed.status, failed.text], [500, '{"message":"Internal Server Error"}']);
  });

  it("sends events in payload format 1.0, and bytes as Base64", async () => {
    const sent = {
      method: "POST",
      body: "a=1",
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
    };
    const event = JSON.parse((await api.fetch("/one", sent)).text) as Record<string, unknown>;
    assert.equal(event.version, "1.0");
    assert.deepEqual([event.body, event.isBase64Encoded], ["YT0x", true]);
    const text = { ...sent, body: "é", headers: { "Content-Type": "text/plain" } };
    const other = JSON.parse((await api.fetch("/one", text)).text) as Record<string, unknown>;
    assert.deepEqual([other.body, other.isBase64Encoded], ["é", false]);
  });

  it("sends everything else to the default route", async () => {
    const event = JSON.parse((await api.fetch("/one/2", { method: "DELETE" })).text) as Record<
      string,
      unknown
    >;
    assert.equal(event.routeKey, "$default");
    assert.equal(event.rawPath, "/one/2");
  });

  it("answers 503 if the backend cannot be reached", async () => {
    const { status, text } = await api.fetch("/gone");
    assert.deepEqual([status, text], [503, '{"message":"Service Unavailable"}']);
    await api.printed(/Execution failed due to a network error communicating with endpoint/);
  });
});

describe("apigw serve with files", () => {
  afterEach(() => ServedApi.stopAll());
  const workspace = new Workspace({
    "get.put-integration.json": json(restTo("HTTP", { httpMethod: "GET" })),
    "get.put-integration-response.json": json(restResponse({ httpMethod: "GET", statusCode: "203" })),
    "get.put-integration.request.json": json({
      resourcePath: "/orders/{id}",
      method: "GET",
      context: { authorizer: { principalId: "ann" } },
      stageVariables: { v: "1" },
      backend: { status: 200, headers: { "Content-Type": "application/json" }, body: { id: 7 } },
    }),
    "mock.put-integration.json": json(
      rest({
        httpMethod: "ANY",
        resourceId: "other",
        requestTemplates: { "application/json": '{"statusCode": 200, "v": "$stageVariables.v"}' },
      }),
    ),
    "answer.json": json({ status: 500, body: "recorded" }),
    "changing.json": restApi({ "/a": { get: mock('"one"') } }),
    "broken.json": '{"swagger": "2.0", ',
    "empty.json": "{}",
    "bad.json": json({ status: 1 }),
  });

  it("takes the route and the recorded response of a sample request, and the response next to the input", async () => {
    const api = await ServedApi.start(workspace.folder, ["get.put-integration.json"]);
    const { status, text } = await api.fetch("/orders/7");
    assert.deepEqual([status, text], [203, '{"id":7}']);
    assert.equal(await api.stop(), 0);
  });

  it("takes routes and recorded responses of options", async () => {
    const api = await ServedApi.start(workspace.folder, [
      "get.put-integration.json",
      "get.put-integration-response.json",
      "mock.put-integration.json",
      "--route=get.put-integration.json=GET /here",
      "--response=GET /here=answer.json",
      "--stage-variable=v=2",
    ]);
    assert.equal((await api.fetch("/here")).text, "recorded");
    // Without integration responses, the response is not known.
    const { status, headers, text } = await api.fetch("/mock");
    assert.deepEqual([status, headers["x-apigw-simulated"]], [200, "backend-response"]);
    assert.match(text, /no integration responses/);
    await api.stop();
  });

  it("reads files again when they change, and keeps the routes of one that is broken", async () => {
    const api = await ServedApi.start(workspace.folder, ["changing.json"]);
    assert.equal((await api.fetch("/a")).text, '"one"');
    workspace.write("changing.json", restApi({ "/a": { get: mock('"two"') }, "/b": { get: mock('"new"') } }));
    await api.printed(/Read the files again\.\n(?:.*\n)*? {2}GET \/b +MOCK/);
    assert.equal((await api.fetch("/a")).text, '"two"');
    assert.equal((await api.fetch("/b")).text, '"new"');
    workspace.write("changing.json", '{"swagger": "2.0", ');
    const printed = await api.printed(/changing\.json: the routes from before are still served/);
    assert.match(printed, /apigw: changing\.json:1:\d+: /);
    assert.equal((await api.fetch("/b")).text, '"new"');
    workspace.write("changing.json", restApi({ "/c": { get: mock('"three"') } }));
    await api.printed(/GET \/c +MOCK/);
    assert.equal((await api.fetch("/b")).status, 403);
    await api.stop();
  });

  it("does not log requests with --quiet", async () => {
    const api = await ServedApi.start(workspace.folder, ["changing.json", "--quiet"]);
    await api.fetch("/c");
    assert.equal(await api.stop(), 0);
    assert.doesNotMatch(api.output, /Method completed/);
  });

  it("warns about an address that others can reach", async () => {
    const api = await ServedApi.start(workspace.folder, ["changing.json", "--host=0.0.0.0"]);
    await api.printed(/warning: anyone who can reach 0\.0\.0\.0 can call this endpoint\n/);
    assert.equal((await api.fetch("/c", { headers: { Host: "example.com" } })).status, 200);
    await api.stop();
  });

  it("answers names of other machines with 403", async () => {
    const api = await ServedApi.start(workspace.folder, ["changing.json"]);
    for (const host of ["example.com", "127.0.0.1.example.com", "localhost.example.com:80", "10.0.0.1"]) {
      const { status, text } = await api.fetch("/c", { headers: { Host: host } });
      assert.deepEqual([status, text], [403, '{"message":"Forbidden"}'], host);
    }
    for (const host of ["localhost", "LOCALHOST:1", "pets.localhost", "[::1]:80", "127.0.0.2"]) {
      assert.equal((await api.fetch("/c", { headers: { Host: host } })).status, 200, host);
    }
    await api.stop();
  });

  for (const [args, message] of [
    [[], "no file given"],
    [["none.json"], "none.json: no such file"],
    [["broken.json"], "broken.json:1:19: Missing closing }."],
    [["empty.json"], "empty.json: contains no integrations"],
    [["changing.json", "--port=x"], 'invalid --port "x"'],
    [["changing.json", "--port=65536"], 'invalid --port "65536"'],
    [["changing.json", "--host=203.0.113.1"], "203.0.113.1 is not an address of this machine"],
    [["changing.json", "--backend=ftp://x"], 'invalid --backend "ftp://x"'],
    [["changing.json", "--backend=http://a:b@x"], "without credentials"],
    [["changing.json", "--lambda="], "no command"],
    [["changing.json", '--lambda=a "b'], "a quotation mark is not closed"],
    [["changing.json", "--response=none.json"], "none.json: no such file"],
    [["changing.json", "--response=bad.json"], "bad.json:2:13: status must be an integer from 100 to 599."],
    [["changing.json", "--route=x"], "expected FILE=ROUTE"],
    [["changing.json", "--stage-variable=x"], "expected NAME=VALUE"],
  ] as const) {
    it(`exits with 2 for ${args.join(" ") || "no file"}`, () => {
      const { code, stderr } = workspace.apigw(["serve", ...args]);
      assert.equal(code, 2, stderr);
      assert.ok(stderr.includes(message), stderr);
    });
  }

  it("exits with 2 if the port is in use", async () => {
    const api = await ServedApi.start(workspace.folder, ["changing.json"]);
    const { code, stderr } = workspace.apigw(["serve", "changing.json", `--port=${api.port}`]);
    assert.equal(code, 2);
    assert.match(stderr, /port \d+ is in use: specify another one with --port/);
    await api.stop();
  });
});
