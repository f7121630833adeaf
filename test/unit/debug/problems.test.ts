import { strict as assert } from "node:assert";
import { debugTemplate } from "../../support/debugging";

describe("problems in the debugger", () => {
  const cases: readonly (readonly [title: string, template: string, statement: string, message: RegExp])[] = [
    ["a Java exception", "#set($list = [1])#foreach($i in [0..2])$list.get($i)#end", "$list.get($i)", /1/],
    [
      "an override that is set twice",
      '#set($context.requestOverride.header.a = "1")x#set($context.requestOverride.header.a = "2")y',
      '#set($context.requestOverride.header.a = "2")',
      /set twice/,
    ],
    ["a loop with too many iterations", "#foreach($i in [1..2000])$i#end", "$i", /1000 iterations/],
    ["a fault in a block", "#define($block)$list.get(5)#end#set($list = [])a$block", "$list.get(5)", /5/],
  ];
  for (const [title, template, statement, message] of cases) {
    it(`stop before the statement that causes it: ${title}`, () => {
      const debugging = debugTemplate(template);
      const { session } = debugging;
      const result = session.run("start");
      assert.equal(result.kind === "stopped" && result.reason, "problem");
      assert.match((result.kind === "stopped" && result.message) || "", message);
      const [frame] = result.kind === "stopped" ? result.frames : [];
      const { start, end } = frame?.place.range ?? { start: { character: 0 }, end: { character: 0 } };
      assert.equal(template.slice(start.character, end.character), statement);
      assert.equal(debugging.run("continue"), "failed");
    });
  }

  it("can be ignored", () => {
    const debugging = debugTemplate("$util.urlDecode('%')");
    debugging.session.stopAtProblems("none");
    assert.equal(debugging.run("start"), "failed");
    assert.match(debugging.console, /VTL-fault/);
  });

  it("are found again when going back", () => {
    const debugging = debugTemplate("#set($a = 1)$util.urlDecode('%')");
    assert.equal(debugging.run("start"), "problem $util.urlDecode('%')");
    assert.equal(debugging.run("stepBack"), "entry #set($a = 1)");
    assert.equal(debugging.run("continue"), "problem $util.urlDecode('%')");
  });

  it("are not taken for reached after a change that prevents them", () => {
    const debugging = debugTemplate("#set($text = '%')x$util.urlDecode($text)");
    assert.equal(debugging.run("start"), "problem $util.urlDecode($text)");
    assert.equal(debugging.session.set("$text", "'a'"), undefined);
    assert.equal(debugging.run("continue"), "ended");
    assert.equal(debugging.console, "xa");
  });

  it("end a template that Velocity rejects, with the reason", () => {
    const debugging = debugTemplate("#if(true)");
    assert.equal(debugging.run("startAtEntry"), "failed");
    assert.match(debugging.console, /^AG3010: /);
  });

  it("include the end of the time, however much there is to do", () => {
    const bomb =
      "#foreach($a in [1..1000])#foreach($b in [1..1000])#foreach($c in [1..1000])#set($x = $c)#end#end#end";
    // Asked every few thousand steps.
    const limit = () => {
      let left = 20;
      return () => left-- < 0 && ("time" as const);
    };
    const debugging = debugTemplate(bomb, {}, limit);
    debugging.breakAt({ at: "#set", condition: "$a == 5000" });
    assert.equal(debugging.run("start"), "problem #set($x = $c)");
    assert.equal(debugging.run("continue"), "failed");
    assert.match(debugging.console, /VTL-time/);
  });
});
