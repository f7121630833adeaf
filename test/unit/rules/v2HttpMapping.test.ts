import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { analyze } from "../../../server/src/service";
import { itFixes, itPointsAt, messagesOf } from "../../support/ruleCases";

const PROXY =
  '"IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://a.example", "IntegrationMethod": "ANY", "PayloadFormatVersion": "1.0"';
const request = (entries: string): string => `{${PROXY}, "RequestParameters": {${entries}}}`;
const response = (entries: string): string => `{${PROXY}, "ResponseParameters": {${entries}}}`;
const HTTP = { protocol: "HTTP" } as const;

describe("rules for mapping keys of HTTP APIs", () => {
  itPointsAt(
    [
      ["a key without an action", request('<|"header.x-id"|>: "a"'), "AG2021 error"],
      ["an unknown action", request('"<|add|>:header.x-id": "a"'), "AG2021 error"],
      ["an action without a target", request('<|"append:"|>: "a"'), "AG2021 error"],
      ["an unknown target", request('"append:<|cookie|>.x": "a"'), "AG2021 error"],
      [
        "a response target in a request mapping",
        request('"overwrite:<|statuscode|>": "200"'),
        "AG2021 error",
      ],
      ["a missing name", request('"append:<|header|>": "a"'), "AG2021 error"],
      ["a space in a name", request('"append:header.x<| |>id": "a"'), "AG2021 error"],
      [
        "an unknown target after an escaped letter",
        request('"\\u0061ppend:<|cookie|>.x": "a"'),
        "AG2021 error",
      ],
      ["an empty key", request('<|""|>: "a"'), "AG2021 error"],
      ["a reserved header", request('"remove:header.<|Authorization|>": "\'\'"'), "AG2022 error"],
      [
        "a header with a reserved prefix",
        response('"404": {"append:header.<|x-amzn-id|>": "a"}'),
        "AG2022 error",
      ],
      ["the header Host", request('"overwrite:header.host": "a"')],
      ["an appended path", request('"<|append|>:path": "/a"'), "AG2023 error"],
      ["a path with a suffix", request('"overwrite:path<|.x|>": "/a"'), "AG2023 error"],
      ["invalid status codes", response('<|"99"|>: {}, <|"ok"|>: {}'), "AG2029 error", "AG2029 error"],
      ["a mapping in place of a status code", response('"overwrite:statuscode": <|"404"|>'), "AG0006 error"],
      ["an invalid response key", response('"404": {"overwrite:<|path|>": "a"}'), "AG2030 error"],
      [
        "a status code with a suffix",
        response('"404": {"overwrite:statuscode<|.x|>": "200"}'),
        "AG2030 error",
      ],
      ["an appended status code", response('"404": {"<|append|>:statuscode": "200"}'), "AG2033 warning"],
      [
        "a key of a REST or WebSocket API",
        request('<|"integration.request.header.x"|>: "a"'),
        "AG2034 error",
      ],
      ["a placeholder entry of a skeleton", request('<|"KeyName"|>: ""'), "AG0021 warning"],
    ],
    HTTP,
  );
  itFixes(
    [
      [
        "AG2021",
        'Rename to "overwrite:header.x-id"',
        request('"header.x-id": "a"'),
        request('"overwrite:header.x-id": "a"'),
      ],
      [
        "AG2021",
        'Rename to "append:header.x-id"',
        request('"apend:header.x-id": "a"'),
        request('"append:header.x-id": "a"'),
      ],
      [
        "AG2030",
        'Rename to "append:header.x"',
        response('"404": {"append:headers.x": "a"}'),
        response('"404": {"append:header.x": "a"}'),
      ],
      ["AG2022", "Remove the mapping", request('"remove:header.te": "\'\'"'), request("")],
      [
        "AG2023",
        'Rename to "overwrite:path"',
        request('"append:path": "/a"'),
        request('"overwrite:path": "/a"'),
      ],
      [
        "AG2033",
        'Rename to "overwrite:statuscode"',
        response('"404": {"remove:statuscode": "200"}'),
        response('"404": {"overwrite:statuscode": "200"}'),
      ],
      [
        "AG2034",
        'Rename to "overwrite:querystring.q"',
        request('"integration.request.querystring.q": "a"'),
        request('"overwrite:querystring.q": "a"'),
      ],
    ],
    HTTP,
  );
  itPointsAt(
    [
      [
        "a parameter of a service action without its subtype",
        '{<|"RequestParameters"|>: {<|"QueueUrl"|>: "q"}}',
        "AG2057 information",
        "AG2021 information",
      ],
    ],
    { operation: "update-integration", protocol: "HTTP" },
  );

  it("quotes AWS's answer for a status code", () => {
    assert.match(
      messagesOf("AG2029", response('"99": {}'), HTTP)[0] ?? "",
      /AWS answers: Status Code 99 is not valid$/,
    );
  });
});

describe("rules for mapping values of HTTP APIs", () => {
  const value = (text: string): string => request(`"overwrite:header.x": ${text}`);
  itPointsAt(
    [
      ["an unknown variable", value('"$<|req|>.header.x"'), "AG2024 error"],
      ["an unknown source", value('"$request.<|cookie|>.x"'), "AG2024 error"],
      ["a variable without a source", value('"$<|request|>"'), "AG2024 error"],
      ["a missing name", value('"$<|request.header|>"'), "AG2024 error"],
      ["a response variable in a request mapping", value('"$<|response.header|>.x"'), "AG2024 error"],
      ["an unclosed brace", value('<|"${request.path"|>'), "AG2024 error"],
      ["a variable of a REST or WebSocket API", value('<|"method.request.header.x"|>'), "AG2024 warning"],
      ["an invalid character in the name of a context variable", value('"$context.<|-|>a"'), "AG2024 error"],
      [
        "every documented variable",
        request(
          [
            "request.header.a",
            "request.querystring.a",
            "request.path",
            "request.path.a",
            "request.body",
            "context.a.b",
            "stageVariables.a",
          ]
            .map(
              (name, i) => `"append:header.h${i}": "$${name}", "append:querystring.q${i}": "a \${${name}}"`,
            )
            .join(", "),
        ),
      ],
      ["a variable without braces next to text", value('"/a<|$request.path|>"'), "AG2025 warning"],
      ["an amount of money", value('"5$"')],
      ["text after a variable without braces", value('<|"$request.path/items"|>'), "AG2070 error"],
      ["two variables without braces", value('<|"$request.path$context.apiId"|>'), "AG2070 error"],
      ["text after a variable with braces", value('"${request.path}/items"')],
      ["only the unknown variable before text", value('"$<|req|>.path/items"'), "AG2024 error"],
      ["a claim with a colon", value('<|"$context.authorizer.claims.custom:key"|>'), "AG2070 error"],
      ["a claim in brackets", value(`<|"$context.authorizer.claims['custom:key']"|>`), "AG2070 error"],
      [
        "a claim of a JWT authorizer with a colon",
        value('<|"$context.authorizer.jwt.claims.cognito:groups"|>'),
        "AG2070 error",
      ],
      [
        "a claim with a colon in braces",
        value('"${context.authorizer.claims.custom<|:|>key}"'),
        "AG2024 error",
      ],
      [
        "a claim with a colon after text",
        value('"Bearer <|$context.authorizer.claims.custom|>:key"'),
        "AG2025 warning",
      ],
      ["a claim", value('"$context.authorizer.claims.sub"')],
      [
        "a claim with a colon in a response",
        response('"404": {"append:header.x": <|"$context.authorizer.claims.a:b"|>}'),
        "AG2070 error",
      ],
      ["recursive descent", value('"$request.body<|..|>id"'), "AG2026 error"],
      ["a filter expression", value('"$request.body.a[<|?(@.b)|>]"'), "AG2026 error"],
      [
        "reading part of the body, once per file",
        request('"append:header.a": <|"$request.body.a"|>, "append:header.b": "$request.body.b"'),
        "AG2027 information",
      ],
      ["the value of a remove mapping", request('"remove:header.x": <|"$nope"|>'), "AG2028 hint"],
      ["a remove mapping with two single quotes", request('"remove:header.x": "\'\'"')],
      [
        "a request variable in a response mapping",
        response('"404": {"append:header.x": "$<|request.header|>.x"}'),
        "AG2031 warning",
      ],
      ["an invalid status code", response('"404": {"overwrite:statuscode": <|"OK"|>}'), "AG2032 error"],
      ["a status code from a variable", response('"404": {"overwrite:statuscode": "$context.status"}')],
      ["static text in single quotes", value("<|\"'a'\"|>"), "AG2035 hint"],
      ["an empty value", value('<|""|>'), "AG2059 error"],
      ["an empty response value", response('"404": {"overwrite:statuscode": <|""|>}'), "AG0027 warning"],
    ],
    HTTP,
  );
  itPointsAt([["empty values in an update", '{"ResponseParameters": {"404": {"overwrite:header.x": ""}}}']], {
    operation: "update-integration",
    protocol: "HTTP",
  });
  itFixes(
    [
      ["AG2025", 'Write "/a${request.path}"', value('"/a$request.path"'), value('"/a${request.path}"')],
      [
        "AG2070",
        'Write "${request.path}/${context.apiId}"',
        value('"$request.path/$context.apiId"'),
        value('"${request.path}/${context.apiId}"'),
      ],
      ["AG2028", "Write \"''\"", request('"remove:header.x": "a"'), request('"remove:header.x": "\'\'"')],
      ["AG2035", 'Write "a"', value("\"'a'\""), value('"a"')],
    ],
    HTTP,
  );
  itPointsAt(
    [
      [
        "text after a variable in YAML",
        "IntegrationType: HTTP_PROXY\nIntegrationUri: https://a.example\nIntegrationMethod: ANY\nPayloadFormatVersion: '1.0'\nRequestParameters:\n  overwrite:path: <|$request.path/items|>\n",
        "AG2070 error",
      ],
      [
        "a claim with a colon in YAML",
        "IntegrationType: HTTP_PROXY\nIntegrationUri: https://a.example\nIntegrationMethod: ANY\nPayloadFormatVersion: '1.0'\nRequestParameters:\n  append:header.x: <|$context.authorizer.claims.custom:key|>\n",
        "AG2070 error",
      ],
    ],
    { ...HTTP, format: "yaml" },
  );

  it("offers no braces for a claim with a colon", () => {
    for (const text of ['"a $context.authorizer.claims.b:c"', '"$context.authorizer.claims.b:c"']) {
      const { problems } = analyze(value(text), "create-integration", HTTP);
      assert.deepEqual(
        problems.map(({ fixes = [] }) => fixes),
        [[]],
      );
      assert.match(problems[0]?.message ?? "", /^Mappings cannot read a property of an authorizer/);
    }
  });

  it("quotes AWS's answer for a variable expression", () => {
    assert.match(
      messagesOf("AG2070", value('"$context.authorizer.claims.custom:key"'), HTTP)[0] ?? "",
      /errors : \[Invalid mapping expression specified: \$context\.authorizer\.claims\.custom:key\]$/,
    );
  });
});
