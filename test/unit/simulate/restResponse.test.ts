import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { SampleRequest, SampleResponse } from "../../../server/src/index";
import { codesOf, type Input, logsOf, rest, restResponse, restTo, send } from "../../support/simulations";

const ECHO = { "application/json": '{"got": $input.json("$.name")}' };

describe("a REST API's integration response", () => {
  const of = (...patterns: readonly (string | undefined)[]): readonly Input[] =>
    patterns.map((selectionPattern, i) =>
      restResponse({
        statusCode: String(201 + i),
        ...(selectionPattern !== undefined && { selectionPattern }),
      }),
    );

  for (const [what, type, responses, backend, expected] of [
    ["is the default", "HTTP", of(undefined), {}, 201],
    ["is the default with an empty pattern", "HTTP", of("5\\d{2}", ""), {}, 202],
    ["is the one whose pattern matches the status", "HTTP", of(undefined, "4\\d{2}"), { status: 404 }, 202],
    [
      "has a pattern that must match the whole status",
      "HTTP",
      of(undefined, "4", "40"),
      { status: 404 },
      201,
    ],
    ["is the first of several matches", "HTTP", of("4..", "404"), { status: 404 }, 201],
    [
      "is selected by the error message of a function",
      "AWS",
      of(undefined, ".*missing.*"),
      { error: "is missing here" },
      202,
    ],
    [
      "has a pattern that must match the whole message",
      "AWS",
      of(undefined, "missing"),
      { error: "is missing here" },
      201,
    ],
    [
      "has a pattern whose dot does not match line breaks",
      "AWS",
      of(undefined, ".*missing.*"),
      { error: "a\nmissing" },
      201,
    ],
    [
      "has a pattern whose dot matches line breaks with the flag s",
      "AWS",
      of(undefined, "(?s).*missing.*"),
      { error: "a\nmissing" },
      202,
    ],
    [
      "is selected by the error message in the body",
      "AWS",
      of(undefined, "no.*"),
      { body: { errorMessage: "nope" } },
      202,
    ],
    ["ignores the status of a function", "AWS", of(undefined, "500"), { status: 500 }, 201],
    ["matches everything with .*, including success", "AWS", of(undefined, ".*"), { body: "ok" }, 202],
  ] as const satisfies readonly (readonly [
    string,
    "HTTP" | "AWS",
    readonly Input[],
    SampleResponse,
    number,
  ])[]) {
    it(what, () => {
      const simulation = send([restTo(type), ...responses], {}, { backend });
      assert.equal(simulation.response?.status, expected);
    });
  }

  for (const [what, responses, options] of [
    ["no pattern matches and there is no default", of("5\\d{2}"), {}],
    ["there are none", [], { responses: [] }],
  ] as const) {
    it(`is missing if ${what}`, () => {
      const simulation = send([restTo("HTTP"), ...responses], {}, { backend: { status: 200 }, ...options });
      assert.equal(simulation.response?.status, 500);
      assert.deepEqual(codesOf(simulation), ["noIntegrationResponse"]);
      assert.deepEqual(logsOf(simulation), [
        "No match for output mapping and no default output mapping configured",
      ]);
    });
  }

  it("is not selected by a pattern that Java rejects, which is reported at its place", () => {
    const text = JSON.stringify(restResponse({ selectionPattern: "*.error" }));
    const simulation = send(
      [restTo("HTTP"), restResponse({ selectionPattern: "*.error" }), restResponse()],
      {},
      {
        backend: {},
      },
    );
    assert.equal(simulation.response?.status, 200);
    const [problem] = simulation.problems;
    assert.equal(problem?.code, "badPattern");
    assert.equal(problem?.place?.document, 1);
    assert.equal(problem?.place?.range.start.character, text.indexOf('"*.error"'));
  });

  it("stops a pattern that takes exponential time", () => {
    const backend = { error: `${"a".repeat(40)}!` };
    const simulation = send(
      [restTo("AWS"), restResponse({ selectionPattern: "(a|aa|a)+b" }), restResponse()],
      {},
      {
        backend,
      },
    );
    assert.deepEqual(codesOf(simulation), ["badPattern"]);
  });

  it("has a warning if a second one matches", () => {
    const simulation = send([rest(), ...of(undefined, undefined)]);
    assert.deepEqual(codesOf(simulation), ["severalResponses"]);
    assert.equal(simulation.problems[0]?.place?.document, 2);
  });

  it("can be part of the integration, as in the output of get-integration", () => {
    const integrationResponses = {
      "200": { statusCode: "200" },
      "404": { statusCode: "404", selectionPattern: "404" },
    };
    const input = rest({
      requestTemplates: { "application/json": '{"statusCode": 404}' },
      integrationResponses,
    });
    assert.equal(send([input]).response?.status, 404);
  });

  it("can be simulated alone with a backend response", () => {
    const response = restResponse({ responseTemplates: ECHO });
    assert.equal(send([response]).outcome, "needsBackend");
    assert.equal(send([response], {}, { backend: { body: { name: "x" } } }).response?.body, '{"got": "x"}');
  });
});

describe("a REST API's response", () => {
  const backend: SampleResponse = {
    headers: { "X-B": ["1", "2"], ETag: "e" },
    body: '{"name": "Ann", "list": ["x"]}',
  };
  const answer = (members: Input, request: SampleRequest = {}) =>
    send([restTo("HTTP"), restResponse(members)], request, { backend }).response;

  const templates = { "application/json": "json", "text/html": "html" };
  for (const [what, members, accept, body, type] of [
    ["has the backend's body without a template", {}, undefined, backend.body, "application/json"],
    [
      "has the output of the template",
      { responseTemplates: ECHO },
      undefined,
      '{"got": "Ann"}',
      "application/json",
    ],
    [
      "has the first accepted type",
      { responseTemplates: templates },
      "text/html, text/plain",
      "html",
      "text/html",
    ],
    ["is JSON if no type matches", { responseTemplates: templates }, "text/xml", "json", "application/json"],
    [
      "has the type of the first template if there is none for JSON",
      { responseTemplates: { "text/html": "html" } },
      "a/b",
      "html",
      "text/html",
    ],
    [
      "ignores an empty template",
      { responseTemplates: { "application/json": "" } },
      undefined,
      backend.body,
      "application/json",
    ],
    [
      "has the mapped type",
      {
        responseTemplates: templates,
        responseParameters: { "method.response.header.content-type": "'text/csv'" },
      },
      undefined,
      "json",
      "text/csv",
    ],
  ] as const) {
    it(what, () => {
      const response = answer(members, accept === undefined ? {} : { headers: { Accept: accept } });
      assert.equal(response?.body, body);
      const [name = ""] = Object.keys(response?.headers ?? {}).filter((key) => /content-type/i.test(key));
      assert.equal(response?.headers[name], type);
    });
  }

  for (const [source, expected] of [
    ["integration.response.header.X-B", "2"],
    ["integration.response.multivalueheader.X-B", "1,2"],
    ["integration.response.header.etag", undefined],
    ["integration.response.body.name", "Ann"],
    ["integration.response.body.list", '["x"]'],
    ["stageVariables.v", "s"],
    ["context.stage", "test"],
    ["'*'", "*"],
  ] as const) {
    it(`maps ${source} to a header`, () => {
      const response = answer(
        { responseParameters: { "method.response.header.x": source } },
        { stageVariables: { v: "s" } },
      );
      assert.equal(response?.headers.x, expected);
    });
  }

  it("can use the parameters of the request", () => {
    const template = { "application/json": "$input.params().path.id $input.params('q')" };
    const response = answer(
      { responseTemplates: template },
      { pathParameters: { id: "7" }, queryStringParameters: { q: "1" } },
    );
    assert.equal(response?.body, "7 1");
  });
});
