import { describe } from "mocha";
import { itFixes, itReports } from "../../support/templateCases";

const UNESCAPE = `.replaceAll("\\\\'", "'")`;
const ESCAPED = "$util.escapeJavaScript($input.path('$.a'))";

describe("text followed from where it comes from to where it is printed", () => {
  itReports([
    ["an escape in an interpolated string", `#set($a = "x <|${ESCAPED}|> y"){"a": "$a"}`, "AG3005 warning"],
    ["an escape in a sum", `#set($a = "x" + <|${ESCAPED}|>){"a": "$a"}`, "AG3005 warning"],
    [
      "an escape of a string with an apostrophe",
      `{"a": "<|$util.escapeJavaScript("it's")|>"}`,
      "AG3005 information",
    ],
    ["an escape of a string without an apostrophe", `{"a": "$util.escapeJavaScript('its')"}`],
    ["an escape of a variable that has no apostrophes", `{"a": "$util.escapeJavaScript($context.stage)"}`],
    ["a repair in an interpolated string", `#set($a = "x ${ESCAPED}"){"a": "$a${UNESCAPE}"}`],
    ["a repair into the same variable", `#set($a = ${ESCAPED})#set($a = $a${UNESCAPE}){"a": "$a"}`],
    [
      "a use before the repair",
      `#set($a = <|${ESCAPED}|>){"a": "$a", #set($a = $a${UNESCAPE})"b": "$a"}`,
      "AG3005 warning",
    ],
    [
      "a repair in one of two branches",
      `#set($a = <|${ESCAPED}|>)#if($input.body == "")#set($a = $a${UNESCAPE})#end{"a": "$a"}`,
      "AG3005 warning",
    ],
    ["a parameter that is replaced", `#set($a = $input.params('a'))#set($a = "b"){"a": "$a"}`],
    [
      "a parameter that a loop appends",
      `#set($a = "")#foreach($i in [1..2])#set($a = "$a$input.params('a')")#end{"a": "<|$a|>"}`,
      "AG3025 information",
    ],
    [
      "a separator that a loop sets after the first round",
      `#set($c = "")[#foreach($i in [1..2])$c$i#set($c = ",")#end]`,
    ],
    ["JSON in quotes through a variable", `#set($a = $input.json('$.a')){"a": "<|$a|>"}`, "AG3007 warning"],
    ["JSON in quotes through a string", `#set($a = "[$input.json('$.a')]"){"a": "<|$a|>"}`, "AG3007 warning"],
    ["JSON in a variable without quotes", `#set($a = $input.json('$.a')){"a": $a}`],
    ["encoded JSON in a variable", `#set($a = $util.base64Encode($input.json('$.a'))){"a": "$a"}`],
    ["a user agent", `{"a": "<|$context.identity.userAgent|>"}`, "AG3034 information"],
    ["a claim", `{"a": "<|$context.authorizer.claims.email|>"}`, "AG3034 information"],
    [
      "a value of an authorizer in a variable",
      `#set($a = $context.authorizer.a){"a": "<|$a|>"}`,
      "AG3034 information",
    ],
    [
      "claims and variables without free text",
      `{"a": "$context.authorizer.claims.sub", "b": "$context.stage"}`,
    ],
    ["an encoded claim", `{"a": "$util.urlEncode($context.authorizer.claims.email)"}`],
    ["a user agent in plain text", "a $context.identity.userAgent"],
  ]);
  itFixes([
    [
      "AG3005",
      "Append replaceAll",
      `#set($a = "x ${ESCAPED}"){"a": "$a"}`,
      `#set($a = "x ${ESCAPED}${UNESCAPE.replaceAll('"', '""')}"){"a": "$a"}`,
    ],
    [
      "AG3007",
      "Remove the surrounding quotes",
      `#set($a = $input.json('$.a')){"a": "$a"}`,
      `#set($a = $input.json('$.a')){"a": $a}`,
    ],
    [
      "AG3034",
      "Escape the value",
      `{"a": "$context.identity.userAgent"}`,
      `{"a": "$util.escapeJavaScript($context.identity.userAgent)${UNESCAPE}"}`,
    ],
  ]);
});

describe("rules for text that is used as something else", () => {
  itReports([
    ["a parameter in a sum", "#set($a = <|$input.params('a')|> + 1)$a", "AG3035 warning"],
    ["digits in a sum", "#set($a = <|'5'|> + 1)$a", "AG3035 warning"],
    ["a parameter in a variable", "#set($a = $input.params('a'))#set($b = 2 * <|$a|>)$b", "AG3035 warning"],
    ["a stage variable in a comparison", "#if(<|$stageVariables.a|> > 2)a#end", "AG3035 warning"],
    ["text that is appended", `#set($a = $input.params('a') + "-1")$a#set($b = "n" + 1)$b`],
    ["numbers", "#set($a = $input.path('$.a') + 1)$a#set($b = $input.params('a').length() * 2)$b"],
    ["a time, which is a number", "#set($a = $context.requestTimeEpoch + 86400)$a"],
    ["an equality of text", "#if($input.params('a') == 1)a#end"],
    ["a converted parameter", "#set($i = 0)#set($a = $i.parseInt($input.params('a')) + 1)$a"],
    ["an encoded line break", `$util.base64Encode("$input.body<|\\n|>")`, "AG3036 warning"],
    [
      "an encoded line break in a variable",
      `#set($a = 'a<|\\n|>'){"a": "$util.urlEncode($a)"}`,
      "AG3036 warning",
    ],
    ["a printed line break", `#set($a = "a<|\\n|>")Text $a`, "AG3036 warning"],
    ["an escape that is printed into JSON", `#set($a = "a\\n"){"a": "$a"}`],
    ["an escaped backslash and a pattern", `#set($a = "\\\\n")$a.split("\\n")`],
    ["encoded texts in a row", "a <|$util.base64Encode('a')$util.base64Encode('b')|>", "AG3037 warning"],
    ["encoded text before padded text", "a <|$util.base64Encode('a')Cg==|>", "AG3037 warning"],
    [
      "encoded texts in a row in a string",
      `#set($a = "a <|$util.base64Encode('a')$util.base64Encode('b')|>")$a`,
      "AG3037 warning",
    ],
    ["encoded texts with something in between", "$util.base64Encode('a').$util.base64Encode('b')"],
  ]);
  itFixes([
    [
      "AG3035",
      "Convert to an integer",
      "#set($a = $input.params('a') + 1)$a",
      "#set($integer = 0)#set($a = $integer.parseInt($input.params('a')) + 1)$a",
    ],
    [
      "AG3035",
      "Convert to an integer",
      "#set($integer = 1)#if($stageVariables.a > 2)a#end",
      "#set($integer = 1)#if($integer.parseInt($stageVariables.a) > 2)a#end",
    ],
    [
      "AG3036",
      "Write $util.base64Decode('Cg==')",
      `$util.base64Encode("$input.body\\n")`,
      `$util.base64Encode("$input.body$util.base64Decode('Cg==')")`,
    ],
    [
      "AG3037",
      "Encode the joined text",
      "$util.base64Encode($input.body)$util.base64Encode('b')",
      `$util.base64Encode("$input.bodyb")`,
    ],
  ]);
});
