import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { TEST_FILE_REQUEST, type TestFileParams } from "../../server/src/protocol";
import { positionAt, textAt } from "../support/lspEdits";
import { FOLDER, type LspServer, withServer } from "../support/lspServer";
import { parseCursor } from "../support/markers";

const API = `${FOLDER}/api.json`;
const JSON_TESTS = `${FOLDER}/api.test.json`;
const YAML_TESTS = `${FOLDER}/api.test.yaml`;

const integration = {
  "x-amazon-apigateway-integration": {
    type: "mock",
    requestTemplates: { "application/json": '{"statusCode": 200}' },
    responses: { default: { statusCode: "200" } },
  },
  responses: { 200: { description: "" } },
};

const API_TEXT = JSON.stringify({
  openapi: "3.0.1",
  info: { title: "t", version: "1" },
  paths: { "/pets": { get: integration, post: integration } },
});

/** Opens a test file with a cursor, next to the API, and asks for something there. */
async function asked<T>(
  uri: string,
  marked: string,
  ask: (server: LspServer, position: ReturnType<typeof positionAt>) => Promise<T>,
): Promise<T | undefined> {
  const { text, offset } = parseCursor(marked);
  let answer: T | undefined;
  await withServer({}, async (server) => {
    await server.open(API, API_TEXT);
    await server.open(uri, text);
    answer = await ask(server, positionAt(text, offset));
  });
  return answer;
}

async function labels(uri: string, marked: string): Promise<readonly string[]> {
  const items = await asked(uri, marked, (server, position) => server.complete(uri, position));
  return (items ?? []).map(({ label }) => label);
}

/** The problems of a test file, each with the text that it is at. */
async function problems(uri: string, text: string, withApi = true): Promise<readonly (readonly string[])[]> {
  let found: readonly (readonly string[])[] = [];
  await withServer({}, async (server) => {
    if (withApi) await server.open(API, API_TEXT);
    await server.open(uri, text);
    found = (await server.diagnostics(uri)).map(({ message, range }) => [
      textAt(text, range),
      String(message),
    ]);
  });
  return found;
}

describe("test files", () => {
  const completions: readonly (readonly [
    title: string,
    uri: string,
    marked: string,
    some: readonly string[],
  ])[] = [
    ["the whole file", JSON_TESTS, "<|>", ["{ … } template tests"]],
    ["the members of the file", JSON_TESTS, '{"tests": [], <|>}', ["file", "responses"]],
    [
      "the members of a test",
      JSON_TESTS,
      '{"tests": [{"name": "a", <|>}]}',
      ["request", "expect", "template"],
    ],
    [
      "titles of integrations",
      JSON_TESTS,
      '{"tests": [{"name": "a", "input": "<|>"}]}',
      ["GET /pets", "POST /pets"],
    ],
    [
      "keys of templates",
      JSON_TESTS,
      '{"tests": [{"name": "a", "template": "<|>"}]}',
      ["application/json", "requestTemplates/application/json"],
    ],
    [
      "members of a request",
      JSON_TESTS,
      '{"tests": [{"name": "a", "request": {"<|>"}}]}',
      ["body", "headers"],
    ],
    [
      "what to expect",
      JSON_TESTS,
      '{"tests": [{"name": "a", "expect": {"<|>"}}]}',
      ["output", "status", "problems"],
    ],
    ["snapshots", JSON_TESTS, '{"tests": [{"name": "a", "expect": <|>}]}', ["snapshot"]],
    [
      "matchers",
      JSON_TESTS,
      '{"tests": [{"name": "a", "expect": {"output": {"id": {"<|>"}}}}]}',
      ["$any", "$type"],
    ],
    [
      "types",
      JSON_TESTS,
      '{"tests": [{"name": "a", "expect": {"output": {"id": {"$type": "<|>"}}}}]}',
      ["string", "integer"],
    ],
    ["files to test", JSON_TESTS, '{"file": "<|>", "tests": []}', ["api.json"]],
    ["the members of a test in YAML", YAML_TESTS, "tests:\n  - name: a\n    <|>\n", ["request", "expect"]],
    ["titles in YAML", YAML_TESTS, "tests:\n  - name: a\n    input: <|>\n", ["GET /pets"]],
    ["problem codes in YAML", YAML_TESTS, "tests:\n  - name: a\n    expect:\n      problems: [<|>]\n", []],
  ];
  for (const [title, uri, marked, some] of completions) {
    it(`complete ${title}`, async () => {
      const found = await labels(uri, marked);
      for (const label of some) assert.ok(found.includes(label), `${label} in ${found.join(", ")}`);
    });
  }

  it("explain their members", async () => {
    const hover = (uri: string, marked: string) =>
      asked(uri, marked, (server, position) => server.hover(uri, position));
    const input = await hover(JSON_TESTS, '{"tests": [{"name": "a", "in<|>put": "GET /pets"}]}');
    assert.match(JSON.stringify(input?.contents), /title, such as `GET \/pets`/);
    const matcher = await hover(YAML_TESTS, "tests:\n  - name: a\n    expect: {output: {$re<|>gex: a+}}\n");
    assert.match(JSON.stringify(matcher?.contents), /matches the regular expression as a whole/);
  });

  it("report what is wrong in them", async () => {
    const found = await problems(
      YAML_TESTS,
      `tests:
  - name: a
    input: PUT /pets
  - name: a
    input: GET /pets
  - name: b
    input: GET /pets
    template: text/xml
    expect: {output: {$type: text}, out: {$regex: "("}}
`,
    );
    assert.deepEqual(
      found.map(([at, message]) => [at, message?.split(".")[0]]),
      [
        ["a", "There is another test a"],
        ["out", "expect has no member out"],
        ["(", "$regex must be a valid regular expression of Java"].map((text) => text),
        ["text", "$type must be one of: string, number, integer, boolean, object, array, null"],
        ["PUT /pets", "api"],
        ["text/xml", "api"],
      ].map(([at, message]) => [at === "(" ? '"("' : at, message]),
    );
  });

  for (const [title, uri, text] of [
    ["of another tool", JSON_TESTS, '{"tests": ["a"], "suite": 1}'],
    [
      "that are not next to a file of ours",
      `${FOLDER}/other.test.json`,
      '{"tests": [{"name": "a", "id": 1}]}',
    ],
  ] as const) {
    it(`${title} are left alone`, async () => {
      assert.deepEqual(await problems(uri, text, false), []);
    });
  }

  it("know the files that the client sends", async () => {
    const uri = `${FOLDER}/sent.test.json`;
    const text = '{"tests": [{"name": "a", "input": "PUT /x"}]}';
    await withServer({}, async (server) => {
      await server.open(uri, text);
      assert.deepEqual(await server.diagnostics(uri), []);
      const params: TestFileParams = { uri, text, texts: { "sent.json": API_TEXT } };
      await server.connection.sendRequest(TEST_FILE_REQUEST, params);
      await server.change(uri, { text: `${text} ` });
      assert.match(
        String((await server.diagnostics(uri))[0]?.message),
        /^sent\.json has no integration PUT \/x\./,
      );
    });
  });
});
