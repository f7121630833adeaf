import assert from "node:assert/strict";
import { describe, it } from "mocha";
import {
  type InvocationRequest,
  invocationText,
  isPathOpen,
  sampleInvocation,
} from "../../../deployment/src";

describe("A sample request as the test of a method", () => {
  /** [what it is about, sample, resource, what is sent] */
  const cases: readonly (readonly [string, object, string, InvocationRequest])[] = [
    ["nothing", {}, "/pets", { pathWithQueryString: "/pets" }],
    [
      "a path of the resource",
      { path: "/pets/7/a%2Fb", pathParameters: { id: "8" } },
      "/pets/{id}/{rest+}",
      { pathWithQueryString: "/pets/7/a%2Fb" },
    ],
    [
      "a path of another resource",
      { path: "/", pathParameters: { id: "a b/c", rest: "x/y z" } },
      "/pets/{id}/{rest+}",
      { pathWithQueryString: "/pets/a%20b%2Fc/x/y%20z" },
    ],
    ["a path that is left open", { path: "/a.b" }, "/a-b/{id}", { pathWithQueryString: "/a-b/{id}" }],
    [
      "a query string",
      { queryStringParameters: { tag: ["a", "b&c"], "x y": "1" } },
      "/",
      { pathWithQueryString: "/?tag=a&tag=b%26c&x%20y=1" },
    ],
    [
      "headers, once and several times",
      { headers: { Accept: "text/plain", "X-Tag": ["a", "b"] } },
      "/",
      {
        pathWithQueryString: "/",
        headers: { Accept: "text/plain" },
        multiValueHeaders: { "X-Tag": ["a", "b"] },
      },
    ],
    [
      "a body and stage variables",
      { body: { n: 1 }, stageVariables: { table: "pets" } },
      "/",
      { pathWithQueryString: "/", body: '{"n":1}', stageVariables: { table: "pets" } },
    ],
    ["a body to the letter", { body: " x " }, "/", { pathWithQueryString: "/", body: " x " }],
  ];

  for (const [title, sample, resource, sent] of cases) {
    it(`sends ${title}`, () => {
      const { request, problems } = sampleInvocation(JSON.stringify(sample), resource);
      assert.deepEqual(problems, []);
      assert.deepEqual(request, sent);
    });
  }

  it("reports its verb and its problems", () => {
    assert.equal(sampleInvocation('{"method": "put"}', "/").verb, "PUT");
    const [problem] = sampleInvocation('{"boddy": 1}', "/").problems;
    assert.equal(problem?.path, "boddy");
  });

  it("detects a path with missing values", () => {
    assert.deepEqual(["/pets/{id}", "/{proxy+}", "/pets/7?q={id}", "/"].map(isPathOpen), [
      true,
      true,
      false,
      false,
    ]);
  });
});

describe("The test of a method", () => {
  it("is printed with status, latency, headers, body and log", () => {
    const tested = {
      api: { id: "x1y2z3", name: "pets", protocol: "REST" },
      verb: "POST",
      request: { pathWithQueryString: "/pets?tag=a" },
      notes: ["For pets.request.json."],
    } as const;
    const headers = { "Content-Type": ["text/plain"], "Set-Cookie": ["a=1", "b=2"] };
    const log = "Execution log for request r1\nMethod completed with status: 201\n";
    assert.equal(
      invocationText(tested, { status: 201, latencyMs: 12, headers, body: "made", log }),
      `POST /pets?tag=a
REST API pets (x1y2z3)
For pets.request.json.

Status: 201
Latency: 12 ms

Headers:
Content-Type: text/plain
Set-Cookie: a=1
Set-Cookie: b=2

Body:
made

Log:
${log}
`,
    );
  });
});
