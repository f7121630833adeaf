import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { check, type SampleRequest } from "../../../server/src/index";
import { parse, simulateInputs } from "../../../server/src/service";
import {
  codesOf,
  http,
  LAMBDA_URI,
  logsOf,
  rest,
  restResponse,
  restTo,
  send,
  stepsOf,
} from "../../support/simulations";

const sqs = (parameters: Readonly<Record<string, string>>) => {
  const {
    IntegrationMethod: _,
    IntegrationUri: __,
    ...input
  } = http({
    IntegrationType: "AWS_PROXY",
    IntegrationSubtype: "SQS-SendMessage",
    CredentialsArn: "arn:aws:iam::123456789012:role/api",
    RequestParameters: { QueueUrl: "https://sqs.us-east-1.amazonaws.com/123456789012/q", ...parameters },
  });
  return input;
};

describe("a service action", () => {
  for (const [source, request, isSet] of [
    ["$request.body.text", { body: { text: "hi" } }, true],
    ["$request.body.text", { body: { other: 1 } }, false],
    ["$request.body.text", {}, false],
    ["$request.header.x", {}, false],
    ["$context.authorizer.sub", {}, false],
    ["$context.authorizer", { context: { authorizer: { a: "1" } } }, false],
    ["$context.authorizer.sub", { context: { authorizer: { sub: "u" } } }, true],
    ["$stageVariables.text", {}, false],
    ["text", {}, true],
    ["<${request.body.text}>", {}, true],
  ] as const satisfies readonly (readonly [string, SampleRequest, boolean])[]) {
    it(`is ${isSet ? "" : "not "}called with ${source} of ${JSON.stringify(request)}`, () => {
      const simulation = send([sqs({ MessageBody: source })], request);
      assert.equal(stepsOf(simulation, "integrationRequest").length, isSet ? 1 : 0);
      assert.deepEqual(codesOf(simulation), isSet ? [] : ["unresolvedParameter"]);
      if (isSet) return;
      assert.equal(simulation.response?.status, 400);
      assert.equal(simulation.response.body, '{"message":"Bad Request"}');
      assert.deepEqual(logsOf(simulation), [`Unable to resolve property MessageBody from source ${source}.`]);
    });
  }
});

describe("an unset stage variable", () => {
  const FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:orders:";
  for (const [what, input, uri] of [
    [
      "a function",
      http({ IntegrationType: "AWS_PROXY", IntegrationUri: `${FUNCTION}\${stageVariables.alias}` }),
      FUNCTION,
    ],
    [
      "a URL",
      restTo("HTTP_PROXY", { uri: "https://${stageVariables.alias}.example.com/a" }),
      "https://.example.com/a",
    ],
    [
      "a Lambda invocation",
      restTo("AWS", { uri: LAMBDA_URI.replace("orders", "orders:${stageVariables.alias}") }),
      LAMBDA_URI.replace("orders", "orders:"),
    ],
  ] as const) {
    it(`is empty in ${what}, and named`, () => {
      const unset = send([input]);
      assert.equal(stepsOf(unset, "integrationRequest")[0]?.request.uri, uri);
      const [problem] = unset.problems;
      assert.deepEqual([problem?.code, problem?.severity], ["unsetStageVariable", "warning"]);
      assert.match(problem?.message ?? "", /The stage variable alias has no value/);
      const { start, end } = problem?.place?.range ?? {};
      const text = JSON.stringify(input);
      assert.equal(text.slice(start?.character, end?.character), "${stageVariables.alias}");

      const set = send([input], { stageVariables: { alias: "live" } });
      assert.deepEqual(codesOf(set), []);
      assert.ok(stepsOf(set, "integrationRequest")[0]?.request.uri?.includes("live"));
    });
  }

  const mapped = { "integration.request.header.X-A": "stageVariables.a" };
  const answered = { "method.response.header.X-A": "stageVariables.a" };
  for (const [what, inputs] of [
    ["request", [restTo("HTTP", { requestParameters: mapped })]],
    ["proxied request", [restTo("HTTP_PROXY", { requestParameters: mapped })]],
    ["response", [rest(), restResponse({ responseParameters: answered })]],
  ] as const) {
    it(`makes a mapping of a REST API's ${what} fail`, () => {
      const unset = send(inputs);
      assert.equal(unset.response?.status, 500);
      assert.deepEqual(codesOf(unset), ["unsetStageVariable"]);
      assert.deepEqual(logsOf(unset), ["Invalid stage variable value: null"]);
      assert.deepEqual(codesOf(send(inputs, { stageVariables: { a: "1" } })), []);
    });
  }
});

describe("a response header", () => {
  const RENAMED =
    "Authorization Connection Content-Length Content-MD5 Date Expect Host Max-Forwards Proxy-Authenticate Server Trailer Upgrade User-Agent WWW-Authenticate";
  const KEPT = "Accept Age Content-Encoding Content-Type ETag Location Pragma Range Referer TE Via X-A";
  const answer = (type: "HTTP" | "AWS" | "MOCK", name: string) =>
    send(
      [
        type === "MOCK" ? rest() : restTo(type),
        restResponse({ responseParameters: { [`method.response.header.${name}`]: "'v'" } }),
      ],
      {},
      { backend: {} },
    ).response?.headers ?? {};

  for (const type of ["HTTP", "AWS"] as const) {
    for (const name of RENAMED.split(" ")) {
      it(`${name} of an ${type} integration is renamed`, () => {
        const headers = answer(type, name);
        assert.equal(headers[`x-amzn-Remapped-${name}`], "v");
        assert.equal(headers[name], undefined);
      });
    }
    for (const name of KEPT.split(" ")) {
      it(`${name} of an ${type} integration is kept`, () => assert.equal(answer(type, name)[name], "v"));
    }
    it(`Transfer-Encoding of an ${type} integration vanishes`, () =>
      assert.deepEqual(Object.keys(answer(type, "Transfer-Encoding")), ["Content-Type"]));
  }

  it("of a MOCK is kept", () => assert.equal(answer("MOCK", "Server").Server, "v"));

  it("that an override sets is renamed too", () => {
    const template = "#set($context.responseOverride.header.server = 'v'){}";
    const { response } = send(
      [restTo("HTTP"), restResponse({ responseTemplates: { "application/json": template } })],
      {},
      { backend: {} },
    );
    assert.equal(response?.headers["x-amzn-Remapped-server"], "v");
  });

  it("of an HTTP proxy is renamed if API Gateway has its own", () => {
    const headers = {
      Connection: "a",
      "Content-Length": "1",
      Date: "d",
      Server: "s",
      "WWW-Authenticate": "Basic",
      "Transfer-Encoding": "chunked",
      ETag: "e",
    };
    assert.deepEqual(send([restTo("HTTP_PROXY")], {}, { backend: { headers } }).response?.headers, {
      "x-amzn-Remapped-Connection": "a",
      "x-amzn-Remapped-Content-Length": "1",
      "x-amzn-Remapped-Date": "d",
      "x-amzn-Remapped-Server": "s",
      "WWW-Authenticate": "Basic",
      ETag: "e",
    });
  });
});

describe("an overwritten path", () => {
  for (const [value, path, expected] of [
    ["$request.path.proxy", "/shop/orders/7", "https://example.com/orders/7"],
    ["/v2/${request.path.proxy}", "/shop/orders/7", "https://example.com/v2/orders/7"],
    ["v2", "/shop/x", "https://example.com/v2"],
  ] as const) {
    it(`${value} starts with a slash`, () => {
      const simulation = send(
        [http({ IntegrationUri: "https://example.com", RequestParameters: { "overwrite:path": value } })],
        { path, resourcePath: "/shop/{proxy+}" },
      );
      assert.equal(stepsOf(simulation, "integrationRequest")[0]?.request.uri, expected);
    });
  }

  it("of a private integration does, too", () => {
    const simulation = send(
      [
        http({
          ConnectionType: "VPC_LINK",
          ConnectionId: "abc123",
          IntegrationUri:
            "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/a/0123456789abcdef/0123456789abcdef",
          RequestParameters: { "overwrite:path": "$request.path.proxy" },
        }),
      ],
      { path: "/a/b", resourcePath: "/{proxy+}" },
    );
    assert.equal(stepsOf(simulation, "integrationRequest")[0]?.request.path, "/a/b");
  });
});

describe("the path parameters of a request", () => {
  const TEMPLATE = "$input.params('id')|$input.params('rest')";
  const print = (request: SampleRequest) => {
    const input = restTo("HTTP", { requestTemplates: { "application/json": `"${TEMPLATE}"` } });
    return stepsOf(send([input], request), "integrationRequest")[0]?.request.body;
  };
  for (const [what, request, expected] of [
    ["are read from the path", { path: "/pets/7", resourcePath: "/pets/{id}" }, "7|"],
    [
      "include the rest of the path",
      { path: "/pets/7/a/b?q=1", resourcePath: "/pets/{id}/{rest+}" },
      "7|a/b",
    ],
    [
      "that are specified take precedence",
      { path: "/pets/7/a", resourcePath: "/pets/{id}/{rest+}", pathParameters: { id: "8" } },
      "8|a",
    ],
    ["are empty for the path of another resource", { path: "/dogs/7", resourcePath: "/pets/{id}" }, "|"],
    ["are empty for a longer path", { path: "/pets/7/8", resourcePath: "/pets/{id}" }, "|"],
    ["are empty without a value in the path", { path: "/pets/", resourcePath: "/pets/{id}" }, "|"],
    ["are empty without a resource", { path: "/pets/7" }, "|"],
  ] as const satisfies readonly (readonly [string, SampleRequest, string])[]) {
    it(what, () => assert.equal(print(request), `"${expected}"`));
  }

  for (const [path, method, expected] of [
    ["/pets/7", "GET", "7|"],
    ["/pets/7/x/y", "GET", "|pets/7/x/y"],
    ["/pets/mine", "GET", "|"],
    ["/pets/7", "PUT", "|pets/7"],
  ] as const) {
    it(`are read from ${method} ${path} with the routes of the API`, () => {
      const input = http({
        RequestParameters: { "overwrite:header.p": "${request.path.id}|${request.path.rest}" },
      });
      const simulated = simulateInputs(
        [
          {
            document: parse(JSON.stringify(input), "json"),
            operation: "create-integration",
            protocol: "HTTP",
          },
        ],
        parse(JSON.stringify({ path, method }), "json"),
        { facts: { protocol: "HTTP", routes: ["ANY /{rest+}", "GET /pets/{id}", "GET /pets/mine"] } },
      );
      assert.ok(simulated.kind === "done");
      assert.equal(stepsOf(simulated.simulation, "integrationRequest")[0]?.request.headers.p, expected);
    });
  }
});

describe("a selection pattern", () => {
  const choose = (pattern: string, error: string, others = [restResponse()]) =>
    send(
      [restTo("AWS"), ...others, restResponse({ statusCode: "400", selectionPattern: pattern })],
      {},
      { backend: { error } },
    );
  for (const [pattern, error, status, isReported] of [
    [".*Bad.*", "Bad input", 400, false],
    [".*Bad.*", "Bad input\n  at line 1", 200, true],
    ["Bad.*", "Bad input\r\n", 200, true],
    ["(?s).*Bad.*", "Bad input\n  at line 1", 400, false],
    ["(.|\\n)*Bad(.|\\n)*", "Bad\ninput", 400, false],
    [".*Worse.*", "Bad input\n  at line 1", 200, false],
    ["Bad", "Bad\n", 200, false],
  ] as const) {
    it(`${pattern} ${status === 400 ? "matches" : "does not match"} ${JSON.stringify(error)}`, () => {
      const simulation = choose(pattern, error);
      assert.equal(simulation.response?.status, status);
      assert.deepEqual(codesOf(simulation), isReported ? ["lineBreakInError"] : []);
      assert.deepEqual(codesOf(choose(pattern, error, [])), [
        ...(isReported ? ["lineBreakInError"] : []),
        ...(status === 400 ? [] : ["noIntegrationResponse"]),
      ]);
    });
  }
});

describe("the response overrides of a request template", () => {
  const OVERRIDE =
    "#set($context.responseOverride.status = 404)#set($context.responseOverride.custom = 'own')";
  const READ = '{"custom": "$context.responseOverride.custom", "status": "$context.responseOverride.status"}';
  const responses = [restResponse({ responseTemplates: { "application/json": READ } })];

  it("are applied in a MOCK, whose response template reads all of them", () => {
    const template = `${OVERRIDE}{"statusCode": 200, "same": "$context.responseOverride.custom"}`;
    const simulation = send([rest({ requestTemplates: { "application/json": template } }), ...responses]);
    assert.deepEqual(codesOf(simulation), []);
    assert.equal(simulation.response?.status, 404);
    assert.equal(simulation.response.body, '{"custom": "own", "status": "404"}');
    assert.match(stepsOf(simulation, "template")[0]?.output ?? "", /"same": "own"/);
  });

  it("are reported as AG3013 says elsewhere", () => {
    const template = `${OVERRIDE}{}`;
    const input = restTo("HTTP", { requestTemplates: { "application/json": template } });
    const simulation = send([input, ...responses], {}, { backend: {} });
    assert.deepEqual(codesOf(simulation), ["AG3013"]);
    assert.equal(simulation.response?.status, 200);
    const checked = check(JSON.stringify(input), { operation: "put-integration" });
    assert.deepEqual(
      [...new Set(checked.problems.filter(({ code }) => code === "AG3013").map(({ message }) => message))],
      simulation.problems.map(({ message }) => message),
    );
  });

  it("of the response template stay its own", () => {
    const template = `#set($context.responseOverride.status = 418){}`;
    const simulation = send(
      [restTo("HTTP"), restResponse({ responseTemplates: { "application/json": template } })],
      {},
      { backend: {} },
    );
    assert.deepEqual(codesOf(simulation), []);
    assert.equal(simulation.response?.status, 418);
  });
});
