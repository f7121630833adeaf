import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { type CheckOptions, check, inputsOf, renderTemplate, simulate } from "../../../server/src/index";

const PETS = `openapi: 3.0.1
info: {title: Pets, version: "1"}
paths:
  /pets:
    get:
      responses:
        200: {description: OK}
        404: {description: Not found}
      x-amazon-apigateway-integration:
        type: mock
        requestTemplates:
          application/json: '{"statusCode": 404}'
        responses:
          default:
            statusCode: 200
            responseTemplates:
              application/json: '{"none": true}'
          "404":
            statusCode: 404
            responseTemplates:
              application/json: |
                {"missing": "$context.httpMethod"}
    post:
      responses:
        200: {description: OK}
      x-amazon-apigateway-integration:
        type: http
        httpMethod: POST
        uri: https://example.com/pets
        timeoutInMillis: 10
`;
/** The document in JSON with one syntax error, and nothing else. */
const BROKEN = `{
  "openapi": "3.0.1",
  "paths": {
    "/pets": { "get": { "x-amazon-apigateway-integration": { "type": "mock" "uri": "x" } } }
  }
}`;

const codesOf = (text: string, options: CheckOptions = {}): readonly string[] =>
  errorsOf(text, options).map(({ code }) => code);

function errorsOf(text: string, options: CheckOptions) {
  return check(text, options).problems.filter(({ severity }) => severity === "error");
}

describe("check() of a host file", () => {
  it("names the input of each problem, and the kind of file", () => {
    const { host, operation, protocol } = check(PETS, { fileName: "api/pets.yaml" });
    assert.deepEqual([host, operation, protocol], ["openapi", undefined, "REST"]);
    assert.deepEqual(
      errorsOf(PETS, { fileName: "api/pets.yaml" }).map(({ code, input, range }) => ({
        code,
        input,
        line: range.start.line,
      })),
      [
        {
          code: "AG1030",
          input: { title: "POST /pets", id: ["/pets", "post"], operation: "put-integration" },
          line: 29,
        },
      ],
    );
  });

  it("applies the severities of rules", () => {
    const [code = ""] = codesOf(PETS, { fileName: "pets.yaml" });
    assert.deepEqual(codesOf(PETS, { fileName: "pets.yaml", rules: { [code]: "off" } }), []);
  });

  it("looks for the chosen hosts only", () => {
    assert.deepEqual(check(PETS, { fileName: "pets.yaml", hosts: ["terraform"] }).problems, []);
    assert.equal(check(PETS, { fileName: "pets.yaml", hosts: ["openapi"] }).host, "openapi");
  });

  it("reads an input if the operation says so", () => {
    const { host, operation, problems } = check(PETS, {
      fileName: "pets.yaml",
      operation: "put-integration",
    });
    assert.deepEqual([host, operation], [undefined, "put-integration"]);
    assert.ok(problems.some(({ code }) => code === "AG0003"));
  });

  it("takes the kind of API from the caller where the file does not say it", () => {
    const text = PETS.replace(/ {4}get:[\s\S]*?(?= {4}post:)/, "")
      .replace("type: http", "type: http_proxy")
      .replace("timeoutInMillis: 10", "timeoutInMillis: 29500");
    assert.deepEqual(codesOf(text, { fileName: "pets.yaml" }), []);
    assert.equal(check(text, { fileName: "pets.yaml" }).protocol, undefined);
    assert.equal(check(text, { fileName: "pets.yaml", protocol: "http" }).protocol, "HTTP");
  });

  for (const name of ["stdin", "-", "<stdin>", "Makefile", "", undefined]) {
    it(`lets the content decide for ${name ?? "no name"}`, () => {
      const options = name === undefined ? {} : { fileName: name };
      assert.equal(check(PETS, options).host, "openapi");
      assert.equal(errorsOf(PETS, options).length, 1);
      assert.equal(check('{"IntegrationType": "MOCKED"}', options).problems[0]?.code, "AG0009");
    });
  }

  it("reports a syntax error once, and as a problem of the file", () => {
    const { host, problems } = check(BROKEN, { fileName: "openapi.json" });
    assert.equal(host, "openapi");
    assert.deepEqual(
      problems.filter(({ code }) => code === "AG0001").map(({ severity, input }) => [severity, input]),
      [["error", undefined]],
    );
    assert.equal(problems[0]?.code, "AG0001");
  });

  for (const [what, text] of [
    ["a tag", PETS.replace("type: mock", "type: !Mock mock")],
    ["a placeholder", PETS.replace("info: {title: Pets", "info: {title: {{ name }}")],
    ["a placeholder in a line of its own", PETS.replace("paths:", "x-owner: {{ owner }}\npaths:")],
    ["a second document", `${PETS}---\na: 1\n`],
    ["a key that occurs twice", `${PETS}components: {}\ncomponents: {}\n`],
  ] as const) {
    it(`accepts ${what}, which only the AWS CLI rejects`, () => {
      assert.ok(!codesOf(text, { fileName: "pets.yaml" }).includes("AG0001"));
    });
  }

  for (const [fileName, text] of [
    ["template.yaml", "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n"],
    ["template.yaml", "Resou"],
    ["template.yaml", ""],
    ["openapi.json", '{"openapi": "3.0.1", "pa'],
    ["openapi.json", "{"],
    ["api/swagger.yml", "swagger: '2.0'\npaths:\n  /: {get: {}}\n"],
    ["some.json", '{"openapi": "3.0.1", "paths": {}}'],
    ["main.tf", 'resource "aws_sns_topic" "t" {}\n'],
    ["main.tf.json", '{"resource": {"aws_sns_topic": {"t": {}}}}'],
    ["serverless.yml", "service: a\nprovider:\n  name: aws\n"],
    ["stack.template.json", '{"Resources": {}}'],
    ["Stack.template", '{"Resources": {}}'],
  ] as const) {
    it(`says nothing about ${fileName} without integrations: ${text.slice(0, 30)}`, () => {
      assert.deepEqual(check(text, { fileName }), {
        operation: undefined,
        protocol: undefined,
        problems: [],
      });
    });
  }

  for (const fileName of ["openapi.integration.json", "template.json"]) {
    it(`checks an input that is called ${fileName}`, () => {
      assert.deepEqual(codesOf('{"IntegrationType": "MOCKED"}', { fileName }), ["AG0009"]);
    });
  }

  it("accepts any text", () => {
    for (const text of [
      "",
      "\0",
      "[".repeat(100_000),
      "\uD800",
      "x-amazon-apigateway-integration openapi: {",
    ]) {
      for (const fileName of ["openapi.json", "openapi.yaml", "template.yml", "main.tf"])
        check(text, { fileName });
    }
  });
});

describe("inputsOf()", () => {
  it("returns the inputs as the AWS CLI takes them", () => {
    const inputs = inputsOf(PETS, { fileName: "pets.yaml" });
    assert.deepEqual(
      inputs.map(({ title, operation, integration }) => [title, operation, integration]),
      [
        ["GET /pets", "put-integration", undefined],
        ["GET /pets default", "put-integration-response", ["/pets", "get"]],
        ["GET /pets 404", "put-integration-response", ["/pets", "get"]],
        ["POST /pets", "put-integration", undefined],
      ],
    );
    assert.deepEqual(inputs[2]?.members, {
      httpMethod: "GET",
      selectionPattern: "404",
      statusCode: "404",
      responseTemplates: { "application/json": '{"missing": "$context.httpMethod"}\n' },
    });
    assert.deepEqual(inputs[3]?.members, {
      httpMethod: "POST",
      type: "HTTP",
      integrationHttpMethod: "POST",
      uri: "https://example.com/pets",
      timeoutInMillis: 10,
    });
    assert.equal(inputs[3]?.range.start.line, 26);
    assert.deepEqual(
      inputs.map(({ unknown }) => unknown),
      [[], [], [], []],
    );
  });

  it("returns nothing for other texts", () => {
    for (const text of ['{"IntegrationType": "MOCK"}', "", "a: 1", "openapi: 3.0.0\n"]) {
      assert.deepEqual(inputsOf(text, { fileName: "a.yaml" }), []);
      assert.deepEqual(inputsOf(text), []);
    }
  });
});

describe("simulate() and renderTemplate() of a host file", () => {
  const fileName = "pets.yaml";

  it("picks the integration and its responses", () => {
    const { outcome, response } = simulate(PETS, { method: "GET" }, { fileName, input: "GET /pets" });
    assert.equal(outcome, "answered");
    assert.deepEqual([response?.status, response?.body], [404, '{"missing": "GET"}\n']);
    assert.deepEqual(simulate(PETS, { method: "GET" }, { fileName, input: "/pets/get" }).response, response);
  });

  it("refuses a name that is missing or unknown", () => {
    assert.throws(
      () => simulate(PETS, {}, { fileName }),
      new RangeError("The file has several integrations: GET /pets, POST /pets"),
    );
    assert.throws(() => simulate(PETS, {}, { fileName, input: "GET /cats" }), /Unknown input: GET \/cats/);
    assert.throws(() => renderTemplate(PETS, {}, { fileName, input: "POST /pets" }), /has no templates/);
    assert.throws(
      () => renderTemplate(PETS, {}, { fileName, input: "GET /pets 404", template: "a/b" }),
      /Unknown template: a\/b \(known: application\/json\)/,
    );
  });

  it("renders a template, with problems at their places in the file", () => {
    const request = { context: { httpMethod: "GET" } };
    const options = { fileName, input: "GET /pets 404" } as const;
    assert.equal(renderTemplate(PETS, request, options).output, '{"missing": "GET"}\n');
    const broken = PETS.replace('"$context.httpMethod"', '"#if($a) "');
    const { problems } = renderTemplate(broken, request, options);
    assert.equal(problems.length, 1);
    assert.ok((problems[0]?.range.start.line ?? 0) >= 20, JSON.stringify(problems));
  });

  it("renders a template of an input", () => {
    const text = '{"IntegrationType": "MOCK",\n "RequestTemplates": {"200": "$input.path(\'$.a\')"}}';
    assert.equal(renderTemplate(text, { body: '{"a": 1}' }, { fileName: "a.integration.json" }).output, "1");
  });
});
