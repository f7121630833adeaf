import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { check } from "../../../server/src/index";
import { itFixes, itReports } from "../../support/templateCases";

const UNESCAPE = `.replaceAll("\\\\'", "'")`;

describe("rules for references in templates", () => {
  itReports([
    ["known members", `$input.body $input.json('$') $input.path('$').a $input.params().header.Accept`],
    ["an unknown member of $input", "$input.<|headers|>", "AG3001 error"],
    [
      "an unknown member in brackets",
      "$input['<||>body']$input<|['nope']|>".replace("<||>", ""),
      "AG3001 error",
    ],
    ["a method without parentheses", "$input.<|json|>", "AG3001 error"],
    ["a property with parentheses", "$input.<|body|>()", "AG3001 error"],
    ["a call without a path", "$input.<|json|>()", "AG3001 error"],
    ["known functions", "$util.parseJson($input.body).a $util.urlEncode('a')"],
    ["an AppSync function", "$util.<|toJson|>($input.body)", "AG3002 error"],
    ["an unknown function", "$util.<|escapeJavascript|>('a')", "AG3002 error"],
    ["too many arguments", "$util.<|urlEncode|>('a', 'b')", "AG3002 error"],
    ["an unknown function in an interpolated string", `#set($a = "x $util.<|nope|>() y")$a`, "AG3002 error"],
    ["known variables", "$context.requestId $context.identity.sourceIp ${context.apiId} $context['stage']"],
    ["claims with a name", "$context.authorizer.claims.sub $context.authorizer.claims['cognito:groups']"],
    ["an unknown variable", "$context.<|requestid2|>", "AG3003 warning"],
    ["a group that is printed", "$context.<|identity|>", "AG3003 warning"],
    ["a group that is not printed", "#foreach($k in [$context.authorizer])$k#end"],
    ["claims without a name", "$context.<|authorizer.claims|>", "AG3004 warning"],
    [
      "variables for access logs",
      "$context.<|error.message|> $context.<|responseLatency|>",
      "AG3021 warning",
      "AG3021 warning",
    ],
    ...[
      "customDomain.routingRuleIdMatched",
      "tlsVersion",
      "cipherSuite",
      "integration.responseTransferMode",
      "integration.timeToAllHeaders",
      "integration.timeToFirstContent",
    ].map((name) => [`${name}, for access logs`, `$context.<|${name}|>`, "AG3021 warning"] as const),
    ["the wrong letter case", "$context.<|identity.SourceIP|>", "AG3027 warning"],
    ["a property of the body", "$input.body<|.name|>", "AG3026 hint"],
    ["count() of a list", "$input.path('$.a').<|count|>()", "AG3018 information"],
    ["an undefined variable", "#set($name = 1)$<|nmae|> $nmae $name", "AG3019 information"],
    ["a dollar sign meant as text", '{"$<|schema|>": 1}', "AG3019 information"],
    ["an escaped reference and prices", "\\$nothing 5$ $5"],
    [
      "names defined by loops and blocks",
      "#define($b)x#end$b #foreach($i in [1..2])$i $foreach.count $velocityCount#end",
    ],
    ["an unquoted stage variable", "$stageVariables[<|table|>]", "AG3024 warning"],
    ["stage variables", "${stageVariables.a-b} $stageVariables['a'] $stageVariables.a"],
    ["a method that strings do not have", "$input.params('a').<|size|>()", "AG3031 warning"],
    ["a method of JavaScript's objects", "$input.params('a').<|constructor|>()", "AG3031 warning"],
    ["a method that maps do not have", '#set($m = {"a": 1})$m.<|keys|>()', "AG3031 warning"],
    ["methods of values of unknown type", "$input.path('$.a').whatever() $context.stage.length()"],
  ]);
  itReports(
    [
      ["$input.params", "$input.<|params|>('a')", "AG3022 information"],
      ["a REST API's variable", "$context.<|httpMethod|>", "AG3003 warning"],
      ["variables of WebSocket APIs", "$context.connectionId $context.routeKey $context.status"],
    ],
    { protocol: "WEBSOCKET" },
  );
  itReports([["a WebSocket API's variable", "$context.<|connectionId|>", "AG3003 warning"]], {
    protocol: "REST",
  });
  itFixes([
    ["AG3001", "Write json", "$input.jsn('$')", "$input.json('$')"],
    ["AG3001", "Remove the parentheses", "$input.body()", "$input.body"],
    ["AG3001", "Write json('$')", "$input.json", "$input.json('$')"],
    ["AG3001", "Write path('$')", "$input.path()", "$input.path('$')"],
    ["AG3001", "Write params()", "$input.params", "$input.params()"],
    ["AG3002", "Write base64Encode", `$util.base64encode("a")`, `$util.base64Encode("a")`],
    ["AG3002", "Use $input.json", "$util.toJson($input.path('$.a'))", "$input.json('$.a')"],
    [
      "AG3002",
      "Use $input.json",
      "#set($a = $input.path('$.a'))$util.toJson($a)",
      "#set($a = $input.path('$.a'))$input.json('$.a')",
    ],
    [
      "AG3002",
      "Use #set",
      "#set($a = {})$util.qr($a.put('b', 1))",
      "#set($a = {})#set($ignored = $a.put('b', 1))",
    ],
    ["AG3003", "Write requestId", "$context.requestIdd", "$context.requestId"],
    ["AG3003", "Write identity.sourceIp", "${context.identity.sourceIpp}", "${context.identity.sourceIp}"],
    ["AG3004", "Print the claim sub", "$context.authorizer.claims", "$context.authorizer.claims.sub"],
    ["AG3018", "Write size", `$input.path("$.a").count()`, `$input.path("$.a").size()`],
    ["AG3019", "Write name", `#set($name = "a")$nmae`, `#set($name = "a")$name`],
    ["AG3019", "Print $schema as text", '{"$schema": 1}', '{"#[[$schema]]#": 1}'],
    ["AG3024", "Write 'a'", '"$stageVariables[a]"', `"$stageVariables['a']"`],
    ["AG3026", "Write path('$.a.b')", '"$input.body.a.b"', `"$input.path('$.a.b')"`],
    ["AG3027", "Write identity.sourceIp", "$context.Identity.sourceIP", "$context.identity.sourceIp"],
    ["AG3031", "Write length", "$input.params('a').size()", "$input.params('a').length()"],
    ["AG3031", "Write add", "#set($a = [])$a.push(1)", "#set($a = [])$a.add(1)"],
    ["AG3031", "Write keySet", '#set($m = {"a": 1})$m.keys()', '#set($m = {"a": 1})$m.keySet()'],
  ]);
  it("reports $input.body for a method that has no body", () => {
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

describe("rules for JSON in templates", () => {
  itReports([
    [
      "escaping that leaves single quotes escaped",
      `{"a": "<|$util.escapeJavaScript($input.params('a'))|>"}`,
      "AG3005 information",
    ],
    [
      "the same with a variable",
      `#set($a = <|$util.escapeJavaScript($input.params('a'))|>){"a": "$a", "b": "$a"}`,
      "AG3005 information",
    ],
    [
      "escaping with unescaped single quotes",
      `{"a": "$util.escapeJavaScript($input.params('a'))${UNESCAPE}"}`,
    ],
    ["escaping outside of JSON", "a $util.escapeJavaScript('b')"],
    ["a printed result of $input.path", `{"a": <|$input.path('$.a')|>}`, "AG3006 warning"],
    ["a result of $input.path in quotes", `{"a": "<|$input.path('$.a')|>"}`, "AG3006 information"],
    ["numeric results of $input.path", `{"a": $input.path('$.a.length()'), "b": $input.path('$.b').size()}`],
    ["$input.json in quotes", `{"a": "<|$input.json('$.a')|>"}`, "AG3007 warning"],
    ["$input.json without quotes", `{"a": $input.json('$.a')}`],
    ["encoded JSON", `{"a": "$util.base64Encode($input.json('$'))"}`],
    ["a parameter", `{"a": "x <|$input.params('a')|>"}`, "AG3025 information"],
    ["a parameter without quotes", `{"a": <|$input.params('a')|>}`, "AG3025 information"],
    ["a header", `{"a": "<|$input.params().header.get('A')|>"}`, "AG3025 information"],
    [
      "a variable set to a parameter",
      `#set($a = $input.params('a')){"a": "<|$!{a}|>"}`,
      "AG3025 information",
    ],
    ["an encoded parameter", `{"a": "$util.urlEncode($input.params('a'))"}`],
    ["a parameter in XML", "<a>$input.params('a')</a>"],
    [
      "text from the body",
      `#set($a = $input.path('$')){"a": "<|$a.name|>", "n": $a.number}`,
      "AG3030 information",
    ],
    ["the body", `{"a": "<|$input.body|>"}`, "AG3030 information"],
  ]);
  itReports([["text from the backend", `#set($a = $input.path('$')){"a": "$a.name"}`]], { kind: "response" });
  itReports([["a MOCK's request template", `{statusCode: $input.params('a'),}`]], { type: "MOCK" });
  itFixes([
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
      "AG3006",
      "Escape the value",
      `{"a": "b $input.path('$.a')"}`,
      `{"a": "b $util.escapeJavaScript($input.path('$.a'))${UNESCAPE}"}`,
    ],
    [
      "AG3007",
      "Use $input.path and escape the value",
      `{"a": "b $input.json('$.a')"}`,
      `{"a": "b $util.escapeJavaScript($input.path('$.a'))${UNESCAPE}"}`,
    ],
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

describe("the rule for output that is never valid JSON", () => {
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
  itReports(never.map((template) => [template, template, "AG3020 warning"] as const));
  itReports(
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
  itReports(
    [
      ["plain text as application/json", "<|hello|> there", "AG3020 warning"],
      ["empty output", "#set($a = 1)"],
    ],
    {
      key: "application/json",
    },
  );
  itReports(
    [
      ["plain text as text/plain", "{hello"],
      ["a form", "Action=Send&Body={"],
    ],
    { key: "text/plain" },
  );
});

describe("rules for directives", () => {
  itReports([
    ["#parse", "<|#parse|>('a')", "AG3008 error"],
    ["#include", "<|#include|>('a')", "AG3008 error"],
    ["a macro and a call of it", "<|#macro|>(m)x#end<|#m|>()", "AG3009 warning", "AG3009 warning"],
    ["#evaluate", "<|#evaluate|>('a')", "AG3009 warning"],
    ["a missing #end", "<|#if|>($input.body == '')", "AG3010 error"],
    ["an extra #end", "a<|#end|>", "AG3010 error"],
    ["an #else without an #if", "a<|#else|> b", "AG3010 error"],
    ["a loop over a list of unknown length", "#foreach($a in $input.path('$'))$a.b#end"],
    ["a loop with too many iterations", "<|#foreach|>($a in [1..1001])$a#end", "AG3011 warning"],
    ["a loop with 1,000 iterations", "#foreach($a in [1..1000])$a#end"],
    ["a backslash before a quote", '#set($a = "say <|\\"|>hi")', "AG3016 error"],
    ["doubled quotes", '#set($a = "say ""hi""")$a'],
    ["other syntax errors", "#set($a <|1|>)", "AG3029 error"],
    ["a dollar sign at the end", "a<|$|>", "AG3029 error"],
    ["a condition that is always true", "#if(<|$input.params('a')|>)a#end", "AG3032 warning"],
    ["its negation", "#if(!<|$input.params('a')|>)a#end", "AG3032 warning"],
    ["a condition that may be a boolean", "#if(<|$input.path('$.a')|>)a#end", "AG3032 information"],
    ["a string literal as a condition", "#if(<|'a'|>)a#end", "AG3032 warning"],
    ["true as a condition", "#if(<|true|>)a#end", "AG3032 information"],
    ["comparisons", `#set($a = $input.params('a'))#if($a && $a != "" || !$a.isEmpty())a#end`],
    ["$foreach.hasNext", "#foreach($a in [1..2])#if($foreach.hasNext)$a#end#end"],
    ["text after #stop", "a#stop <|b $input.body|>", "AG3033 warning"],
    ["text after #break", "#foreach($a in [1..2])#break<|$a|>#end", "AG3033 warning"],
    ["the #else branch of #if(true)", "#if(true)a#{else}<|b|>#end", "AG3033 warning"],
    ["the body of #if(false)", "#if(false)<|a|>#end", "AG3033 warning"],
    ["whitespace after #stop", "a#stop \n"],
    ["a form on several lines", "<|Action=Send|>\n&Body=a", "AG3017 warning"],
    ["a form on one line", "#set($a = 1)\nAction=Send&Body=$a"],
  ]);
  itFixes(
    [["AG3017", "Join the lines", "Action=Send&\n  Body=a&\nMore=b", "Action=Send&Body=a&More=b"]],
    // The fix turns a YAML block into a plain string.
    { formats: ["vtl", "json"] },
  );
  itFixes([
    ["AG3032", 'Compare with ""', "#if($input.params('a'))b#end", "#if($input.params('a') != \"\")b#end"],
    ["AG3032", 'Compare with ""', "#if(!$input.params('a'))b#end", "#if($input.params('a') == \"\")b#end"],
  ]);
});

describe("rules for overrides", () => {
  const status = "#set($context.responseOverride.status = 400)";
  const marked = "#set(<|$context.responseOverride.status|> = 400)";
  itReports(
    [
      ["two overrides of the status", `${status}${marked}`, "AG3012 error"],
      ["an override in each branch", `#if($input.body == '')${status}#else${status}#end`],
      ["an override after one in a branch", `#if($input.body == '')${status}#end${marked}`, "AG3012 error"],
      [
        "two overrides of a header in different case",
        `#set($context.responseOverride.header.a-b = 'c')<|$context.responseOverride.header.put("A-B", "c")|>`,
        "AG3012 error",
      ],
      [
        "overrides of different headers",
        "#set($context.responseOverride.header.a = 1)#set($context.responseOverride.header.b = 1)",
      ],
      [
        "a request override in a response template",
        "#set(<|$context.requestOverride.header.a|> = 1)",
        "AG3014 warning",
      ],
      ["a string as the status", '#set($context.responseOverride.status = <|"404"|>)', "AG3015 error"],
      ["a status with four digits", "#set($context.responseOverride.status = <|4040|>)", "AG3015 error"],
      ["a status from the body", "#set($context.responseOverride.status = $input.path('$.status'))"],
    ],
    { kind: "response" },
  );
  itFixes(
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
  itReports([["a response override in a request template", marked, "AG3013 warning"]]);
  itReports(
    [["a response override in the request template of a MOCK integration", `${status}{"statusCode": 200}`]],
    { type: "MOCK" },
  );
  itReports([
    ["Content-Length", "#set($context.requestOverride.header.<|Content-Length|> = 1)", "AG3028 warning"],
    ["Host for an HTTP backend", "#set($context.requestOverride.header.Host = 'a')"],
  ]);
  itReports(
    [
      [
        "Host for an AWS service",
        "#set($context.requestOverride.header['<|Host|>'] = 'a')",
        "AG3028 warning",
      ],
    ],
    { type: "AWS" },
  );
});

describe("rules for JSONPath", () => {
  itReports([
    ["valid paths", `$input.json("$.a[0]['b c']..d") $input.path('$.a[?(@.b == 1)]').c`],
    ["a path without a root", "$input.json(<|'a.b'|>)", "AG3101 hint"],
    ["an unclosed bracket", "$input.json('$.a<|[0|>')", "AG3103 error"],
    ["names in double quotes", `$input.json('$<|["a"]|>')`, "AG3103 information"],
    [
      "names in double quotes in a filter",
      `$input.json('$.a[?(@<|["a1"]|> in [1])].b')`,
      "AG3103 information",
    ],
    ["functions", `$input.path('$..a.max()') $input.path('$.a.concat("x", $.b)')`],
    ["syntax of newer versions", "$input.path(\"$.a[-1][?(@.b in ['x'] && !(@.c size 2))]\")"],
    ["an unknown operator", "$input.path('$.a[?(@.b<| |>within [1])]')", "AG3103 error"],
    ["a computed path", '#set($i = 1)$input.json("$.a[$i]")'],
  ]);
  itFixes([
    ["AG3101", "Write $.a", '"$input.json("a")"', '"$input.json("$.a")"'],
    ["AG3101", "Write $[0]", "$input.json('[0]')", "$input.json('$[0]')"],
  ]);
  it("reports a root in a parameter mapping", () => {
    const value = (path: string): string =>
      JSON.stringify({
        type: "HTTP",
        integrationHttpMethod: "GET",
        uri: "https://example.com",
        requestParameters: { "integration.request.header.a": `method.request.body.${path}` },
      });
    const problemsWith = (path: string): readonly string[] =>
      check(value(path), { operation: "put-integration", rules: { AG1050: "off" } }).problems.map(
        ({ code, range }) => `${code} ${range.end.character - range.start.character}`,
      );
    assert.deepEqual(
      [problemsWith("$.a"), problemsWith("$"), problemsWith("a")],
      [["AG3102 2"], ["AG3102 1"], []],
    );
  });
});
