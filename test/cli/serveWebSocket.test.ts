import assert from "node:assert/strict";
import { once } from "node:events";
import { afterEach, before, describe, it } from "mocha";
import { type RawData, WebSocket } from "ws";
import { ServedApi } from "../support/servedApi";
import { Workspace } from "./apigw";

const json = (value: unknown): string => JSON.stringify(value, null, 2);

const FUNCTION = `
let text = "";
for await (const chunk of process.stdin) text += chunk;
const event = JSON.parse(text);
const { eventType, routeKey, connectionId } = event.requestContext;
console.error(eventType + " " + routeKey + " " + connectionId);
const { token } = event.queryStringParameters ?? {};
if (eventType === "CONNECT") {
  const protocol = event.headers["Sec-WebSocket-Protocol"];
  console.log(JSON.stringify({ statusCode: token === "no" ? 401 : 200, headers: protocol ? { "Sec-WebSocket-Protocol": protocol } : {} }));
} else if (eventType === "DISCONNECT") console.log("{}");
else if (event.body.includes("fail")) process.exit(1);
else console.log(JSON.stringify({ statusCode: 200, body: "echo " + event.body }));
`;

const sub = (text: string): object => ({ "Fn::Sub": text });

function route(key: string, integration: string, isTwoWay = true): object {
  return {
    Type: "AWS::ApiGatewayV2::Route",
    Properties: {
      ApiId: { Ref: "Api" },
      RouteKey: key,
      Target: sub(`integrations/\${${integration}}`),
      ...(isTwoWay && { RouteResponseSelectionExpression: "$default" }),
    },
  };
}

function template(more: object = {}): string {
  const integration = (properties: object): object => ({
    Type: "AWS::ApiGatewayV2::Integration",
    Properties: { ApiId: { Ref: "Api" }, ...properties },
  });
  return json({
    Resources: {
      Api: {
        Type: "AWS::ApiGatewayV2::Api",
        Properties: {
          Name: "chat",
          ProtocolType: "WEBSOCKET",
          RouteSelectionExpression: "$request.body.action",
        },
      },
      Function: integration({
        IntegrationType: "AWS_PROXY",
        IntegrationUri: sub(
          `arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${Chat.Arn}/invocations`,
        ),
      }),
      Mock: integration({
        IntegrationType: "MOCK",
        TemplateSelectionExpression: "\\$default",
        RequestTemplates: { $default: '{"statusCode": 200}' },
      }),
      MockResponse: {
        Type: "AWS::ApiGatewayV2::IntegrationResponse",
        Properties: {
          ApiId: { Ref: "Api" },
          IntegrationId: { Ref: "Mock" },
          IntegrationResponseKey: "$default",
          TemplateSelectionExpression: "\\$default",
          ResponseTemplates: { $default: '{"pong": "$context.connectionId", "route": "$context.routeKey"}' },
        },
      },
      Queue: integration({
        IntegrationType: "AWS",
        IntegrationMethod: "POST",
        IntegrationUri: "arn:aws:apigateway:us-east-1:sqs:path/123456789012/q",
        CredentialsArn: "arn:aws:iam::123456789012:role/r",
        TemplateSelectionExpression: "\\$default",
        RequestTemplates: { $default: "Action=SendMessage&MessageBody=$input.body" },
      }),
      Broken: integration({
        IntegrationType: "MOCK",
        TemplateSelectionExpression: "\\$default",
        RequestTemplates: { $default: "no status" },
      }),
      Connect: route("$connect", "Function"),
      Disconnect: route("$disconnect", "Function"),
      Echo: route("echo", "Function"),
      Quiet: route("quiet", "Function", false),
      Ping: route("ping", "Mock"),
      Send: route("send", "Queue"),
      Bad: route("bad", "Broken", false),
      ...more,
    },
  });
}

/** A client that keeps what it receives. */
class Client {
  readonly #received: string[] = [];
  readonly #waiting: ((text: string) => void)[] = [];

  private constructor(readonly socket: WebSocket) {
    socket.on("message", (data: RawData) => {
      const text = String(data);
      const next = this.#waiting.shift();
      if (next) next(text);
      else this.#received.push(text);
    });
  }

  static async open(api: ServedApi, path = "/", protocols: readonly string[] = []): Promise<Client> {
    const socket = new WebSocket(`ws://127.0.0.1:${api.port}${path}`, [...protocols]);
    const client = new Client(socket);
    await once(socket, "open");
    return client;
  }

  next(): Promise<string> {
    const text = this.#received.shift();
    return text === undefined ? new Promise((resolve) => this.#waiting.push(resolve)) : Promise.resolve(text);
  }

  ask(message: string): Promise<string> {
    const answer = this.next();
    this.socket.send(message);
    return answer;
  }

  async closed(): Promise<number> {
    const [code] = (await once(this.socket, "close")) as [number];
    return code;
  }
}

async function refusal(api: ServedApi, path: string): Promise<number | undefined> {
  const socket = new WebSocket(`ws://127.0.0.1:${api.port}${path}`);
  socket.on("error", () => undefined);
  const [, response] = (await once(socket, "unexpected-response")) as [unknown, { statusCode?: number }];
  return response.statusCode;
}

describe("apigw serve for WebSocket APIs", () => {
  const workspace = new Workspace({
    "function.mjs": FUNCTION,
    "template.json": template(),
    "default.json": template({ Default: route("$default", "Mock") }),
  });
  const lambda = `--lambda=${JSON.stringify(process.execPath)} function.mjs`;
  let api: ServedApi;

  before(() => assert.ok(workspace.folder));
  afterEach(() => ServedApi.stopAll());

  it("connects, answers messages by their routes, and disconnects", async () => {
    api = await ServedApi.start(workspace.folder, ["template.json", lambda]);
    const client = await Client.open(api, "/prod?token=yes");
    assert.equal(await client.ask('{"action": "echo", "n": 1}'), 'echo {"action": "echo", "n": 1}');
    const { pong, route: key } = JSON.parse(await client.ask('{"action": "ping"}')) as Record<string, string>;
    assert.equal(key, "ping");
    assert.match(pong ?? "", /^[\w+/]{15}=$/);
    client.socket.close(4001, "done");
    const log = await api.printed(/Function: DISCONNECT \$disconnect/);
    assert.match(log, new RegExp(`Function: CONNECT \\$connect ${(pong ?? "").replace(/[+/]/g, "\\$&")}`));
    assert.match(log, /Method request body before transformations: \{"action": "echo", "n": 1\}/);
  });

  it("answers a message without a route with a frame that has the IDs", async () => {
    api = await ServedApi.start(workspace.folder, ["template.json", lambda]);
    const client = await Client.open(api);
    for (const message of ['{"action": "none"}', "no JSON", "", '{"action": "$connect"}']) {
      const frame = JSON.parse(await client.ask(message)) as Record<string, string>;
      assert.deepEqual(Object.keys(frame), ["message", "connectionId", "requestId"]);
      assert.equal(frame.message, "Forbidden");
    }
  });

  it("sends everything else to the default route, by another expression if there is one", async () => {
    api = await ServedApi.start(workspace.folder, [
      "default.json",
      lambda,
      "--route-selection=$request.body.kind",
    ]);
    const client = await Client.open(api);
    assert.match(await client.ask("no JSON"), /"route": "\$default"/);
    assert.match(await client.ask('{"action": "echo"}'), /"route": "\$default"/);
    assert.match(await client.ask('{"kind": "echo"}'), /^echo /);
  });

  it("sends errors also on routes without a response, and nothing else there", async () => {
    api = await ServedApi.start(workspace.folder, ["template.json", lambda]);
    const client = await Client.open(api);
    client.socket.send('{"action": "quiet"}');
    for (const message of ['{"action": "bad"}', '{"action": "quiet", "fail": 1}']) {
      const frame = JSON.parse(await client.ask(message)) as Record<string, string>;
      assert.equal(frame.message, "Internal server error");
      assert.ok(frame.connectionId && frame.requestId);
    }
    await api.printed(/statusCode should be an integer which defined in request template/);
  });

  it("shows what would be sent where nothing stands for the backend", async () => {
    api = await ServedApi.start(workspace.folder, ["default.json"]);
    const client = await Client.open(api);
    const { request } = JSON.parse(await client.ask('{"action": "send"}')) as { request: { body: string } };
    assert.equal(request.body, 'Action=SendMessage&MessageBody={"action": "send"}');
  });

  it("refuses a connection that $connect refuses", async () => {
    api = await ServedApi.start(workspace.folder, ["template.json", lambda]);
    assert.equal(await refusal(api, "/?token=no"), 401);
  });

  it("accepts the subprotocol that $connect returns, and no other", async () => {
    api = await ServedApi.start(workspace.folder, ["template.json", lambda]);
    const client = await Client.open(api, "/", ["chat"]);
    assert.equal(client.socket.protocol, "chat");
  });

  it("lets a backend send to a connection, describe it and close it", async () => {
    api = await ServedApi.start(workspace.folder, ["template.json", lambda]);
    const client = await Client.open(api);
    const { pong = "" } = JSON.parse(await client.ask('{"action": "ping"}')) as Record<string, string>;
    const path = `/@connections/${encodeURIComponent(pong)}`;
    const message = client.next();
    assert.equal((await api.fetch(path, { method: "POST", body: "hi" })).status, 200);
    assert.equal(await message, "hi");
    const about = JSON.parse((await api.fetch(`/prod${path}`)).text) as { identity: { sourceIp: string } };
    assert.equal(about.identity.sourceIp, "127.0.0.1");
    const closed = client.closed();
    assert.equal((await api.fetch(path, { method: "DELETE" })).status, 204);
    assert.equal(await closed, 1001);
    assert.equal((await api.fetch("/@connections/none", { method: "POST", body: "hi" })).status, 410);
  });

  it("closes connections that send binary frames, or too much", async () => {
    api = await ServedApi.start(workspace.folder, ["template.json", lambda]);
    const binary = await Client.open(api);
    const closed = binary.closed();
    binary.socket.send(Uint8Array.of(1, 2, 3));
    assert.equal(await closed, 1003);
    const large = await Client.open(api);
    const tooLarge = large.closed();
    large.socket.send("x".repeat(128 * 1024 + 1));
    assert.equal(await tooLarge, 1009);
  });

  it("answers in the order of the messages", async () => {
    api = await ServedApi.start(workspace.folder, ["template.json", lambda]);
    const client = await Client.open(api);
    const first = client.next();
    client.socket.send('{"action": "echo"}');
    for (let count = 0; count < 300; count++) client.socket.send('{"action": "ping"}');
    assert.match(await first, /^echo /);
    for (let count = 0; count < 300; count++) assert.match(await client.next(), /"pong"/);
  });

  it("closes its connections when it is stopped", async () => {
    api = await ServedApi.start(workspace.folder, ["template.json", lambda]);
    const client = await Client.open(api);
    const closed = client.closed();
    assert.equal(await api.stop(), 0);
    await closed;
  });

  it("answers requests without an upgrade, or from elsewhere", async () => {
    api = await ServedApi.start(workspace.folder, ["template.json", lambda]);
    assert.equal((await api.fetch("/")).status, 426);
    const raw = await api.raw(
      "GET / HTTP/1.1\r\nHost: example.com\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
    );
    assert.match(raw, /^HTTP\/1\.1 403 Forbidden\r\n/);
    const bad = await api.raw(
      "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\r\n",
    );
    assert.match(bad, /^HTTP\/1\.1 400 Bad Request\r\n/);
  });
});
