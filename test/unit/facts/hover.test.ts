import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { ApiFacts } from "../../../server/src/model/apiFacts";
import type { OperationName } from "../../../server/src/model/operationNames";
import { analyze, hover } from "../../../server/src/service";
import { HTTP_FACTS, REST_FACTS } from "../../support/facts";
import { parseCursor } from "../../support/markers";

function hoverAt(marked: string, operation: OperationName, facts: ApiFacts): string {
  const { text, offset } = parseCursor(marked);
  return hover(analyze(text, operation, { facts }), offset)?.markdown ?? "";
}

describe("hover with facts about the API from AWS", () => {
  const values = /On AWS:\n\n- `prod`: `orders\.example\.com`\n- `test`: `test\.example\.com`$/;
  for (const [where, marked, operation, facts] of [
    [
      "an HTTP API's mapping",
      '{"RequestParameters": {"append:header.x": "a ${stageVariables.u<|>rl}"}}',
      "create-integration",
      HTTP_FACTS,
    ],
    [
      "a REST API's mapping",
      '{"requestParameters": {"integration.request.header.x": "stageVariables.u<|>rl"}}',
      "put-integration",
      REST_FACTS,
    ],
    ["a URL", '{"uri": "https://${stageVariables.u<|>rl}/"}', "put-integration", REST_FACTS],
    [
      "a template",
      '{"requestTemplates": {"application/json": "$stageVariables.u<|>rl"}}',
      "put-integration",
      REST_FACTS,
    ],
  ] as const) {
    it(`shows the value of a variable in each stage in ${where}`, () => {
      assert.match(hoverAt(marked, operation, facts), values);
    });
  }

  it("shows in which stages a variable is not set or empty", () => {
    const marked = '{"uri": "https://${stageVariables.ta<|>ble}/"}';
    assert.match(hoverAt(marked, "put-integration", REST_FACTS), /- `prod`: `orders`\n- `test`: not set$/);
    const empty: ApiFacts = { protocol: "REST", stages: [{ name: "a`b", variables: { table: "" } }] };
    assert.match(hoverAt(marked, "put-integration", empty), /- ``a`b``: empty$/);
  });

  it("says when no stage has the variable", () => {
    const marked = '{"uri": "https://${stageVariables.no<|>ne}/"}';
    assert.match(hoverAt(marked, "put-integration", REST_FACTS), /No stage on AWS has this variable\.$/);
  });

  it("shows no values if they are unknown", () => {
    const marked = '{"uri": "https://${stageVariables.u<|>rl}/"}';
    assert.doesNotMatch(hoverAt(marked, "put-integration", { protocol: "REST" }), /AWS/);
  });
});
