import { strict as assert } from "node:assert";
import { renderTemplate } from "../../../server/src/vtl";
import { debugTemplate } from "../../support/debugging";

const BODY = { name: "Rex", tags: ["a", "b", "c"], pets: [{ id: 1 }, { id: 2, toys: ["ball"] }] };

const TEMPLATES: readonly string[] = [
  "plain text",
  "$input.json('$')",
  "#set($root = $input.path('$'))#foreach($pet in $root.pets)$pet.id#foreach($toy in $pet.toys)[$toy]#end;#end",
  "#define($row)<#foreach($t in $list)$t#if($foreach.hasNext),#end#end>#end#set($list = [1, 2])$row#set($list = [3])$row",
  '#define($a)$b#end#define($b)x#end#set($text = "in: $a")$text.length() $text',
  "#foreach($i in [1..5])#if($i == 4)#break#end$i#end#stop never",
  "#foreach($x in [$none, 1])<$x>#end#foreach($x in $none)$x#end",
  "#set($map = {})#foreach($k in $input.path('$').keySet())$map.put($k, $foreach.index)#end$map",
  "#if($input.path('$.name') == 'Rex')#set($a = 1)#elseif($a)x#else y#end$a$!b$b${c}\\$a",
  "#macro(m $p)<$p>#end#m(1)#@m(2)x#end",
  "#literal()$a#end#[[ $b ]]# ## comment\n#* block *# $input.body",
  '#set($n = 0)#foreach($i in [1..20])#set($n = $n + $i)#end"$n" #set($context.requestOverride.header.x = "$n")',
];

describe("a run of the debugger", () => {
  for (const template of TEMPLATES) {
    it(`prints what the template prints, whoever looks: ${template.slice(0, 60)}`, () => {
      const { output } = renderTemplate(template, { body: JSON.stringify(BODY) });
      const debugging = debugTemplate(template, { body: BODY });
      const stops: string[] = [];
      for (let stop = debugging.run("startAtEntry"); stop !== "ended"; stop = debugging.run("stepIn")) {
        stops.push(stop.replace(/^\w+ /, ""));
        debugging.value("$input.path('$.pets').add(1)");
        debugging.value("$map.clear()");
        debugging.value("$row");
        debugging.session.evaluate("#set($n = 9)#set($list = [])#foreach($i in [1])$i#break#end", "full");
        for (const { reference } of debugging.session.variables()?.scopes(0) ?? []) {
          debugging.session.variables()?.members(reference);
        }
        assert.ok(stops.length < 500, "it ends");
      }
      assert.equal(debugging.console, output);
    });
  }
});
