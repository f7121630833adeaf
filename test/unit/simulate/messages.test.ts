import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { type SampleRequest, simulate } from "../../../server/src/index";
import { simulateInputs } from "../../../server/src/simulate";
import { parse } from "../../../server/src/syntax/parse";
import { parseRanges } from "../../support/markers";
import {
  codesOf,
  http,
  rest,
  restResponse,
  restTo,
  send,
  stepsOf,
  webSocketResponse,
} from "../../support/simulations";

describe("a sample request", () => {
  for (const [text, path, message] of [
    ['{<|"hedaers"|>: {}}', "hedaers", "A request has no member hedaers. Expected one of: method, path"],
    ['{"method": <|1|>}', "method", "method must be a string."],
    ['{"headers": <|[]|>}', "headers", "headers must be an object of names and values."],
    ['{"headers": {"A": <|{}|>}}', "headers.A", "headers.A must be a string or a list of strings."],
    ['{"headers": {"A": <|[{}]|>}}', "headers.A", "headers.A must be a string or a list of strings."],
    ['{"pathParameters": {"id": <|["1"]|>}}', "pathParameters.id", "pathParameters.id must be a string."],
    ['{"params": <|[]|>}', "params", "params must be an object with path, querystring and header."],
    [
      '{"params": {<|"query"|>: {}}}',
      "params.query",
      "params has no member query. Expected one of: path, querystring, header.",
    ],
    ['{"params": {"path": {"id": <|[]|>}}}', "params.path.id", "params.path.id must be a string."],
    ['{"context": <|"x"|>}', "context", "context must be an object."],
    ['{"stageVariables": {"a": <|null|>}}', "stageVariables.a", "stageVariables.a must be a string."],
    ["<|[]|>", "", "A request must be an object"],
  ] as const) {
    it(`is rejected: ${text}`, () => {
      const { text: source, spans } = parseRanges(text);
      const inputs = [
        { document: parse(JSON.stringify(rest()), "json"), operation: "put-integration" as const },
      ];
      const result = simulateInputs(inputs, parse(source, "json"));
      assert.equal(result.kind, "badRequest");
      assert.equal(result.problems.length, 1);
      const [problem] = result.problems;
      assert.equal(problem?.path, path);
      assert.ok(problem.message.includes(message), problem.message);
      const { start, end } = problem.range;
      assert.deepEqual([{ start: start.character, end: end.character }], spans);
    });
  }

  it("makes the module throw an error with all problems", () => {
    const request = { methd: "GET", body: {}, path: 1 } as unknown as SampleRequest;
    assert.throws(() => simulate(JSON.stringify(rest()), request), {
      name: "RangeError",
      message: /no member methd\..*path must be a string\./,
    });
  });

  it("can be YAML", () => {
    const inputs = [
      { document: parse(JSON.stringify(restTo("HTTP")), "json"), operation: "put-integration" as const },
    ];
    const result = simulateInputs(inputs, parse("body:\n  n: 1.0\n  s: [a]\n", "yaml"));
    assert.equal(result.kind, "done");
    const body = stepsOf(result.simulation, "integrationRequest")[0]?.request.body;
    assert.equal(body, '{"n":1.0,"s":["a"]}');
  });

  for (const [request, method, path] of [
    [{}, "GET", "/test/"],
    [{ body: {} }, "POST", "/test/"],
    [{ method: "delete", path: "/a" }, "DELETE", "/test/a"],
    [{ resourcePath: "/a/{id}/{rest+}", pathParameters: { id: "7", rest: "x/y" } }, "GET", "/test/a/7/x/y"],
  ] as const) {
    it(`gets the default method and path for ${JSON.stringify(request)}`, () => {
      const requestTemplates = { "application/json": "$context.httpMethod $context.path" };
      const simulation = send([restTo("HTTP", { httpMethod: "ANY", requestTemplates })], request);
      assert.equal(stepsOf(simulation, "integrationRequest")[0]?.request.body, `${method} ${path}`);
    });
  }
});

describe("a sample response", () => {
  for (const [backend, message] of [
    [{ status: 99 }, /status must be an integer from 100 to 599/],
    [{ status: "ok" }, /status must be an integer/],
    [{ code: 200 }, /A response has no member code/],
    [{ headers: { A: {} } }, /headers\.A must be/],
  ] as const) {
    it(`is rejected: ${JSON.stringify(backend)}`, () => {
      assert.throws(() => simulate(JSON.stringify(restTo("HTTP")), {}, { backend: backend as object }), {
        name: "RangeError",
        message,
      });
    });
  }
});

describe("inputs that cannot be simulated", () => {
  for (const [what, inputs, document] of [
    ["a second integration", [rest(), rest()], 1],
    ["a response of another API", [rest(), webSocketResponse()], 1],
    ["an unknown type", [rest({ type: "MOCKED" })], 0],
  ] as const) {
    it(`are reported: ${what}`, () => {
      const simulation = send(inputs);
      assert.deepEqual([simulation.outcome, simulation.steps], ["badInput", []]);
      assert.deepEqual(codesOf(simulation), ["badInput"]);
      assert.equal(simulation.problems[0]?.place?.document, document);
    });
  }

  for (const text of ["", "[]", "{", '"x"', "\0", '{"a":'.repeat(10_000)]) {
    it(`are reported: ${JSON.stringify(text.slice(0, 20))}`, () => {
      assert.deepEqual(codesOf(simulate(text, {})), ["badInput"]);
    });
  }

  it("are simulated as an HTTP API if the protocol is unknown, with a note", () => {
    const { PayloadFormatVersion: _, ...input } = http();
    const simulation = simulate(JSON.stringify(input), {});
    assert.deepEqual([simulation.protocol, codesOf(simulation)], ["HTTP", ["assumedProtocol"]]);
  });
});

it("gives each step the place that determines it", () => {
  const integration = rest({ requestParameters: { "integration.request.header.x": "'1'" } });
  const response = restResponse({ responseTemplates: { "application/json": "done" } });
  const texts = [integration, response].map((input) => JSON.stringify(input));
  const { steps } = send([integration, response]);
  const places = steps.map(({ kind, place }) => {
    const text =
      place && texts[place.document]?.slice(place.range.start.character, place.range.end.character);
    return [kind, text];
  });
  assert.deepEqual(places, [
    ["templateSelection", '"application/json"'],
    ["parameterMapping", `"integration.request.header.x":"'1'"`],
    ["template", String.raw`"application/json":"{\"statusCode\": 200}"`],
    ["mockStatus", String.raw`{"application/json":"{\"statusCode\": 200}"}`],
    ["responseSelection", '"200"'],
    ["templateSelection", '"application/json"'],
    ["template", '"application/json":"done"'],
    ["response", undefined],
  ]);
});

it("traces the output to the template in the document", () => {
  const requestTemplates = { "application/json": 'a "$input.params("id")"' };
  const input = restTo("HTTP", { requestTemplates });
  const text = JSON.stringify(input);
  const simulation = send([input], { pathParameters: { id: "77" } }, { trace: true });
  const [step] = stepsOf(simulation, "template");
  const reference = step?.trace?.find(({ value }) => value === "77");
  assert.ok(step && reference);
  const { start, end } = reference.place.range;
  assert.equal(text.slice(start.character, end.character), String.raw`$input.params(\"id\")`);
  assert.equal(step.output.slice(reference.output.start, reference.output.end), "77");
  assert.equal(stepsOf(send([input]), "template")[0]?.trace, undefined);
});
