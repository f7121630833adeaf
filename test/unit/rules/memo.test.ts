import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { check } from "../../../server/src";
import { Memo } from "../../../server/src/rules/engine/memo";

describe("cached template problems", () => {
  it("makes each result once and keeps those in use", () => {
    const memo = new Memo<object>(10);
    const made: string[] = [];
    const ask = (text: string) =>
      memo.of(text, () => {
        made.push(text);
        return {};
      });
    assert.equal(ask("aaaa"), ask("aaaa"));
    for (const text of ["bbbb", "aaaa", "cccc", "aaaa", "dddd", "aaaa"]) ask(text);
    assert.deepEqual(made, ["aaaa", "bbbb", "cccc", "dddd"]);
    ask("bbbb");
    assert.deepEqual(made.slice(4), ["bbbb"], "A result that is not in use is dropped.");
  });

  it("reports problems where each template is, in every version of a file", () => {
    const text = (description: string, template: string) =>
      JSON.stringify(
        { IntegrationType: "AWS", Description: description, RequestTemplates: { a: template, b: template } },
        null,
        1,
      );
    const template = '"$input.nope"';
    for (const version of [
      text("", template),
      text("longer", template),
      text("longer", `\n${template}`),
      text("", template),
    ]) {
      const lines = version.split("\n");
      const { problems } = check(version, { operation: "create-integration", protocol: "WEBSOCKET" });
      const marked = problems
        .filter(({ code }) => code === "AG3001")
        .map(({ range: { start, end } }) => lines[start.line]?.slice(start.character, end.character));
      assert.deepEqual(marked, ["nope", "nope"]);
    }
  });

  it("does not reuse a result if the context of the template differs", () => {
    const rest = (members: object, operation: "put-integration" | "put-integration-response") =>
      check(JSON.stringify(members), { operation })
        .problems.map(({ code }) => code)
        .includes("AG3014");
    const template = { "application/json": "#set($context.requestOverride.path.a = 'b')" };
    assert.equal(rest({ requestTemplates: template, type: "AWS" }, "put-integration"), false);
    assert.equal(rest({ responseTemplates: template, statusCode: "200" }, "put-integration-response"), true);
    assert.equal(rest({ requestTemplates: template, type: "AWS" }, "put-integration"), false);
  });
});
