import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { Template } from "../../../server/src/rules/engine/template";
import {
  analyze,
  definitionsAt,
  highlightsAt,
  outline,
  referencesAt,
  renameEdits,
} from "../../../server/src/service";
import type { TemplateHost } from "../../../server/src/templates/hostedTemplate";

const LENGTH = 60_000;

const repeated = (text: string): string => text.repeat(Math.ceil(LENGTH / text.length));
const numbered = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join("");

const TEMPLATES: readonly (readonly [title: string, template: string])[] = [
  ["one variable", repeated("#set($a = $a + 1)$a")],
  ["many variables", numbered(3000, (index) => `#set($v${index + 1} = $v${index}.a)$v${index}.b`)],
  ["loops with items of the same name", repeated('#foreach($a in [{"a": 1}])$a.a$foreach.index#end')],
  ["loops in loops", `${"#foreach($a in $a)".repeat(250)}$a${"#end".repeat(250)}`],
  ["macros of the same name", repeated("#macro(m $a)$a#end#m($a)")],
  ["many macros", numbered(2000, (index) => `#macro(m${index} $a)$a#end#m${index}($a)`)],
  ["many properties", `$a${repeated(".a")}`],
  ["many indexes", `$a${repeated("['a']")}`],
  ["many puts", `#set($a = {})${repeated("$a.put('a', 1)$a.a")}`],
  ["blocks that are printed in loops", repeated("#define($d)$a#end#foreach($a in $l)$d#end")],
  ["a long string", `#set($a = "${repeated("$a #if($a)x#end ")}")`],
  ["what is never closed", repeated("#if($a) $b[")],
  ["lone surrogates", repeated("\ud800$a\udc00")],
];

/** Asks for everything, at some offsets. */
function askAll(host: TemplateHost, text: string): void {
  for (const offset of [0, text.length >> 1, text.lastIndexOf("a"), text.lastIndexOf("$") + 1, text.length]) {
    definitionsAt(host, offset);
    referencesAt(host, offset, true);
    highlightsAt(host, offset);
    renameEdits(host, offset, "renamed");
    renameEdits(host, offset, "v5");
  }
  outline(host);
}

/** A template file without an analysis by the rules. */
function hostOf(text: string): TemplateHost {
  const template = new Template(text, {});
  return { document: { format: "vtl", text, root: template.root, comments: [] }, template, facts: undefined };
}

describe("names in long templates", () => {
  for (const [title, template] of TEMPLATES) {
    it(`are found in time: ${title}`, function () {
      this.timeout(30_000);
      const host = hostOf(template);
      const started = performance.now();
      askAll(host, template);
      assert.ok(performance.now() - started < 5000);
    });
  }

  it("are found in a file with thousands of templates", function () {
    this.timeout(30_000);
    const templates = Object.fromEntries(
      Array.from({ length: 3000 }, (_, index) => [`a/b${index}`, "#set($a = 1)$a"]),
    );
    const text = JSON.stringify({ RequestTemplates: templates });
    const host = analyze(text, "create-integration");
    assert.equal(highlightsAt(host, text.lastIndexOf("$a"))?.length, 2);
    askAll(host, text);
  });

  for (const text of [
    '{"RequestTemplates": {"a/b": "#set($a = 1)$a',
    '{"RequestTemplates": {"a/b": "\\u12 $a \\x $a \\ud800$a"}}',
    '{"RequestTemplates": {"a/b": "#set($a = \n1)$a"}}',
    '{"RequestTemplates": {"a/b": "$a", "a/b": "$a$a"}, "RequestTemplates": 1}',
  ]) {
    it(`stay inside a broken file: ${text}`, () => {
      const host = analyze(text, "create-integration");
      for (let offset = 0; offset <= text.length; offset++) {
        for (const { start, end } of referencesAt(host, offset, true) ?? []) {
          assert.ok(0 <= start && start <= end && end <= text.length);
          assert.equal(text.slice(start, end), "a");
        }
        askAll(host, text.slice(0, offset));
      }
    });
  }
});
