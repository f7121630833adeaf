import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { itFixes, itPointsAt, messagesOf } from "../../support/ruleCases";

const FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:orders";
const LISTENER =
  "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2";
const WRAPPER = "arn:aws:apigateway:us-east-1";
const proxy = (uri: string): string =>
  `{"IntegrationType": "HTTP_PROXY", "IntegrationUri": ${uri}, "IntegrationMethod": "ANY"}`;
const lambda = (uri: string): string => `{"IntegrationType": "AWS_PROXY", "IntegrationUri": ${uri}}`;
const aws = (uri: string): string =>
  `{"IntegrationType": "AWS", "IntegrationUri": ${uri}, "IntegrationMethod": "POST", "CredentialsArn": "arn:aws:iam::123456789012:role/r"}`;
const role = (arn: string): string =>
  `{"IntegrationType": "AWS_PROXY", "IntegrationUri": "${FUNCTION}", "CredentialsArn": ${arn}}`;

describe("rules for the URLs of HTTP and WebSocket APIs", () => {
  itPointsAt([
    ["a URL", proxy('"https://a.example"')],
    ["a URL with a port, a path and a query string", proxy('"http://a.example:8080/b/{proxy}?c=d"')],
    ["a URL with stage variables", proxy('"http://${stageVariables.host}/${stageVariables.path}"')],
    ["a stage variable as the whole URL", proxy('"${stageVariables.url}"')],
    ["a URL in capitals", proxy('"HTTPS://A.EXAMPLE"')],
    ["an IPv6 address", proxy('"http://[::1]:8080/"')],
    ["a misspelled scheme", proxy('"<|htp|>://example.com"'), "AG2066 error"],
    ["another scheme", proxy('"<|ftp|>://example.com"'), "AG2066 error"],
    ["no scheme", proxy('<|"example.com/orders"|>'), "AG2066 error"],
    ["a missing slash", proxy('<|"https:/example.com"|>'), "AG2066 error"],
    ["no host", proxy('<|"https:///orders"|>'), "AG2066 error"],
    ["a private host", proxy('"https://<|books.myproxy.internal|>/a"'), "AG2066 error"],
    ["a function", proxy(`<|"${FUNCTION}"|>`), "AG2066 error"],
    [
      "a listener without a VPC link",
      proxy(`<|"${LISTENER}"|>, "PayloadFormatVersion": "1.0"`),
      "AG2066 error",
    ],
    ["a space in the host", proxy('"http://exa<| |>mple.com"'), "AG2067 error"],
    ["a space in the path", proxy('"http://example.com/a<| |>b"'), "AG2067 warning"],
    ["an escaped quote in the path", proxy(String.raw`"http://example.com/\u0061<|\"|>"`), "AG2067 warning"],
    ["an unclosed brace", proxy('"http://example.com/<|{|>proxy"'), "AG2067 warning"],
    ["a placeholder to substitute", proxy('"https://<|${HOST}|>/a"'), "AG4005 information"],
    ["a URL to substitute", proxy('<|"${URL}"|>'), "AG4005 information"],
    [
      "a type to fill in with a name",
      '{"IntegrationType": <|"NONE"|>, "IntegrationUri": "none"}',
      "AG0009 error",
    ],
  ]);
  itPointsAt(
    [
      ["a listener, for an integration that may already be private", proxy(`"${LISTENER}"`)],
      ["a misspelled scheme in an update", proxy('"<|htp|>://example.com"'), "AG2066 error"],
      ["a target without its type", '{"IntegrationUri": "orders"}'],
    ],
    { operation: "update-integration" },
  );
  itPointsAt(
    [
      [
        "a misspelled scheme in YAML",
        "IntegrationType: HTTP_PROXY\nIntegrationMethod: ANY\nIntegrationUri: <|htp|>://example.com\n",
        "AG2066 error",
      ],
      [
        "a space in the host in a folded YAML string",
        "IntegrationType: HTTP_PROXY\nIntegrationMethod: ANY\nIntegrationUri: >-\n  http://exa<| |>mple.com\n",
        "AG2067 error",
      ],
      [
        "a URL in YAML",
        "IntegrationType: HTTP_PROXY\nIntegrationMethod: ANY\nIntegrationUri: https://a.example\n",
      ],
    ],
    { format: "yaml" },
  );
  itFixes([
    ["AG2066", 'Write "http"', proxy('"htp://example.com"'), proxy('"http://example.com"')],
    [
      "AG2066",
      "Set IntegrationType to AWS_PROXY",
      proxy(`"${FUNCTION}"`),
      proxy(`"${FUNCTION}"`).replace("HTTP_PROXY", "AWS_PROXY"),
    ],
    ["AG2067", "Write %20", proxy('"http://example.com/a b"'), proxy('"http://example.com/a%20b"')],
  ]);

  it("quotes AWS's answer to an invalid URL", () => {
    assert.match(
      messagesOf("AG2066", proxy('"example.com"'))[0] ?? "",
      /AWS answers: Invalid HTTP endpoint specified for URI$/,
    );
  });
});

describe("rules for the ARNs of HTTP and WebSocket APIs", () => {
  itPointsAt([
    ["a function", lambda(`"${FUNCTION}"`)],
    ["an alias", lambda(`"${FUNCTION}:prod"`)],
    ["the latest version", lambda(`"${FUNCTION}:$LATEST"`)],
    ["a name", lambda('<|"my-function"|>'), "AG2068 error"],
    ["a URL", lambda('<|"https://a.example"|>'), "AG2068 error"],
    [
      "every wrong part of an ARN",
      lambda('"arn:aws:<|lamda|>:<|us-esat-1|>:<|12345|>:<|fn:f|>"'),
      "AG2068 error",
      "AG4012 error",
      "AG4012 error",
      "AG2068 error",
    ],
    [
      "a region that does not exist",
      lambda('"arn:aws:lambda:<|us-esat-1|>:123456789012:function:f"'),
      "AG4012 error",
    ],
    [
      "an account that is too short",
      lambda('"arn:aws:lambda:us-east-1:<|12345|>:function:f"'),
      "AG4012 error",
    ],
    [
      "a function without a name",
      lambda('"arn:aws:lambda:us-east-1:123456789012:<|function:|>"'),
      "AG2068 error",
    ],
    [
      "a function with a space",
      lambda('"arn:aws:lambda:us-east-1:123456789012:function:<|a b|>"'),
      "AG2068 error",
    ],
    ["a layer", lambda('"arn:aws:lambda:us-east-1:123456789012:<|layer:a:1|>"'), "AG2068 error"],
    ["a queue", lambda('"arn:aws:<|sqs|>:us-east-1:123456789012:orders"'), "AG2068 error"],
    ["neither a path nor an action", lambda(`"${WRAPPER}:lambda:<|orders|>"`), "AG2068 error"],
    ["a function to substitute", lambda('<|"${FUNCTION_ARN}"|>'), "AG4005 information"],
    [
      "a function with placeholders",
      lambda('"arn:aws:lambda:<|<region>|>:<|<account>|>:function:<|<function>|>"'),
      "AG4008 warning",
      "AG4008 warning",
      "AG4008 warning",
    ],
    [
      "a function selected by a stage variable",
      lambda('"arn:aws:lambda:us-east-1:123456789012:function:<|${stageVariables.f}|>"'),
      "AG4007 hint",
    ],
    ["a stage variable in place of the ARN", lambda('<|"${stageVariables.f}"|>'), "AG4011 error"],
    [
      "a stage variable at the start of the ARN",
      lambda('"<|${stageVariables.prefix}|>:function:f"'),
      "AG4011 error",
    ],
    [
      "a stage variable for the ARN inside an invocation",
      lambda(`"${WRAPPER}:lambda:path/2015-03-31/functions/<|\${stageVariables.f}|>/invocations"`),
      "AG4011 error",
    ],
    ["a role", role('"arn:aws:iam::123456789012:role/path/r"')],
    ["the caller's identity", role('"arn:aws:iam::*:user/*"')],
    ["a role selected by a stage variable", role('"arn:aws:iam::123456789012:${stageVariables.role}"')],
    ["a name of a role", role('<|"my-role"|>'), "AG2069 error"],
    ["a stage variable in place of a role", role('<|"${stageVariables.role}"|>'), "AG4011 error"],
    ["a user", role('"arn:aws:iam::123456789012:<|user/me|>"'), "AG4013 warning"],
    ["a role without a name", role('"arn:aws:iam::123456789012:<|role/|>"'), "AG4013 warning"],
    ["a role with a region", role('"arn:aws:iam:<|us-east-1|>:123456789012:role/r"'), "AG4013 warning"],
    [
      "another service in place of a role",
      role('"arn:aws:<|sts|>::123456789012:assumed-role/r/s"'),
      "AG4013 warning",
    ],
    ["an account of a role that is too short", role('"arn:aws:iam::<|12345|>:role/r"'), "AG4012 error"],
  ]);
  itPointsAt(
    [
      [
        "a service path",
        lambda(`"${WRAPPER}:<|sqs|>:path/123456789012/q"`).replace("}", ', "PayloadFormatVersion": "1.0"}'),
        "AG2068 warning",
      ],
    ],
    { protocol: "HTTP" },
  );
  itPointsAt(
    [
      ["a service path", aws(`"${WRAPPER}:sqs:path/123456789012/q"`)],
      ["a service action", aws(`"${WRAPPER}:dynamodb:action/PutItem"`)],
      ["a stage variable as the path", aws(`"${WRAPPER}:sqs:\${stageVariables.path}"`)],
      [
        "a misspelled region",
        aws('"arn:aws:apigateway:<|us-esat-1|>:sqs:path/123456789012/q"'),
        "AG4012 error",
      ],
      ["a queue", aws('"arn:aws:<|sqs|>:us-east-1:123456789012:q"'), "AG2068 error"],
      ["a URL", aws('<|"https://a.example"|>'), "AG2068 error"],
      [
        "a misspelled apigateway",
        aws('"arn:aws:<|apigatway|>:us-east-1:sqs:path/123456789012/q"'),
        "AG2068 error",
      ],
    ],
    { operation: "update-integration", protocol: "WEBSOCKET" },
  );
  itPointsAt(
    [
      [
        "only the tag of a value",
        "IntegrationType: AWS_PROXY\nIntegrationUri: <|!GetAtt|> Function.Arn\n",
        "AG0018 error",
      ],
      [
        "the wrong parts of an ARN in YAML",
        "IntegrationType: AWS_PROXY\nIntegrationUri: 'arn:aws:<|lamda|>:<|us-esat-1|>:<|12345|>:function:f'\n",
        "AG2068 error",
        "AG4012 error",
        "AG4012 error",
      ],
      [
        "a name of a role in YAML",
        `IntegrationType: AWS_PROXY\nIntegrationUri: ${FUNCTION}\nCredentialsArn: <|my-role|>\n`,
        "AG2069 error",
      ],
    ],
    { format: "yaml" },
  );
  itFixes([
    [
      "AG2068",
      'Write "lambda"',
      lambda('"arn:aws:lamda:us-east-1:123456789012:function:f"'),
      lambda('"arn:aws:lambda:us-east-1:123456789012:function:f"'),
    ],
    [
      "AG2068",
      "Set IntegrationType to HTTP_PROXY",
      lambda('"https://a.example"'),
      lambda('"https://a.example"').replace("AWS_PROXY", "HTTP_PROXY"),
    ],
    [
      "AG4012",
      'Write "us-east-1"',
      lambda('"arn:aws:lambda:us-esat-1:123456789012:function:f"'),
      lambda('"arn:aws:lambda:us-east-1:123456789012:function:f"'),
    ],
    [
      "AG4003",
      'Write "us-east-1"',
      lambda(
        `"${WRAPPER}:lambda:path/2015-03-31/functions/arn:aws:lambda:us-esat-1:123456789012:function:f/invocations"`,
      ),
      lambda(
        `"${WRAPPER}:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:f/invocations"`,
      ),
    ],
  ]);
});

describe("rules for the ARNs of REST APIs", () => {
  const QUEUE = `"type": "AWS", "integrationHttpMethod": "POST"`;
  const ROLE = '"credentials": "arn:aws:iam::123456789012:role/r"';
  itPointsAt(
    [
      [
        "a stage variable in place of the uri",
        `{${QUEUE}, ${ROLE}, "uri": <|"\${stageVariables.uri}"|>}`,
        "AG4011 error",
      ],
      [
        "a stage variable in place of credentials",
        `{${QUEUE}, "uri": "${WRAPPER}:sqs:path/1/q", "credentials": <|"\${stageVariables.role}"|>}`,
        "AG4011 error",
      ],
      [
        "a misspelled region",
        `{${QUEUE}, ${ROLE}, "uri": "arn:aws:apigateway:<|us-esat-1|>:sqs:path/1/q"}`,
        "AG4012 error",
      ],
      [
        "an account of a role that is too short",
        `{${QUEUE}, "uri": "${WRAPPER}:sqs:path/1/q", "credentials": "arn:aws:iam::<|12345|>:role/r"}`,
        "AG4012 error",
      ],
      [
        "a user",
        `{${QUEUE}, "uri": "${WRAPPER}:sqs:path/1/q", "credentials": "arn:aws:iam::123456789012:<|user/me|>"}`,
        "AG4013 warning",
      ],
      [
        "a URL in a stage variable",
        `{"type": "HTTP_PROXY", "integrationHttpMethod": "GET", "uri": "\${stageVariables.url}"}`,
      ],
      ["a role", `{${QUEUE}, ${ROLE}, "uri": "${WRAPPER}:sqs:path/1/q"}`],
    ],
    { operation: "put-integration" },
  );

  it("quotes AWS's answer to a stage variable in place of an ARN", () => {
    assert.match(
      messagesOf("AG4011", `{${QUEUE}, ${ROLE}, "uri": "\${stageVariables.uri}"}`, {
        operation: "put-integration",
      })[0] ?? "",
      /AWS answers: Invalid ARN specified in the request$/,
    );
  });
});
