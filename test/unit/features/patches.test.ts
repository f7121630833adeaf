import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { analyze, complete, hover } from "../../../server/src/service";
import { parseCursor } from "../../support/markers";

const INTEGRATION = "apigateway update-integration";
const RESPONSE = "apigateway update-integration-response";
const json = (change: string) => `{"patchOperations": [{${change}}]}`;

/** [what, text with the cursor, operation, a label that is offered] */
const offers = [
  ["members", json('"op": "replace", <|>'), INTEGRATION, "path"],
  ["operations", json('"op": "<|>"'), INTEGRATION, "replace"],
  ["paths", json('"path": "<|>"'), INTEGRATION, "/uri"],
  ["paths of templates", json('"path": "<|>"'), INTEGRATION, "/requestTemplates/application~1json"],
  ["paths of responses", json('"path": "/<|>"'), RESPONSE, "/selectionPattern"],
  [
    "keys of mappings",
    json('"path": "/requestParameters/integration.request.header.<|>"'),
    INTEGRATION,
    "/requestParameters/integration.request.header.Content-Type",
  ],
  ["choices", json('"path": "/contentHandling", "value": "<|>"'), INTEGRATION, "CONVERT_TO_TEXT"],
  ["methods", json('"path": "/httpMethod", "value": "<|>"'), INTEGRATION, "POST"],
  ["booleans", json('"path": "/tlsConfig/insecureSkipVerification", "value": "<|>"'), INTEGRATION, "true"],
  ["timeouts", json('"path": "/timeoutInMillis", "value": <|>'), INTEGRATION, "29000"],
  [
    "template code",
    json('"path": "/requestTemplates/application~1json", "value": "$<|>"'),
    INTEGRATION,
    "input",
  ],
  [
    "mapping values",
    json('"path": "/requestParameters/integration.request.header.X", "value": "<|>"'),
    INTEGRATION,
    "method.request.header.",
  ],
  ["members in YAML", "patchOperations:\n- op: replace\n  <|>", INTEGRATION, "path"],
  ["operations in YAML", "patchOperations:\n- op: <|>", INTEGRATION, "replace"],
  ["paths in YAML", "patchOperations:\n- path: <|>", INTEGRATION, "/uri"],
  [
    "template code in YAML",
    "patchOperations:\n- path: /requestTemplates/application~1json\n  value: |\n    $<|>\n",
    INTEGRATION,
    "input",
  ],
] as const;

describe("completion in patch operations", () => {
  for (const [what, marked, operation, label] of offers) {
    it(`offers ${what}`, () => {
      const { text, offset } = parseCursor(marked);
      const format = marked.startsWith("{") ? "json" : "yaml";
      const labels = complete(analyze(text, operation, { format }), offset).map((item) => item.label);
      assert.ok(labels.includes(label), labels.join(" "));
    });
  }

  it("offers only what the path supports", () => {
    const { text, offset } = parseCursor(json('"op": "<|>", "path": "/uri"'));
    const labels = complete(analyze(text, INTEGRATION), offset).map((item) => item.label);
    assert.deepEqual(labels, ["replace"]);
  });
});

describe("hovers in patch operations", () => {
  for (const [what, marked, expected] of [
    ["a path", json('"path": "/u<|>ri"'), /supports `replace`[\s\S]*backend/i],
    [
      "a path of an entry",
      json('"path": "/requestTemplates/appl<|>ication~1json"'),
      /`add`, `replace`, `remove`/,
    ],
    ["a member", json('"pa<|>th": "/uri"'), /JSON Pointer/],
    ["a choice", json('"path": "/passthroughBehavior", "value": "NE<|>VER"'), /NEVER/],
    [
      "template code",
      json(`"path": "/requestTemplates/application~1json", "value": "$input.js<|>on('$')"`),
      /json/,
    ],
  ] as const) {
    it(`explain ${what}`, () => {
      const { text, offset } = parseCursor(marked);
      assert.match(hover(analyze(text, INTEGRATION), offset)?.markdown ?? "", expected);
    });
  }
});
