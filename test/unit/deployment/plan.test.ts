import assert from "node:assert/strict";
import { describe, it } from "mocha";
import {
  documentsOf,
  type LiveState,
  type Members,
  makePlan,
  type Plan,
  type PlanRequest,
  type Step,
  type Target,
} from "../../../deployment/src";
import type { OperationName } from "../../../server/src/model/operationNames";
import { OPERATIONS } from "../../../server/src/model/operations";
import type { Protocol } from "../../../server/src/model/protocol";

const PROXY: Members = {
  IntegrationType: "HTTP_PROXY",
  IntegrationMethod: "ANY",
  IntegrationUri: "https://example.com",
};
const QUEUE: Members = {
  IntegrationType: "AWS_PROXY",
  IntegrationSubtype: "SQS-SendMessage",
  CredentialsArn: "arn:aws:iam::123456789012:role/queue",
  PayloadFormatVersion: "1.0",
  RequestParameters: { QueueUrl: "q", MessageBody: "$request.body" },
};
const MOCK: Members = { IntegrationType: "MOCK", RequestTemplates: { $default: "{}" } };

const EXISTING: Target = { kind: "integration", apiId: "api", integrationId: "int" };
const NEW: Target = { kind: "integration", apiId: "api" };
const METHOD = { restApiId: "api", resourceId: "res", httpMethod: "GET" };
const REST: Target = { kind: "rest-integration", method: METHOD };

function stateOf(protocol: Protocol, current?: Members, more: Partial<LiveState> = {}): LiveState {
  return {
    api: { id: "api", name: "orders", protocol },
    ...(current && {
      current: { id: "int", members: current },
      methodResponse: { statusCode: "200", responseParameters: [] },
    }),
    others: [],
    parentExists: true,
    responses: [],
    routes: [],
    ...more,
  };
}

function plan(
  name: OperationName,
  target: Target,
  members: Members,
  state: LiveState,
  more: Partial<PlanRequest> = {},
): Plan {
  return makePlan({ operation: OPERATIONS[name], target, members, ...more }, state);
}

function inputOf(step: Step | undefined): Members | undefined {
  return step && "input" in step ? step.input : undefined;
}

function told({ changes }: Plan): readonly string[] {
  const signs = { added: "+", removed: "-", changed: "~" };
  return changes.map(({ kind, path }) => `${signs[kind]}${path.join("/")}`);
}

describe("A plan", () => {
  describe("treats equivalent inputs as equal:", () => {
    const cases: readonly (readonly [string, Protocol, OperationName, Target, Members, Members])[] = [
      [
        "the timeout of HTTP APIs",
        "HTTP",
        "create-integration",
        EXISTING,
        PROXY,
        { ...PROXY, TimeoutInMillis: 30_000 },
      ],
      [
        "the timeout of WebSocket APIs",
        "WEBSOCKET",
        "create-integration",
        EXISTING,
        { ...MOCK, TimeoutInMillis: 29_000 },
        MOCK,
      ],
      [
        "an emulator's timeout",
        "WEBSOCKET",
        "create-integration",
        EXISTING,
        MOCK,
        { ...MOCK, TimeoutInMillis: 30_000 },
      ],
      ["INTERNET", "HTTP", "create-integration", EXISTING, { ...PROXY, ConnectionType: "INTERNET" }, PROXY],
      [
        "pass-through",
        "WEBSOCKET",
        "create-integration",
        EXISTING,
        MOCK,
        { ...MOCK, PassthroughBehavior: "WHEN_NO_MATCH" },
      ],
      [
        "the payload's version",
        "HTTP",
        "create-integration",
        EXISTING,
        PROXY,
        { ...PROXY, PayloadFormatVersion: "1.0" },
      ],
      ["no description", "HTTP", "create-integration", EXISTING, { ...PROXY, Description: "" }, PROXY],
      [
        "empty maps",
        "HTTP",
        "create-integration",
        EXISTING,
        { ...PROXY, RequestParameters: {}, ResponseParameters: { "404": {} } },
        PROXY,
      ],
      [
        "a map's order",
        "HTTP",
        "create-integration",
        EXISTING,
        { ...PROXY, RequestParameters: { "overwrite:path": "/", "append:header.a": "b" } },
        { ...PROXY, RequestParameters: { "append:header.a": "b", "overwrite:path": "/" } },
      ],
      [
        "what is removed, whatever its value",
        "HTTP",
        "create-integration",
        EXISTING,
        { ...PROXY, RequestParameters: { "remove:header.a": "" } },
        { ...PROXY, RequestParameters: { "remove:header.a": "''" } },
      ],
      [
        "POST for a function",
        "HTTP",
        "create-integration",
        EXISTING,
        { IntegrationType: "AWS_PROXY", IntegrationUri: "arn" },
        { IntegrationType: "AWS_PROXY", IntegrationUri: "arn", IntegrationMethod: "POST" },
      ],
      [
        "a link that nothing goes through",
        "HTTP",
        "create-integration",
        EXISTING,
        PROXY,
        { ...PROXY, ConnectionId: "old" },
      ],
      [
        "the cache's namespace",
        "REST",
        "put-integration",
        REST,
        { type: "MOCK" },
        { type: "MOCK", cacheNamespace: "res", cacheKeyParameters: [] },
      ],
      [
        "buffering and a checked certificate",
        "REST",
        "put-integration",
        REST,
        { type: "HTTP", tlsConfig: { insecureSkipVerification: false } },
        { type: "HTTP", responseTransferMode: "BUFFERED", timeoutInMillis: 29_000 },
      ],
      [
        "an empty template",
        "REST",
        "put-integration",
        REST,
        { type: "MOCK", requestTemplates: { "application/json": "" } },
        { type: "MOCK", requestTemplates: { "application/json": null } },
      ],
      [
        "the default response",
        "REST",
        "put-integration-response",
        { kind: "rest-response", method: METHOD, statusCode: "200" },
        { selectionPattern: "" },
        {},
      ],
      [
        "what an update leaves out",
        "HTTP",
        "update-integration",
        EXISTING,
        { IntegrationUri: "https://example.com" },
        { ...PROXY, Description: "stays" },
      ],
      [
        "a parameter deleted that is not there",
        "HTTP",
        "update-integration",
        EXISTING,
        { RequestParameters: { "append:header.a": "" } },
        PROXY,
      ],
    ];
    for (const [title, protocol, name, target, file, live] of cases) {
      it(title, () => {
        const made = plan(name, target, file, stateOf(protocol, live));
        assert.deepEqual([told(made), made.steps, made.isInSync], [[], [], true]);
      });
    }
  });

  describe("sends in an update", () => {
    const cases: readonly (readonly [
      string,
      Protocol,
      OperationName,
      Members,
      Members,
      readonly string[],
      Members,
    ])[] = [
      [
        "what differs, and no more",
        "HTTP",
        "create-integration",
        { ...PROXY, Description: "new" },
        PROXY,
        ["+Description"],
        { Description: "new" },
      ],
      [
        "the default of what the file leaves out",
        "HTTP",
        "create-integration",
        PROXY,
        { ...PROXY, TimeoutInMillis: 5_000 },
        ["~TimeoutInMillis"],
        { TimeoutInMillis: 30_000 },
      ],
      [
        "the default of a WebSocket API",
        "WEBSOCKET",
        "create-integration",
        MOCK,
        { ...MOCK, TimeoutInMillis: 5_000, PassthroughBehavior: "NEVER" },
        ["~PassthroughBehavior", "~TimeoutInMillis"],
        { TimeoutInMillis: 29_000, PassthroughBehavior: "WHEN_NO_MATCH" },
      ],
      [
        "an empty text for a description that goes",
        "HTTP",
        "create-integration",
        PROXY,
        { ...PROXY, Description: "old" },
        ["-Description"],
        { Description: "" },
      ],
      [
        "an empty text for a parameter that goes, and those that stay",
        "HTTP",
        "create-integration",
        { ...PROXY, RequestParameters: { "overwrite:path": "/b" } },
        { ...PROXY, RequestParameters: { "overwrite:path": "/b", "append:header.a": "x" } },
        ["-RequestParameters/append:header.a"],
        { RequestParameters: { "overwrite:path": "/b", "append:header.a": "" } },
      ],
      [
        "an empty text for each where all go",
        "HTTP",
        "create-integration",
        PROXY,
        { ...PROXY, RequestParameters: { "overwrite:path": "/b" } },
        ["-RequestParameters/overwrite:path"],
        { RequestParameters: { "overwrite:path": "" } },
      ],
      [
        "an empty map for a status code that goes",
        "HTTP",
        "create-integration",
        { ...PROXY, ResponseParameters: { "200": { "remove:header.b": "''" } } },
        { ...PROXY, ResponseParameters: { "404": { "overwrite:statuscode": "200" } } },
        ["+ResponseParameters/200/remove:header.b", "-ResponseParameters/404/overwrite:statuscode"],
        { ResponseParameters: { "200": { "remove:header.b": "''" }, "404": {} } },
      ],
      [
        "the subtype with all its parameters, whatever changes",
        "HTTP",
        "create-integration",
        { ...QUEUE, TimeoutInMillis: 1_000 },
        QUEUE,
        ["~TimeoutInMillis"],
        {
          TimeoutInMillis: 1_000,
          RequestParameters: { QueueUrl: "q", MessageBody: "$request.body" },
          IntegrationSubtype: "SQS-SendMessage",
        },
      ],
      [
        "the stored subtype that an update leaves out",
        "HTTP",
        "update-integration",
        { Description: "new" },
        QUEUE,
        ["+Description"],
        {
          Description: "new",
          RequestParameters: { QueueUrl: "q", MessageBody: "$request.body" },
          IntegrationSubtype: "SQS-SendMessage",
        },
      ],
      [
        "no empty value for a parameter that a subtype loses",
        "HTTP",
        "create-integration",
        QUEUE,
        { ...QUEUE, RequestParameters: { QueueUrl: "q", MessageBody: "$request.body", DelaySeconds: "1" } },
        ["-RequestParameters/DelaySeconds"],
        {
          RequestParameters: { QueueUrl: "q", MessageBody: "$request.body" },
          IntegrationSubtype: "SQS-SendMessage",
        },
      ],
      [
        "no empty value, even if an update contains one",
        "HTTP",
        "update-integration",
        { RequestParameters: { DelaySeconds: "", QueueUrl: "p" } },
        { ...QUEUE, RequestParameters: { QueueUrl: "q", MessageBody: "$request.body", DelaySeconds: "1" } },
        ["-RequestParameters/DelaySeconds", "~RequestParameters/QueueUrl"],
        {
          RequestParameters: { QueueUrl: "p", MessageBody: "$request.body" },
          IntegrationSubtype: "SQS-SendMessage",
        },
      ],
      [
        "all parameters of another subtype",
        "HTTP",
        "create-integration",
        { ...QUEUE, IntegrationSubtype: "SQS-PurgeQueue", RequestParameters: { QueueUrl: "q" } },
        QUEUE,
        ["~IntegrationSubtype", "-RequestParameters/MessageBody"],
        { RequestParameters: { QueueUrl: "q" }, IntegrationSubtype: "SQS-PurgeQueue" },
      ],
      [
        "a parameter merged into the stored ones",
        "HTTP",
        "update-integration",
        { RequestParameters: { DelaySeconds: "1", QueueUrl: "p" } },
        QUEUE,
        ["+RequestParameters/DelaySeconds", "~RequestParameters/QueueUrl"],
        {
          RequestParameters: { QueueUrl: "p", MessageBody: "$request.body", DelaySeconds: "1" },
          IntegrationSubtype: "SQS-SendMessage",
        },
      ],
      [
        "what an update deletes",
        "HTTP",
        "update-integration",
        { Description: "", RequestParameters: { "append:header.a": "" }, ResponseParameters: { "404": {} } },
        {
          ...PROXY,
          Description: "old",
          RequestParameters: { "append:header.a": "x", "overwrite:path": "/" },
          ResponseParameters: {
            "404": { "overwrite:statuscode": "200" },
            "500": { "overwrite:statuscode": "502" },
          },
        },
        [
          "-Description",
          "-RequestParameters/append:header.a",
          "-ResponseParameters/404/overwrite:statuscode",
        ],
        {
          Description: "",
          RequestParameters: { "append:header.a": "", "overwrite:path": "/" },
          ResponseParameters: { "404": {}, "500": { "overwrite:statuscode": "502" } },
        },
      ],
      [
        "INTERNET for a link that goes",
        "HTTP",
        "create-integration",
        PROXY,
        {
          ...PROXY,
          ConnectionType: "VPC_LINK",
          ConnectionId: "link",
          TlsConfig: { ServerNameToVerify: "a" },
        },
        ["-ConnectionId", "~ConnectionType", "-TlsConfig/ServerNameToVerify"],
        { ConnectionType: "INTERNET" },
      ],
      [
        "POST where the file leaves the method of a function out",
        "HTTP",
        "create-integration",
        { IntegrationType: "AWS_PROXY", IntegrationUri: "arn" },
        { IntegrationType: "AWS_PROXY", IntegrationUri: "arn", IntegrationMethod: "GET" },
        ["~IntegrationMethod"],
        { IntegrationMethod: "POST" },
      ],
      [
        "the templates that stay",
        "WEBSOCKET",
        "create-integration",
        MOCK,
        { ...MOCK, RequestTemplates: { $default: "{}", other: "x" } },
        ["-RequestTemplates/other"],
        { RequestTemplates: { $default: "{}" } },
      ],
    ];
    for (const [title, protocol, name, file, live, changes, sent] of cases) {
      it(title, () => {
        const made = plan(name, EXISTING, file, stateOf(protocol, live));
        assert.deepEqual(told(made), changes);
        assert.deepEqual(made.obstacles, []);
        assert.deepEqual(
          made.steps.map(({ kind }) => kind),
          ["update"],
        );
        assert.deepEqual(inputOf(made.steps[0]), { ApiId: "api", IntegrationId: "int", ...sent });
      });
    }
  });

  describe("reports what an update cannot remove:", () => {
    const cases: readonly (readonly [string, Protocol, Members, Members])[] = [
      ["CredentialsArn", "HTTP", PROXY, { ...PROXY, CredentialsArn: "arn:aws:iam::123456789012:role/r" }],
      ["IntegrationSubtype", "HTTP", { ...QUEUE, IntegrationSubtype: "" }, QUEUE],
      ["RequestParameters", "HTTP", { ...QUEUE, RequestParameters: {} }, QUEUE],
      ["ContentHandlingStrategy", "WEBSOCKET", MOCK, { ...MOCK, ContentHandlingStrategy: "CONVERT_TO_TEXT" }],
      ["TemplateSelectionExpression", "WEBSOCKET", MOCK, { ...MOCK, TemplateSelectionExpression: "a" }],
    ];
    for (const [name, protocol, file, live] of cases) {
      it(name, () => {
        const made = plan("create-integration", EXISTING, file, stateOf(protocol, live));
        assert.deepEqual(
          made.obstacles.map(({ path }) => path),
          [[name]],
        );
        assert.deepEqual([made.steps, made.isInSync], [[], false]);
      });
    }
  });

  it("says that a parameter removed from a service action may need a new integration", () => {
    const live = {
      ...QUEUE,
      RequestParameters: { QueueUrl: "q", MessageBody: "$request.body", DelaySeconds: "1" },
    };
    const notices = (file: Members, stored: Members) =>
      plan("create-integration", EXISTING, file, stateOf("HTTP", stored)).notices.join();
    assert.match(
      notices(QUEUE, live),
      /Removing DelaySeconds from RequestParameters may need a new integration/,
    );
    assert.equal(notices(live, QUEUE), "");
    const mapped = { ...PROXY, RequestParameters: { "append:header.a": "x", "append:header.b": "y" } };
    assert.equal(notices({ ...PROXY, RequestParameters: { "append:header.a": "x" } }, mapped), "");
  });

  it("formats both sides so that only real differences differ", () => {
    const live = { ...PROXY, TimeoutInMillis: 30_000, RequestParameters: { b: "1", a: "2" } };
    const file = { RequestParameters: { a: "2", b: "3" }, ...PROXY };
    const texts = documentsOf(plan("create-integration", EXISTING, file, stateOf("HTTP", live)), "yaml");
    const rest = "IntegrationMethod: ANY\nIntegrationType: HTTP_PROXY\nIntegrationUri: https://example.com\n";
    assert.equal(texts.before, `${rest}RequestParameters:\n  a: "2"\n  b: "1"\n`);
    assert.equal(texts.after, `${rest}RequestParameters:\n  a: "2"\n  b: "3"\n`);
    assert.equal(documentsOf(plan("create-integration", NEW, PROXY, stateOf("HTTP")), "json").before, "");
  });

  it("creates with the file's own members", () => {
    const file = { ApiId: "of the file", ...PROXY, ConnectionType: "INTERNET", Description: "" };
    const made = plan("create-integration", NEW, file, stateOf("HTTP"));
    assert.deepEqual(made.steps, [
      {
        kind: "create",
        operation: "create-integration",
        input: { ApiId: "api", ...PROXY, ConnectionType: "INTERNET", Description: "" },
      },
    ]);
  });

  it("does not create without a type", () => {
    const made = plan("create-integration", NEW, { Description: "x" }, stateOf("HTTP"));
    assert.deepEqual(
      made.obstacles.map(({ path }) => path),
      [["IntegrationType"]],
    );
  });

  it("points out an identical integration", () => {
    const others = [{ id: "other", members: { ...PROXY, TimeoutInMillis: 30_000 } }];
    const made = plan("create-integration", NEW, PROXY, stateOf("HTTP", undefined, { others }));
    assert.match(made.notices.join(), /identical integration already exists: other/);
  });

  it("creates a new integration if the recorded one no longer exists, but not if a specified one does not exist", () => {
    const gone = plan("create-integration", EXISTING, PROXY, stateOf("HTTP"), { isRemembered: true });
    assert.deepEqual(
      gone.steps.map(({ kind }) => kind),
      ["create"],
    );
    assert.match(gone.notices.join(), /int no longer exists/);
    const asked = plan("create-integration", EXISTING, PROXY, stateOf("HTTP"));
    assert.deepEqual([asked.steps, asked.obstacles.map(({ path }) => path)], [[], [["IntegrationId"]]]);
  });

  it("reports a change made elsewhere since the last deployment", () => {
    const first = plan("create-integration", EXISTING, PROXY, stateOf("HTTP", PROXY), {
      deployed: "another",
    });
    assert.match(first.notices.join(), /changed elsewhere/);
  });

  it("rejects a file for another protocol's API", () => {
    const response: Target = {
      kind: "integration-response",
      apiId: "api",
      integrationId: "int",
      key: "$default",
    };
    const made = plan(
      "create-integration-response",
      response,
      { IntegrationResponseKey: "$default" },
      stateOf("HTTP"),
    );
    assert.match(made.obstacles[0]?.message ?? "", /The protocol of an API cannot be changed/);
  });

  it("restores the responses that a put may remove", () => {
    const responses = [
      { statusCode: "200", selectionPattern: "" },
      { statusCode: "404", selectionPattern: "4.." },
    ];
    const made = plan(
      "put-integration",
      REST,
      { type: "MOCK" },
      stateOf("REST", { type: "HTTP" }, { responses }),
    );
    assert.deepEqual(made.steps, [
      { kind: "put", operation: "put-integration", input: { ...METHOD, type: "MOCK" } },
      { kind: "responses", inputs: responses.map((response) => ({ ...METHOD, ...response })) },
    ]);
  });

  it("restores what an interrupted put removed, even if nothing else changes", () => {
    const unrestored = [{ statusCode: "200" }, { statusCode: "404" }];
    const state = stateOf("REST", { type: "MOCK" }, { responses: [{ statusCode: "200" }] });
    const made = plan("put-integration", REST, { type: "MOCK" }, state, { unrestored });
    assert.deepEqual(made.steps, [{ kind: "responses", inputs: [{ ...METHOD, statusCode: "404" }] }]);
  });

  describe("requires", () => {
    const response: Target = { kind: "rest-response", method: METHOD, statusCode: "404" };
    const cases: readonly (readonly [string, OperationName, Target, LiveState, RegExp])[] = [
      [
        "the method",
        "put-integration",
        REST,
        stateOf("REST", undefined, { parentExists: false }),
        /no method GET.*put-method.*--method/,
      ],
      [
        "the method's response",
        "put-integration-response",
        response,
        stateOf("REST"),
        /not declare a response 404.*put-method-response.*--method-response/,
      ],
      [
        "the integration",
        "put-integration-response",
        response,
        stateOf("REST", undefined, { parentExists: false }),
        /Deploy a put-integration input first/,
      ],
    ];
    for (const [title, name, target, state, message] of cases) {
      it(title, () => {
        const made = plan(name, target, { type: "MOCK" }, state);
        const { message: told, advice } = made.obstacles[0] ?? {};
        assert.match(`${told} ${advice}`, message);
        assert.deepEqual(made.steps, []);
      });
    }
  });

  describe("deploys to a stage", () => {
    const stage = { name: "dev", autoDeploys: false, deploymentId: "old", variables: {} };
    const asked = { stage: "dev" };

    it("after a change", () => {
      const made = plan("create-integration", NEW, PROXY, stateOf("HTTP", undefined, { stage }), asked);
      assert.deepEqual(made.steps[1], {
        kind: "deployment",
        family: "apigatewayv2",
        apiId: "api",
        stage: "dev",
      });
    });

    it("what is not known to be in it", () => {
      const made = plan("create-integration", EXISTING, PROXY, stateOf("HTTP", PROXY, { stage }), asked);
      assert.deepEqual(
        made.steps.map(({ kind }) => kind),
        ["deployment"],
      );
    });

    it("unless AWS does so automatically", () => {
      const own = { stage: { ...stage, autoDeploys: true } };
      const made = plan("create-integration", EXISTING, PROXY, stateOf("HTTP", PROXY, own), asked);
      assert.deepEqual([made.isInSync, made.notices.length], [true, 1]);
    });

    it("that does not exist, which only REST APIs create", () => {
      const rest = plan("put-integration", REST, { type: "MOCK" }, stateOf("REST"), asked);
      assert.deepEqual(
        rest.steps.map(({ kind }) => kind),
        ["put", "deployment"],
      );
      const http = plan("create-integration", NEW, PROXY, stateOf("HTTP"), asked);
      assert.match(http.obstacles[0]?.message ?? "", /no stage dev/);
    });
  });
});
