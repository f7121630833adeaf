import { strict as assert } from "node:assert";
import {
  CoverageCollector,
  type FileCoverage,
  mergeCoverage,
  readTestFile,
  runTests,
} from "../../../server/src/testing";

/** Runs tests with these bodies on a template file. */
function covered(template: string, bodies: readonly unknown[], path = "t.vtl"): FileCoverage {
  const tests = bodies.map((body, index) => ({ name: String(index), request: { body } }));
  const file = readTestFile(JSON.stringify({ file: path, tests }), "t.test.json");
  const coverage = new CoverageCollector();
  const textOf = (each: string) => (each === path ? template : undefined);
  for (const { outcome } of runTests(file, file.cases, { textOf, coverage })) assert.equal(outcome, "passed");
  const [first] = coverage.files();
  assert.ok(first);
  return first;
}

/** A folder with one file. */
function only(path: string, text: string): (path: string) => string | undefined {
  return (each) => (each === path ? text : undefined);
}

/** Statements and branches as lines: what is written there, and how often it ran. */
function shown(text: string, { templates }: FileCoverage): readonly string[] {
  const at = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
  return templates.flatMap(({ statements }) =>
    statements.flatMap(({ span, count, branches }) => [
      `${count} ${at(span)}`,
      ...branches.map((branch) => `  ${branch.count} ${branch.label}: ${at(branch.span)}`),
    ]),
  );
}

describe("coverage", () => {
  it("counts statements, and the ways through #if with an implicit #else", () => {
    const text = "A\n#if($input.path('$.a'))\n  B\n#elseif($input.path('$.b'))C#end\nD";
    assert.deepEqual(
      shown(text, covered(text, [{ a: true }, { a: false, b: false }, { a: false, b: false }])),
      [
        "3 A",
        "3 #if($input.path('$.a'))",
        "  1 #if: #if($input.path('$.a'))\n  B",
        "  0 #elseif: #elseif($input.path('$.b'))C",
        "  2 no branch: #end",
        "1 B",
        "2 #elseif($input.path('$.b'))",
        "0 C",
        "3 D",
      ],
    );
  });

  it("counts #else, nested blocks and definitions", () => {
    const text = "#define($d)x#end#if(true)#if(false)y#else${d}#end#{else}z#end";
    assert.deepEqual(shown(text, covered(text, [{}])), [
      "1 #define($d)",
      "1 x",
      "1 #if(true)",
      "  1 #if: #if(true)#if(false)y#else${d}#end",
      "  0 #else: #{else}z",
      "1 #if(false)",
      "  0 #if: #if(false)y",
      "  1 #else: #else${d}",
      "0 y",
      "1 ${d}",
      "0 z",
    ]);
  });

  it("counts loops with and without items once each", () => {
    const text = "#foreach($i in $input.path('$.l'))$i,#end";
    const ways = (bodies: readonly unknown[]) => shown(text, covered(text, bodies)).slice(1, 3);
    const items = "items: #foreach($i in $input.path('$.l'))$i,#end";
    assert.deepEqual(ways([{ l: [1, 2] }]), [`  1 ${items}`, "  0 no items: #end"]);
    assert.deepEqual(ways([{ l: [1, 2, 3] }, { l: [] }, {}]), [`  1 ${items}`, "  2 no items: #end"]);
  });

  it("counts only what branches in a string", () => {
    const text = `#set($x = "a#if($input.path('$.a'))b#{else}c#end")$x`;
    assert.deepEqual(shown(text, covered(text, [{ a: true }])), [
      `1 #set($x = "a#if($input.path('$.a'))b#{else}c#end")`,
      "1 #if($input.path('$.a'))",
      "  1 #if: #if($input.path('$.a'))b",
      "  0 #else: #{else}c",
      "1 $x",
    ]);
  });

  it("leaves out macros, comments and white space", () => {
    const text = "#macro(m)x#end ## comment\n \n#* more *#$!a";
    assert.deepEqual(shown(text, covered(text, [{}])), ["1 $!a"]);
  });

  it("counts what ran until the template stopped", () => {
    const text = "a#if(true)#stop#end b";
    const [, , , , , last] = shown(text, covered(text, [{}]));
    assert.equal(last, "0 b");
  });

  const input = (templates: object) =>
    JSON.stringify({
      restApiId: "a",
      resourceId: "r",
      httpMethod: "POST",
      type: "MOCK",
      requestTemplates: templates,
    });

  it("finds the columns of templates in one line of JSON, through escapes", () => {
    const text = input({
      "application/json": `{"statusCode": 200}#if($input.path("$.a"))\n"x"#end`,
      "text/plain": "$never",
    });
    const coverage = covered(text, [{ a: false }], "put-integration.json");
    assert.deepEqual(
      coverage.templates.map(({ name, count, span }) => [name, count, text.slice(span.start, span.end)]),
      [
        [
          "requestTemplates/application/json",
          1,
          String.raw`{\"statusCode\": 200}#if($input.path(\"$.a\"))\n\"x\"#end`,
        ],
        ["requestTemplates/text/plain", 0, "$never"],
      ],
    );
    assert.deepEqual(shown(text, coverage), [
      String.raw`1 {\"statusCode\": 200}`,
      String.raw`1 #if($input.path(\"$.a\"))`,
      String.raw`  0 #if: #if($input.path(\"$.a\"))\n\"x\"`,
      "  1 no branch: #end",
      String.raw`0 \"x\"`,
      "0 $never",
    ]);
  });

  it("counts a template that a test renders by itself in the same place", () => {
    const text = input({ "application/json": `{"statusCode": 200}` });
    const tests = [{ name: "a", template: "application/json" }, { name: "b" }];
    const file = readTestFile(JSON.stringify({ file: "put-integration.json", tests }), "x.test.json");
    const coverage = new CoverageCollector();
    const results = [...runTests(file, file.cases, { textOf: only("put-integration.json", text), coverage })];
    assert.deepEqual(
      results.map(({ outcome }) => outcome),
      ["passed", "passed"],
    );
    assert.deepEqual(shown(text, coverage.files()[0] as FileCoverage), [String.raw`2 {\"statusCode\": 200}`]);
  });

  it("covers the templates of all integrations in a host file", () => {
    const method = (template: string) => ({
      "x-amazon-apigateway-integration": {
        type: "mock",
        requestTemplates: { "application/json": template },
        responses: {
          default: { statusCode: "200", responseTemplates: { "application/json": "$input.json('$')" } },
        },
      },
      responses: { 200: { description: "" } },
    });
    const text = JSON.stringify({
      openapi: "3.0.1",
      info: { title: "t", version: "1" },
      paths: { "/a": { get: method(`{"statusCode": 200}`), post: method(`{"statusCode": 201}`) } },
    });
    const tests = [{ name: "a", input: "GET /a" }];
    const file = readTestFile(JSON.stringify({ file: "api.json", tests }), "api.test.json");
    const coverage = new CoverageCollector();
    const [result] = [...runTests(file, file.cases, { textOf: only("api.json", text), coverage })];
    assert.equal(result?.outcome, "passed");
    assert.deepEqual(
      coverage.files()[0]?.templates.map(({ name, count }) => `${count} ${name}`),
      [
        "1 GET /a requestTemplates/application/json",
        "1 GET /a default responseTemplates/application/json",
        "0 POST /a requestTemplates/application/json",
        "0 POST /a default responseTemplates/application/json",
      ],
    );
  });

  it("adds up the coverage of several test files", () => {
    const text = "#if($input.path('$.a'))b#end";
    const sum = mergeCoverage([covered(text, [{ a: true }]), covered(text, [{ a: false }, { a: false }])]);
    assert.equal(sum.length, 1);
    assert.deepEqual(shown(text, sum[0] as FileCoverage), [
      "3 #if($input.path('$.a'))",
      "  1 #if: #if($input.path('$.a'))b",
      "  2 no branch: #end",
      "1 b",
    ]);
  });
});
