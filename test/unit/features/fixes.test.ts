import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { fixEditor } from "../../../server/src/features/fixEdits";
import { analyze, fixAllEdits, parse } from "../../../server/src/service";
import { applyEdits } from "../../support/edits";

const TEMPLATE = '"{\n  \\"id\\": \\"$input.path(\'$.id\')\\"\n}"';

/** An input with the given number of templates that contain raw line breaks. */
function withLineBreaks(templates: number): string {
  const members = Array.from({ length: templates }, (_, i) => `    "v${i}": ${TEMPLATE}`);
  return `{\n  "IntegrationType": "HTTP",\n  "RequestTemplates": {\n${members.join(",\n")}\n  }\n}\n`;
}

describe("fixing many problems", () => {
  for (const count of [99, 100, 101, 2_500]) {
    it(`escapes the line breaks of ${count} strings at once`, () => {
      const text = withLineBreaks(count);
      const fixed = applyEdits(text, fixAllEdits(analyze(text, "create-integration")));
      assert.deepEqual(parse(fixed, "json").problems, []);
      const { RequestTemplates } = JSON.parse(fixed);
      assert.equal(Object.keys(RequestTemplates).length, count);
      assert.equal(RequestTemplates.v0, JSON.parse(TEMPLATE.replaceAll("\n", "\\n")));
    });
  }

  it("offers the fixes of an unreadable file without trying out each of them", () => {
    const members = Array.from({ length: 200 }, (_, i) => `"integration.request.header.h${i}": ${i}`);
    const text = `{"IntegrationType": "HTTP", "RequestParameters": {${members.join(", ")}}, "Description": 'x'}`;
    const analysis = analyze(text, "create-integration", { protocol: "WEBSOCKET" });
    const fixes = analysis.problems.flatMap((problem) => problem.fixes ?? []);
    const editsOf = fixEditor(analysis.document);
    assert.ok(fixes.length >= 200);
    assert.ok(fixes.filter((fix) => editsOf(fix)).length >= 200);
  });

  for (const text of [
    '{"IntegrationType": "HTTPP", "TimeoutInMillis": "50", "Description": \'x\'}',
    '{"integrationType": "MOCK" "timeoutInMillis": "5" "RequestTemplates": {"a": {"statusCode": 200}}',
    '{"IntegrationUri": "a\nb", "integrationType": "HTTP, "TimeoutInMillis": "50"}',
    '{"RequestTemplates": {"application/json": "{\\"a\\": $input.path(\'$.a\')}"}, "IntegrationType": }',
    '{"RequestTemplates": {"application/json": "{\\q: $input.path(\'$.a\')}"}, "PayloadFormatVersion": 2.0',
    '{"IntegrationMethod": "post", "IntegrationType": tru, "ConnectionType": "INTERNE"}}}',
  ]) {
    it(`makes ${JSON.stringify(text)} no less readable`, () => {
      const analysis = analyze(text, "create-integration");
      const faultsOf = (json: string): number =>
        parse(json, "json").problems.filter(({ kind }) => kind === "syntax").length;
      const editsOf = fixEditor(analysis.document);
      const fixes = analysis.problems.flatMap((problem) => problem.fixes ?? []);
      assert.ok(fixes.length > 0);
      for (const fix of fixes) {
        const edits = editsOf(fix);
        if (edits) assert.ok(faultsOf(applyEdits(text, edits)) <= faultsOf(text), fix.title);
      }
    });
  }
});
