import { strict as assert } from "node:assert";
import { type Observer, renderTemplate } from "../../../server/src/vtl";

/** Renders a template, and returns the calls of its observer, in order. */
function observed(template: string, body = "{}"): readonly string[] {
  const events: string[] = [];
  const text = ({ start, end }: { readonly start: number; readonly end: number }) =>
    template.slice(start, end).split(/\n|\)/)[0];
  const observer: Observer = {
    before: (node) => events.push(`${node.kind} ${text(node)}`),
    decided: (_, branch) => events.push(`decided ${branch}`),
    iterating: (_, pass) => events.push(`pass ${pass}`),
    entering: (node) => events.push(`enter ${node.kind}`),
    leaving: () => events.push("leave"),
  };
  renderTemplate(template, { body }, { observer });
  return events;
}

describe("the observer of a rendering", () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ["statements", "#set($a = 1)$a", ["set #set($a = 1", "reference $a"]],
    ["an #if that holds", "#if(true)x#{else}y#end", ["if #if(true", "decided 0", "text x"]],
    [
      "an #elseif, before its condition",
      "#if(false)x#elseif(true)y#end",
      ["if #if(false", "branch #elseif(true", "decided 1", "text y"],
    ],
    ["an #if of which nothing holds", "#if(false)x#end", ["if #if(false", "decided -1"]],
    [
      "the passes of a loop",
      "#foreach($x in [1, 2])$x#end",
      ["foreach #foreach($x in [1, 2]", "pass 1", "reference $x", "pass 2", "reference $x"],
    ],
    ["a loop over an empty list", "#foreach($x in [])$x#end", ["foreach #foreach($x in []", "pass 0"]],
    ["a loop over nothing", "#foreach($x in $none)$x#end", ["foreach #foreach($x in $none", "pass 0"]],
    [
      "the block of a #define",
      "#define($d)x#end$d",
      ["define #define($d", "reference $d", "enter define", "text x", "leave"],
    ],
    ["#stop", "a#stop()b", ["text a", "command #stop("]],
    ["no statement of a template that Velocity rejects", "#if(true)", []],
  ];
  for (const [title, template, events] of cases) {
    it(`sees ${title}`, () => assert.deepEqual(observed(template), events));
  }
});
