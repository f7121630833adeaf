import { strict as assert } from "node:assert";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { getLanguageService, TextDocument } from "vscode-json-languageservice";
import { PROBLEM_CODES } from "../../../server/src/testing/problemCodes";
import { testFileSchema, testSchemaFile } from "../../../server/src/testing/schema";
import { PROJECT } from "../../support/fixtures";

async function rejected(text: string): Promise<readonly string[]> {
  const service = getLanguageService({});
  const document = TextDocument.create("file:///a.test.json", "json", 1, text);
  const schema = JSON.parse(JSON.stringify(testFileSchema()));
  const problems = await service.doValidation(document, service.parseJSONDocument(document), {}, schema);
  return problems.map(({ range }) => document.getText(range));
}

describe("the schema of test files", () => {
  it("is up to date (if not, run npm run docs)", () => {
    const { path, text } = testSchemaFile();
    assert.equal(readFileSync(join(PROJECT, path), "utf8"), text);
  });

  for (const [title, text, expected] of [
    ["accepts every member", '{"$schema": "x", "file": "a.json", "responses": ["b.json"], "tests": []}', []],
    [
      "accepts tests",
      '{"tests": [{"name": "a", "input": "GET /", "template": "t", "request": "r.json", "backend": {"status": 200}, "expect": "snapshot"}]}',
      [],
    ],
    [
      "accepts matchers anywhere",
      '{"tests": [{"name": "a", "expect": {"output": {"a": {"b": [{"$any": true}]}}, "status": {"$type": "integer"}}}]}',
      [],
    ],
    [
      "rejects unknown members",
      '{"tests": [{"name": "a", "expected": {}}], "test": 1}',
      ['"expected"', '"test"'],
    ],
    ["rejects a test without a name", '{"tests": [{}]}', ["{"]],
  ] as const) {
    it(title, async () => assert.deepEqual([...(await rejected(text))].sort(), [...expected].sort()));
  }

  it("lists the codes of all problems of a simulation", () => {
    const folder = join(PROJECT, "server", "src", "simulate");
    const files = readdirSync(folder).filter((name) => name.endsWith(".ts"));
    const codes = files.flatMap((name) => {
      const text = readFileSync(join(folder, name), "utf8");
      return [...text.matchAll(/\bcode: "([A-Za-z-]+)"/g)].map(([, code = ""]) => code);
    });
    const missing = new Set(codes.filter((code) => code !== "badInput" && !PROBLEM_CODES.includes(code)));
    assert.deepEqual([...missing], []);
  });
});
