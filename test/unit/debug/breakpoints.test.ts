import { strict as assert } from "node:assert";
import { debugTemplate } from "../../support/debugging";

const LOOP = `#foreach($i in [1..1000])
  #set($double = $i * 2)
  $double
#end
#set($last = 1)`;

describe("breakpoints of the debugger", () => {
  it("stop before a statement, each time that it runs", () => {
    const debugging = debugTemplate("#foreach($a in [1, 2])$a#end");
    debugging.breakAt("$a#");
    assert.deepEqual(
      [debugging.run("start"), debugging.run("continue"), debugging.run("continue")],
      ["breakpoint $a", "breakpoint $a", "ended"],
    );
  });

  it("stop where a condition holds", () => {
    const debugging = debugTemplate(LOOP);
    debugging.breakAt({ at: "$double\n", condition: "$double == 1998" });
    assert.equal(debugging.run("start"), "breakpoint $double");
    assert.equal(debugging.value("$i"), "java.lang.Integer 999");
    assert.equal(debugging.run("continue"), "ended");
  });

  for (const [hitCondition, values] of [
    ["3", [3]],
    ["> 998", [999, 1000]],
    ["% 500", [500, 1000]],
  ] as const) {
    it(`stop at the hits ${hitCondition}`, () => {
      const debugging = debugTemplate(LOOP);
      debugging.breakAt({ at: "#set($double", hitCondition });
      const found: string[] = [];
      for (let stop = debugging.run("start"); stop !== "ended"; stop = debugging.run("continue")) {
        found.push(debugging.value("$i"));
      }
      assert.deepEqual(
        found,
        values.map((value) => `java.lang.Integer ${value}`),
      );
    });
  }

  it("log messages with values instead of stopping", () => {
    const debugging = debugTemplate("#foreach($a in [1, 2])<$a>\n#end");
    debugging.breakAt({ at: "$a>", logMessage: 'value {$a}, next {$a + 1}, map {{"k": $a}}' });
    assert.equal(debugging.run("start"), "ended");
    assert.equal(debugging.console, "<\nvalue 1, next 2, map {k=1}\n1>\n<\nvalue 2, next 3, map {k=2}\n2>\n");
  });

  it("move to the next statement", () => {
    const { session } = debugTemplate("text\n#set($a = 1)\n\n$a");
    const [first, second] = session.setBreakpoints("file:///pets.vtl", [{ line: 0 }, { line: 2 }]);
    assert.deepEqual(first && "place" in first && first.place.range.start, { line: 1, character: 0 });
    assert.deepEqual(second && "place" in second && second.place.range.start, { line: 3, character: 0 });
  });

  it("stop at a statement in the middle of a line", () => {
    const debugging = debugTemplate("$a $b $c");
    debugging.breakAt("$b");
    assert.equal(debugging.run("start"), "breakpoint $b");
  });

  for (const [request, message] of [
    [{ line: 9 }, "This session runs no mapping template in this line."],
    [{ line: 1 }, "No statement of the template runs here or later."],
    [{ line: 0, condition: "$a ==" }, "Not a VTL expression: "],
    [{ line: 0, condition: "$a.put('b', 1)" }, "A breakpoint must not change values, and put may do so."],
    [{ line: 0, hitCondition: "often" }, "Expected a number of hits, such as 3, > 3 or % 3."],
    [{ line: 0, logMessage: "value {$a" }, undefined],
    [{ line: 0, logMessage: "value {$a +}" }, "Not a VTL expression: "],
  ] as const) {
    it(`are refused with the reason: ${JSON.stringify(request)}`, () => {
      const { session } = debugTemplate("$a\ntext");
      const [resolved] = session.setBreakpoints("file:///pets.vtl", [request]);
      const found = resolved && "message" in resolved ? resolved.message : undefined;
      assert.equal(found?.slice(0, message?.length), message);
    });
  }

  it("stop backwards", () => {
    const debugging = debugTemplate(LOOP);
    debugging.breakAt({ at: "$double\n", condition: "$i == 10 || $i == 20" }, "#set($last");
    assert.equal(debugging.run("start"), "breakpoint $double");
    assert.equal(debugging.run("continue"), "breakpoint $double");
    assert.equal(debugging.run("continue"), "breakpoint #set($last = 1)");
    assert.equal(debugging.run("reverseContinue"), "breakpoint $double");
    assert.equal(debugging.value("$i"), "java.lang.Integer 20");
    assert.equal(debugging.run("reverseContinue"), "breakpoint $double");
    assert.equal(debugging.value("$i"), "java.lang.Integer 10");
    assert.equal(debugging.run("reverseContinue"), "entry #foreach($i in [1..1000])");
  });
});
