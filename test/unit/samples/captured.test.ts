import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { type NewSample, readCapture } from "../../../server/src/samples";
import { readRequest } from "../../../server/src/simulate";
import { parse } from "../../../server/src/syntax/parse";
import { CONNECT_EVENT, HAR, MESSAGE_EVENT, V1_EVENT, V2_EVENT } from "./captures";

/** The samples of a capture, each of which a simulation can read. */
function samples(text: string, source: string): readonly NewSample[] {
  const captured = readCapture(text);
  assert.equal(captured.kind, "samples", JSON.stringify(captured));
  if (captured.kind !== "samples") return [];
  assert.equal(captured.source, source);
  for (const { request } of captured.samples) {
    assert.deepEqual(readRequest(parse(JSON.stringify(request), "json")).problems, []);
  }
  return captured.samples;
}

function one(text: string, source: string): NewSample {
  const [sample, ...others] = samples(text, source);
  assert.ok(sample);
  assert.equal(others.length, 0);
  return sample;
}

function reason(text: string): string {
  const captured = readCapture(text);
  assert.equal(captured.kind, "refused");
  return captured.kind === "refused" ? captured.reason : "";
}

describe("a sample request from an event", () => {
  it("has what the event of a REST API has, without credentials", () => {
    const sample = one(JSON.stringify(V1_EVENT), "event");
    assert.equal(sample.title, "POST /pets/7");
    assert.equal(sample.name, "POST-pets-7");
    assert.deepEqual(sample.redacted, ["headers.Authorization", "context.identity.apiKey"]);
    assert.deepEqual(sample.request, {
      method: "POST",
      path: "/pets/7",
      resourcePath: "/pets/{id}",
      pathParameters: { id: "7" },
      queryStringParameters: { tag: ["a", "b"], limit: "10" },
      headers: {
        Accept: ["*/*", "text/html"],
        Authorization: "Bearer REDACTED",
        "Content-Type": "application/json",
      },
      body: { name: "Rex", age: 3 },
      context: {
        resourceId: "r1s2t3",
        authorizer: { claims: { sub: "u1", email: "ann@example.com" } },
        extendedRequestId: "JJbxmEFqoAMFWkA=",
        requestTime: "01/Jan/2025:00:00:00 +0000",
        accountId: "123456789012",
        protocol: "HTTP/1.1",
        stage: "prod",
        domainPrefix: "a1b2c3d4e5",
        requestTimeEpoch: 1735689600000,
        requestId: "c6af9ac6-7b61-11e6-9a41-93e8deadbeef",
        identity: { apiKey: "REDACTED", sourceIp: "203.0.113.10", userAgent: "curl/8.5.0" },
        domainName: "a1b2c3d4e5.execute-api.us-east-1.amazonaws.com",
        apiId: "a1b2c3d4e5",
      },
      stageVariables: { table: "pets" },
    });
  });

  it("calls the variables of an HTTP API's event by the names of $context", () => {
    const { request, redacted } = one(JSON.stringify(V2_EVENT), "event");
    assert.deepEqual(redacted, ["headers.Cookie"]);
    assert.deepEqual(request, {
      method: "POST",
      path: "/pets/7",
      resourcePath: "/pets/{id}",
      pathParameters: { id: "7" },
      queryStringParameters: { tag: ["a b", "c"], empty: "" },
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        "x-many": "1,2",
        Cookie: "sid=REDACTED; theme=REDACTED",
      },
      body: "name=Rex",
      context: {
        accountId: "123456789012",
        apiId: "a1b2c3d4e5",
        domainName: "a1b2c3d4e5.execute-api.us-east-1.amazonaws.com",
        domainPrefix: "a1b2c3d4e5",
        protocol: "HTTP/1.1",
        requestId: "JJbxmEFqoAMFWkA=",
        requestTime: "01/Jan/2025:00:00:00 +0000",
        requestTimeEpoch: 1735689600000,
        routeKey: "POST /pets/{id}",
        stage: "dev",
        identity: { sourceIp: "203.0.113.10", userAgent: "curl/8.5.0" },
        authorizer: { claims: { sub: "u1" } },
      },
      stageVariables: { table: "pets" },
    });
  });

  it("keeps the path of an HTTP API whose stage is $default", () => {
    const requestContext = { ...V2_EVENT.requestContext, stage: "$default" };
    const event = { ...V2_EVENT, rawPath: "/dev/pets/7", requestContext };
    assert.equal(one(JSON.stringify(event), "event").request.path, "/dev/pets/7");
  });

  it("has the context of a WebSocket's connection", () => {
    const sample = one(JSON.stringify(CONNECT_EVENT), "webSocketEvent");
    assert.equal(sample.title, "CONNECT $connect");
    assert.equal(sample.request.method, undefined);
    assert.deepEqual(sample.request.queryStringParameters, { room: "1" });
    assert.equal(sample.request.headers?.["Sec-WebSocket-Version"], "13");
    assert.equal(sample.request.context?.eventType, "CONNECT");
  });

  it("has the body of a WebSocket's message", () => {
    const { request, name } = one(JSON.stringify(MESSAGE_EVENT), "webSocketEvent");
    assert.equal(name, "MESSAGE-send");
    assert.deepEqual(request.body, { action: "send", text: "Hi" });
    assert.equal(request.context?.routeKey, "send");
  });

  it("may be one of several", () => {
    const found = samples(JSON.stringify([V1_EVENT, MESSAGE_EVENT, { other: 1 }]), "event");
    assert.deepEqual(
      found.map(({ title }) => title),
      ["POST /pets/7", "MESSAGE send"],
    );
  });

  for (const [body, expected] of [
    ['{"a":1}', { a: 1 }],
    ['{"a":1.0}', '{"a":1.0}'],
    ['{"a":12345678901234567890}', '{"a":12345678901234567890}'],
    ['{"a":1,"a":2}', '{"a":1,"a":2}'],
    ['{"__proto__":1}', '{"__proto__":1}'],
    ['"text"', '"text"'],
    ["7", "7"],
    ['{"a":', '{"a":'],
    ["", ""],
  ] as const) {
    it(`keeps what the body says: ${body}`, () => {
      assert.deepEqual(one(JSON.stringify({ ...V1_EVENT, body }), "event").request.body, expected);
    });
  }

  it("keeps a binary body in Base64, and says so", () => {
    const { request, notes } = one(
      JSON.stringify({ ...V1_EVENT, body: "/9j/4AAQSkZJRg==", isBase64Encoded: true }),
      "event",
    );
    assert.equal(request.body, "/9j/4AAQSkZJRg==");
    assert.deepEqual(notes, ["The body is binary, so it stays in Base64."]);
  });
});

describe("a sample request from a curl command", () => {
  for (const [text, expected] of [
    ["curl https://api.example.com/pets", { method: "GET", path: "/pets" }],
    [
      "$ curl -sSL 'api.example.com/pets?a=1&b=%20x#top'",
      { method: "GET", path: "/pets", queryStringParameters: { a: "1", b: " x" } },
    ],
    [
      `curl -X PUT -H 'Content-Type: application/json' -d '{"a": "it'\\''s"}' https://api.example.com/pets/7`,
      {
        method: "PUT",
        path: "/pets/7",
        headers: { "Content-Type": "application/json" },
        body: { a: "it's" },
      },
    ],
    [
      "curl https://api.example.com/ -d a=1 --data b=2",
      {
        method: "POST",
        path: "/",
        headers: { "Content-Type": "application/x-www-form-urlencoded" },
        body: "a=1&b=2",
      },
    ],
    [
      "curl -G https://api.example.com/s?x=0 -d q=1 --data-urlencode 'text=a b&c'",
      { method: "GET", path: "/s", queryStringParameters: { x: "0", q: "1", text: "a b&c" } },
    ],
    [
      `curl --json '{"a":1}' https://api.example.com/`,
      {
        method: "POST",
        path: "/",
        headers: { "Content-Type": "application/json", Accept: "application/json" },
        body: { a: 1 },
      },
    ],
    ["curl -I https://api.example.com/x", { method: "HEAD", path: "/x" }],
    [
      "curl -XDELETE -HAccept:text/plain https://api.example.com/x",
      { method: "DELETE", path: "/x", headers: { Accept: "text/plain" } },
    ],
    [
      "curl https://api.example.com/x -H 'A: 1' -H 'a: 2' -H 'Empty;' -H 'Removed:' -b 'sid=1; t=2' -A agent -e https://r.example",
      {
        method: "GET",
        path: "/x",
        headers: {
          A: ["1", "2"],
          Empty: "",
          Cookie: "sid=REDACTED; t=REDACTED",
          "User-Agent": "agent",
          Referer: "https://r.example",
        },
      },
    ],
    [
      "curl -u ann:pass https://api.example.com/x",
      { method: "GET", path: "/x", headers: { Authorization: "Basic REDACTED" } },
    ],
    [
      "curl 'https://a1b2c3d4e5.execute-api.us-east-1.amazonaws.com/prod/pets/7?x=1'",
      {
        method: "GET",
        path: "/pets/7",
        queryStringParameters: { x: "1" },
        context: { domainName: "a1b2c3d4e5.execute-api.us-east-1.amazonaws.com", stage: "prod" },
      },
    ],
    [
      "curl 'https://api.example.com/x' \\\n  -H 'accept: */*' \\\r\n  --data-raw $'{\"a\":\"\\u0021\\n\"}' \\\n  --compressed | jq .",
      {
        method: "POST",
        path: "/x",
        headers: { accept: "*/*", "Content-Type": "application/x-www-form-urlencoded" },
        body: '{"a":"!\n"}',
      },
    ],
    [
      'curl ^"https://api.example.com/x?a=1^&b=2^" ^\r\n  -H ^"content-type: application/json^" ^\r\n  --data-raw ^"^{^\\^"a^\\^":1^}^"',
      {
        method: "POST",
        path: "/x",
        queryStringParameters: { a: "1", b: "2" },
        headers: { "content-type": "application/json" },
        body: { a: 1 },
      },
    ],
    [
      'curl.exe "https://api.example.com/x" ^\n -H "content-type: application/json" ^\n --data-raw "{\\"a\\":\\"^\\"}"',
      {
        method: "POST",
        path: "/x",
        headers: { "content-type": "application/json" },
        body: { a: "^" },
      },
    ],
    [
      'curl "https://api.example.com/x" `\n -H "accept: text/html"',
      { method: "GET", path: "/x", headers: { accept: "text/html" } },
    ],
  ] as const) {
    it(`has what the command sends: ${text.slice(0, 70)}`, () => {
      assert.deepEqual(one(text, "curl").request, expected);
    });
  }

  it("says what is not in the command", () => {
    const { notes, request } = one("curl https://api.example.com/x -d @body.json -b cookies.txt", "curl");
    assert.equal(request.method, "POST");
    assert.deepEqual(notes, [
      "The body is in the file body.json, which is not read.",
      "The cookies are in the file cookies.txt, which is not read.",
    ]);
  });

  for (const [text, expected] of [
    ["curl -F file=@a.png https://api.example.com/x", /^The curl command sends a form with parts \(-F\)/],
    ["curl -T a.png https://api.example.com/x", /^The curl command uploads a file \(-T\)/],
    ["curl -s", /^The curl command has no URL\.$/],
  ] as const) {
    it(`is refused with a reason: ${text}`, () => assert.match(reason(text), expected));
  }
});

describe("a sample request from an access log", () => {
  const context = {
    identity: { sourceIp: "203.0.113.10" },
    requestTime: "01/Jan/2025:00:00:00 +0000",
    requestId: "c6af9ac6-7b61-11e6-9a41-93e8deadbeef",
  };
  const rest = { method: "GET", resourcePath: "/pets/{id}", context };
  for (const [name, text, expected] of [
    [
      "CLF of a REST API",
      '203.0.113.10 - - [01/Jan/2025:00:00:00 +0000]"GET /pets/{id} HTTP/1.1" 200 127 c6af9ac6-7b61-11e6-9a41-93e8deadbeef JJbxmEFqoAMFWkA=',
      rest,
    ],
    [
      "CSV of a REST API",
      "203.0.113.10,-,-,01/Jan/2025:00:00:00 +0000,GET,/pets/{id},HTTP/1.1,200,127,c6af9ac6-7b61-11e6-9a41-93e8deadbeef,JJbxmEFqoAMFWkA=",
      rest,
    ],
    [
      "XML of a REST API",
      '<request id="c6af9ac6-7b61-11e6-9a41-93e8deadbeef"> <ip>203.0.113.10</ip> <caller>-</caller> <user>-</user> <requestTime>01/Jan/2025:00:00:00 +0000</requestTime> <httpMethod>GET</httpMethod> <resourcePath>/pets/{id}</resourcePath> <status>200</status> <protocol>HTTP/1.1</protocol> <responseLength>127</responseLength> </request>',
      rest,
    ],
    [
      "JSON of a REST API",
      '{ "requestId":"c6af9ac6-7b61-11e6-9a41-93e8deadbeef", "ip": "203.0.113.10", "caller":"-", "user":"-", "requestTime":"01/Jan/2025:00:00:00 +0000", "httpMethod":"GET", "resourcePath":"/pets/{id}", "status":"200", "protocol":"HTTP/1.1", "responseLength":"127" }',
      rest,
    ],
    [
      "CLF of an HTTP API, after the time of CloudWatch",
      '2025-01-01T00:00:00.000Z 203.0.113.10 - - [01/Jan/2025:00:00:00 +0000] "GET GET /pets/{id} HTTP/1.1" 200 127 JJbxmEFqoAMFWkA=',
      {
        method: "GET",
        resourcePath: "/pets/{id}",
        context: { ...context, routeKey: "GET /pets/{id}", requestId: "JJbxmEFqoAMFWkA=" },
      },
    ],
    [
      "JSON of an HTTP API with the status of the backend",
      '{"requestId":"JJbxmEFqoAMFWkA=","routeKey":"GET /pets/{id}","httpMethod":"GET","path":"/dev/pets/7","stage":"dev","status":404,"integrationStatus":"404"}',
      {
        method: "GET",
        path: "/pets/7",
        resourcePath: "/pets/{id}",
        context: { requestId: "JJbxmEFqoAMFWkA=", routeKey: "GET /pets/{id}", stage: "dev" },
        backend: { status: 404 },
      },
    ],
    [
      "CLF of a WebSocket API",
      '203.0.113.10 - - [01/Jan/2025:00:00:00 +0000] "CONNECT $connect JJbxkcDdIAMCFrQ=" 200 JJbxmEFqoAMFWkA=',
      {
        context: {
          ...context,
          requestId: "JJbxmEFqoAMFWkA=",
          eventType: "CONNECT",
          routeKey: "$connect",
          connectionId: "JJbxkcDdIAMCFrQ=",
        },
      },
    ],
    [
      "JSON in an event of CloudWatch Logs",
      JSON.stringify({
        timestamp: 1,
        message: '{"requestId":"a-b-c-d","httpMethod":"GET","resourcePath":"/x","status":"200"}',
      }),
      { method: "GET", resourcePath: "/x", context: { requestId: "a-b-c-d" } },
    ],
  ] as const) {
    it(`has what the line says: ${name}`, () => {
      const { request, notes } = one(text, "accessLog");
      assert.deepEqual(request, expected);
      assert.equal(notes.length, 1);
    });
  }

  it("may be one of several lines", () => {
    const line = (path: string) =>
      `203.0.113.10 - - [01/Jan/2025:00:00:00 +0000]"GET ${path} HTTP/1.1" 200 127 abcdefgh`;
    const found = samples(`${line("/a")}\nsomething else\n${line("/b")}\n`, "accessLog");
    assert.deepEqual(
      found.map(({ title }) => title),
      ["GET /a", "GET /b"],
    );
  });
});

describe("a sample request from a HAR file", () => {
  it("is one of its entries, or of the messages that were sent", () => {
    const found = samples(JSON.stringify(HAR), "har");
    assert.deepEqual(
      found.map(({ title }) => title),
      ["GET /pets", "POST /pets", "POST /login", 'MESSAGE {"action":"send"}'],
    );
    assert.deepEqual(
      found.map(({ request }) => request),
      [
        {
          method: "GET",
          path: "/pets",
          queryStringParameters: { tag: ["a", "b"] },
          headers: { accept: "application/json", cookie: "sid=REDACTED" },
        },
        {
          method: "POST",
          path: "/pets",
          headers: { "content-type": "application/json" },
          body: { name: "Rex" },
          context: { domainName: "a1b2c3d4e5.execute-api.us-east-1.amazonaws.com", stage: "prod" },
        },
        { method: "POST", path: "/login", body: "user=Ann%20B&password=REDACTED" },
        { body: { action: "send" } },
      ],
    );
  });

  it("may be a single entry", () => {
    assert.equal(one(JSON.stringify(HAR.log.entries[1]), "har").title, "POST /pets");
  });

  it("is refused for a file without requests", () => {
    assert.equal(reason('{"log": {"version": "1.2", "entries": []}}'), "The HAR file has no requests.");
  });
});

describe("a sample request from the input of test-invoke-method", () => {
  const expected = {
    method: "POST",
    path: "/pets/7",
    queryStringParameters: { tag: "a b" },
    headers: { Accept: "*/*", "X-Many": ["1", "2"] },
    body: { name: "Rex" },
    stageVariables: { table: "pets" },
  };

  it("has what the input has", () => {
    const input = {
      restApiId: "a1b2c3d4e5",
      resourceId: "r1s2t3",
      httpMethod: "POST",
      pathWithQueryString: "/pets/7?tag=a%20b",
      body: '{"name":"Rex"}',
      headers: { Accept: "*/*", "X-Many": "2" },
      multiValueHeaders: { "X-Many": ["1", "2"] },
      clientCertificateId: "",
      stageVariables: { table: "pets" },
    };
    assert.deepEqual(one(JSON.stringify(input), "testInvoke").request, expected);
  });

  it("has what the command has", () => {
    const command = String.raw`aws apigateway test-invoke-method --rest-api-id a1b2c3d4e5 --resource-id r1s2t3 \
      --http-method POST --path-with-query-string '/pets/7?tag=a%20b' --body '{"name":"Rex"}' \
      --headers Accept=*/* --multi-value-headers '{"X-Many":["1","2"]}' --stage-variables table=pets`;
    assert.deepEqual(one(command, "testInvoke").request, expected);
  });

  it("is refused if its body is in a file", () => {
    assert.match(
      reason("aws apigateway test-invoke-method --http-method POST --body file://body.json"),
      /^--body names the file body\.json, which is not read\./,
    );
  });

  it("is not made from inputs of other operations", () => {
    assert.match(
      reason('{"restApiId": "a", "resourceId": "b", "httpMethod": "GET", "type": "MOCK"}'),
      /^The text is not a captured request\./,
    );
  });
});

describe("text that is not a captured request", () => {
  for (const [text, expected] of [
    ["", /^The text is empty\.$/],
    ["Hello", /^The text is not a captured request\. Expected the event of/],
    ['{"a": 1}', /^The text is not a captured request/],
    ["[]", /^The text is not a captured request/],
    ['{"requestContext": {}, "path":', /^The text looks like JSON, but it cannot be read: /],
    ["<request>", /^The text is not a captured request/],
    ["null", /^The text is not a captured request/],
  ] as const) {
    it(`is refused with what was expected: ${JSON.stringify(text)}`, () =>
      assert.match(reason(text), expected));
  }

  const hostile: readonly (readonly [string, string])[] = [
    ["deep JSON", `${'{"requestContext":'.repeat(100_000)}1${"}".repeat(100_000)}`],
    ["deep lists", "[".repeat(300_000)],
    ["a long word", `curl ${"a".repeat(1_000_000)}`],
    ["many carets", `curl ^"${"^\n".repeat(300_000)}`],
    ["many backslashes", `curl "${"\\".repeat(1_000_001)}`],
    ["many quotes", `curl ${"'\"".repeat(300_000)}`],
    ["many blanks after a backtick", `curl ${"` ".repeat(10)}${" ".repeat(500_000)}x`],
    ["many options", `curl ${"-H a:b ".repeat(100_000)} x.example.com`],
    ["many parameters", `curl x.example.com/?${"a=b&".repeat(200_000)}`],
    ["many lines", 'a - - [b]"c"\n'.repeat(200_000)],
    ["a long line", `1.2.3.4 - - [${"x".repeat(1_000_000)}`],
    ["many columns", "a,".repeat(500_000)],
    ["many elements", `<request id="a">${"<b>".repeat(200_000)}`],
    ["broken surrogates", "curl x.example.com --data-urlencode \ud800 -d '\udfff'"],
    ["broken encodings", "curl 'x.example.com/%E0%A4%A?%=%ZZ'"],
    ["a huge HAR file", JSON.stringify({ log: { entries: new Array(20_000).fill(HAR.log.entries[1]) } })],
    [
      "names of objects",
      '{"httpMethod":"GET","__proto__":{"a":1},"constructor":1,"requestContext":{"toString":1}}',
    ],
  ];
  for (const [name, text] of hostile) {
    it(`never throws, and takes linear time: ${name}`, () => {
      const start = performance.now();
      readCapture(text);
      readCapture(text.slice(0, text.length / 2));
      assert.ok(performance.now() - start < 5000, `${performance.now() - start} ms`);
    });
  }

  it("never throws for a truncated capture", () => {
    for (const capture of [JSON.stringify(V1_EVENT), JSON.stringify(HAR), JSON.stringify(V2_EVENT)]) {
      for (let length = 0; length < capture.length; length += 37) readCapture(capture.slice(0, length));
    }
  });
});
