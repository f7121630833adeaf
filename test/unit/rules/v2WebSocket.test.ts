import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { itFixes, itPointsAt, messagesOf } from "../../support/ruleCases";

const PROXY =
  '"IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://a.example", "IntegrationMethod": "POST"';
const TEMPLATES = String.raw`"RequestTemplates": {"a": "{\"statusCode\": 200}"}`;
const MOCK = `"IntegrationType": "MOCK", ${TEMPLATES}`;
const FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:orders";
const INVOCATION = `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${FUNCTION}/invocations`;
const WEBSOCKET = { protocol: "WEBSOCKET" } as const;
const RESPONSE = { operation: "create-integration-response" } as const;
const UPDATED_RESPONSE = { operation: "update-integration-response" } as const;
const key = (name: string): string => `{${PROXY}, "RequestParameters": {${name}: "'a'"}}`;
const value = (text: string): string =>
  `{${PROXY}, "RequestParameters": {"integration.request.header.x": ${text}}}`;
const select = (text: string): string => `{${MOCK}, "TemplateSelectionExpression": ${text}}`;

describe("rules for mappings of WebSocket APIs", () => {
  itPointsAt(
    [
      ["a key of an HTTP API", key('<|"overwrite:header.x"|>'), "AG2041 error"],
      ["the prefix of another mapping", key('"<|method.request|>.header.x"'), "AG2041 error"],
      ["an unknown location", key('"integration.request.<|headers|>.x"'), "AG2041 error"],
      ["a missing name", key('<|"integration.request.header"|>'), "AG2041 error"],
      ["an invalid character in a name", key('"integration.request.header.a<| |>b"'), "AG2041 error"],
      ["an empty key", key('<|""|>'), "AG2041 error"],
      [
        "all kinds of keys",
        `{${PROXY}, "RequestParameters": {"integration.request.header.a": "'a'", "integration.request.path.a": "'a'", "integration.request.querystring.a": "'a'"}}`,
      ],
      ["text without quotes", value('<|"a"|>'), "AG2042 error"],
      ["an unclosed quote", value(`<|"'a"|>`), "AG2042 error"],
      ["a dollar sign before context", value('<|"$context.connectionId"|>'), "AG2042 error"],
      ["a variable of an HTTP API", value('<|"$request.body.a"|>'), "AG2042 error"],
      ["a response value in a request mapping", value('"<|integration.response|>.header.x"'), "AG2042 error"],
      ["the prefix in AWS's API reference", value('"<|method.request|>.body.a"'), "AG2042 hint"],
      ["a header outside $connect", value('"route.request.<|header|>.x"'), "AG2043 information"],
      ["a part of the body", value('"route.request.body.a"')],
      ["context variables", value('"context.connectionId"')],
      ["a stage variable in braces", value('<|"${stageVariables.a}"|>'), "AG4010 warning"],
      ["a stage variable with a dollar sign", value('<|"$stageVariables.a"|>'), "AG4010 warning"],
    ],
    WEBSOCKET,
  );
  itPointsAt(
    [
      [
        "an invalid response key",
        `{"IntegrationResponseKey": "$default", "ResponseParameters": {"method.response.<|body|>.x": "'a'"}}`,
        "AG2055 error",
      ],
      [
        "an invalid response value",
        '{"IntegrationResponseKey": "$default", "ResponseParameters": {"method.response.header.x": <|"a"|>}}',
        "AG2042 error",
      ],
      [
        "an empty response value",
        '{"IntegrationResponseKey": "$default", "ResponseParameters": {"method.response.header.x": <|""|>}}',
        "AG0027 warning",
      ],
    ],
    RESPONSE,
  );
  itPointsAt(
    [["an empty response value", '{"ResponseParameters": {"method.response.header.x": ""}}']],
    UPDATED_RESPONSE,
  );
  itFixes(
    [
      [
        "AG2041",
        'Rename to "integration.request.header.x"',
        key('"overwrite:header.x"'),
        key('"integration.request.header.x"'),
      ],
      ["AG2042", `Write "'a'"`, value('"a"'), value(`"'a'"`)],
      ["AG2042", `Write "'a'"`, value(`"'a"`), value(`"'a'"`)],
      ["AG2042", 'Write "context.a"', value('"${context.a}"'), value('"context.a"')],
      ["AG2042", 'Write "route.request.body.a"', value('"$request.body.a"'), value('"route.request.body.a"')],
      [
        "AG2042",
        'Write "route.request.body.a"',
        value('"method.request.body.a"'),
        value('"route.request.body.a"'),
      ],
      ["AG4010", 'Write "stageVariables.a"', value('"${stageVariables.a}"'), value('"stageVariables.a"')],
    ],
    WEBSOCKET,
  );
});

describe("rules for integrations of WebSocket APIs", () => {
  itPointsAt(
    [
      ["a MOCK without templates", '{"IntegrationType": <|"MOCK"|>}', "AG2044 warning"],
      [
        "a MOCK without a status code",
        '{"IntegrationType": "MOCK", "RequestTemplates": {"$default": <|"{}"|>}}',
        "AG2044 warning",
      ],
      [
        "a MOCK with a status code in quotes",
        String.raw`{"IntegrationType": "MOCK", "RequestTemplates": {"$default": <|"{\"statusCode\": \"200\"}"|>}}`,
        "AG2044 warning",
      ],
      [
        "a MOCK with a fractional status code",
        String.raw`{"IntegrationType": "MOCK", "RequestTemplates": {"$default": <|"{\"statusCode\": 200.5}"|>}}`,
        "AG2044 warning",
      ],
      [
        "a MOCK with a status code inside another object",
        String.raw`{"IntegrationType": "MOCK", "RequestTemplates": {"$default": <|"{\"a\": {\"statusCode\": 200}}"|>}}`,
        "AG2044 warning",
      ],
      [
        "one of the templates that a variable selects, without a status code",
        String.raw`{"IntegrationType": "MOCK", "TemplateSelectionExpression": "${"$"}{request.body.a}", "RequestTemplates": {"a": "{\"statusCode\": 200}", "b": <|"{}"|>}}`,
        "AG2044 warning",
      ],
      [
        "a template without a status code that is never selected",
        String.raw`{"IntegrationType": "MOCK", "TemplateSelectionExpression": "a", "RequestTemplates": {"a": "{\"statusCode\": 200}", "b": "{}"}}`,
      ],
      [
        "an empty template of a MOCK",
        '{"IntegrationType": "MOCK", "RequestTemplates": {"$default": <|""|>}}',
        "AG2044 warning",
      ],
      [
        "a MOCK with a computed status code",
        '{"IntegrationType": "MOCK", "RequestTemplates": {"$default": "{statusCode: $input.path(\'$.s\')}"}}',
      ],
      ["a template that is never selected", select('<|"b"|>'), "AG2045 warning"],
      [
        "templates without an expression",
        String.raw`{"IntegrationType": "MOCK", <|"RequestTemplates"|>: {"a": "{\"statusCode\": 200}", "b": "{\"statusCode\": 201}"}}`,
        "AG2045 warning",
      ],
      [
        "a template for a content type without an expression",
        String.raw`{"IntegrationType": "MOCK", <|"RequestTemplates"|>: {"application/json": "{\"statusCode\": 200}"}}`,
        "AG2045 information",
      ],
      [
        "the template $default without an expression",
        String.raw`{"IntegrationType": "MOCK", "RequestTemplates": {"a": "{}", "$default": "{\"statusCode\": 200}"}}`,
      ],
      ["a template that is selected", select('"a"')],
      ["an unsupported variable", select('"${<|request.header.a|>}"'), "AG2046 error"],
      ["an unclosed brace", select('<|"${request.body.a"|>'), "AG2046 error"],
      ["a part of the body", select('"${request.body.a}"')],
      ["an unescaped $default", select('<|"$default"|>'), "AG2047 warning"],
      [
        "templates on a proxy integration",
        `{${PROXY}, <|"RequestTemplates"|>: {"a": "b"}}`,
        "AG2048 information",
      ],
      [
        "a non-proxy integration, which requires an integration response",
        `{"IntegrationType": <|"HTTP"|>, "IntegrationUri": "https://a.example", "IntegrationMethod": "POST"}`,
        "AG2049 information",
      ],
      ["a VPC link", `{${PROXY}, "ConnectionType": <|"VPC_LINK"|>, "ConnectionId": "a"}`, "AG2063 hint"],
      [
        "the function's own ARN",
        `{"IntegrationType": "AWS_PROXY", "IntegrationUri": <|"${FUNCTION}"|>}`,
        "AG2040 hint",
      ],
      [
        "the ARN of the function's invocation",
        `{"IntegrationType": "AWS_PROXY", "IntegrationUri": "${INVOCATION}"}`,
      ],
    ],
    WEBSOCKET,
  );
  itPointsAt(
    [
      [
        "templates without an expression in YAML",
        "IntegrationType: MOCK\n<|RequestTemplates|>:\n  a: '{\"statusCode\": 200}'\n",
        "AG2045 warning",
      ],
    ],
    { protocol: "WEBSOCKET", format: "yaml" },
  );
  itPointsAt(
    [
      ["an update of a MOCK without templates", '{"IntegrationType": "MOCK"}'],
      [
        "an update that keeps the expression",
        String.raw`{"IntegrationType": "MOCK", "RequestTemplates": {"a": "{\"statusCode\": 200}"}}`,
      ],
    ],
    {
      operation: "update-integration",
      protocol: "WEBSOCKET",
    },
  );
  itFixes(
    [
      [
        "AG2044",
        'Insert the template {"statusCode": 200}',
        '{"IntegrationType": "MOCK"}',
        String.raw`{"IntegrationType": "MOCK", "RequestTemplates": {
  "$default": "{\"statusCode\": 200}"
}}`,
      ],
      [
        "AG2044",
        'Insert the template {"statusCode": 200}',
        '{"IntegrationType": "MOCK", "RequestTemplates": {"a": "{}"}}',
        String.raw`{"IntegrationType": "MOCK", "RequestTemplates": {"a": "{}", "$default": "{\"statusCode\": 200}"}}`,
      ],
      [
        "AG2045",
        'Insert TemplateSelectionExpression "a"',
        '{"IntegrationType": "MOCK", "RequestTemplates": {"a": "{}"}}',
        '{"IntegrationType": "MOCK", "RequestTemplates": {"a": "{}"}, "TemplateSelectionExpression": "a"}',
      ],
      ["AG2047", 'Write "\\$default"', select('"$default"'), select('"\\\\$default"')],
      ["AG2048", 'Remove "RequestTemplates"', `{${PROXY}, ${TEMPLATES}}`, `{${PROXY}}`],
      [
        "AG2040",
        "Use the invocation ARN",
        `{"IntegrationUri": "${FUNCTION}"}`,
        `{"IntegrationUri": "${INVOCATION}"}`,
      ],
    ],
    WEBSOCKET,
  );
});

describe("rules for integration responses", () => {
  itPointsAt(
    [
      ["a missing key", "<|{|>}", "AG0005 error"],
      ["an empty key", '{<|"IntegrationResponseKey": ""|>}', "AG0021 error"],
      ["a key without slashes", '{"IntegrationResponseKey": <|"404"|>}', "AG2051 error"],
      ["an empty pattern", '{"IntegrationResponseKey": <|"//"|>}', "AG2051 error"],
      ["an escaped $default", '{"IntegrationResponseKey": <|"\\\\$default"|>}', "AG2051 error"],
      ["an invalid pattern", '{"IntegrationResponseKey": "/4\\\\d<|{2|>/"}', "AG2052 error"],
      ["a pattern", '{"IntegrationResponseKey": "/4\\\\d{2}/"}'],
      [
        "an unknown variable",
        '{"IntegrationResponseKey": "$default", "TemplateSelectionExpression": "${<|integration.response.body.a|>}"}',
        "AG2053 error",
      ],
      [
        "a header without a name",
        '{"IntegrationResponseKey": "$default", "TemplateSelectionExpression": <|"${integration.response.header}"|>}',
        "AG2053 error",
      ],
      [
        "templates without a selection expression",
        '{"IntegrationResponseKey": "$default", <|"ResponseTemplates"|>: {"a": "{}"}}',
        "AG2054 warning",
      ],
      [
        "templates that are never selected",
        '{"IntegrationResponseKey": "$default", "ResponseTemplates": {"a": "{}"}, "TemplateSelectionExpression": <|"b"|>}',
        "AG2054 warning",
      ],
      [
        "a selected $default template",
        '{"IntegrationResponseKey": "$default", "ResponseTemplates": {"$default": "{}"}, "TemplateSelectionExpression": "\\\\$default"}',
      ],
      [
        "an unescaped $default",
        '{"IntegrationResponseKey": "$default", "TemplateSelectionExpression": <|"$default"|>}',
        "AG2047 warning",
      ],
      [
        "a template as an object",
        '{"IntegrationResponseKey": "$default", "ResponseTemplates": {"$default": <|{}|>}}',
        "AG0025 error",
      ],
      [
        "a long template",
        `{"IntegrationResponseKey": "$default", "ResponseTemplates": {<|"$default"|>: "${"a".repeat(32_769)}"}}`,
        "AG2060 warning",
      ],
    ],
    RESPONSE,
  );
  itPointsAt(
    [
      [
        "an integration response on an HTTP API",
        '<|{|>"IntegrationResponseKey": "$default"}',
        "AG2050 error",
      ],
    ],
    {
      ...RESPONSE,
      protocol: "HTTP",
    },
  );
  itPointsAt(
    [["templates in an update without a selection expression", '{"ResponseTemplates": {"a": "{}"}}']],
    UPDATED_RESPONSE,
  );
  itFixes(
    [
      ["AG2051", 'Write "/404/"', '{"IntegrationResponseKey": "404"}', '{"IntegrationResponseKey": "/404/"}'],
      [
        "AG2051",
        'Write "$default"',
        '{"IntegrationResponseKey": "\\\\$default"}',
        '{"IntegrationResponseKey": "$default"}',
      ],
    ],
    RESPONSE,
  );

  it("quotes AWS's answer for an HTTP API", () => {
    const [message = ""] = messagesOf("AG2050", "{}", { ...RESPONSE, protocol: "HTTP" });
    assert.match(
      message,
      /AWS answers: IntegrationResponses are currently not supported for this API protocol type\.$/,
    );
  });
});
