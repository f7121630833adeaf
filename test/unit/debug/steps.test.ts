import { strict as assert } from "node:assert";
import type { DebugCommand } from "../../../server/src/service";
import { debugTemplate } from "../../support/debugging";

const LOOP = `#set($names = ["a", "b"])
#foreach($name in $names)
  $name
#end
done $names.size()`;

const DEFINE = `#define($block)
#set($inner = 1)
$inner
#end
#set($before = 1)
$block
#set($after = 2)`;

describe("steps of the debugger", () => {
  const cases: readonly (readonly [
    title: string,
    template: string,
    commands: readonly DebugCommand[],
    stops: readonly string[],
  ])[] = [
    [
      "stops at each statement that runs",
      LOOP,
      ["startAtEntry", "stepIn", "stepIn", "stepIn", "stepIn", "stepIn"],
      [
        'entry #set($names = ["a", "b"])',
        "step #foreach($name in $names)",
        "step $name",
        "step $name",
        "step $names.size()",
        "ended",
      ],
    ],
    [
      "does not stop in a branch that is not taken",
      "#if(false)$a#elseif(true)$b#else$c#end$d",
      ["startAtEntry", "next", "next", "next", "next"],
      ["entry #if(false)", "step #elseif(true)", "step $b", "step $d", "ended"],
    ],
    [
      "steps into the block of a #define, and over it",
      DEFINE,
      ["startAtEntry", "next", "next", "stepIn", "stepIn", "stepIn"],
      [
        "entry #define($block)",
        "step #set($before = 1)",
        "step $block",
        "step #set($inner = 1)",
        "step $inner",
        "step #set($after = 2)",
      ],
    ],
    [
      "steps over the block of a #define",
      DEFINE,
      ["startAtEntry", "next", "next", "next"],
      ["entry #define($block)", "step #set($before = 1)", "step $block", "step #set($after = 2)"],
    ],
    [
      "steps out of the block of a #define",
      DEFINE,
      ["startAtEntry", "next", "next", "stepIn", "stepOut"],
      [
        "entry #define($block)",
        "step #set($before = 1)",
        "step $block",
        "step #set($inner = 1)",
        "step #set($after = 2)",
      ],
    ],
    [
      "steps out of a loop",
      LOOP,
      ["startAtEntry", "next", "next", "stepOut"],
      [
        'entry #set($names = ["a", "b"])',
        "step #foreach($name in $names)",
        "step $name",
        "step $names.size()",
      ],
    ],
    [
      "steps back, also into a loop",
      LOOP,
      ["startAtEntry", "next", "next", "stepOut", "stepBack", "stepBack", "stepBack", "stepBack", "stepBack"],
      [
        'entry #set($names = ["a", "b"])',
        "step #foreach($name in $names)",
        "step $name",
        "step $names.size()",
        "step $name",
        "step $name",
        "step #foreach($name in $names)",
        'entry #set($names = ["a", "b"])',
        'entry #set($names = ["a", "b"])',
      ],
    ],
    [
      "steps back over the block of a #define",
      DEFINE,
      ["startAtEntry", "next", "next", "next", "stepBack"],
      [
        "entry #define($block)",
        "step #set($before = 1)",
        "step $block",
        "step #set($after = 2)",
        "step $block",
      ],
    ],
    ["stops nowhere in plain text", "just text", ["startAtEntry"], ["ended"]],
    ["ends at #stop", "$a#stop()$b", ["startAtEntry", "next", "next"], ["entry $a", "step #stop()", "ended"]],
    [
      "takes a string with references as a part of its statement",
      '#set($a = "x$b#if(true)y#end")$a',
      ["startAtEntry", "stepIn"],
      ['entry #set($a = "x$b#if(true)y#end")', "step $a"],
    ],
  ];
  for (const [title, template, commands, stops] of cases) {
    it(title, () => {
      const debugging = debugTemplate(template);
      assert.deepEqual(
        commands.map((command) => debugging.run(command)),
        stops,
      );
    });
  }

  it("shows the loops and blocks around a statement as frames", () => {
    const template = `#define($block)$x#end#foreach($a in [1])#foreach($b in [1, 2])$block#end#end`;
    const debugging = debugTemplate(template);
    debugging.breakAt("$x");
    debugging.run("start");
    assert.deepEqual(debugging.frames("continue"), [
      "#define($block): $x",
      "#foreach($b), iteration 2: $block",
      "#foreach($a), iteration 1: #foreach($b in [1, 2])",
      "template: #foreach($a in [1])",
    ]);
  });
});
