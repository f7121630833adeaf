import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { check } from "../../../server/src/index";

const MANY = 100_000;

const templates: readonly string[] = [
  "{",
  "#if(",
  "$a(",
  "${",
  "'",
  '{"\\',
  "#*",
  "## ",
  "{a:1,}",
  "$a.b[0] ",
];

describe("the rules for REST integrations, on hostile input", () => {
  for (const piece of templates) {
    it(`reads a MOCK template with many ${piece}`, () => {
      const text = JSON.stringify({
        type: "MOCK",
        requestTemplates: { "application/json": piece.repeat(MANY) },
      });
      assert.ok(check(text, { operation: "put-integration" }).problems.length < 100);
    });
  }

  it("reads a uri with many placeholders", () => {
    const uri = `https://a.example/${Array.from({ length: MANY }, (_, i) => `{a${i}}`).join("")}`;
    const { problems } = check(JSON.stringify({ type: "HTTP", uri }), { operation: "put-integration" });
    assert.ok(problems.length < 100);
  });

  it("reads many keys for the wrong kind of API", () => {
    const entries = Array.from({ length: 20_000 }, (_, i) => [`append:header.a${i}`, "x"]);
    const text = JSON.stringify({ type: "HTTP", requestParameters: Object.fromEntries(entries) });
    const { problems } = check(text, { operation: "put-integration" });
    assert.equal(problems.filter(({ code }) => code === "AG1051").length, entries.length);
  });

  for (const piece of ["[Error]", "\\\\d ", "4|", ".*a", "(", "[45]"]) {
    it(`reads a selection pattern with many ${piece}`, () => {
      const text = JSON.stringify({ statusCode: "200", selectionPattern: piece.repeat(MANY / 4) });
      assert.ok(check(text, { operation: "put-integration-response" }).problems.length < 100);
    });
  }

  for (const piece of ["&a=b", "&MessageAttributes.1.Name=$input.body", "$context.requestOverride ", "& "]) {
    it(`reads a form with many ${piece}`, () => {
      const text = JSON.stringify({
        type: "AWS",
        uri: "arn:aws:apigateway:us-east-1:sqs:path/123456789012/orders",
        requestTemplates: { "application/json": `Action=SendMessage${piece.repeat(MANY / 10)}` },
      });
      assert.ok(check(text, { operation: "put-integration" }).problems.length < 200);
    });
  }
});
