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

describe("the cache of template problems, over many edits", () => {
  /** Asks for each text in one round, and returns the texts that had to be computed. */
  function round(memo: Memo<object>, texts: readonly string[]): readonly string[] {
    const made: string[] = [];
    memo.startRound();
    for (const text of texts) memo.of(text, () => ({ made: made.push(text) }));
    return made;
  }

  const file = Array.from({ length: 20 }, (_, i) => `${i} ${"x".repeat(1_000)}`);

  it("computes only what changes while one of many templates is edited", () => {
    const memo = new Memo<object>(4_000_000);
    assert.equal(round(memo, file).length, file.length);
    for (let edit = 0; edit < 2_000; edit++) {
      const edited = `${edit} ${"y".repeat(1_000)}`;
      assert.deepEqual(round(memo, [...file, edited]), [edited]);
    }
  });

  it("does not keep every version of a template", () => {
    const memo = new Memo<object>(4_000_000);
    const version = (edit: number): string => `${edit} ${"y".repeat(30_000)}`;
    for (let edit = 0; edit < 100; edit++) round(memo, [version(edit)]);
    assert.deepEqual(round(memo, [version(99)]), []);
    assert.deepEqual(round(memo, [version(0)]), [version(0)]);
  });

  it("forgets what was not asked for between two calls", () => {
    const memo = new Memo<object>(4_000_000);
    round(memo, ["open", "closed"]);
    memo.forget();
    assert.deepEqual(round(memo, ["open"]), []);
    memo.forget();
    assert.deepEqual(round(memo, ["open"]), []);
    assert.deepEqual(round(memo, ["closed"]), ["closed"]);
  });

  it("forgets everything when it is called twice", () => {
    const memo = new Memo<object>(4_000_000);
    round(memo, file);
    memo.forget();
    memo.forget();
    assert.equal(round(memo, file).length, file.length);
  });
});
