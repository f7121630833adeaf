import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { renderTemplate } from "../../../server/src";
import type { RenderRequest } from "../../../server/src/vtl";

const REQUEST: RenderRequest = {
  body: '{"name":"O\'Neil","n":3.0,"big":12345678901234567890,"items":[{"id":1},{"id":2}],"none":null,"t":true}',
  params: { path: { id: "p" }, querystring: { id: "q", page: "2" }, header: { Host: "h" } },
  context: { httpMethod: "GET", identity: { sourceIp: "127.0.0.1" } },
  stageVariables: { table: "t1" },
};

const output = (template: string, request = REQUEST): string => renderTemplate(template, request).output;

const codes = (template: string, request = REQUEST): readonly string[] =>
  renderTemplate(template, request).problems.map(({ code }) => code);

function checkOutputs(cases: readonly (readonly [template: string, expected: string])[]): void {
  for (const [template, expected] of cases) {
    it(JSON.stringify(template), () => strictEqual(output(template), expected));
  }
}

describe("VTL rendering", () => {
  describe("treats undefined references as the empty string", () =>
    checkOutputs([
      ["[$missing|$!missing|${missing.a.b}]", "[||]"],
      ["#if($missing)yes#end #if(!$missing)no#end", "yes "],
      ["#set($a = 1)#set($a = $missing)[$a]", "[]"],
      ["#set($a = 1)#set($a = 1 / 0)[$a]", "[1]"],
      ["#if($missing == '')equal#end", "equal"],
      ["[$input.path('$.none')]", "[]"],
      ["[$missing.foo()][${input.path('$.x').size()}]", "[][]"],
      ["#set($a = $missing + 1)$a", "1"],
    ]));

  describe("provides the objects of API Gateway", () =>
    checkOutputs([
      ["$input.path('$.items')", '[{"id":1},{"id":2}]'],
      ["$input.path('$.items[0]')", "{id=1}"],
      ["$input.json('$.n') $input.path('$.big')", "3.0 12345678901234567890"],
      ["$input.json('$.name') $input.json('$.nowhere')", '"O\'Neil" ""'],
      ["$input $util $input.params", "{} {} {}"],
      ["$input.params('id') $input.params('page') $input.params('Host') $input.params('x')", "p 2 h "],
      ["$input.params().path.id $input.params().querystring.keySet()", "p [id, page]"],
      ["$util.escapeJavaScript($input.path('$.name'))", "O\\'Neil"],
      ["$util.urlEncode('a b&c') $util.urlDecode('a+b%26c')", "a+b%26c a b&c"],
      ["$util.base64Encode('hé') $util.base64Decode('aMOp')", "aMOp hé"],
      ["$util.parseJson('{\"a\":[1]}').a[0] [$util.parseJson('5')] [$util.parseJson('no')]", "1 [] []"],
      ["$context.httpMethod $context.identity.sourceIp [$context.identity]", "GET 127.0.0.1 []"],
      ["$stageVariables.table ${stageVariables['table']}", "t1 t1"],
    ]));

  it("treats an empty body as {} and plain text as a string", () => {
    strictEqual(output("$input.body $input.json('$') $input.path('$')", {}), "{} {} {}");
    strictEqual(output("$input.path('$') $input.json('$')", { body: "plain" }), 'plain "plain"');
  });

  describe("prints, calculates and loops like Velocity", () =>
    checkOutputs([
      ["#foreach($i in [1..3])$i$foreach.index$velocityCount#if($foreach.hasNext),#end#end", "101,212,323"],
      ["#foreach($e in {'a': 1}.entrySet())x#end", ""],
      ["#set($m = {'a': 1, 'b': [1, 'x']})$m #foreach($k in $m.keySet())$k#end", "{a=1, b=[1, x]} ab"],
      ["#foreach($i in [1..9])$i#if($i == 3)#break#end#end", "123"],
      ["a#stop b", "a"],
      ["#define($d)<$x>#end#set($x = 1)$d#set($x = 2)$d", "<1><2>"],
      ["#set($a = 7 / 2)$a #set($a = 2 * 3.0)$a #set($a = 2147483647 + 1)$a", "36.02147483648"],
      ["#set($a = 100000000.0)$a #set($a = 7 % 4)$a", "1.0E83"],
      ["#if('42' == 42)y#end#if('x')n#end#if(1)n#end", "y"],
      ['#set($q = \'"\')$q#set($s = "say ""hi"" $q")$s', '"say "hi" "'],
      ["\\$input \\#if \\\\#set($x = 1)", "$input #if \\\\"],
      ["x #set($a = 1)\n  #set($b = 2)\ny", "x y"],
      ["#if(true)  \n  a\n#end\nb", "  a\nb"],
      ["#[[ $raw #if ]]#", " $raw #if "],
      ["$a-b ${input.params('id')}-b", " p-b"],
    ]));

  describe("prints macros and #evaluate as text", () =>
    checkOutputs([
      ["#macro(m $x)[$x]#end#m('a')", "#m('a')"],
      ["#evaluate('$a')", "#evaluate('$a')"],
      ["#toString #foo($x)", "#toString #foo($x)"],
    ]));

  describe("calls Java methods", () =>
    checkOutputs([
      ["#set($s = 'a,b,,')$s.split(',').size() $s.replace(',', ';') $s.indexOf('b')", "2 a;b;; 2"],
      [
        "#set($s = 'x1y22')$s.replaceAll('[0-9]+', '<$0>') $s.matches('x.*') $s.substring(1, 3)",
        "x<1>y<22> true 1y",
      ],
      ["#set($s = 'aXbX')$s.replaceAll('(?i)x', '-') $s.replaceFirst('(a)(X)', '$2$1')", "a-b- XabX"],
      ["#set($l = [])$l.add(1)$l.add('b') [$l.size()]$l.contains('b')$l.get(1)", "truetrue [2]trueb"],
      ["#set($m = {})$m.put('a', 1)$m.put('a', 2)$m.containsKey('a')$m.size()", "1true1"],
      ["#set($i = 0)#set($n = $i.parseInt('12') + 1)$n", "13"],
      ["#set($s = '')$s.format('%05d|%.2f|%s', 42, 2.5, 'x')", "00042|2.50|x"],
      ["#set($s = '')$s.join('-', ['a', 'b'])", "a-b"],
    ]));

  describe("gives no access to JavaScript objects", () =>
    checkOutputs([
      ["[$input.constructor][$input['__proto__']][$util.class][$input.getClass()]", "[][][][]"],
      [
        "#set($m = {})[$m.constructor][$m['__proto__']][$m.hasOwnProperty('a')][$m.toString.call()]",
        "[][][][]",
      ],
      [
        "#set($s = 'x')[$s.constructor('return 1')][$s.class.forName('java.lang.Runtime')][$s.bytes]",
        "[][][]",
      ],
      ["#set($l = [1])[$l.length][$l.map][$l['length']][$l.prototype]", "[][][][]"],
      [
        "#set($m = {})#set($m['__proto__'] = {'polluted': 1})#set($n = {})[$n.polluted][$m]",
        "[][{__proto__={polluted=1}}]",
      ],
      ["#set($x = 1)[$x.constructor][$x.toFixed(2)][$x.valueOf]", "[][][]"],
      ["[$constructor][$__proto__][$globalThis][$process.env]", "[][][][]"],
    ]));

  it("does not modify JavaScript prototypes", () => {
    output(
      "#set($context.requestOverride.header['__proto__'] = 'x')#set($__proto__ = 1)#set($m = {'__proto__': 1})",
    );
    strictEqual(Reflect.get({}, "x"), undefined);
    strictEqual(Reflect.get({}, "polluted"), undefined);
  });

  it("returns the overrides, and reports one that is set twice", () => {
    const template =
      "#set($context.responseOverride.status = 404)" +
      '#set($context.responseOverride.header["X-A"] = "1")' +
      "$context.requestOverride.header.put('B', ['x', 'y'])" +
      "#set($context.requestOverride.path.p = 'v')";
    const { overrides, problems } = renderTemplate(template);
    deepStrictEqual(problems, []);
    deepStrictEqual(JSON.parse(JSON.stringify(overrides)), {
      requestOverride: { header: { B: ["x", "y"] }, path: { p: "v" }, querystring: {} },
      responseOverride: { header: { "X-A": "1" }, status: "404" },
    });
    deepStrictEqual(codes(`${template}#set($context.responseOverride.status = 500)`), ["AG3012"]);
    strictEqual(
      output("$context.responseOverride.status", { context: { responseOverride: { status: 201 } } }),
      "201",
    );
  });

  it("has no parameters without any in the request, as with the messages of a WebSocket API", () => {
    strictEqual(renderTemplate("[$input.params('id')]", {}).output, "[]");
    strictEqual(renderTemplate("$input.params().querystring.keySet()", {}).output, "[]");
  });

  const parsed = (text: string) =>
    renderTemplate("[$util.parseJson($input.json('$.v'))]", { body: `{"v": ${text}}` });
  for (const [text, expected] of [
    ['"text"', "[text]"],
    [String.raw`"{\"a\": \"it's\"}"`, '[{"a": "it\'s"}]'],
    ['""', "[]"],
    ["5", "[]"],
    ["true", "[]"],
    ["null", "[]"],
    ['{"a": 1}', "[{a=1}]"],
    ["[1]", "[[1]]"],
  ] as const) {
    it(`parses the JSON ${text} to ${expected.slice(1, -1) || "nothing"}`, () => {
      strictEqual(parsed(text).output, expected);
    });
  }

  it("keeps the names of a template's own in an override", () => {
    const { output, overrides } = renderTemplate(
      "#set($context.responseOverride.custom = 'a')#set($context.requestOverride.mine = ['b', 'c'])$context.responseOverride.custom$context.requestOverride.mine[1]",
    );
    strictEqual(output, "ac");
    deepStrictEqual(
      [overrides.responseOverride.others?.custom, overrides.requestOverride.others?.mine],
      ["a", ["b", "c"]],
    );
  });

  it("traces output to the template", () => {
    const template = "a$input.params('id')#if(true)b#end";
    const { output: printed, trace } = renderTemplate(template, REQUEST, { trace: true });
    const pieces = trace?.map(({ template: from, output: to, value }) => [
      template.slice(from.start, from.end),
      printed.slice(to.start, to.end),
      value,
    ]);
    deepStrictEqual(pieces, [
      ["a", "a", undefined],
      ["$input.params('id')", "p", "p"],
      ["b", "b", undefined],
    ]);
    strictEqual(renderTemplate(template).trace, undefined);
  });

  describe("reports the place of what fails on AWS", () => {
    const cases: readonly (readonly [template: string, code: string, piece: string])[] = [
      ["x #if(true)", "AG3010", "#if"],
      ["#parse('a')", "AG3008", "#parse"],
      ['#set($a = "\\"x")', "AG3016", '\\"'],
      ["a $", "VTL-dangling-sign", "$"],
      ["#set($l = [])a $l.get(0)", "VTL-fault", ".get(0)"],
      ["$input.params('id').substring(9)", "VTL-fault", ".substring(9)"],
      ["#foreach($i in [1..2000])x#end", "AG3011", "#foreach($i in [1..2000])x#end"],
    ];
    for (const [template, code, piece] of cases) {
      it(JSON.stringify(template), () => {
        const [problem] = renderTemplate(template, REQUEST).problems;
        ok(problem);
        const { start, end } = problem.range;
        deepStrictEqual([problem.code, template.slice(start.character, end.character)], [code, piece]);
      });
    }
  });

  it("stops a loop after 1,000 iterations, like API Gateway", () => {
    strictEqual(output("#foreach($i in [1..60000000])x#end").length, 1000);
  });

  describe("stops endless work", () => {
    const nested = "#foreach($a in [1..1000])".repeat(6);
    const cases: readonly (readonly [template: string, code: string])[] = [
      [`${nested}x${"#end".repeat(6)}`, "VTL-steps"],
      [`#set($s = "x")#foreach($i in [1..1000])#set($s = "$s$s")#end$s`, "VTL-steps"],
      [`#set($l = [1])#foreach($i in [1..999])$l.addAll($l)#end`, "VTL-steps"],
      [`#set($s = 'x')$s.repeat(2000000000)`, "VTL-steps"],
      [`#set($l = [1..2000000000])$l.contains(0)`, "VTL-steps"],
      [`#set($s = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab')$s.matches('(a+)+c')`, "VTL-steps"],
      [`#set($l = [])#set($k = [$l])$l.add($k)$l`, "VTL-fault"],
      [`#set($m = {})#foreach($i in [1..3])#set($m['z'] = {$m: $i})#end`, "VTL-fault"],
      [`#set($m = {})#set($m.a = $m)$m.hashCode() $m`, "VTL-fault"],
    ];
    for (const [template, code] of cases) {
      it(template.slice(0, 70), () => {
        const { problems } = renderTemplate(template, {}, { limits: { steps: 1_000_000 } });
        ok(
          problems.some((problem) => problem.code === code),
          JSON.stringify(problems),
        );
      });
    }
  });

  it("stops when it is cancelled", () => {
    let asked = 0;
    const isCancelled = (): boolean => ++asked > 3;
    const loops = "#foreach($a in [1..1000])#foreach($b in [1..1000])x#end#end";
    const { problems } = renderTemplate(loops, {}, { isCancelled });
    deepStrictEqual(
      problems.map(({ code }) => code),
      ["VTL-cancelled"],
    );
  });

  it("limits the output", () => {
    const { output: printed, problems } = renderTemplate(
      "#foreach($a in [1..900])xxxxx#end",
      {},
      { limits: { output: 100 } },
    );
    ok(printed.length < 200);
    deepStrictEqual(
      problems.map(({ code }) => code),
      ["VTL-output"],
    );
  });

  it("renders every truncation of a template", () => {
    const template =
      '#set($a = "x$input.params(\'id\')")#foreach($i in $input.path("$.items"))${i.id.toString()}#if($i.id > 1)' +
      "#break#else\\#if $!{m[-1]}#end#end#define($d)#[[x]]#$a#end$d ## end";
    for (let end = 0; end <= template.length; end++) renderTemplate(template.slice(0, end), REQUEST);
  }).timeout(20_000);
});
