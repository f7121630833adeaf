import { strict as assert } from "node:assert";
import { debugTemplate } from "../../support/debugging";

const REQUEST = {
  body: { name: "Rex", tags: ["a", "b"], age: 3, weight: 2.5, big: 12345678901, is: true, none: null },
  headers: { Accept: "text/plain" },
  queryStringParameters: { page: "2" },
  stageVariables: { table: "pets" },
};

describe("values in the debugger", () => {
  const at = (template: string, stop: string) => {
    const debugging = debugTemplate(template, REQUEST);
    debugging.breakAt(stop);
    debugging.run("start");
    return debugging;
  };

  const cases: readonly (readonly [expression: string, value: string])[] = [
    ["$input.path('$.name')", 'java.lang.String "Rex"'],
    ["$input.path('$.tags')", 'net.minidev.json.JSONArray ["a","b"]'],
    ["$input.path('$.tags')[1]", 'java.lang.String "b"'],
    ["$input.path('$.age')", "java.lang.Integer 3"],
    ["$input.path('$.big')", "java.lang.Long 12345678901"],
    ["$input.path('$.weight')", "java.lang.Double 2.5"],
    ["$input.path('$.is')", "java.lang.Boolean true"],
    ["$input.path('$').age > 2", "java.lang.Boolean true"],
    ["$input.json('$.tags')", 'java.lang.String "[\\"a\\",\\"b\\"]"'],
    ["[1..3]", "java.util.ArrayList [1, 2, 3]"],
    ['"a,b".split(",")', "Not a VTL expression: "],
    ['{"a": 1}', "java.util.LinkedHashMap {a=1}"],
    ['{"a": 1}.keySet()', "Not a VTL expression: "],
    ["$map.keySet()", "java.util.LinkedHashMap$LinkedKeySet [k]"],
    ["$map.k", 'java.lang.String "v"'],
    ["$nothing", "null not set"],
    ["$nothing.at.all", 'java.lang.String ""'],
    ["$stageVariables.table", 'java.lang.String "pets"'],
    ["$input.params('page')", 'java.lang.String "2"'],
    ["", "Expected an expression, such as `$name`."],
  ];
  for (const [expression, value] of cases) {
    it(`shows ${expression || "nothing"} as ${value}`, () => {
      const found = at('#set($map = {"k": "v"})x$map', "x$map").value(expression);
      assert.equal(value.endsWith(": ") ? found.slice(0, value.length) : found, value);
    });
  }

  it("shows variables in groups, and those of each loop", () => {
    const template = `#set($sum = 0)#foreach($a in [5, 6])#foreach($b in ["x"])$b#end#end`;
    const debugging = at(template, "$b#end");
    debugging.run("continue");
    assert.deepEqual(debugging.scope("Template"), ["$sum = 0", "$a = 6", '$b = "x"']);
    assert.deepEqual(debugging.scope("Loop", 0).slice(0, 4), [
      '$b = "x"',
      "index = 0",
      "count = 1",
      "hasNext = false",
    ]);
    assert.deepEqual(debugging.scope("Loop", 1).slice(0, 4), [
      "$a = 6",
      "index = 1",
      "count = 2",
      "hasNext = false",
    ]);
    assert.deepEqual(debugging.scope("$stageVariables"), ['table = "pets"']);
    assert.deepEqual(debugging.scope("Output"), ['output = "x"']);
  });

  it("opens maps and lists piece by piece, with the expressions that read their members", () => {
    const { session } = at("#set($pet = $input.path('$'))x$pet.name", "$pet.name");
    const variables = session.variables();
    const [pet] = variables?.members(variables.scopes(undefined)[0]?.reference ?? 0) ?? [];
    assert.equal(pet?.type, "java.util.LinkedHashMap");
    assert.equal(pet?.named, 7);
    const tags = variables?.members(pet?.reference ?? 0).find(({ name }) => name === "tags");
    assert.equal(tags?.expression, "$pet.tags");
    assert.equal(tags?.indexed, 2);
    assert.deepEqual(
      variables
        ?.members(tags?.reference ?? 0, 1, 1)
        .map(({ name, value, expression }) => [name, value, expression]),
      [["[1]", '"b"', "$pet.tags[1]"]],
    );
  });

  it("opens $input: its body, parsed and as text, and the parameters", () => {
    const debugging = at("$x", "$x");
    const names = debugging.scope("$input").map((each) => each.replace(/ = .*/s, ""));
    assert.deepEqual(names, ["body", "path('$')", "params()"]);
  });

  it("cannot be disturbed by an evaluation", () => {
    const debugging = at("#set($map = {})x$map.size()", "$map.size");
    assert.equal(debugging.value("$map.put('a', 1)"), 'java.lang.String ""');
    assert.equal(debugging.value("$map"), "java.util.LinkedHashMap {}");
    debugging.run("continue");
    assert.equal(debugging.console, "x0");
  });

  it("evaluates templates with directives", () => {
    const { session } = at("#set($n = 2)x$n", "x$n");
    const found = session.evaluate("#foreach($i in [1..$n])$i;#end", "full");
    assert.equal("value" in found && found.value, "1;2;");
  });

  it("can be set, and stay set", () => {
    const debugging = at("#set($n = 2)x$n #set($m = $n * 2)$m", "x$n");
    assert.equal(debugging.session.set("$n", "20"), undefined);
    assert.equal(debugging.value("$n"), "java.lang.Integer 20");
    assert.equal(debugging.run("next"), "step #set($m = $n * 2)");
    assert.equal(debugging.run("stepBack"), "step $n");
    assert.equal(debugging.run("continue"), "ended");
    assert.equal(debugging.console, "x2040");
  });

  it("cannot be set where a template could not set them", () => {
    const { session } = at("#set($n = 2)x$n", "$n");
    assert.deepEqual(session.set("$input.path('$')", "20"), { message: "This cannot be set." });
    assert.match(session.set("$n", "20 +")?.message ?? "", /^Not a VTL expression/);
  });
});
