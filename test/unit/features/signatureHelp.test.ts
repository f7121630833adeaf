import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { analyzeTemplate, signatureHelp } from "../../../server/src/service";
import { parseCursor } from "../../support/markers";
import { itInEveryHost, openHost } from "../../support/templateHosts";

describe("signature help", () => {
  itInEveryHost(
    [
      ["shows the functions of $input", "$input.params(<|>)", "$input.params(name)", "name"],
      ["shows the functions of $util", "$util.urlEncode(<|>)", "$util.urlEncode(text)", "text"],
      ["works in a string argument", "$input.json('$.a<|>')", "$input.json(path)", "path"],
      ["works before the call is closed", "$input.json('$.a<|>", "$input.json(path)", "path"],
      ["shows the inner call", "$util.urlEncode($input.params('<|>'))", "$input.params(name)", "name"],
      [
        "shows the outer call after the inner one",
        "$util.urlEncode($input.params('a')<|>)",
        "$util.urlEncode(text)",
        "text",
      ],
      [
        "shows the first parameter",
        "$input.params('a').replaceAll(<|>",
        "replaceAll(pattern, new)",
        "pattern",
      ],
      [
        "shows the second parameter",
        "$input.params('a').replaceAll('x', <|>)",
        "replaceAll(pattern, new)",
        "new",
      ],
      [
        "does not count commas in strings and lists",
        "$input.body.substring('a,b', [1, 2<|>])",
        "substring(from, to)",
        "to",
      ],
      ["knows the type of a variable", "#set($m = {})$m.put('a'<|>, 1)", "put(key, value)", "key"],
      ["shows what #set assigns to", "#set($a<|> = 1)", "#set($name = value)", "$name"],
      ["shows the value of #set", '#set($a = "x<|>")', "#set($name = value)", "value"],
      ["shows the condition of #if", "#if($a == <|>) #end", "#if(condition)", "condition"],
      ["shows the item of #foreach", "#foreach($i<|> in $list) #end", "#foreach($item in list)", "$item"],
      ["shows the list of #foreach", "#foreach($i in <|>$list) #end", "#foreach($item in list)", "list"],
      [
        "shows the parameters of a macro",
        "#macro(pair $a $b)$a $b#end#pair('x' <|>'y')",
        "#pair($a $b)",
        "$b",
      ],
      ["works in later lines", '{\n  "a": "$input.params(\'<|>\')"\n}', "$input.params(name)", "name"],
      ["works in interpolated text", '#set($a = "x $input.params(<|>) y")', "$input.params(name)", "name"],
    ] as const,
    ({ host, marked }, [, , label, parameter]) => {
      const { text, offset } = parseCursor(marked);
      const help = signatureHelp(openHost(host, text), offset);
      assert.equal(help?.label, label);
      const active = help.parameters[help.active];
      assert.equal(label.slice(active?.start, active?.end), parameter);
      assert.ok(help.documentation);
    },
  );

  it("uses the types of the sample", () => {
    const { text, offset } = parseCursor("#set($n = $input.path('$.n'))$n.compareTo(<|>)");
    const samples = { request: '{"body": {"n": 1}}' };
    assert.equal(signatureHelp(analyzeTemplate(text), offset, samples)?.label, "compareTo(number)");
    assert.equal(signatureHelp(analyzeTemplate(text), offset)?.label, "compareTo(text)");
  });

  it("shows methods without parameters", () => {
    const { text, offset } = parseCursor("$input.body.length(<|>)");
    assert.deepEqual(signatureHelp(analyzeTemplate(text), offset)?.parameters, []);
  });

  for (const template of [
    "$input.params('a')<|>",
    "text (<|>)",
    "$a.unknown(<|>)",
    "#unknown(<|>)",
    "$input.body<|>",
    "\\$input.params(<|>)",
  ]) {
    it(`shows nothing in ${template}`, () => {
      const { text, offset } = parseCursor(template);
      assert.equal(signatureHelp(analyzeTemplate(text), offset), undefined);
    });
  }

  it("is fast in text of any kind", () => {
    for (const piece of ["$a.b(", "#if(", "$", "'", '"', "(", "$input.path('$."]) {
      const text = piece.repeat(60_000);
      const analysis = analyzeTemplate(text.slice(0, 100_000));
      for (const offset of [0, 50_000, 100_000]) signatureHelp(analysis, offset);
    }
  }).timeout(20_000);
});
