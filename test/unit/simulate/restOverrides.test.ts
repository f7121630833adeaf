import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { codesOf, logsOf, rest, restResponse, restTo, send, stepsOf } from "../../support/simulations";

const ECHO = { "application/json": '{"got": $input.json("$.name")}' };

describe("a REST API's overrides", () => {
  it("take precedence over the parameter mappings of the request", () => {
    const template = `#set($context.requestOverride.header.X-A = "new")
#set($context.requestOverride.querystring.q = "1")
#set($context.requestOverride.path.id = "9")
body`;
    const simulation = send([
      restTo("HTTP", {
        uri: "https://example.com/{id}",
        requestParameters: {
          "integration.request.header.x-a": "'old'",
          "integration.request.header.x-b": "'kept'",
          "integration.request.path.id": "'8'",
        },
        requestTemplates: { "application/json": template },
      }),
    ]);
    assert.deepEqual(stepsOf(simulation, "integrationRequest")[0]?.request, {
      method: "POST",
      uri: "https://example.com/9",
      headers: { "x-a": "new", "x-b": "kept" },
      querystring: { q: "1" },
      body: "body",
    });
    assert.equal(stepsOf(simulation, "override").length, 3);
  });

  it("of the request are visible in the response template", () => {
    const input = rest({
      requestTemplates: {
        "application/json": '#set($context.requestOverride.path.id = $input.params("id")){"statusCode": 200}',
      },
    });
    const response = restResponse({
      responseTemplates: { "application/json": "$context.requestOverride.path.id" },
    });
    assert.equal(send([input, response], { pathParameters: { id: "7" } }).response?.body, "7");
  });

  const respond = (template: string) => [
    rest(),
    restResponse({
      responseParameters: { "method.response.header.X-A": "'old'" },
      responseTemplates: { "application/json": template },
    }),
  ];

  it("change the headers and the status of the response", () => {
    const simulation = send(
      respond(
        '#set($context.responseOverride.header.X-A = ["1", "2"])#set($context.responseOverride.status = 418)x',
      ),
    );
    const { status, headers, body } = simulation.response ?? {};
    assert.deepEqual([status, headers?.["X-A"], body], [418, ["1", "2"], "x"]);
  });

  it("of the response can come from a MOCK's request template", () => {
    const input = rest({
      requestTemplates: {
        "application/json": '#set($context.responseOverride.status = 202){"statusCode": 200}',
      },
    });
    assert.equal(send([input, restResponse()]).response?.status, 202);
  });

  for (const status of ['"abc"', "99", "600", '"20"']) {
    it(`do not change the status to ${status}`, () => {
      const simulation = send(respond(`#set($context.responseOverride.status = ${status})`));
      assert.equal(simulation.response?.status, 200);
      assert.deepEqual(codesOf(simulation), ["badStatus"]);
    });
  }
});

describe("a failing template", () => {
  for (const [what, inputs, code, log] of [
    [
      "in the request",
      [restTo("HTTP", { requestTemplates: { "application/json": "ab #if($x)" } })],
      "AG3010",
      "Unable to transform request",
    ],
    [
      "in the response",
      [rest(), restResponse({ responseTemplates: { "application/json": "#foreach($a in $b)" } })],
      "AG3010",
      "Unable to transform response",
    ],
    [
      "while it runs",
      [rest({ requestTemplates: { "application/json": "$input.body.substring(9)" } })],
      "VTL-fault",
      "Unable to transform request",
    ],
    [
      "on a binary request",
      [restTo("HTTP", { contentHandling: "CONVERT_TO_BINARY", requestTemplates: ECHO })],
      "binaryTemplate",
      "Unable to transform request",
    ],
    [
      "on a binary response",
      [rest(), restResponse({ contentHandling: "CONVERT_TO_BINARY", responseTemplates: ECHO })],
      "binaryTemplate",
      "Unable to transform response",
    ],
  ] as const) {
    it(`${what} ends the simulation with 500`, () => {
      const simulation = send(inputs);
      assert.equal(simulation.response?.status, 500);
      assert.equal(simulation.response?.body, '{"message":"Internal server error"}');
      assert.deepEqual(codesOf(simulation), [code]);
      assert.deepEqual(logsOf(simulation), [log]);
    });
  }

  it("is the result of cancellation", () => {
    const template = "#foreach($i in [1..900])#foreach($j in [1..900])$i#end#end";
    const input = restTo("HTTP", { requestTemplates: { "application/json": template } });
    const simulation = send([input], {}, { isCancelled: () => true });
    assert.equal(simulation.response?.status, 500);
    assert.deepEqual(codesOf(simulation), ["VTL-cancelled"]);
  });

  it("is reported at its place in the document, even after escapes", () => {
    const input = rest({ requestTemplates: { "application/json": '"\n"#end' } });
    const { problems } = send([input]);
    const character = JSON.stringify(input).indexOf("#end");
    assert.deepEqual(problems[0]?.place, {
      document: 0,
      range: { start: { line: 0, character }, end: { line: 0, character: character + 4 } },
    });
  });
});
