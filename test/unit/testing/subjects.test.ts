import { strict as assert } from "node:assert";
import { readTestFile, subjectsOf } from "../../../server/src/testing";

const FILES: Readonly<Record<string, string>> = {
  "pets.json": `{
  "restApiId": "a1b2c3", "resourceId": "r", "httpMethod": "POST", "type": "MOCK",
  "requestTemplates": {
    "application/json": "{}"
  }
}`,
  "pets.response.json": `{
  "restApiId": "a1b2c3", "resourceId": "r", "httpMethod": "POST", "statusCode": "200",
  "responseTemplates": {
    "application/json": "ok"
  }
}`,
  "hello.vtl": "Hello\n$input.path('$.name')!\n",
  "api.yaml": `openapi: 3.0.1
paths:
  /pets:
    get:
      x-amazon-apigateway-integration:
        type: mock
        requestTemplates:
          application/json: '{"statusCode": 200}'
        responses:
          default:
            statusCode: "200"
            responseTemplates:
              application/json: '[]'
    post:
      x-amazon-apigateway-integration:
        type: mock
`,
};

function subjects(path: string, tests: readonly object[], file: object = {}): readonly string[] {
  const read = readTestFile(JSON.stringify({ ...file, tests }), path);
  return subjectsOf(read, (each) => FILES[each]).map(
    ({ title, path: of, range: { start, end }, tests: names }) =>
      `${title} in ${of} ${start.line}:${start.character}-${end.line}:${end.character}: ${names.join(", ")}`,
  );
}

describe("the subjects of tests", () => {
  it("are the templates of an input and of its responses, and the integration", () => {
    assert.deepEqual(
      subjects(
        "pets.test.json",
        [
          { name: "a", template: "requestTemplates/application/json" },
          { name: "b" },
          { name: "c", template: "responseTemplates/application/json" },
          { name: "d", template: "requestTemplates/application/json" },
          { name: "e", template: "text/plain" },
        ],
        { responses: ["pets.response.json"] },
      ),
      [
        "requestTemplates/application/json in pets.json 3:4-3:28: a, d",
        "pets.json in pets.json 0:0-0:0: b",
        "responseTemplates/application/json in pets.response.json 3:4-3:28: c",
      ],
    );
  });

  it("are the integrations and the templates in a host file", () => {
    assert.deepEqual(
      subjects("api.test.json", [
        { name: "a", input: "GET /pets" },
        { name: "b", input: "get /pets", template: "requestTemplates/application/json" },
        { name: "c", input: "POST /pets" },
        { name: "d", input: "PUT /pets" },
        { name: "e", input: "GET /pets" },
      ]),
      [
        "GET /pets in api.yaml 4:6-4:37: a, e",
        "GET /pets requestTemplates/application/json in api.yaml 7:10-7:49: b",
        "POST /pets in api.yaml 14:6-14:37: c",
      ],
    );
  });

  it("are the whole of a template file", () => {
    assert.deepEqual(subjects("hello.test.json", [{ name: "a" }]), ["hello.vtl in hello.vtl 0:0-2:0: a"]);
  });

  it("are unknown without the file", () => {
    assert.deepEqual(subjects("other.test.json", [{ name: "a" }]), []);
  });
});
