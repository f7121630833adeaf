import { describe } from "mocha";
import { itFixes, itPointsAt } from "./restCases";

const HTTP = '"type": "HTTP", "integrationHttpMethod": "GET", "uri": "https://a.example"';
const TEMPLATE = String.raw`"requestTemplates": {"application/json": "{\"id\": 1}"}`;
/** A MOCK integration with a template, which may contain markers. */
const mock = (template: string): string =>
  `{"type": "MOCK", "requestTemplates": {"application/json": ${JSON.stringify(template)}}}`;

describe("the rules for the templates of a REST integration", () => {
  itPointsAt([
    [
      "members that a proxy ignores",
      `{${HTTP.replace('"HTTP"', '"HTTP_PROXY"')}, <|"requestTemplates"|>: {"application/json": "{}"}, <|"passthroughBehavior"|>: "NEVER", <|"contentHandling"|>: "CONVERT_TO_TEXT"}`,
      "AG1019 information",
      "AG1019 information",
      "AG1019 information",
    ],
    [
      "the default passthrough behavior of a proxy",
      `{${HTTP.replace('"HTTP"', '"HTTP_PROXY"')}, "passthroughBehavior": "WHEN_NO_MATCH"}`,
    ],
    ["the OpenAPI spelling", `{${HTTP}, "passthroughBehavior": <|"never"|>}`, "AG1020 error"],
    ["NEVER without templates", `{${HTTP}, "passthroughBehavior": <|"NEVER"|>}`, "AG1021 warning"],
    [
      "NEVER with an empty map of templates",
      `{${HTTP}, "requestTemplates": {}, "passthroughBehavior": <|"NEVER"|>}`,
      "AG1021 warning",
    ],
    ["NEVER in a MOCK", '{"type": "MOCK", "passthroughBehavior": <|"NEVER"|>}', "AG1021 warning"],
    ["NEVER with a template", `{${HTTP}, ${TEMPLATE}, "passthroughBehavior": "NEVER"}`],
    [
      "WHEN_NO_TEMPLATES",
      `{${HTTP}, ${TEMPLATE}, "passthroughBehavior": <|"WHEN_NO_TEMPLATES"|>}`,
      "AG1022 hint",
    ],
    [
      "WHEN_NO_TEMPLATES with $default",
      `{${HTTP}, "requestTemplates": {"$default": "{}"}, "passthroughBehavior": "WHEN_NO_TEMPLATES"}`,
    ],
    [
      "binary content for a template",
      `{${HTTP}, ${TEMPLATE}, "contentHandling": <|"CONVERT_TO_BINARY"|>}`,
      "AG1044 warning",
    ],
    ["binary content without templates", `{${HTTP}, "contentHandling": "CONVERT_TO_BINARY"}`],
    [
      "a template of more than 300 KB",
      `{${HTTP}, "requestTemplates": {<|"application/json"|>: "${" ".repeat(307_201)}"}}`,
      "AG1052 warning",
    ],
    ["a template of 300 KB", `{${HTTP}, "requestTemplates": {"application/json": "${" ".repeat(307_200)}"}}`],
    [
      "a key with a charset, and a key that is not a MIME type",
      `{${HTTP}, "requestTemplates": {<|"application/json; charset=utf-8"|>: "1", <|"json"|>: "1"}}`,
      "AG1054 warning",
      "AG1054 warning",
    ],
    [
      "a missing template for JSON",
      `{${HTTP}, <|"requestTemplates"|>: {"text/plain": "1", "text/xml": "1"}}`,
      "AG1055 information",
    ],
    ["a single template for another type", `{${HTTP}, "requestTemplates": {"text/plain": "1"}}`],
  ]);
  itFixes([
    [
      "AG1019",
      'Remove "contentHandling"',
      '{"type": "AWS_PROXY", "contentHandling": "CONVERT_TO_TEXT"}',
      '{"type": "AWS_PROXY"}',
    ],
    [
      "AG1020",
      'Write "WHEN_NO_MATCH"',
      '{"passthroughBehavior": "when_no_match"}',
      '{"passthroughBehavior": "WHEN_NO_MATCH"}',
    ],
    [
      "AG1021",
      'Write "WHEN_NO_MATCH"',
      '{"type": "HTTP", "passthroughBehavior": "NEVER"}',
      '{"type": "HTTP", "passthroughBehavior": "WHEN_NO_MATCH"}',
    ],
    [
      "AG1054",
      'Rename to "application/json"',
      '{"requestTemplates": {"application/json;charset=utf-8": "1"}}',
      '{"requestTemplates": {"application/json": "1"}}',
    ],
  ]);
});

describe("the rules for MOCK integrations", () => {
  itPointsAt([
    ["an integer status", mock('{"statusCode": 200}')],
    ["a missing status", mock('<|{|>"message": "hello"}'), "AG1023 error"],
    ["a nested status", mock('<|{|>"a": {"statusCode": 200}}'), "AG1023 error"],
    [
      "text that is not JSON",
      '{"type": "MOCK", "requestTemplates": {"application/json": <|"OK"|>}}',
      "AG1023 error",
    ],
    ["a missing status after #set", mock('#set($a = 1)\n<|{|>"a": $a}'), "AG1023 error"],
    [
      "a status in a branch",
      mock('#if($input.params("x") == "1")\n{"statusCode": 200}\n#else\n{"statusCode": 500}\n#end'),
    ],
    [
      "a status in a branch inside the object",
      mock('{#if($input.params("x") == "1")"statusCode": 200#else"statusCode": 500#end}'),
    ],
    ["a body that passes through", mock("$input.json('$')")],
    ["a name from a reference", mock('#set($name = "statusCode"){"$name": 200}')],
    ["a macro call", mock("#answer()")],
    ["a status from a reference", mock('{"statusCode": $input.params("code")}')],
    ["a comment before the object", mock('## {"a": 1}\n{"statusCode": 200}')],
    ["an empty template", mock("")],
    ["a status in quotes", mock('{"statusCode": <|~200~|>}').replaceAll("~", '\\"'), "AG1024 error"],
    ["a fractional status", mock('{"statusCode": <|200.5|>}'), "AG1024 error"],
    ["a reference in quotes", mock('#set($code = 200){"statusCode": "$code"}')],
    ["an unquoted name", mock("{<|statusCode|>: 200}"), "AG1025 information"],
    ["single quotes", mock("{<|'statusCode'|>: 200}"), "AG1025 information"],
    ["a trailing comma", mock('{"statusCode": 200<|,|>}'), "AG1025 information"],
    [
      "single quotes and a quoted status",
      mock("{<|'statusCode'|>: <|'200'|>}"),
      "AG1025 information",
      "AG1024 error",
    ],
    [
      "backend settings, which a MOCK ignores",
      mock('{"statusCode": 200}').replace(
        "{",
        '{<|"uri"|>: "https://a.example", <|"integrationHttpMethod"|>: "GET", <|"connectionType"|>: "VPC_LINK", <|"credentials"|>: "arn:aws:iam::123456789012:role/r", ',
      ),
      "AG1026 information",
      "AG1026 information",
      "AG1026 information",
      "AG1026 information",
    ],
    ["missing templates", '{"type": <|"MOCK"|>}', "AG1027 warning"],
    ["an empty map of templates", '{"type": <|"MOCK"|>, "requestTemplates": {}}', "AG1027 warning"],
  ]);

  describe("read the template as Velocity does", () => {
    itPointsAt([
      [
        "a status only in a comment, next to a branch",
        mock('## sets the statusCode\n<|{|>"a": 1#if($context.stage == "a"), "b": 2#end}'),
        "AG1023 error",
      ],
      ["a status only in a block comment", mock('<|{|>"a": 1 #* , "statusCode": 200 *#}'), "AG1023 error"],
      ["a comment between name and value", mock('{"statusCode": #* OK *# 200}')],
      [
        "a status only in a string, next to a branch",
        mock('<|{|>"message": "no statusCode"#if($context.stage == "a"), "b": 2#end}'),
        "AG1023 error",
      ],
      [
        "a status only in a condition",
        mock('<|{|>"a": 1#if($input.params("statusCode") == "1"), "b": 2#end}'),
        "AG1023 error",
      ],
      [
        "a status only in #set",
        mock('#set($statusCode = 200)#if($context.stage == "a")#end<|{|>"a": 1}'),
        "AG1023 error",
      ],
      [
        "a quoted status in the first branch",
        mock('{#if($context.stage == "a")"statusCode": <|~200~|>#else"statusCode": 500#end}').replaceAll(
          "~",
          '\\"',
        ),
        "AG1024 error",
      ],
      [
        "a quoted value in a branch",
        mock('{"statusCode": #if($context.stage == "a")<|~200~|>#else 500#end}').replaceAll("~", '\\"'),
        "AG1024 error",
      ],
      [
        "branches that open and close the object",
        mock('#if($context.stage == "a"){"statusCode":#else{"statusCode":#end 200}'),
      ],
      ["a comma that a branch follows", mock('{"statusCode": 200, #if($context.stage == "a")"a": 1#end}')],
      [
        "a comma before an empty branch",
        mock('{"statusCode": 200<|,|> #if($context.stage == "a")#end}'),
        "AG1025 information",
      ],
      ["a status in unparsed text", mock('#[[{"statusCode": 200}]]#')],
      ["a missing status in unparsed text", mock('#[[<|{|>"a": "$b"}]]#'), "AG1023 error"],
      ["a definition that is printed", mock('#define($all){"statusCode": 200}#end$all')],
      ["a definition that is not printed", mock('#define($all)$input.body#end<|{|>"a": 1}'), "AG1023 error"],
      [
        "a status after #stop",
        mock('<|{|>"a": 1}#stop<|{"statusCode": 200}|>'),
        "AG1023 error",
        "AG3033 warning",
      ],
    ]);
  });

  itFixes([
    ["AG1023", 'Insert {"statusCode": 200}', mock('{"a": 1}'), mock('{"statusCode": 200, "a": 1}')],
    [
      "AG1023",
      'Insert {"statusCode": 200}',
      mock('{\n  "a": 1\n}'),
      mock('{\n  "statusCode": 200,\n  "a": 1\n}'),
    ],
    ["AG1023", 'Insert {"statusCode": 200}', mock("{ }"), mock('{"statusCode": 200}')],
    ["AG1023", 'Insert {"statusCode": 200}', mock("OK"), mock('{"statusCode": 200}')],
    ["AG1024", "Write 200", mock('{"statusCode": "200"}'), mock('{"statusCode": 200}')],
    ["AG1024", "Write 201", mock('{"statusCode": 201.0}'), mock('{"statusCode": 201}')],
    ["AG1026", 'Remove "uri"', '{"type": "MOCK", "uri": "a"}', '{"type": "MOCK"}'],
    [
      "AG1027",
      "Insert requestTemplates",
      '{\n  "type": "MOCK"\n}',
      '{\n  "type": "MOCK",\n  "requestTemplates": {\n    "application/json": "{\\"statusCode\\": 200}"\n  }\n}',
    ],
  ]);
});
