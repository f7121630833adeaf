import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { check } from "../../../server/src/index";
import { itFinds, itMends } from "../../support/templateCases";

const UNESCAPE = `.replaceAll("\\\\'", "'")`;

describe("the rules on what templates read", () => {
  itFinds([
    ["known members", `$input.body $input.json('$') $input.path('$').a $input.params().header.Accept`],
    ["an unknown member", "$input.<|headers|>", "AG3001 error"],
    ["a member by an index", "$input['<||>body']$input<|['nope']|>".replace("<||>", ""), "AG3001 error"],
    ["a method without parentheses", "$input.<|json|>", "AG3001 error"],
    ["a property with them", "$input.<|body|>()", "AG3001 error"],
    ["a call without its path", "$input.<|json|>()", "AG3001 error"],
    ["known functions", "$util.parseJson($input.body).a $util.urlEncode('a')"],
    ["AppSync's functions", "$util.<|toJson|>($input.body)", "AG3002 error"],
    ["an unknown function", "$util.<|escapeJavascript|>('a')", "AG3002 error"],
    ["two arguments", "$util.<|urlEncode|>('a', 'b')", "AG3002 error"],
    ["an argument in a string", `#set($a = "x $util.<|nope|>() y")$a`, "AG3002 error"],
    ["known variables", "$context.requestId $context.identity.sourceIp ${context.apiId} $context['stage']"],
    ["claims by name", "$context.authorizer.claims.sub $context.authorizer.claims['cognito:groups']"],
    ["an unknown variable", "$context.<|requestid2|>", "AG3003 warning"],
    ["a group that is printed", "$context.<|identity|>", "AG3003 warning"],
    ["a group that is asked", "#foreach($k in [$context.authorizer])$k#end"],
    ["claims without a name", "$context.<|authorizer.claims|>", "AG3004 warning"],
    [
      "what only logs have",
      "$context.<|error.message|> $context.<|responseLatency|>",
      "AG3021 warning",
      "AG3021 warning",
    ],
    ["another case", "$context.<|identity.SourceIP|>", "AG3027 warning"],
    ["a property of the body", "$input.body<|.name|>", "AG3026 hint"],
    ["count()", "$input.path('$.a').<|count|>()", "AG3018 information"],
    ["a name that is never set", "#set($name = 1)$<|nmae|> $nmae $name", "AG3019 information"],
    ["a dollar sign meant as text", '{"$<|schema|>": 1}', "AG3019 information"],
    ["an escaped reference", "\\$nothing 5$ $5"],
    [
      "names of loops, blocks and macros' parameters",
      "#define($b)x#end$b #foreach($i in [1..2])$i $foreach.count $velocityCount#end",
    ],
    ["a stage variable without quotes", "$stageVariables[<|table|>]", "AG3024 warning"],
    ["stage variables", "${stageVariables.a-b} $stageVariables['a'] $stageVariables.a"],
    ["a method that text has not", "$input.params('a').<|size|>()", "AG3031 warning"],
    ["a method that a map has not", '#set($m = {"a": 1})$m.<|keys|>()', "AG3031 warning"],
    ["methods of what may be anything", "$input.path('$.a').whatever() $context.stage.length()"],
  ]);
  itFinds(
    [
      ["parameters", "$input.<|params|>('a')", "AG3022 error"],
      ["a REST API's variable", "$context.<|httpMethod|>", "AG3003 warning"],
      ["its own variables", "$context.connectionId $context.routeKey $context.status"],
    ],
    { protocol: "WEBSOCKET" },
  );
  itFinds([["a WebSocket API's variable", "$context.<|connectionId|>", "AG3003 warning"]], {
    protocol: "REST",
  });
  itMends([
    ["AG3001", "Write json", "$input.jsn('$')", "$input.json('$')"],
    ["AG3002", "Write base64Encode", `$util.base64encode("a")`, `$util.base64Encode("a")`],
    ["AG3003", "Write requestId", "$context.requestIdd", "$context.requestId"],
    ["AG3003", "Write identity.sourceIp", "${context.identity.sourceIpp}", "${context.identity.sourceIp}"],
    ["AG3018", "Write size", `$input.path("$.a").count()`, `$input.path("$.a").size()`],
    ["AG3019", "Write name", `#set($name = "a")$nmae`, `#set($name = "a")$name`],
    ["AG3024", "Write 'a'", '"$stageVariables[a]"', `"$stageVariables['a']"`],
    ["AG3026", "Write path('$.a.b')", '"$input.body.a.b"', `"$input.path('$.a.b')"`],
    ["AG3027", "Write identity.sourceIp", "$context.Identity.sourceIP", "$context.identity.sourceIp"],
    ["AG3031", "Write keySet", '#set($m = {"a": 1})$m.keys()', '#set($m = {"a": 1})$m.keySet()'],
  ]);
  it("looks for a body where a method has none", () => {
    const input = (method: string): string =>
      JSON.stringify({
        type: "HTTP",
        integrationHttpMethod: "POST",
        httpMethod: method,
        uri: "https://example.com",
        requestTemplates: { "application/json": "$input.body" },
      });
    const codes = (method: string): readonly string[] =>
      check(input(method), { operation: "put-integration" }).problems.map(({ code }) => code);
    assert.deepEqual([codes("GET"), codes("POST")], [["AG3023"], []]);
  });
});

describe("the rules on JSON in templates", () => {
  itFinds([
    [
      "escaping without the last step",
      `{"a": "<|$util.escapeJavaScript($input.params('a'))|>"}`,
      "AG3005 warning",
    ],
    [
      "the same by way of a variable",
      `#set($a = <|$util.escapeJavaScript($input.params('a'))|>){"a": "$a", "b": "$a"}`,
      "AG3005 warning",
    ],
    ["escaping with it", `{"a": "$util.escapeJavaScript($input.params('a'))${UNESCAPE}"}`],
    ["escaping outside of JSON", "a $util.escapeJavaScript('b')"],
    ["an object printed", `{"a": <|$input.path('$.a')|>}`, "AG3006 warning"],
    ["a value in quotes", `{"a": "<|$input.path('$.a')|>"}`, "AG3006 warning"],
    ["a number", `{"a": $input.path('$.a.length()'), "b": $input.path('$.b').size()}`],
    ["JSON in quotes", `{"a": "<|$input.json('$.a')|>"}`, "AG3007 warning"],
    ["JSON without", `{"a": $input.json('$.a')}`],
    ["JSON that is encoded", `{"a": "$util.base64Encode($input.json('$'))"}`],
    ["a parameter", `{"a": "x <|$input.params('a')|>"}`, "AG3025 warning"],
    ["a parameter without quotes", `{"a": <|$input.params('a')|>}`, "AG3025 warning"],
    ["a header", `{"a": "<|$input.params().header.get('A')|>"}`, "AG3025 warning"],
    ["a variable of one", `#set($a = $input.params('a')){"a": "<|$!{a}|>"}`, "AG3025 warning"],
    ["one that is encoded", `{"a": "$util.urlEncode($input.params('a'))"}`],
    ["a parameter in XML", "<a>$input.params('a')</a>"],
    [
      "the body's text",
      `#set($a = $input.path('$')){"a": "<|$a.name|>", "n": $a.number}`,
      "AG3030 information",
    ],
    ["the body", `{"a": "<|$input.body|>"}`, "AG3030 information"],
  ]);
  itFinds([["the backend's text", `#set($a = $input.path('$')){"a": "$a.name"}`]], { kind: "response" });
  itFinds([["a MOCK's request template", `{statusCode: $input.params('a'),}`]], { type: "MOCK" });
  itMends([
    [
      "AG3005",
      "Append replaceAll",
      `{"a": "$util.escapeJavaScript($input.json('$'))"}`,
      `{"a": "$util.escapeJavaScript($input.json('$'))${UNESCAPE}"}`,
    ],
    ["AG3006", "Use $input.json", `{"a": $input.path('$.a')}`, `{"a": $input.json('$.a')}`],
    ["AG3006", "Use $input.json", `{"a": "$input.path("$.a")"}`, `{"a": $input.json("$.a")}`],
    ["AG3007", "Remove the surrounding quotes", `{"a": "$input.json('$.a')"}`, `{"a": $input.json('$.a')}`],
    [
      "AG3025",
      "Escape the value",
      `{"a": "\${input.params("a")}"}`,
      `{"a": "$util.escapeJavaScript($input.params("a"))${UNESCAPE}"}`,
    ],
    [
      "AG3030",
      "Escape the value",
      `#set($a = $input.path('$')){"a": "$!a.b"}`,
      `#set($a = $input.path('$')){"a": "$util.escapeJavaScript($a.b)${UNESCAPE}"}`,
    ],
  ]);
});

describe("the rule on output that is never JSON", () => {
  const never: readonly string[] = [
    '{"a": 1<|}|>}'.replace("<|}|>", "<|]|>"),
    '{"a": 1,<|}|>',
    '{"a" <|1|>}',
    "{<|a|>: 1}",
    '{"a": <|yes|>}',
    '{"a": 1 <|"|>b": 2}',
    '<|{|>"a": 1',
    '{"a": <|"|>x}',
    '{"a": "it<|\\\'|>s"}',
    '{"a": 1} <|{|>}',
    '[#foreach($i in [1..2]){"n": $i},#end<|]|>',
    '{"a": #if($input.body == "")<|]|>#else<|]|>#end}'.replace("<|]|>", "]"),
    '{"a": "x\\<|q|>"}'.replace("\\<|q|>", "<|\\q|>"),
  ];
  itFinds(never.map((template) => [template, template, "AG3020 warning"] as const));
  itFinds(
    [
      '{"a": $stageVariables.a, "b": "$stageVariables.b c"}',
      "[#foreach($i in [1..2])$i#if($foreach.hasNext),#end#end]",
      '#if($input.body == ""){"a": 1}#else{"b": 2}#end',
      '{"a": #if($input.body == "")1#{else}2#end}',
      '{#if($input.body == "")"a": 1,#end"b": 2}',
      '#set($q = "{"){"a": 1}',
      '{"a": -1.5e+3, "b": [true, false, null], "c": "\\u0041\\n"}',
      '{"a": "x"#if($input.body == "")}#stop#end, "b": 1}',
      '{"a": 1$stageVariables.zeros, "b": tr$stageVariables.end}',
      "[#foreach($i in [1..2])#if($i == 2)3#break#end$i,#end]",
      '{"$stageVariables.name": 1, $stageVariables.more}',
      '{"color": "#fff", "note": "## no comment in Velocity"}'.replace("## no", "# no"),
    ].map((template) => [template, template] as const),
  );
  itFinds(
    [
      ["text for JSON", "<|hello|> there", "AG3020 warning"],
      ["nothing", "#set($a = 1)"],
    ],
    {
      key: "application/json",
    },
  );
  itFinds(
    [
      ["text for text", "{hello"],
      ["a form", "Action=Send&Body={"],
    ],
    { key: "text/plain" },
  );
});

describe("the rules on directives", () => {
  itFinds([
    ["#parse", "<|#parse|>('a')", "AG3008 error"],
    ["#include", "<|#include|>('a')", "AG3008 error"],
    ["a macro and its call", "<|#macro|>(m)x#end<|#m|>()", "AG3009 warning", "AG3009 warning"],
    ["#evaluate", "<|#evaluate|>('a')", "AG3009 warning"],
    ["no #end", "<|#if|>($input.body == '')", "AG3010 error"],
    ["an #end too many", "a<|#end|>", "AG3010 error"],
    ["an #else by itself", "a<|#else|> b", "AG3010 error"],
    ["a loop over a list", "<|#foreach|>($a in $input.path('$'))$a.b#end", "AG3011 information"],
    ["a loop over more than there may be", "<|#foreach|>($a in [1..1001])$a#end", "AG3011 warning"],
    ["a loop over what is counted", "#foreach($a in [1..1000])$a#end"],
    ["a backslash before a quote", '#set($a = "say <|\\"|>hi")', "AG3016 error"],
    ["doubled quotes", '#set($a = "say ""hi""")$a'],
    ["other syntax", "#set($a <|1|>)", "AG3029 error"],
    ["a dollar at the end", "a<|$|>", "AG3029 error"],
    ["text that is always true", "#if(<|$input.params('a')|>)a#end", "AG3032 warning"],
    ["its negation", "#if(!<|$input.params('a')|>)a#end", "AG3032 warning"],
    ["what may be a boolean", "#if(<|$input.path('$.a')|>)a#end", "AG3032 information"],
    ["a bare text", "#if(<|'a'|>)a#end", "AG3032 warning"],
    ["true by itself", "#if(<|true|>)a#end", "AG3032 information"],
    ["comparisons", `#set($a = $input.params('a'))#if($a && $a != "" || !$a.isEmpty())a#end`],
    ["a loop's own boolean", "#foreach($a in [1..2])#if($foreach.hasNext)$a#end#end"],
    ["text behind #stop", "a#stop <|b $input.body|>", "AG3033 warning"],
    ["text behind #break", "#foreach($a in [1..2])#break<|$a|>#end", "AG3033 warning"],
    ["the other branch of true", "#if(true)a#{else}<|b|>#end", "AG3033 warning"],
    ["the body of false", "#if(false)<|a|>#end", "AG3033 warning"],
    ["blanks behind #stop", "a#stop \n"],
    ["a form over lines", "<|Action=Send|>\n&Body=a", "AG3017 warning"],
    ["a form on one line", "#set($a = 1)\nAction=Send&Body=$a"],
  ]);
  itMends(
    [["AG3017", "Join the lines", "Action=Send&\n  Body=a&\nMore=b", "Action=Send&Body=a&More=b"]],
    // A block of one line is written without the block.
    { formats: ["vtl", "json"] },
  );
  itMends([
    ["AG3032", 'Compare with ""', "#if($input.params('a'))b#end", "#if($input.params('a') != \"\")b#end"],
    ["AG3032", 'Compare with ""', "#if(!$input.params('a'))b#end", "#if($input.params('a') == \"\")b#end"],
  ]);
});

describe("the rules on overrides", () => {
  const status = "#set($context.responseOverride.status = 400)";
  const marked = "#set(<|$context.responseOverride.status|> = 400)";
  itFinds(
    [
      ["one after the other", `${status}${marked}`, "AG3012 error"],
      ["one on either side", `#if($input.body == '')${status}#else${status}#end`],
      ["one behind a branch", `#if($input.body == '')${status}#end${marked}`, "AG3012 error"],
      [
        "a header in another case",
        `#set($context.responseOverride.header.a-b = 'c')<|$context.responseOverride.header.put("A-B", "c")|>`,
        "AG3012 error",
      ],
      [
        "two headers",
        "#set($context.responseOverride.header.a = 1)#set($context.responseOverride.header.b = 1)",
      ],
      ["a request's in a response", "#set(<|$context.requestOverride.header.a|> = 1)", "AG3014 warning"],
      ["a text as status", '#set($context.responseOverride.status = <|"404"|>)', "AG3015 error"],
      ["a status of four digits", "#set($context.responseOverride.status = <|4040|>)", "AG3015 error"],
      ["a status from the body", "#set($context.responseOverride.status = $input.path('$.status'))"],
    ],
    { kind: "response" },
  );
  itMends(
    [
      [
        "AG3015",
        "Write 404",
        '#set($context.responseOverride.status = "404")',
        "#set($context.responseOverride.status = 404)",
      ],
    ],
    { kind: "response" },
  );
  itFinds([["a response's in a request", marked, "AG3013 warning"]]);
  itFinds([["a response's in a MOCK's request", `${status}{"statusCode": 200}`]], { type: "MOCK" });
  itFinds([
    ["a length", "#set($context.requestOverride.header.<|Content-Length|> = 1)", "AG3028 warning"],
    ["a host", "#set($context.requestOverride.header.Host = 'a')"],
  ]);
  itFinds(
    [["a host of a service", "#set($context.requestOverride.header['<|Host|>'] = 'a')", "AG3028 warning"]],
    { type: "AWS" },
  );
});

describe("the rules on paths", () => {
  itFinds([
    ["paths", `$input.json("$.a[0]['b c']..d") $input.path('$.a[?(@.b == 1)]').c`],
    ["a path without its root", "$input.json(<|'a.b'|>)", "AG3101 error"],
    ["a bracket that is open", "$input.json('$.a<|[0|>')", "AG3103 error"],
    ["names in double quotes", `$input.json('$<|["a"]|>')`, "AG3103 information"],
    ["such names in a filter", `$input.json('$.a[?(@<|["a1"]|> in [1])].b')`, "AG3103 information"],
    ["functions", `$input.path('$..a.max()') $input.path('$.a.concat("x", $.b)')`],
    ["what newer versions read", "$input.path(\"$.a[-1][?(@.b in ['x'] && !(@.c size 2))]\")"],
    ["an operator that nothing has", "$input.path('$.a[?(@.b<| |>within [1])]')", "AG3103 error"],
    ["a path that is computed", '#set($i = 1)$input.json("$.a[$i]")'],
  ]);
  itMends([
    ["AG3101", "Write $.a", '"$input.json("a")"', '"$input.json("$.a")"'],
    ["AG3101", "Write $[0]", "$input.json('[0]')", "$input.json('$[0]')"],
  ]);
  it("has no root in a mapping", () => {
    const value = (path: string): string =>
      JSON.stringify({
        type: "HTTP",
        integrationHttpMethod: "GET",
        uri: "https://example.com",
        requestParameters: { "integration.request.header.a": `method.request.body.${path}` },
      });
    const told = (path: string): readonly string[] =>
      check(value(path), { operation: "put-integration", rules: { AG1050: "off" } }).problems.map(
        ({ code, range }) => `${code} ${range.end.character - range.start.character}`,
      );
    assert.deepEqual([told("$.a"), told("$"), told("a")], [["AG3102 2"], ["AG3102 1"], []]);
  });
});
