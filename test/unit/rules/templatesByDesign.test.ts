import { describe } from "mocha";
import { itReports } from "../../support/templateCases";

describe("templates that work by design", () => {
  itReports([
    ["a loop over all claims", "#foreach($k in $context.authorizer.claims.keySet())$k#end"],
    ["claims in a variable", "#set($a = $context.authorizer.claims)$a.sub"],
    ["a variable that replaces $input", "#set($input = $input.path('$'))$input.name"],
    ["a wrong use of $input before it is replaced", "$input.<|name|>#set($input = 1)$input", "AG3001 error"],
    ["the getter of the body", "$input.getBody()"],
    ["a name of one's own in $context", "#set($context.a = 1)$context.a"],
    ["another name than the one that is set", "#set($context.a = 1)$context.<|b|>", "AG3003 warning"],
    ["a path without a root", "$input.path(<|'a'|>)", "AG3101 hint"],
    ["an index without a root", "$input.path(<|'[0]'|>)", "AG3101 hint"],
    ["a path that starts with a dot", "$input.path(<|'.a'|>)", "AG3101 warning"],
    ["an empty path", "$input.path(<|''|>)", "AG3101 error"],
    [
      "a path without a root before an invalid one",
      "$input.json(<|'a.b'|>) $input.json('$.a<|[0|>')",
      "AG3101 hint",
      "AG3103 error",
    ],
    ["a guard before isEmpty", "#set($a = $input.params('a'))#if($a && !$a.empty)a#end"],
    ["a guard before a comparison of a method", `#if($input.body && $input.body.length() > 2)a#end`],
    ["a guard before a comparison of a member", "#set($a = $input.path('$'))#if($a.b && $a.b.c == 1)a#end"],
    ["a test without a comparison", "#if(<|$input.body|>)a#end", "AG3032 warning"],
  ]);
  itReports(
    [
      [
        "an override with a name of one's own",
        "#set($context.requestOverride.a = 1)$context.requestOverride.a",
      ],
      ["an override that nothing sets", "$context.<|requestOverride.a|>", "AG3003 warning"],
      ["a misspelled override", "#set($context.<|requestOverride.headers|>.a = 1)", "AG3003 warning"],
    ],
    { kind: "request" },
  );
  itReports([["an override that the request template may set", "$context.responseOverride.custom"]], {
    kind: "response",
  });
  itReports([["a CloudFormation pseudo parameter", "a <|${AWS::Region}|>", "AG3029 information"]], {
    formats: ["vtl"],
  });
  itReports([["a CloudFormation pseudo parameter", "a <|${AWS::Region}|>", "AG3029 error"]], {
    formats: ["json", "yaml"],
  });
  itReports(
    [
      [
        "an extra comma after a pseudo parameter",
        '{"region": "<|${AWS::Region}|>", "id": "$context.requestId",<|}|>',
        "AG3029 information",
        "AG3020 warning",
      ],
      [
        "$input.json in quotes after a pseudo parameter",
        `{"arn": "arn:<|\${AWS::Partition}|>:a", "a": "<|$input.json('$.a')|>"}`,
        "AG3029 information",
        "AG3007 warning",
      ],
      [
        "JSON around a pseudo parameter",
        '{"region": "<|${AWS::Region}|>", "id": "$context.requestId"}',
        "AG3029 information",
      ],
    ],
    { formats: ["vtl"] },
  );
});
