import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { type CursorContext, cursorContext } from "../../../server/src/features/context/cursorContext";
import type { OperationName } from "../../../server/src/model/operationNames";
import { OPERATIONS } from "../../../server/src/model/operations";
import { parse } from "../../../server/src/service";
import { parseCursor } from "../../support/markers";

function contextAt(marked: string, operation: OperationName, format: "json" | "yaml"): CursorContext {
  const { text, offset } = parseCursor(marked);
  const file = { document: parse(text, format), operation: OPERATIONS[operation], protocol: undefined };
  return cursorContext(file, offset);
}

/** [kind, operation, text with the cursor]; text that starts with a brace or is empty is JSON. */
const cases: readonly (readonly [CursorContext["kind"], OperationName, string])[] = [
  ["emptyFile", "create-integration", "<|>"],
  ["name", "create-integration", "{<|>}"],
  ["name", "create-integration", '{"TlsConfig": {"Serv<|>"}}'],
  ["mapKey", "create-integration", '{"RequestTemplates": {"<|>"}}'],
  ["statusKey", "create-integration", '{"ResponseParameters": {"<|>"}}'],
  ["mapKey", "create-integration-response", '{"ResponseTemplates": {"<|>"}}'],
  ["mappingKey", "create-integration", '{"RequestParameters": {"<|>"}}'],
  ["mappingKey", "create-integration", '{"ResponseParameters": {"200": {"<|>"}}}'],
  ["mappingKey", "put-integration-response", '{"responseParameters": {"<|>"}}'],
  ["mappingKey", "create-integration", "RequestParameters:\n  over<|>"],
  ["mappingKey", "create-integration", "RequestParameters:\n  overwrite:<|>"],
  ["mapKey", "create-integration", "RequestTemplates:\n  app<|>"],
  ["mappingValue", "put-integration", '{"requestParameters": {"integration.request.header.a": "<|>"}}'],
  ["mappingValue", "create-integration", '{"ResponseParameters": {"200": {"overwrite:header.a": "<|>"}}}'],
  ["template", "create-integration", '{"RequestTemplates": {"$default": "$<|>"}}'],
  ["template", "put-integration-response", '{"responseTemplates": {"application/json": "<|>"}}'],
  ["uri", "put-integration", '{"uri": "<|>"}'],
  ["uri", "create-integration", '{"CredentialsArn": "<|>"}'],
  ["uri", "put-integration", '{"integrationTarget": <|>}'],
  ["selection", "create-integration", '{"TemplateSelectionExpression": "<|>"}'],
  ["statusCode", "put-integration-response", '{"statusCode": "<|>"}'],
  ["cacheKey", "put-integration", '{"cacheKeyParameters": ["<|>"]}'],
  ["cacheKey", "put-integration", '{"cacheKeyParameters": ["a", <|>]}'],
  ["cacheKey", "put-integration", "cacheKeyParameters:\n  - <|>"],
  ["plain", "create-integration", '{"IntegrationType": "<|>"}'],
  ["plain", "create-integration", '{"TlsConfig": {"ServerNameToVerify": "<|>"}}'],
  ["none", "create-integration", '{"IntegrationType": "MOCK"<|>}'],
  ["none", "create-integration", '{"Unknown": {<|>}}'],
  ["none", "create-integration", "{ /* <|> */ }"],
  ["none", "create-integration", '["<|>"]'],
];

describe("the context of a cursor", () => {
  for (const [kind, operation, marked] of cases) {
    it(`is ${kind} in ${operation}: ${marked.replaceAll("\n", " ")}`, () => {
      const format = /^[A-Za-z]/.test(marked) ? "yaml" : "json";
      assert.equal(contextAt(marked, operation, format).kind, kind);
    });
  }

  it("says which message a template and a selection expression are for", () => {
    const template = contextAt('{"responseTemplates": {"a": "<|>"}}', "put-integration-response", "json");
    assert.equal(template.kind === "template" && template.templateKind, "response");
    const marked = '{"TemplateSelectionExpression": "<|>"}';
    const selection = contextAt(marked, "create-integration-response", "json");
    assert.equal(selection.kind === "selection" && selection.scope, "response");
  });
});
