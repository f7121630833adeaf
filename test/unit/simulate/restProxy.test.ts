import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { codesOf, restTo, send, stepsOf } from "../../support/simulations";

describe("a REST API's proxy", () => {
  it("passes the request through, and adds mapped parameters", () => {
    const simulation = send(
      [
        restTo("HTTP_PROXY", {
          integrationHttpMethod: "ANY",
          requestTemplates: { "application/json": "not run" },
          requestParameters: {
            "integration.request.querystring.q": "'2'",
            "integration.request.header.x-a": "'new'",
          },
        }),
      ],
      {
        method: "put",
        queryStringParameters: { q: "1" },
        headers: { "X-A": "old", "X-B": "b" },
        body: "text",
      },
    );
    assert.deepEqual(stepsOf(simulation, "integrationRequest")[0]?.request, {
      method: "PUT",
      uri: "https://example.com/pets",
      headers: { "X-A": "new", "X-B": "b" },
      querystring: { q: ["1", "2"] },
      body: "text",
    });
  });

  it("passes the response through", () => {
    const backend = { status: 404, headers: { A: ["1", "2"] }, body: "gone" };
    assert.deepEqual(send([restTo("HTTP_PROXY")], {}, { backend }).response, backend);
  });

  for (const [output, expected] of [
    [
      { statusCode: 201, headers: { A: "1" }, body: "x" },
      { status: 201, headers: { A: "1", "Content-Type": "application/json" }, body: "x" },
    ],
    [
      { statusCode: "201", multiValueHeaders: { "content-type": ["a/b"] } },
      { status: 201, headers: { "content-type": "a/b" }, body: "" },
    ],
    [{ body: "x" }, { status: 200, headers: { "Content-Type": "application/json" }, body: "x" }],
    [{ statusCode: 200, body: { not: "text" } }, 502],
    ["text", 502],
    [[1], 502],
  ] as const) {
    it(`reads the function output ${JSON.stringify(output)}`, () => {
      const simulation = send([restTo("AWS_PROXY")], {}, { backend: { body: output } });
      if (expected !== 502) assert.deepEqual(simulation.response, expected);
      else {
        assert.equal(simulation.response?.status, 502);
        assert.deepEqual(codesOf(simulation), ["proxyResponse"]);
      }
    });
  }

  it("fails for a mapped header that AWS rejects, even though events do not contain it", () => {
    const requestParameters = { "integration.request.header.Connection": "'close'" };
    const simulation = send([restTo("AWS_PROXY", { requestParameters })]);
    assert.equal(simulation.response?.status, 500);
    assert.deepEqual(codesOf(simulation), ["refusedHeader"]);
  });

  it("responds with 502 to a function error", () => {
    assert.equal(send([restTo("AWS_PROXY")], {}, { backend: { error: "boom" } }).response?.status, 502);
  });
});
