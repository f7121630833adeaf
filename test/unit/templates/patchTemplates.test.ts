import assert from "node:assert/strict";
import { describe, it } from "mocha";
import {
  analyze,
  hostedTemplates,
  previewablesOf,
  previewTemplate,
  replaceOrAddTemplate,
  templatePositionAt,
} from "../../../server/src/service";
import { parseJson } from "../../../server/src/syntax/parseJson";
import { applyEdits } from "../../support/edits";

const INTEGRATION = "apigateway update-integration";
const RESPONSE = "apigateway update-integration-response";
const PATH = "/requestTemplates/application~1json";

const patch = (...changes: readonly object[]) => JSON.stringify({ patchOperations: changes }, null, 2);
const set = { op: "replace", path: PATH, value: `{"id": $input.json('$.id')}` };

const kinds: readonly [name: string, operation: typeof INTEGRATION | typeof RESPONSE, change: object][] = [
  ["a replaced template", INTEGRATION, set],
  ["an added template", INTEGRATION, { ...set, op: "add" }],
  ["a response template", RESPONSE, { ...set, path: "/responseTemplates/application~1json" }],
  ["a value before its path", INTEGRATION, { value: set.value, path: PATH, op: "add" }],
];

const others: readonly [name: string, change: object][] = [
  ["a removed template", { op: "remove", path: PATH, value: "$a" }],
  ["another member", { op: "replace", path: "/uri", value: "https://example.com" }],
  ["a mapping", { op: "add", path: "/requestParameters/integration.request.header.a", value: "'a'" }],
  ["all templates", { op: "replace", path: "/requestTemplates", value: "{}" }],
  ["a template without a value", { op: "add", path: PATH }],
  ["a value that is not a string", { op: "add", path: PATH, value: 1 }],
];

describe("templates in patch operations", () => {
  for (const [name, operation, change] of kinds) {
    it(`are templates: ${name}`, () => {
      const text = patch({ op: "replace", path: "/contentHandling", value: "" }, change);
      const analysis = analyze(text, operation);
      const [hosted, ...rest] = hostedTemplates(analysis);
      assert.ok(hosted && rest.length === 0);
      const kind = operation === RESPONSE ? "response" : "request";
      assert.deepEqual(hosted.path, ["patchOperations", `/${kind}Templates/application~1json`]);
      assert.equal(hosted.template.text, set.value);
      const { scope } = hosted.template;
      assert.deepEqual([scope.kind, scope.contentType, scope.protocol], [kind, "application/json", "REST"]);
      assert.equal(templatePositionAt(analysis, text.indexOf("json('$"))?.hosted, hosted);

      const [previewable] = previewablesOf(analysis);
      assert.ok(previewable);
      const message = parseJson('{"body": {"id": 5}}');
      const preview = previewTemplate(previewable, { request: message, response: message });
      assert.equal(preview.kind, "done");
      assert.deepEqual([preview.output, preview.problems], ['{"id": 5}', []]);

      const replaced = replaceOrAddTemplate(analysis, hosted.path, '{\n  "id": 1\n}', { canAdd: true });
      assert.equal(replaced.kind, "edits");
      const changed = hostedTemplates(analyze(applyEdits(text, replaced.edits), operation));
      assert.deepEqual(
        changed.map(({ template }) => template.text),
        ['{\n  "id": 1\n}'],
      );
    });
  }

  for (const [name, change] of others) {
    it(`are not found in other changes: ${name}`, () => {
      const analysis = analyze(patch(change), INTEGRATION);
      assert.deepEqual(hostedTemplates(analysis), []);
      assert.deepEqual(previewablesOf(analysis), []);
    });
  }

  it("are found in YAML, in a bare list, and the last of the same path counts", () => {
    const text = `- op: add\n  path: ${PATH}\n  value: first\n- op: replace\n  path: ${PATH}\n  value: |\n    $input.body\n`;
    const analysis = analyze(text, INTEGRATION, { format: "yaml" });
    assert.deepEqual(
      hostedTemplates(analysis).map(({ template }) => template.text),
      ["first", "$input.body\n"],
    );
    const replaced = replaceOrAddTemplate(analysis, ["patchOperations", PATH], "$a\n", { canAdd: false });
    assert.equal(replaced.kind, "edits");
    assert.equal(applyEdits(text, replaced.edits), text.replace("$input.body", "$a"));
  });

  it("are not added where there are none", () => {
    const analysis = analyze(patch(), INTEGRATION);
    assert.deepEqual(replaceOrAddTemplate(analysis, ["patchOperations", PATH], "$a", { canAdd: true }), {
      kind: "missing",
    });
    const without = analyze("{}", INTEGRATION);
    assert.deepEqual(replaceOrAddTemplate(without, ["patchOperations", PATH], "$a", { canAdd: true }), {
      kind: "missing",
    });
  });
});
