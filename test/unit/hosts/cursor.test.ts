import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { provideHcl } from "../../../server/src/hcl";
import {
  analyzeHost,
  complete,
  emptyHosts,
  hostedTemplates,
  hover,
  inputAtCursor,
  outline,
  sampleNameIn,
  templateAtPath,
  templateFileName,
  typedInputAt,
} from "../../../server/src/service";
import { HOST_CASES } from "../../support/hostFiles";
import { parseCursor } from "../../support/markers";

provideHcl();

/** An OpenAPI document whose integration has these lines. */
function openApi(...lines: readonly string[]): string {
  return `openapi: 3.0.1
paths:
  /pets/{id}:
    get:
      description: x
      x-amazon-apigateway-integration:
${lines.map((line) => `        ${line}\n`).join("")}    put:
      x-amazon-apigateway-integration:
        type: mock
`;
}

/** The title of the input at the cursor, and the labels that are offered there. */
function at(marked: string): readonly [title: string | undefined, labels: readonly string[]] {
  const { text, offset } = parseCursor(marked);
  const host = analyzeHost(text, "api.yaml");
  const input = host && (inputAtCursor(host, offset) ?? typedInputAt(host, offset));
  const items = input ? complete(input, offset) : [];
  return [input?.hosted.title, items.map(({ label }) => label)];
}

describe("the cursor in a host file", () => {
  it("is in the input whose object it is in, also on an empty line", () => {
    const [title, labels] = at(openApi("type: http", "<|>"));
    assert.equal(title, "GET /pets/{id}");
    assert.ok(labels.includes("httpMethod"));
    assert.ok(!labels.includes("type"), "a member that is there");
    assert.ok(!labels.includes("integrationHttpMethod"), "a name of the AWS CLI");
  });

  it("is in no input outside of them, at another indentation, or among members that are none of theirs", () => {
    assert.deepEqual(at(openApi("type: http").replace("description: x", "description: x<|>")), [
      undefined,
      [],
    ]);
    assert.deepEqual(at(openApi("type: http", "responses:", "  <|>", "  default: {}"))[1], []);
    assert.deepEqual(at(openApi("type: http").replace("    put:", "      <|>\n    put:")), [undefined, []]);
  });

  it("is in the integration response inside of the integration", () => {
    const [title, labels] = at(openApi("type: http", "responses:", "  default:", "    <|>statusCode: '200'"));
    assert.equal(title, "GET /pets/{id} default");
    assert.ok(labels.includes("responseTemplates"));
    assert.ok(!labels.includes("selectionPattern"), "the key is the pattern");
  });

  it("offers the members of all kinds of APIs if the file does not say which it is", () => {
    const [, labels] = at(openApi("type: http_proxy", "<|>").replace(/ {4}put:[\s\S]*$/, ""));
    assert.ok(labels.includes("tlsConfig"));
    assert.ok(labels.includes("payloadFormatVersion"), labels.join(", "));
    assert.ok(labels.includes("cacheNamespace"), labels.join(", "));
    assert.equal(new Set(labels).size, labels.length);
  });

  it("offers the first member of an object that has none", () => {
    const [title, labels] = at(openApi("<|>"));
    assert.equal(title, "GET /pets/{id}");
    assert.ok(labels.includes("type"));
    const { text, offset } = parseCursor(
      "openapi: 3.0.1\npaths:\n  /a:\n    get:\n      x-amazon-apigateway-integration:\n        t<|>\n",
    );
    assert.equal(analyzeHost(text, "api.yaml"), undefined);
    const typed = emptyHosts(text, "api.yaml").map((host) => typedInputAt(host, offset)?.hosted.title);
    assert.deepEqual(typed, ["GET /a"]);
  });
});

describe("templates in a host file", () => {
  const text = openApi(
    "type: http",
    "requestTemplates:",
    "  application/json: $input.body",
    "responses:",
    "  default:",
    "    statusCode: '200'",
    "    responseTemplates:",
    "      application/json: $input.path('$')",
  );
  const host = analyzeHost(text, "api.yaml");
  assert.ok(host);

  it("have the ID of their input in their path", () => {
    assert.deepEqual(
      hostedTemplates(host).map(({ path }) => path),
      [
        ["/pets/{id}", "get", "requestTemplates", "application/json"],
        ["/pets/{id}", "get", "responses", "default", "responseTemplates", "application/json"],
      ],
    );
    for (const hosted of hostedTemplates(host)) assert.equal(templateAtPath(host, hosted.path), hosted);
  });

  it("are in the outline, with those of a response inside of their integration", () => {
    const names = outline(host).map(({ name, children }) => [
      name,
      children.map((child) => [child.name, child.children.map((inner) => inner.name)]),
    ]);
    assert.deepEqual(names, [
      [
        "GET /pets/{id}",
        [
          ["application/json", []],
          ["GET /pets/{id} default", ["application/json"]],
        ],
      ],
      ["PUT /pets/{id}", []],
    ]);
  });

  it("have file names that all systems allow", () => {
    assert.deepEqual(
      host.inputs.map((input) => sampleNameIn(host, input)),
      ["GET-pets-id", "GET-pets-id", "PUT-pets-id"],
    );
    const path = ["/pets/{id}", "get", "requestTemplates", "application/json"];
    assert.equal(templateFileName("api.yaml", path), "api.pets-id-get.application-json.vtl");
  });
});

describe("names in a host file", () => {
  for (const { name, uri, text, hover: cases, names } of HOST_CASES) {
    it(`are explained as ${name} spells them`, () => {
      const host = analyzeHost(text, uri);
      assert.ok(host);
      const [before = "", after = ""] = cases.name.split("|");
      const offset = text.indexOf(before + after) + before.length;
      const input = inputAtCursor(host, offset);
      assert.ok(input);
      const { markdown = "" } = hover(input, offset) ?? {};
      assert.ok(markdown.startsWith(`**${names.timeout}** · integer`), markdown);
      assert.ok(!/--\w/.test(markdown), "no option of the AWS CLI");
    });
  }
});
