import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { isMappingTemplate } from "../../../server/src/service";

describe("mapping template files", () => {
  /** A title, the path, the language, the text, the setting, and whether the file is a mapping template. */
  const cases: readonly (readonly [string, string, string, string, readonly string[], boolean])[] = [
    ["a .vtl file", "a.vtl", "vtl", "$input.body", [], true],
    ["a .vm file", "t/a.vm", "plaintext", "", [], true],
    ["a document of the language", "untitled", "velocity", "", [], true],
    ["another file", "a.json", "json", "$input.body", [], false],
    ["AppSync's $ctx", "a.vtl", "vtl", '{"id": $util.dynamodb.toDynamoDBJson($ctx.args.id)}', [], false],
    ["AppSync's $context.arguments", "a.vtl", "vtl", "$util.toJson($context.arguments)", [], false],
    ["AppSync's braces", "a.vtl", "vtl", "$!{ctx.result}", [], false],
    ["AppSync's $util.qr", "a.vtl", "vtl", "$util.qr($x.put('a', 1))", [], false],
    ["API Gateway's $context", "a.vtl", "vtl", "$context.requestId $context.stage", [], true],
    ["a variable that starts like AppSync's", "a.vtl", "vtl", "$ctxName", [], true],
    ["a listed file", "api/a.vtl", "vtl", "", ["api/*.vtl"], true],
    ["a listed file that looks like AppSync's", "api/a.vtl", "vtl", "$ctx.args", ["api/**"], true],
    ["a file that is not listed", "graphql/a.vtl", "vtl", "", ["api/*.vtl"], false],
    ["a glob without a slash", "x/y/a.apigw.vtl", "vtl", "", ["*.apigw.vtl"], true],
  ];
  for (const [title, path, languageId, text, templateFiles, expected] of cases) {
    it(`${expected ? "include" : "do not include"} ${title}`, () => {
      assert.equal(isMappingTemplate({ path, languageId, text }, { templateFiles }), expected);
    });
  }
});
