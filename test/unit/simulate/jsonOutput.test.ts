import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { renderTemplate } from "../../../server/src/index";
import { analyze, parse, previewablesOf, previewTemplate, renderSample } from "../../../server/src/service";
import {
  codesOf,
  type Input,
  LAMBDA_URI,
  rest,
  restResponse,
  restTo,
  send,
  stepsOf,
  webSocket,
} from "../../support/simulations";

const BROKEN = '{"id": $input.path("$.id")}';
const VALID = '{"id": $input.json("$.id")}';
const FORM = "Action=SendMessage&MessageBody=$util.urlEncode($input.body)";
const action = (name: string) => `arn:aws:apigateway:us-east-1:${name}`;
const typed = (template: string, members: Input = {}, key = "application/json"): Input =>
  restTo("AWS", { requestTemplates: { [key]: template }, ...members });
const http = (template: string, members: Input = {}, key = "application/json"): Input =>
  restTo("HTTP", { requestTemplates: { [key]: template }, ...members });

type Expected = "error" | "warning" | undefined;

/** An integration, and the severity of the problem with the output of its template. */
const REQUESTS: readonly (readonly [what: string, input: Input, expected: Expected])[] = [
  ["a Lambda function", typed(BROKEN), "error"],
  ["a Lambda function", typed(VALID), undefined],
  ["a Lambda function under another content type", typed(BROKEN, {}, "text/plain"), "error"],
  ["a Lambda function with a form", typed(FORM), "error"],
  ["a Lambda function with nothing", typed("#set($a = 1) "), undefined],
  ["DynamoDB", typed(BROKEN, { uri: action("dynamodb:action/PutItem") }), "error"],
  ["DynamoDB", typed(VALID, { uri: action("dynamodb:action/PutItem") }), undefined],
  ["Step Functions", typed(BROKEN, { uri: action("states:action/StartExecution") }), "error"],
  ["EventBridge", typed(BROKEN, { uri: action("events:action/PutEvents") }), "error"],
  ["Kinesis", typed(BROKEN, { uri: action("kinesis:action/PutRecord") }), "error"],
  ["SQS with a form", typed(FORM, { uri: action("sqs:path/123456789012/orders") }), undefined],
  [
    "SNS with a form after a #set",
    typed(`#set($a = 1)${FORM}`, { uri: action("sns:action/Publish") }),
    undefined,
  ],
  ["SQS with JSON", typed(BROKEN, { uri: action("sqs:path/123456789012/orders") }), "warning"],
  ["an HTTP backend", http(BROKEN), "warning"],
  ["an HTTP backend", http(VALID), undefined],
  ["an HTTP backend with another content type", http("<id/>", {}, "application/xml"), undefined],
  [
    "an HTTP backend with a mapped content type",
    http("<id/>", { requestParameters: { "integration.request.header.Content-Type": "'text/xml'" } }),
    undefined,
  ],
  [
    "an HTTP backend with JSON under another key",
    http(
      BROKEN,
      {
        requestParameters: { "integration.request.header.Content-Type": "'application/json; charset=utf-8'" },
      },
      "text/plain",
    ),
    "warning",
  ],
  [
    "an HTTP backend with the client's content type",
    http("<id/>", {
      requestParameters: { "integration.request.header.Content-Type": "method.request.header.Content-Type" },
    }),
    undefined,
  ],
  [
    "an HTTP backend with an overridden content type",
    http("#set($context.requestOverride.header.Content-Type = 'text/xml')<id/>"),
    undefined,
  ],
  [
    "a MOCK with relaxed JSON",
    rest({ requestTemplates: { "application/json": "{statusCode: 200,}" } }),
    undefined,
  ],
];

describe("the output of a request template", () => {
  for (const [what, input, expected] of REQUESTS) {
    it(`for ${what} ${expected ? `that is not JSON is ${expected === "error" ? "an error" : "a warning"}` : "is fine"}`, () => {
      const headers = { "Content-Type": Object.keys(input.requestTemplates ?? {})[0] ?? "" };
      const { problems } = send([input], { headers });
      const found = problems.filter(({ code }) => code === "VTL-json");
      assert.deepEqual(
        found.map(({ severity }) => severity),
        expected ? [expected] : [],
      );
      assert.equal(problems.length, found.length);

      // The preview and the command line agree.
      const text = JSON.stringify(input);
      const [template] = previewablesOf(analyze(text, "put-integration"));
      assert.ok(template);
      const request = parse(JSON.stringify({ headers }), "json");
      const preview = previewTemplate(template, { request });
      assert.ok(preview.kind === "done");
      assert.deepEqual(
        preview.problems.map(({ severity, output, message }) => ({ severity, output, message })),
        found.map(({ severity, output, message }) => ({ severity, output, message })),
      );
      const sample = renderSample(template, request, {});
      assert.ok(sample.kind === "done");
      assert.deepEqual(sample.rendering.problems, preview.problems);
    });
  }

  it("is located in the output and in the document", () => {
    const input = typed('{\n  "id": $input.path("$.id")\n}');
    const { problems, steps } = send([input]);
    const [problem] = problems;
    assert.match(problem?.message ?? "", /^The output is not valid JSON at line 3, column 1\. /);
    const step = steps.find(({ kind }) => kind === "template");
    assert.ok(step?.kind === "template" && problem?.output);
    assert.equal(step.output.slice(problem.output.start, problem.output.end), "}");
    const text = JSON.stringify(input);
    const { start, end } = problem.place?.range ?? {};
    assert.equal(text.slice((start?.character ?? 0) - 2, end?.character), "\\n}");
  });

  it("ends the request to a Lambda function as AWS does", () => {
    const simulation = send([typed(BROKEN), restResponse()], {}, { backend: { body: "{}" } });
    assert.equal(simulation.response?.status, 400);
    assert.match(simulation.response.body, /^\{"message":"Could not parse request body into json/);
    assert.deepEqual(stepsOf(simulation, "integrationRequest"), []);
  });

  it("makes a service respond with a SerializationException", () => {
    const simulation = send(
      [
        typed(BROKEN, { uri: action("dynamodb:action/PutItem") }),
        restResponse(),
        restResponse({
          statusCode: "502",
          selectionPattern: "4\\d{2}",
          responseTemplates: { "application/json": '{"type": $input.json("$.__type")}' },
        }),
      ],
      {},
      { backend: { body: "{}" } },
    );
    assert.equal(stepsOf(simulation, "backendResponse")[0]?.status, 400);
    assert.equal(simulation.response?.status, 502);
    assert.equal(simulation.response.body, '{"type": "com.amazon.coral.service#SerializationException"}');
  });

  it("of a WebSocket API is checked too", () => {
    const input = (template: string, uri = LAMBDA_URI) =>
      webSocket({
        IntegrationType: "AWS",
        IntegrationMethod: "POST",
        IntegrationUri: uri,
        RequestTemplates: { $default: template },
      });
    const broken = send([input(BROKEN)]);
    assert.deepEqual(codesOf(broken), ["VTL-json"]);
    assert.match(broken.response?.body ?? "", /Could not parse request body into json/);
    assert.deepEqual(codesOf(send([input(VALID)])), []);
    assert.deepEqual(codesOf(send([input(FORM, action("sqs:path/123456789012/orders"))])), []);
  });
});

describe("the output of a response template", () => {
  const respond = (template: string, members: Input = {}, key = "application/json") =>
    send([rest(), restResponse({ responseTemplates: { [key]: template }, ...members })]);
  const mapped = { responseParameters: { "method.response.header.Content-Type": "'text/html'" } };

  for (const [what, simulation, isFine] of [
    ["that is not JSON", respond("{'a': 1}"), false],
    ["that is JSON", respond('{"a": 1}'), true],
    ["that is empty", respond("#set($context.responseOverride.status = 204)"), true],
    ["of another content type", respond("<p>", {}, "text/html"), true],
    ["with a mapped content type", respond("<p>", mapped), true],
    ["with JSON under a mapped content type", respond("{,}", mapped), true],
    [
      "with an overridden content type",
      respond("#set($context.responseOverride.header.content-type = 'text/html')<p>"),
      true,
    ],
  ] as const) {
    it(`${what} ${isFine ? "is fine" : "is a warning"}`, () => {
      assert.deepEqual(codesOf(simulation), isFine ? [] : ["VTL-json"]);
      assert.ok(simulation.response && simulation.response.status < 300);
      assert.equal(simulation.problems[0]?.severity, isFine ? undefined : "warning");
    });
  }
});

describe("the output of a template of the module", () => {
  for (const [what, template, options, expected] of [
    ["is checked if the template starts as JSON", '{"a": }', {}, ["warning"]],
    ["is fine if it is JSON", '{"a": 1}', {}, []],
    ["is not checked if it may be anything", "$input.body", {}, []],
    [
      "is checked if the caller expects JSON",
      "$input.params('a')x",
      { contentType: "application/json" },
      ["warning"],
    ],
    ["is not checked for another type", "{x}", { contentType: "text/plain" }, []],
    ["may be relaxed JSON for a MOCK", "{statusCode: 200}", { integrationType: "MOCK" }, []],
    ["may be relaxed JSON, which a MOCK accepts", "{statusCode: 200}", {}, []],
    ["is an error for a Lambda function", "x", { uri: LAMBDA_URI }, ["error"]],
    ["is not checked if the template fails", '{"a": $input.body.substring(9)', {}, ["error"]],
  ] as const) {
    it(what, () => {
      const { problems } = renderTemplate(template, {}, options);
      assert.deepEqual(
        problems.map(({ severity }) => severity),
        expected,
      );
    });
  }
});
