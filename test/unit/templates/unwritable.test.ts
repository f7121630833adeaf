import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { provideHcl } from "../../../server/src/hcl";
import { analyzeHost, replaceOrAddTemplate } from "../../../server/src/service";

provideHcl();

const PATH = ["aws_api_gateway_integration", "a", "requestTemplates", "application/json"];

function replaced(template: string, text: string): unknown {
  const host = analyzeHost(
    `resource "aws_api_gateway_integration" "a" {\n  type = "MOCK"\n  request_templates = {\n    "application/json" = ${template}\n  }\n}\n`,
    "main.tf",
  );
  assert.ok(host);
  const answer = replaceOrAddTemplate(host, PATH, text, { canAdd: false });
  return answer.kind === "edits" ? answer.edits.map(({ newText }) => newText) : answer;
}

describe("a template that its file cannot write in another way", () => {
  it("is never lost silently", () => {
    const call = 'jsonencode({ a = "x" })';
    assert.deepEqual(replaced(call, '{"a":"x"}'), []);
    assert.deepEqual(replaced(call, "other"), { kind: "unwritable", endsLine: false });
  });

  it("may need a line break at its end", () => {
    const heredoc = "<<EOF\n{}\nEOF\n";
    assert.deepEqual(replaced(heredoc, "{}\n## x\n"), ["## x\n"]);
    assert.deepEqual(replaced(heredoc, "{}\n## x"), { kind: "unwritable", endsLine: true });
    assert.deepEqual(replaced(heredoc, "{}"), { kind: "unwritable", endsLine: true });
  });
});
