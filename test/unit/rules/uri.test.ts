import { describe } from "mocha";
import { itFixes, itPointsAt } from "../../support/ruleCases";

const FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:orders";
const around = (inner: string): string => `arn:aws:apigateway:us-east-1:lambda:path/${inner}`;
const lambda = (uri: string): string =>
  `{"IntegrationType": "AWS_PROXY", "IntegrationUri": "${uri}", "IntegrationMethod": "POST"}`;
const invoke = (called: string): string => lambda(around(`2015-03-31/functions/${called}/invocations`));
const url = (text: string): string =>
  `{"IntegrationType": "HTTP_PROXY", "IntegrationUri": "${text}", "IntegrationMethod": "ANY"}`;
const role = (arn: string, called: string): string =>
  `{"IntegrationType": "AWS_PROXY", "IntegrationUri": "${called}", "CredentialsArn": "${arn}"}`;

const object = (mappings: string, query = "Bucket={bucket}&Key={key}"): string =>
  `{"type": "AWS", "integrationHttpMethod": "GET", "credentials": "arn:aws:iam::123456789012:role/r", "uri": "arn:aws:apigateway:us-east-1:s3:action/GetObject&${query}", "requestParameters": {${mappings}}}`;

const mapped = (value: string): string =>
  `{"type": "HTTP_PROXY", "integrationHttpMethod": "GET", "uri": "https://a.example", "requestParameters": {"integration.request.header.x": "${value}"}}`;

describe("rules for URIs and ARNs", () => {
  itPointsAt([
    [
      "a function in another partition",
      invoke("arn:<|aws-us-gov|>:lambda:us-east-1:123456789012:function:f"),
      "AG4001 warning",
    ],
    [
      "a region in another partition",
      role("arn:aws:iam::123456789012:role/r", "arn:<|aws|>:lambda:cn-north-1:123456789012:function:f"),
      "AG4001 warning",
    ],
    ["an unknown partition", role("arn:<|was|>:iam::123456789012:role/r", FUNCTION), "AG4001 warning"],
    [
      "a function in another region",
      invoke("arn:aws:lambda:<|eu-west-1|>:123456789012:function:f"),
      "AG4002 hint",
    ],
    [
      "an unknown version",
      lambda(around(`<|2015-03-32|>/functions/${FUNCTION}/invocations`)),
      "AG4003 error",
    ],
    [
      "an unknown collection",
      lambda(around(`2015-03-31/<|function|>/${FUNCTION}/invocations`)),
      "AG4003 error",
    ],
    ["an unknown ending", lambda(around(`2015-03-31/functions/${FUNCTION}/<|invocation|>`)), "AG4003 error"],
    ["a function name in place of an ARN", invoke("<|orders|>"), "AG4003 error"],
    ["an account that is too short", invoke("arn:aws:lambda:us-east-1:<|1234|>:function:f"), "AG4003 error"],
    [
      "a wrong ending after an escaped slash",
      lambda(around(`2015-03-31\\/functions\\/${FUNCTION}\\/<|invoke|>`)),
      "AG4003 error",
    ],
    [
      "a streaming invocation",
      lambda(around(`2021-11-15/functions/${FUNCTION}/response-streaming-invocations`)),
    ],
    [
      "a double slash",
      lambda(`arn:aws:apigateway:us-east-1:lambda:path<|//|>2015-03-31/functions/${FUNCTION}/invocations`),
      "AG4004 warning",
    ],
    ["a stage variable without braces", url("https://<|$stageVariables.host|>/a"), "AG4005 error"],
    ["a stage variable without a dollar sign", url("https://<|{stageVariables.host}|>/a"), "AG4005 error"],
    ["a misspelled stageVariables", url("https://<|${stageVariable.host}|>/a"), "AG4005 error"],
    ["an invalid stage variable name", url("https://${stageVariables.<|a-b|>}/a"), "AG4005 error"],
    ["an unclosed brace", url("https://a.example/<|${stageVariables.a|>"), "AG4005 error"],
    ["a placeholder", url("https://<|${HOST}|>/a"), "AG4005 information"],
    ["a stage variable", url("https://${stageVariables.host}/a")],
    [
      "a stage variable for a function in another account",
      role(
        "arn:aws:iam::123456789012:role/r",
        around(
          "2015-03-31/functions/arn:aws:lambda:us-east-1:<|210987654321|>:function:<|${stageVariables.f}|>/invocations",
        ),
      ),
      "AG4006 warning",
      "AG4007 hint",
    ],
    [
      "a function selected by a stage variable",
      invoke("arn:aws:lambda:us-east-1:123456789012:function:<|${stageVariables.f}|>"),
      "AG4007 hint",
    ],
    ["an alias selected by a stage variable", invoke(`${FUNCTION}:\${stageVariables.alias}`)],
    [
      "a placeholder in angle brackets",
      invoke("arn:aws:lambda:<|<region>|>:123456789012:function:f"),
      "AG4008 warning",
    ],
    [
      "a placeholder in braces",
      invoke("arn:aws:lambda:<|{region}|>:123456789012:function:f"),
      "AG4008 warning",
    ],
    ["a placeholder word", invoke("arn:aws:lambda:us-east-1:<|account-id|>:function:f"), "AG4008 warning"],
    ["a masked account", invoke("arn:aws:lambda:us-east-1:<|XXXXXXXXXXXX|>:function:f"), "AG4008 warning"],
    [
      "a constant for an account",
      invoke("arn:aws:lambda:us-east-1:<|MY_ACCT_ID|>:function:f"),
      "AG4008 warning",
    ],
    ["a mistyped account", invoke("arn:aws:lambda:us-east-1:<|12345678901O|>:function:f"), "AG4003 error"],
    ["a masked account of a role", role("arn:aws:iam::<|XXXXXXXXXXXX|>:role/r", FUNCTION), "AG4008 warning"],
    [
      "a VPC link to fill in",
      `{"IntegrationType": "HTTP_PROXY", "IntegrationUri": "https://a.example", "IntegrationMethod": "ANY", "ConnectionType": "VPC_LINK", "ConnectionId": <|"<vpc-link-id>"|>}`,
      "AG4008 warning",
    ],
    [
      "parameters of CloudFormation, and nothing else",
      invoke("arn:<|${AWS::Partition}|>:lambda:<|${AWS::Region}|>:<|${AWS::AccountId}|>:function:f"),
      "AG4005 information",
      "AG4005 information",
      "AG4005 information",
    ],
  ]);
  itPointsAt(
    [
      [
        "a masked account in YAML",
        "IntegrationType: AWS_PROXY\nIntegrationUri: arn:aws:lambda:us-east-1:<|XXXXXXXXXXXX|>:function:f\n",
        "AG4008 warning",
      ],
      [
        "a region of CloudFormation in YAML",
        'IntegrationType: AWS_PROXY\nIntegrationUri: "arn:aws:lambda:<|${AWS::Region}|>:123456789012:function:f"\n',
        "AG4005 information",
      ],
    ],
    { format: "yaml" },
  );
  itPointsAt(
    [
      [
        "the uri of a REST API",
        `{"type": "AWS_PROXY", "integrationHttpMethod": "POST", "uri": "${around(`2015-03-31/functions/${FUNCTION}/<|invoke|>`)}"}`,
        "AG4003 error",
      ],
      [
        "only the region of CloudFormation in the uri of a REST API",
        `{"type": "AWS_PROXY", "integrationHttpMethod": "POST", "uri": "arn:aws:apigateway:<|\${AWS::Region}|>:lambda:path/2015-03-31/functions/${FUNCTION}/invocations"}`,
        "AG4005 information",
      ],
      [
        "a stage variable in place of a path or an action",
        '{"type": "AWS", "integrationHttpMethod": "POST", "credentials": "arn:aws:iam::123456789012:role/r", "uri": "arn:aws:apigateway:us-east-1:sqs:${stageVariables.target}"}',
      ],
      [
        "mapped placeholders of an action",
        object('"integration.request.path.bucket": "\'b\'", "integration.request.path.key": "\'k\'"'),
      ],
      [
        "an unmapped placeholder of an action",
        object('"integration.request.path.bucket": "\'b\'"', "Bucket={bucket}&Key=<|{key}|>"),
        "AG1017 warning",
      ],
      [
        "a mapping without a placeholder in the action",
        object('"integration.request.path.<|bucket|>": "\'b\'"', "Bucket=b"),
        "AG1016 warning",
      ],
      [
        "a stage variable with a dollar sign in a REST API mapping",
        '{"type": "HTTP_PROXY", "integrationHttpMethod": "GET", "uri": "https://a.example", "requestParameters": {"integration.request.header.x": <|"${stageVariables.a}"|>}}',
        "AG4010 warning",
      ],
      ["a stage variable in single quotes", mapped(`'<|$stageVariables.a|>'`), "AG4010 warning"],
      [
        "a stage variable with braces in single quotes",
        mapped(`'<|\${stageVariables.a}|>'`),
        "AG4010 warning",
      ],
      [
        "a stage variable without a dollar sign in single quotes",
        mapped(`'<|stageVariables.a|>'`),
        "AG4010 warning",
      ],
      ["a stage variable inside text", mapped(`'https://<|\${stageVariables.a}|>/b'`), "AG4010 warning"],
      ["a context variable in single quotes", mapped(`'<|$context.requestId|>'`), "AG4014 warning"],
      ["a header in single quotes", mapped(`'<|method.request.header.a|>'`), "AG4014 warning"],
      [
        "a variable of a template in single quotes",
        mapped(`'<|$input.params|>("a")'`.replaceAll('"', "")),
        "AG4014 warning",
      ],
      ["text that only mentions a variable", mapped("'context, stageVariables and $5.00'")],
      ["text with an unknown context variable", mapped("'context.nothing.known'")],
      ["static text", mapped("'application/json'")],
      [
        "a role in a different account",
        `{"type": "AWS", "integrationHttpMethod": "POST", "uri": "arn:aws:apigateway:us-east-1:sqs:path/123456789012/q", "credentials": "arn:aws:iam::<|210987654321|>:role/r"}`,
        "AG4015 warning",
      ],
      [
        "a role in a different account than the function, which may allow it",
        `{"type": "AWS_PROXY", "integrationHttpMethod": "POST", "uri": "${around(`2015-03-31/functions/${FUNCTION}/invocations`)}", "credentials": "arn:aws:iam::<|210987654321|>:role/r"}`,
        "AG4015 information",
      ],
      [
        "a role in the same account",
        `{"type": "AWS_PROXY", "integrationHttpMethod": "POST", "uri": "${around(`2015-03-31/functions/${FUNCTION}/invocations`)}", "credentials": "arn:aws:iam::123456789012:role/r"}`,
      ],
    ],
    { operation: "put-integration" },
  );
  itPointsAt(
    [
      [
        "a quoted stage variable in YAML",
        "type: HTTP_PROXY\nintegrationHttpMethod: GET\nuri: https://a.example\nrequestParameters:\n  integration.request.header.x: \"'<|$stageVariables.a|>'\"\n",
        "AG4010 warning",
      ],
      [
        "a quoted variable in single quotes in YAML",
        "type: HTTP_PROXY\nintegrationHttpMethod: GET\nuri: https://a.example\nrequestParameters:\n  integration.request.header.x: '''<|$context.requestId|>'''\n",
        "AG4014 warning",
      ],
    ],
    { operation: "put-integration", format: "yaml" },
  );
  itPointsAt(
    [
      [
        "a quoted variable of a response",
        `{"IntegrationResponseKey": "$default", "ResponseParameters": {"method.response.header.x": "'<|integration.response.header.y|>'"}}`,
        "AG4014 warning",
      ],
    ],
    { operation: "create-integration-response" },
  );
  itFixes(
    [
      ["AG4010", 'Write "stageVariables.a"', mapped("'$stageVariables.a'"), mapped("stageVariables.a")],
      ["AG4010", 'Write "stageVariables.a"', mapped("'${stageVariables.a}'"), mapped("stageVariables.a")],
      ["AG4014", 'Write "context.requestId"', mapped("'context.requestId'"), mapped("context.requestId")],
    ],
    { operation: "put-integration" },
  );
  itFixes([
    [
      "AG4001",
      "Change the partition to aws-cn",
      '{"IntegrationUri": "arn:aws:lambda:cn-north-1:123456789012:function:f"}',
      '{"IntegrationUri": "arn:aws-cn:lambda:cn-north-1:123456789012:function:f"}',
    ],
    [
      "AG4003",
      'Write "invocations"',
      `{"IntegrationUri": "${around(`2015-03-31/functions/${FUNCTION}/invoke`)}"}`,
      `{"IntegrationUri": "${around(`2015-03-31/functions/${FUNCTION}/invocations`)}"}`,
    ],
    [
      "AG4004",
      "Use a single slash",
      `{"IntegrationUri": "${around(`/2015-03-31/functions/${FUNCTION}/invocations`)}"}`,
      `{"IntegrationUri": "${around(`2015-03-31/functions/${FUNCTION}/invocations`)}"}`,
    ],
    [
      "AG4005",
      "Write ${stageVariables.host}",
      '{"IntegrationUri": "https://$stageVariables.host/a"}',
      '{"IntegrationUri": "https://${stageVariables.host}/a"}',
    ],
  ]);
});
