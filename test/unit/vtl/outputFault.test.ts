import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { findOutputFault, renderTemplate } from "../../../server/src/vtl";
import { jsonFault } from "../../../server/src/vtl/analysis/jsonText";

/** A text with the first place that is not JSON between `‹` and `›`; without a mark it is JSON. */
const TEXTS: readonly (readonly [text: string, message?: RegExp])[] = [
  ['{"a": [1, -2.5e+3, true, false, null, "x\\u00e9\\n\\/"]}'],
  ["  [ ] \n"],
  ['"text"'],
  ["0"],
  ['{"a": 1}‹}›', /no matching opening bracket/],
  ['{"a": 1, ‹}›', /trailing commas/],
  ["[1, ‹]›", /trailing commas/],
  ['{"a": ‹}›', /before this/],
  ['{"a": 1 ‹"›b": 2}', /comma before a string/],
  ['{"a" ‹"›b"}', /colon before a string/],
  ["{‹a›: 1}", /property name/],
  ['{"a": ‹Ann›}', /Strings require double quotes/],
  ["{\"a\": ‹'›x'}", /Unexpected `'`/],
  ['{"a": "x ‹\n›y"}', /line break/],
  ['{"a": "it‹\\\'›s"}', /not a valid JSON escape/],
  ['{"a": "say "‹h›i""}', /comma before `hi`/],
  ['{"a": ‹01›}', /Strings require/],
  ['{"a": ‹+1›}', /Strings require/],
  ['‹{›"a": [1, 2]', /never closed/],
  ['{"a": ‹"›x}', /no closing quote/],
  ['{"a": 1} ‹{›"b": 2}', /after the end/],
  ["‹Action›=SendMessage", /Strings require/],
  ["‹<›p>", /Unexpected `<`/],
];

describe("the judge of JSON", () => {
  for (const [marked, message] of TEXTS) {
    it(`${message ? "finds the first fault in" : "accepts"} ${JSON.stringify(marked)}`, () => {
      const text = marked.replace(/[‹›]/g, "");
      const fault = jsonFault(text);
      assert.equal(fault === undefined, isJson(text), "agrees with JSON.parse");
      const found = fault
        ? `${text.slice(0, fault.start)}‹${text.slice(fault.start, fault.end)}›${text.slice(fault.end)}`
        : text;
      assert.equal(found, marked);
      if (message) assert.match(fault?.message ?? "", message);
    });
  }

  it("agrees with JSON.parse on every text that differs from JSON in one character", () => {
    const text = '{"a":[1,-2.5e3,{"b":"x\\n"}],"c":null}';
    for (let at = 0; at <= text.length; at++) {
      for (const unit of ["", ..."{}[]:,\"'\\ \n0-.eat"]) {
        for (const length of [0, 1]) {
          const changed = text.slice(0, at) + unit + text.slice(at + length);
          assert.equal(jsonFault(changed) === undefined, isJson(changed), changed);
        }
      }
    }
  });

  it("takes linear time, whatever the nesting", () => {
    for (const text of [
      "[".repeat(500_000),
      '{"a":'.repeat(200_000),
      "1 ".repeat(500_000),
      '"\\u12'.repeat(200_000),
    ]) {
      assert.ok(jsonFault(text));
    }
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** A template with the piece that prints the fault between `‹` and `›`, and the message. */
const TEMPLATES: readonly (readonly [marked: string, message?: RegExp])[] = [
  ['{"id": $input.json("$.id")}'],
  ['{"id": $input.path("$.id")‹}›', /\$input\.path\("\$\.id"\) before it printed nothing/],
  ['{"name": "‹$input.path("$.name")›"}', /./],
  ['{"list": [#foreach($i in [1..3])$i,#end‹]›}', /trailing commas/],
  ['{"list": [#foreach($i in [1..3])‹$i› #end]}', /comma before `2`/],
  ['#define($x){"a": 1 ‹"›b": 2}#end$x', /comma before a string/],
  ['{"a": "#if(true)x‹\n›y#end"}', /line break/],
];

describe("a fault in the output of a template", () => {
  for (const [marked, message] of TEMPLATES) {
    const template = marked.replace(/[‹›]/g, "");
    it(message ? `is found in ${JSON.stringify(marked)}` : `is not found in ${template}`, () => {
      const { output, trace = [] } = renderTemplate(
        template,
        { body: JSON.stringify({ name: 'Ann "A" Lee' }) },
        { trace: true },
      );
      const fault = output === "" ? undefined : findOutputFault(template, output, trace);
      if (!message) {
        assert.equal(fault, undefined);
        return;
      }
      const { start, end } = fault?.template ?? { start: 0, end: 0 };
      assert.equal(
        `${template.slice(0, start)}‹${template.slice(start, end)}›${template.slice(end)}`,
        marked,
      );
      assert.match(fault?.message ?? "", message);
    });
  }

  it("at the end is in the last piece that printed something", () => {
    const template = '{"a": [1, 2]';
    const { output, trace = [] } = renderTemplate(template, {}, { trace: true });
    assert.deepEqual(findOutputFault(template, output, trace)?.template, { start: 0, end: 1 });
  });
});
