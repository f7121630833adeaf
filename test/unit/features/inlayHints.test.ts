import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { inlayHints } from "../../../server/src/service";
import { hostedTemplates } from "../../../server/src/templates/hostedTemplate";
import { itInEveryHost, openHost } from "../../support/templateHosts";

const SAMPLE = JSON.stringify({
  pathParameters: { id: "42" },
  body: { order: { lines: [{ sku: "a-1" }, { sku: "b-2" }], note: "" }, name: "  long\n text ".repeat(9) },
});
const ALL = { types: true, values: true };

/** The template with its hints in guillemets. */
function withHints(
  text: string,
  marked: string,
  host: Parameters<typeof openHost>[0],
  settings = ALL,
): string {
  const analysis = openHost(host, marked);
  const [hosted] = hostedTemplates(analysis);
  assert.ok(hosted);
  const whole = { start: 0, end: marked.length };
  let result = "";
  let last = 0;
  for (const { offset, label } of inlayHints(analysis, whole, settings, { request: SAMPLE })) {
    const at = hosted.map.toValue(offset);
    // A hint is right after a name, in the source, too.
    assert.deepEqual(hosted.map.toSource({ start: at - 1, end: at }).end, offset);
    result += `${text.slice(last, at)}«${label}»`;
    last = at;
  }
  return result + text.slice(last);
}

describe("inlay hints", () => {
  itInEveryHost(
    [
      [
        "show the types of variables",
        "#set($a = $input.params('id'))#set($b = $a.length() + 1)#set($c = $input.params())x",
        "#set($a«: string» = $input.params('id'))#set($b«: number» = $a.length() + 1)#set($c«: map» = $input.params())x",
      ],
      ["show no types that can be read off the value", "#set($a = 1)#set($b = 'x')#set($c = [])x", undefined],
      [
        "show the types in the sample",
        "#set($a = $input.path('$.order'))#foreach($b in $a.lines)x#end",
        "#set($a«: map» = $input.path('$.order'))#foreach($b«: map» in $a.lines)x#end",
      ],
      [
        "show what references print",
        '{"a": "$input.params(\'id\')", "b": "$input.path(\'$.order.note\')"}',
        '{"a": "$input.params(\'id\')«= 42»", "b": "$input.path(\'$.order.note\')«= ""»"}',
      ],
      [
        "show what a reference in a loop prints",
        "#foreach($b in $input.path('$.order.lines'))${b.sku}#end",
        "#foreach($b«: map» in $input.path('$.order.lines'))${b.sku}«= a-1, b-2»#end",
      ],
      [
        "cut long values",
        "$input.path('$.name')",
        "$input.path('$.name')«=  long text long text long text…»",
      ],
    ] as const,
    ({ host, marked }, [, template, expected = template]) => {
      assert.equal(withHints(template, marked, host), expected);
      assert.equal(withHints(template, marked, host, { types: false, values: false }), template);
    },
  );

  it("are only those of the span", () => {
    const text = "$input.params('id')\n$input.params('id')";
    const analysis = openHost({ name: "", format: "vtl", wrap: (each) => each }, text);
    const hints = inlayHints(analysis, { start: 0, end: 20 }, ALL, { request: SAMPLE });
    assert.deepEqual(hints, [{ offset: 19, label: "= 42", kind: "value" }]);
  });

  it("show no values for a sample that cannot be read", () => {
    const analysis = openHost({ name: "", format: "vtl", wrap: (each) => each }, "$input.body");
    for (const request of ["", "{", "[]", '{"method": 1}']) {
      assert.deepEqual(inlayHints(analysis, { start: 0, end: 11 }, ALL, { request }), []);
    }
  });
});
