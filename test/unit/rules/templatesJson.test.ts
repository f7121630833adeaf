import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { check } from "../../../server/src/index";
import { itReports } from "../../support/templateCases";

const IF = `#if($input.body == "x")`;
const LOOP = "#foreach($i in $input.path('$.a'))";

describe("JSON that only some paths through a template write", () => {
  itReports([
    ["a leftover comma in a branch", `{"a": 1 ${IF}, "b": 2,#end <|}|>`, "AG3020 warning"],
    ["a branch that ends with the last value", `{"a": 1 ${IF}, "b": 2#end }`],
    ["a missing comma in #else", `{"a": 1, ${IF}"b": 2#{else}"c": 3 <|"|>d": 4#end }`, "AG3020 warning"],
    ["a comma between the values of #else", `{"a": 1, ${IF}"b": 2#{else}"c": 3, "d": 4#end }`],
    ["a comma that only a branch prints", `{"a": 1 ${IF},#end <|"|>b": 2}`, "AG3020 warning"],
    ["a value that only a branch prints", `{"a": ${IF}1#end<|}|>`, "AG3020 warning"],
    ["a member that only a branch prints", `{"a": 1${IF}, "b": 2#end}`],
    ["an object that only a branch prints", `{"a": 1}${IF}<|{|>#end`, "AG3020 warning"],
    ["no comma between the rounds of a loop", `[${LOOP}<|{|>"a": 1}#end]`, "AG3020 warning"],
    ["a comma after each round", `[${LOOP}{"a": 1},#end<|]|>`, "AG3020 warning"],
    [
      "a comma before the test for more",
      `[${LOOP}{"a": 1},#if($foreach.hasNext)#end#end<|]|>`,
      "AG3020 warning",
    ],
    ["a comma between the rounds", `[${LOOP}{"a": 1}#if($foreach.hasNext),#end#end]`],
    ["members that a loop ends with commas", `{${LOOP}"n$foreach.count": 1,#end"z": 1}`],
    ["no comma between lines", `{\n"a": $input.json('$.a')\n<|"|>b": 1}`, "AG3020 warning"],
    ["a comma between lines", `{\n"a": $input.json('$.a'),\n"b": 1}`],
    ["no comma between values", `[$input.json('$.a')\n<|$input.json('$.b')|>]`, "AG3020 warning"],
    ["text that may end with a comma", `#set($a = "1,"){\n"a": $a\n"b": 2}`],
    ["a form after #set on the same line", "#set($a = 1)Action=Send&Body={$a"],
    ["forms in branches", `${IF}Action=A&B={#{else}Action=C#end`],
  ]);
  itReports([["the relaxed JSON of a MOCK", "{<|s|>tatusCode: 200}", "AG3020 information"]], {
    formats: ["vtl"],
  });
  itReports([["relaxed JSON in a response template", "{<|s|>tatusCode: 200}", "AG3020 warning"]], {
    kind: "response",
  });

  const codesWith = (contentType: string | undefined, template = "<p>It's done.</p>"): readonly string[] => {
    const input = {
      statusCode: "200",
      ...(contentType !== undefined && {
        responseParameters: { "method.response.header.Content-Type": contentType },
      }),
      responseTemplates: { "application/json": template },
    };
    const { problems } = check(JSON.stringify(input), { operation: "put-integration-response" });
    return problems.map(({ code }) => code).filter((code) => code === "AG3020");
  };
  for (const [name, contentType, expected] of [
    ["reports HTML under application/json", undefined, ["AG3020"]],
    ["accepts HTML if the Content-Type is mapped to HTML", "'text/html'", []],
    ["accepts HTML if a mapping computes the Content-Type", "integration.response.header.Content-Type", []],
    ["reports HTML if the Content-Type is mapped to JSON", "'application/json'", ["AG3020"]],
  ] as const) {
    it(name, () => {
      assert.deepEqual(codesWith(contentType), expected);
    });
  }
  it("accepts HTML if the template overrides the Content-Type", () => {
    const set = "#set($context.responseOverride.header.Content-Type = 'text/html')";
    assert.deepEqual(codesWith(undefined, `${set}<p>Done.</p>`), []);
  });
});
