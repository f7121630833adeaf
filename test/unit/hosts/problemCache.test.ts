import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { RULES } from "../../../server/src/rules";
import { analyzeHost, edit, forgetTemplates } from "../../../server/src/service";
import { CLOUDFORMATION_JSON, CLOUDFORMATION_YAML } from "../../support/hostExamples/cloudformation";
import { hostExamples } from "../../support/hostExamples/example";
import { OPENAPI_JSON, OPENAPI_YAML } from "../../support/hostExamples/openapi";

/** Everything about the problems of a file that somebody can see. */
function seenIn(text: string, path: string): unknown {
  const analysis = analyzeHost(text, path);
  return analysis?.problems.map(({ fixes = [], ...problem }) => ({
    ...problem,
    fixes: fixes.map(({ title, change }) => ({ title, edits: edit(analysis.document, change) })),
  }));
}

function forget(): void {
  forgetTemplates();
  forgetTemplates();
}

describe("cached problems of host files", () => {
  for (const host of [OPENAPI_JSON, OPENAPI_YAML, CLOUDFORMATION_JSON, CLOUDFORMATION_YAML]) {
    it(`are those of a new analysis after the text has moved in ${host.title}`, () => {
      for (const rule of RULES) {
        for (const example of hostExamples(rule, rule.bad)) {
          const file = host.write(example);
          if (typeof file === "string" || file.text.length > 10_000) continue;
          const moved = `\n\n${file.text}`;
          analyzeHost(file.text, file.path);
          const cached = seenIn(moved, file.path);
          forget();
          assert.deepEqual(cached, seenIn(moved, file.path), rule.code);
        }
      }
    });
  }

  it("are found again if an escape moves in a string of the same length", () => {
    const textOf = (expression: string): string =>
      `{"openapi": "3.0.1", "paths": {"/x": {"get": {"parameters": [], "x-amazon-apigateway-integration": {"type": "aws", "httpMethod": "POST", "uri": "arn:aws:apigateway:us-east-1:sqs:path/1/q", "credentials": "arn:aws:iam::123456789012:role/r", "requestParameters": {"integration.request.header.x": "${expression}"}}}}}}`;
    analyzeHost(textOf("a b\\u0063[d]"), "x.json");
    const cached = seenIn(textOf("\\u0061 bc[d]"), "x.json");
    forget();
    assert.deepEqual(cached, seenIn(textOf("\\u0061 bc[d]"), "x.json"));
  });
});
